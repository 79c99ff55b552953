// A network as its units and weights; units hold a small picture or a number, and everything can be chosen.
const nets = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";
const TOP = 24;
const LARGEST = 46;

function rgb(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function isDark(host) {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

// 256 colours from minus to plus, as on the large surface.
function ramp(stops) {
  const inks = stops.map(rgb);
  return Array.from({ length: 256 }, (_, k) => {
    const at = (k / 255) * (inks.length - 1);
    const low = Math.min(inks.length - 2, Math.floor(at));
    return inks[low].map((ink, c) => ink + (inks[low + 1][c] - ink) * (at - low));
  });
}

function paint(canvas, bytes, side, colours) {
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  const image = context.createImageData(side, side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      // The first row of a surface is the lowest, that of a picture the highest.
      const colour = colours[bytes.charCodeAt((side - 1 - row) * side + column)];
      image.data.set([...colour, 255], 4 * (row * side + column));
    }
  }
  context.putImageData(image, 0, 0);
}

function places({ columns }, width) {
  const most = Math.max(...columns.map((column) => column.units.length));
  const gap = width / columns.length;
  const size = Math.max(16, Math.min(LARGEST, gap * 0.62, 420 / most));
  const pitch = Math.min(size + 14, Math.max(size + 5, 470 / most));
  const height = TOP + most * pitch + 20;
  const at = (column, unit) => ({
    x: gap * (column + 0.5),
    y: TOP + ((most - columns[column].units.length) / 2 + unit + 0.5) * pitch,
  });
  return { size, height, at };
}

function curve(from, to, half) {
  const [x0, x1] = [from.x + half, to.x - half];
  const bend = (x1 - x0) * 0.45;
  return `M${x0},${from.y} C${x0 + bend},${from.y} ${x1 - bend},${to.y} ${x1},${to.y}`;
}

const element = (tag, parent, name) => {
  const made = parent.appendChild(document.createElement(tag));
  made.className = name;
  return made;
};

function line(net, className) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("class", className);
  net.svg.append(path);
  return path;
}

// One stop of the tab key for all units; arrows go from unit to unit.
function walk(net, event) {
  const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  const [column, unit] = event.currentTarget.place;
  const to = net.units[column + move[0]];
  const button = to?.[Math.min(to.length - 1, Math.max(0, unit + move[1]))];
  if (!button) return;
  net.units.flat().forEach((each) => (each.tabIndex = -1));
  button.tabIndex = 0;
  button.focus();
}

function build(net, data) {
  const box = net.host.querySelector(".net");
  box.replaceChildren();
  net.svg = box.appendChild(document.createElementNS(SVG, "svg"));
  net.svg.setAttribute("aria-hidden", "true");
  net.names = data.columns.map((column) => element("div", box, "column-name"));
  net.more = data.columns.map((column) => element("div", box, "more"));
  net.units = data.columns.map((column, c) => column.units.map((unit, u) => {
    const button = element("button", box, "unit");
    button.type = "button";
    button.tabIndex = c === 0 && u === 0 ? 0 : -1;
    button.place = [c, u];
    element("canvas", button, "");
    element("span", button, "");
    button.addEventListener("click", () => net.pick({ kind: "unit", layer: c - 1, unit: u, source: null }));
    button.addEventListener("keydown", (event) => walk(net, event));
    return button;
  }));
  net.biases = data.columns.map((column, c) => (c === 0 ? [] : column.units.map((unit, u) => {
    const button = element("button", box, "bias");
    Object.assign(button, { type: "button", tabIndex: -1 });
    button.addEventListener("click", () => net.pick({ kind: "bias", layer: c - 1, unit: u, source: null }));
    return button;
  })));
}

function draw(net) {
  const { data, host } = net;
  const box = host.querySelector(".net");
  const width = box.clientWidth;
  if (!width) return;
  const { size, height, at } = places(data, width);
  const dark = isDark(host);
  const tint = (colour) => (dark ? data.twins[colour] ?? colour : colour);
  const key = data.stops.map(tint).join();
  if (net.key !== key) Object.assign(net, { key, colours: ramp(data.stops.map(tint)) });
  box.style.height = `${height}px`;
  edges(net, size, at, tint);
  data.columns.forEach((column, c) => {
    const x = at(c, 0).x;
    net.names[c].textContent = column.name;
    net.names[c].style.left = `${x}px`;
    net.more[c].textContent = column.more ? `and ${column.more} more` : "";
    Object.assign(net.more[c].style, { left: `${x}px`, top: `${height - 18}px` });
    column.units.forEach((unit, u) => tile(net, c, u, unit, size, at(c, u)));
  });
}

