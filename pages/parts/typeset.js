// Words with formulas: **strong**, ~quiet~, `code`, $formula$ and $$a formula of its own$$; paragraphs, and tables with bars.
import formulas from "./katex.js";

const PIECES = /(\$\$[^$]+\$\$|\$[^$]+\$|\*\*.+?\*\*|~[^~]+~|`[^`]+`)/;
const SPACES = { svg: "http://www.w3.org/2000/svg", math: "http://www.w3.org/1998/Math/MathML" };
const NAMES = { className: "class", ariaHidden: "aria-hidden" };
const typeset = formulas({ strict: "ignore" });
const set = new Map();

function element(name, ...children) {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}

// A node of the tree that KaTeX's plugin makes, as a node of the page.
function grown({ type, value, tagName, properties, children }, space) {
  if (type === "text") return document.createTextNode(value);
  const within = SPACES[tagName] ?? space;
  const node = within ? document.createElementNS(within, tagName) : document.createElement(tagName);
  for (const [name, held] of Object.entries(properties)) {
    node.setAttribute(NAMES[name] ?? name, Array.isArray(held) ? held.join(" ") : held);
  }
  node.append(...children.map((child) => grown(child, within)));
  return node;
}

// A formula; what was set once is not set again.
export function formula(latex, isDisplayed = true) {
  const key = isDisplayed + latex;
  if (!set.has(key)) {
    const className = ["language-math", isDisplayed ? "math-display" : "math-inline"];
    const code = { type: "element", tagName: "code", properties: { className }, children: [{ type: "text", value: latex }] };
    const tree = { type: "root", children: [code] };
    typeset(tree, { message() {} });
    set.set(key, grown(tree.children[0]));
  }
  return set.get(key).cloneNode(true);
}

// A line of text as nodes.
export function inline(text) {
  return text.split(PIECES).map((piece, place) => {
    if (place % 2 === 0) return piece;
    if (piece.startsWith("$$")) return formula(piece.slice(2, -2));
    if (piece.startsWith("$")) return formula(piece.slice(1, -1), false);
    if (piece.startsWith("`")) return element("code", piece.slice(1, -1));
    if (piece.startsWith("~")) return element("small", ...inline(piece.slice(1, -1)));
    return element("strong", ...inline(piece.slice(2, -2)));
  });
}

function table(text) {
  const rows = text.split("\n").map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()));
  const made = rows.filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell))).map((cells, place) =>
    element("tr", ...cells.map((cell) => element(place ? "td" : "th", ...inline(cell)))));
  return element("table", element("thead", made[0]), element("tbody", ...made.slice(1)));
}

function block(text) {
  if (text.startsWith("|")) return table(text);
  if (/^\$\$[^$]+\$\$$/.test(text)) return formula(text.slice(2, -2));
  const lines = text.split(/ {2}\n/).flatMap((line, place) => (place ? [element("br"), ...inline(line)] : inline(line)));
  return element("p", ...lines);
}

// Says something in a node; what it says already is left alone.
export function say(node, text) {
  if (node.said === text) return;
  node.said = text;
  node.replaceChildren(...text.trim().split(/\n{2,}/).filter(Boolean).map(block));
}
