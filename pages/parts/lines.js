// The lines of a derivation. All of them are here; how many are shown is for whoever walks through them.
import { open } from "./places.js";
import { formula, inline, say } from "./typeset.js";

const derivations = new WeakMap();

function element(name, className, ...children) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...children);
  return node;
}

function setIn(node, latex) {
  if (node.latex === latex) return;
  node.latex = latex;
  node.replaceChildren(formula(latex));
  // Whoever has no mouse scrolls a long formula by its focus.
  requestAnimationFrame(() => {
    if (node.scrollWidth > node.clientWidth) node.tabIndex = 0;
    else node.removeAttribute("tabindex");
  });
}

// What was opened by a key is closed by Escape.
function closes(node, close) {
  node.addEventListener("keydown", (event) => event.key === "Escape" && close());
}

// A verdict is a shape and a word; what it means is told to those who point at it, press it or come to it by keys.
function badge({ kind, said, meaning }) {
  const node = element("button", `verdict ${kind}`, said);
  Object.assign(node, { type: "button", ariaLabel: `${said}. ${meaning}` });
  node.dataset.meaning = meaning;
  closes(node, () => node.blur());
  return node;
}

function reason({ verdict, rule, why }) {
  const node = element("p", "reason");
  if (verdict) node.append(badge(verdict), " ");
  if (rule) node.append(element("strong", "", ...inline(rule)));
  if (why) node.append(rule ? " — " : "", ...inline(why));
  return node;
}

function single(fine) {
  const place = element("div", "formula");
  setIn(place, fine.after);
  return element("li", "", place, reason(fine));
}

// The single steps are set when they are asked for.
function unfolding(fine) {
  const node = element("details", "fine", element("summary", "", `${fine.length} single steps`));
  node.addEventListener("toggle", () => {
    if (node.childElementCount === 1) node.append(element("ol", "", ...fine.map(single)));
  });
  closes(node, () => {
    node.open = false;
    node.firstChild.focus();
  });
  return node;
}

function build(line) {
  const node = element("li", "line", element("div", "formula"), element("div", "value"));
  if (line.rule) node.append(reason(line));
  if (line.fine.length > 1) node.append(unfolding(line.fine));
  return node;
}

// What the last step changed is marked in it and in the line before. A line is set when it is first shown.
function show(derivation) {
  const { list, lines, nodes, values, step } = derivation;
  const last = step ?? lines.length - 1;
  while (nodes.length <= last) nodes.push(build(lines[nodes.length]));
  list.append(...nodes.filter((node) => !node.isConnected));
  nodes.forEach((node, place) => {
    node.hidden = place > last;
    if (node.hidden) return;
    const line = lines[place];
    const marked = step === null ? "" : place === step && place > 0 ? line.after : place === step - 1 ? line.before : "";
    setIn(node.firstChild, marked || line.plain);
    say(node.children[1], values[place] ?? "");
  });
}

export default function ({ data, parentElement: host }) {
  const derivation = derivations.get(host) ?? { step: data.step, list: host.querySelector(".lines") };
  derivations.set(host, derivation);
  const written = JSON.stringify(data.lines);
  if (derivation.written !== written) {
    Object.assign(derivation, { written, lines: data.lines, nodes: [] });
    derivation.list.replaceChildren();
  }
  derivation.values = data.values;
  show(derivation);
  if (data.place !== derivation.place) {
    derivation.place = data.place;
    open(data.place, (step) => {
      derivation.step = step;
      show(derivation);
    });
  }
}