function tile(net, c, u, unit, size, { x, y }) {
  const { data } = net;
  const button = net.units[c][u];
  Object.assign(button.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
  button.setAttribute("aria-label", unit.label);
  button.title = unit.label;
  const { kind, layer, unit: chosen } = data.chosen;
  button.classList.toggle("chosen", kind === "unit" && layer === c - 1 && chosen === u);
  const [canvas, text] = button.children;
  canvas.hidden = !unit.picture;
  text.textContent = unit.text;
  text.hidden = size < 26 && c > 0;
  if (unit.picture) paint(canvas, atob(unit.picture), data.side, net.colours);
  const value = unit.value === null ? null : net.colours[Math.round(127.5 * (1 + Math.max(-1, Math.min(1, unit.value))))];
  button.style.backgroundColor = value ? `rgb(${value.map(Math.round).join()})` : "";
  const bias = net.biases[c][u];
  if (!bias) return;
  const dot = Math.max(7, size * 0.24);
  Object.assign(bias.style, { left: `${x - size / 2 - dot / 2}px`, top: `${y + size / 2 - dot * 0.7}px`, width: `${dot}px`, height: `${dot}px` });
  bias.style.backgroundColor = `rgb(${net.colours[unit.bias > 0 ? 255 : 0].map(Math.round).join()})`;
  bias.setAttribute("aria-label", unit.bias_label);
  bias.title = unit.bias_label;
  bias.classList.toggle("chosen", kind === "bias" && layer === c - 1 && chosen === u);
}

function edges(net, size, at, tint) {
  const { data, svg } = net;
  while (net.lines.length < data.edges.length) net.lines.push([line(net, "reach"), line(net, "weight")]);
  while (net.lines.length > data.edges.length) net.lines.pop().forEach((path) => path.remove());
  data.edges.forEach(([layer, unit, source, size_of, said], k) => {
    const path = curve(at(layer, source), at(layer + 1, unit), size / 2);
    const [reach, weight] = net.lines[k];
    const strength = Math.min(1, Math.abs(size_of));
    const { chosen } = data;
    const is_chosen = chosen.kind === "weight" && chosen.layer === layer && chosen.unit === unit && chosen.source === source;
    reach.setAttribute("d", path);
    reach.setAttribute("class", is_chosen ? "reach chosen" : "reach");
    reach.onclick = () => net.pick({ kind: "weight", layer, unit, source });
    weight.setAttribute("d", path);
    weight.setAttribute("stroke", tint(size_of < 0 ? data.minus : data.plus));
    weight.setAttribute("stroke-width", 0.5 + 4.5 * strength);
    weight.setAttribute("stroke-opacity", 0.25 + 0.7 * strength);
    if (reach.said !== said) {
      reach.said = said;
      const title = reach.firstChild ?? reach.appendChild(document.createElementNS(SVG, "title"));
      title.textContent = said;
    }
  });
}

const shape = (data) => data.columns.map((column) => column.units.length).join();

export default function ({ data, parentElement: host, setTriggerValue }) {
  const net = nets.get(host) ?? { host, lines: [] };
  const fresh = !nets.has(host);
  nets.set(host, net);
  const rebuild = fresh || shape(net.data) !== shape(data);
  net.data = data;
  net.pick = (what) => setTriggerValue("pick", what);
  if (rebuild) {
    net.lines = [];
    build(net, data);
  }
  host.querySelector(".net").setAttribute("aria-label", data.label);
  draw(net);
  if (fresh) {
    net.observer = new ResizeObserver(() => draw(net));
    net.observer.observe(host);
  }
  return () => setTimeout(() => {
    if (host.isConnected) return;
    net.observer.disconnect();
    nets.delete(host);
  });
}
