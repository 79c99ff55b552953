// Run and Pause, answered at once: a pause freezes what is in sight, and the server goes back to that very step.
import { freeze } from "./plane.js";

const buttons = new WeakMap();

export default function ({ data, parentElement: host, setTriggerValue }) {
  const node = host.querySelector("button");
  const button = buttons.get(host) ?? { pressed: 0 };
  buttons.set(host, button);
  // What was sent before the server heard of the press says nothing of it.
  if (data.pressed >= button.pressed) {
    button.running = data.running;
    node.disabled = data.disabled;
    node.textContent = data.running ? "Pause" : "Run";
    node.dataset.answered = data.pressed;
  }
  node.title = data.label;
  node.onclick = () => {
    button.pressed = Date.now();
    button.running = !button.running;
    node.textContent = button.running ? "Pause" : "Run";
    const step = button.running ? null : freeze(button.pressed);
    setTriggerValue("press", { pressed: button.pressed, run: button.running, step });
  };
}
