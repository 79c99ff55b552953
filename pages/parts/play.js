// Draws the paths of the charts a step after another. The charts hold them whole, so nobody else is asked.
import { walk } from "./chart.js";

const players = new WeakMap();
const LONGEST_MS = 6000;
const STEP_MS = 120;

function draw(p) {
  p.button.textContent = p.timer ? "Pause" : "Play";
  p.button.disabled = !p.steps;
  p.output.textContent = p.at === null ? "" : `Step ${p.at} of ${p.steps}`;
}

function stop(p) {
  clearInterval(p.timer);
  p.timer = null;
}

// Past the last step every path stands whole again.
function go(p, step) {
  p.at = step >= p.steps ? null : step;
  if (p.at === null) stop(p);
  walk(p.at);
  draw(p);
}

function toggle(p) {
  if (p.timer) stop(p);
  else {
    p.timer = setInterval(() => go(p, p.at + 1), Math.min(STEP_MS, LONGEST_MS / p.steps));
    go(p, p.at ?? 0);
  }
  draw(p);
}

function build(p) {
  p.button = Object.assign(document.createElement("button"), { type: "button", title: "Walk down step by step" });
  p.button.addEventListener("click", () => toggle(p));
  p.output = document.createElement("output");
  p.host.querySelector(".play").replaceChildren(p.button, p.output);
}

export default function ({ data: { steps }, parentElement: host }) {
  const p = players.get(host) ?? { host, timer: null, at: null };
  if (!players.has(host)) build(p);
  players.set(host, p);
  const isOther = steps !== p.steps;
  p.steps = steps;
  if (isOther) go(p, steps);
  return () => setTimeout(() => {
    if (host.isConnected) return;
    stop(p);
    walk(null);
    players.delete(host);
  });
}
