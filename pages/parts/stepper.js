// Next and previous, by button or by ← and →; play; show all. The browser counts, the server follows.
import { deliver } from "./places.js";

const steppers = new WeakMap();
const PLAY_MS = 2200;

const BUTTONS = [
  ["back", "← Back", "Previous line (←)", (s) => go(s, s.step - 1), (s) => s.step > 0],
  ["next", "Next →", "Next line (→)", (s) => go(s, s.step + 1), (s) => s.step < s.last],
  ["play", "Play", "Show a line after another", (s) => toggle(s), (s) => s.step < s.last || s.timer],
  ["all", "Show all", "Show every line", (s) => go(s, s.last), (s) => s.step < s.last],
];

function go(s, step) {
  const to = Math.min(s.last, Math.max(0, step));
  if (to === s.step) return;
  s.step = to;
  if (to === s.last) stop(s);
  draw(s);
  if (to > 0) follow(to);
  s.report(to);
}

// A line that comes below the edge of the window is brought into it, once it is there.
function follow(place, until = performance.now() + 1500) {
  const lines = [...document.querySelectorAll('.lines > .line:not([hidden]), [class*="st-key-line-"]')];
  const found = lines.filter((line) => !line.closest('[class*="st-key-fine-"]'))[place];
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  if (found) found.scrollIntoView({ block: "nearest", behavior });
  else if (performance.now() < until) requestAnimationFrame(() => follow(place, until));
}

function stop(s) {
  clearInterval(s.timer);
  s.timer = null;
}

function toggle(s) {
  if (s.timer) stop(s);
  else {
    s.timer = setInterval(() => go(s, s.step + 1), PLAY_MS);
    go(s, s.step + 1);
  }
  draw(s);
}

function draw(s) {
  BUTTONS.forEach(([name, label, , , enabled]) => {
    const button = s.buttons[name];
    button.disabled = !enabled(s);
    button.textContent = name === "play" && s.timer ? "Pause" : label;
  });
  deliver(s.subject, s.step);
  s.output.textContent = `Line ${s.step} of ${s.last}`;
}

function build(s) {
  const box = s.host.querySelector(".stepper");
  s.buttons = {};
  const made = BUTTONS.map(([name, label, title, act]) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: name, textContent: label, title });
    button.addEventListener("click", () => act(s));
    s.buttons[name] = button;
    return button;
  });
  s.output = document.createElement("output");
  box.replaceChildren(...made, s.output);
}

// Arrow keys belong to whoever has the focus if it is a field, a slider, a list or a tab.
function isBusy(target) {
  return target.closest?.("input, textarea, select, [contenteditable], [role=slider], [role=tab], [role=radio], [role=listbox], .js-plotly-plot");
}

export default function ({ data, parentElement: host, setStateValue }) {
  const s = steppers.get(host) ?? { host, timer: null };
  const isNew = !steppers.has(host);
  s.report = (step) => setStateValue("step", step);
  steppers.set(host, s);
  if (isNew) {
    build(s);
    s.onKey = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      if (event.key === "ArrowRight") go(s, s.step + 1);
      else if (event.key === "ArrowLeft") go(s, s.step - 1);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", s.onKey);
  }
  if (s.subject !== data.subject) {
    stop(s);
    Object.assign(s, { subject: data.subject, step: data.step });
  }
  s.last = data.last;
  draw(s);
  // Streamlit also calls this for an update that a newer one overtook; only a host that left the page is gone.
  return () => setTimeout(() => {
    if (host.isConnected) return;
    stop(s);
    document.removeEventListener("keydown", s.onKey);
    steppers.delete(host);
  });
}
