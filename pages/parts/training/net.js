// A network as its units and weights; units hold a small picture or a number, and everything can be picked.
const nets = new WeakMap();
const TOP = 24;
const LARGEST = 46;
const NEAR = 6;

const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

function paint(canvas, text, side, ramp) {
  const held = bytes(text);
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  const image = context.createImageData(side, side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      // The first row of a surface is the lowest, that of a picture the highest.
      const ink = 3 * held[(side - 1 - row) * side + column];
      const to = 4 * (row * side + column);
      for (let part = 0; part < 3; part += 1) image.data[to + part] = ramp[ink + part];
      image.data[to + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

function places({ columns }, width) {
  const most = Math.max(...columns.map((column) => column.units.length));
  const gap = width / columns.length;
  const size = Math.max(16, Math.min(LARGEST, gap * 0.62, 560 / most - 5));
  const pitch = Math.min(size + 14, Math.max(size + 5, 600 / most));
  const height = TOP + most * pitch + 20;
  const at = (column, unit) => ({
    x: gap * (column + 0.5),
    y: TOP + ((most - columns[column].units.length) / 2 + unit + 0.5) * pitch,
  });
  return { size, height, at, wide: Math.min(gap - 8, Math.max(size, 48)) };
}

// A weight is a curve from the right edge of its source to the left edge of its unit.
function bow(net, [layer, unit, source]) {
  const { at, size, wide } = net.layout;
  const [from, to] = [at(layer, source), at(layer + 1, unit)];
  const [x0, x1] = [from.x + (layer ? size : wide) / 2, to.x - size / 2];
  const bend = (x1 - x0) * 0.45;
  return [x0, from.y, x0 + bend, from.y, x1 - bend, to.y, x1, to.y];
}

function drawLines(net) {
  const { data, box } = net;
  const canvas = box.firstElementChild;
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [box.clientWidth, box.clientHeight].map((length) => Math.round(length * scale));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, box.clientWidth, box.clientHeight);
  const { kind, layer, unit, source } = data.chosen;
  const stroke = (path, ink, wide, opacity) => {
    pen.beginPath();
    pen.moveTo(path[0], path[1]);
    pen.bezierCurveTo(...path.slice(2));
    Object.assign(pen, { strokeStyle: ink, lineWidth: wide, globalAlpha: opacity });
    pen.stroke();
  };
  if (kind === "weight") stroke(bow(net, [layer, unit, source]), data.mark, 11, 0.35);
  for (const edge of data.edges) {
    const strength = Math.min(1, Math.abs(edge[3]));
    stroke(bow(net, edge), edge[3] < 0 ? data.minus : data.plus, 0.4 + 4.6 * strength, 0.1 + 0.85 * strength);
  }
}

// The weight whose curve passes nearest to a place, if one passes near enough.
function nearest(net, event) {
  const frame = net.box.getBoundingClientRect();
  const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
  let [best, least] = [null, NEAR];
  for (const edge of net.data.edges) {
    const p = bow(net, edge);
    if (x < p[0] - NEAR || x > p[6] + NEAR) continue;
    for (let k = 0; k <= 24; k += 1) {
      const [t, u] = [k / 24, 1 - k / 24];
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      const gap = Math.hypot(a * p[0] + b * p[2] + c * p[4] + d * p[6] - x, a * p[1] + b * p[3] + c * p[5] + d * p[7] - y);
      if (gap < least - Math.abs(edge[3])) [best, least] = [edge, gap];
    }
  }
  return best;
}

const element = (tag, parent, name) => {
  const made = parent.appendChild(document.createElement(tag));
  made.className = name;
  return made;
};

// One stop of the tab key for all units; arrows go from unit to unit.
function walk(net, event) {
  const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  event.stopPropagation();
  const [column, unit] = event.currentTarget.place;
  const to = net.units[column + move[0]];
  const button = to?.[Math.min(to.length - 1, Math.max(0, unit + move[1]))];
  if (!button) return;
  net.units.flat().forEach((each) => (each.tabIndex = -1));
  button.tabIndex = 0;
  button.focus();
}

function build(net, data) {
  const { box } = net;
  box.replaceChildren();
  const canvas = element("canvas", box, "");
  canvas.addEventListener("click", (event) => {
    const edge = nearest(net, event);
    if (edge) net.pick({ kind: "weight", layer: edge[0], unit: edge[1], source: edge[2] });
  });
  canvas.addEventListener("mousemove", (event) => {
    const edge = nearest(net, event);
    canvas.style.cursor = edge ? "pointer" : "";
    canvas.title = edge ? edge[4] : "";
  });
  net.names = data.columns.map(() => element("div", box, "column-name"));
  net.more = data.columns.map(() => element("div", box, "more"));
  const button = (name, kind, layer, unit) => {
    const made = element("button", box, name);
    Object.assign(made, { type: "button", tabIndex: -1 });
    made.addEventListener("click", () => net.pick({ kind, layer, unit, source: null }));
    return made;
  };
  net.units = data.columns.map((column, c) => column.units.map((unit, u) => {
    const made = button("unit", "unit", c - 1, u);
    made.tabIndex = c === 0 && u === 0 ? 0 : -1;
    made.place = [c, u];
    element("canvas", made, "");
    element("span", made, "");
    made.addEventListener("keydown", (event) => walk(net, event));
    return made;
  }));
  net.biases = data.columns.map((column, c) => (c ? column.units.map((unit, u) => button("bias", "bias", c - 1, u)) : []));
}

// Where everything stands; only looked at again when the width or the shape changes.
function settle(net) {
  const { data, box } = net;
  const layout = places(data, box.clientWidth);
  net.layout = layout;
  const { size, height, at, wide } = layout;
  box.style.height = `${height}px`;
  const put = (node, x, y, w, h) => Object.assign(node.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
  data.columns.forEach((column, c) => {
    net.names[c].style.left = net.more[c].style.left = `${at(c, 0).x}px`;
    net.more[c].style.top = `${height - 18}px`;
    column.units.forEach((unit, u) => {
      const { x, y } = at(c, u);
      const across = c ? size : wide;
      put(net.units[c][u], x - across / 2, y - size / 2, across, size);
      const dot = Math.max(8, size * 0.26);
      if (c) put(net.biases[c][u], x - size / 2 - dot / 2, y + size / 2 - dot * 0.7, dot, dot);
    });
  });
}

const changed = (node, name, value) => {
  if (node[name] !== value) node[name] = value;
};

function draw(net) {
  const { data, box } = net;
  if (!box.clientWidth || net.hidden) return;
  const key = `${box.clientWidth} ${shape(data)}`;
  if (net.key !== key) settle(net);
  net.key = key;
  const ramp = bytes(data.ramp);
  drawLines(net);
  data.columns.forEach((column, c) => {
    changed(net.names[c], "textContent", column.name);
    changed(net.more[c], "textContent", column.more ? `and ${column.more} more` : "");
    column.units.forEach((unit, u) => tile(net, c, u, unit, ramp));
  });
  box.dataset.painted = Number(box.dataset.painted ?? 0) + 1;
}

const ink = (ramp, value) => `rgb(${ramp.slice(3 * Math.round(127.5 * (1 + value))).slice(0, 3).join()})`;

function tile(net, c, u, unit, ramp) {
  const { data, layout } = net;
  const button = net.units[c][u];
  const { kind, layer, unit: chosen } = data.chosen;
  const [canvas, text] = button.children;
  if (button.title !== unit.label) {
    button.title = unit.label;
    button.setAttribute("aria-label", unit.label);
  }
  button.classList.toggle("chosen", kind === "unit" && layer === c - 1 && chosen === u);
  changed(canvas, "hidden", !unit.picture);
  changed(text, "textContent", unit.text);
  changed(text, "hidden", layout.size < 30 && c > 0);
  if (unit.picture) paint(canvas, unit.picture, data.side, ramp);
  button.style.backgroundColor = unit.value === null ? "" : ink(ramp, Math.max(-1, Math.min(1, unit.value)));
  const bias = net.biases[c][u];
  if (!bias) return;
  bias.style.backgroundColor = ink(ramp, unit.bias > 0 ? 1 : -1);
  bias.classList.toggle("chosen", kind === "bias" && layer === c - 1 && chosen === u);
  if (bias.title !== unit.bias_label) {
    bias.title = unit.bias_label;
    bias.setAttribute("aria-label", unit.bias_label);
  }
}

const shape = (data) => data.columns.map((column) => column.units.length).join();

// Gives the network in sight newer numbers.
let inSight = null;
export function refresh(data) {
  if (!inSight?.host.isConnected || shape(inSight.data) !== shape(data)) return;
  inSight.data = data;
  draw(inSight);
}

export default function ({ data, parentElement: host, setTriggerValue }) {
  const fresh = !nets.has(host);
  const net = nets.get(host) ?? { host, box: host.querySelector(".net"), key: null, hidden: false };
  nets.set(host, net);
  const rebuild = fresh || shape(net.data) !== shape(data);
  net.data = data;
  inSight = net;
  net.pick = (what) => setTriggerValue("pick", what);
  if (rebuild) build(net, data);
  net.box.setAttribute("aria-label", data.label);
  draw(net);
  if (fresh) {
    net.observer = new ResizeObserver(() => draw(net));
    net.observer.observe(net.box);
    // Out of sight it only keeps its newest numbers.
    net.sight = new IntersectionObserver(([{ isIntersecting }]) => {
      net.hidden = !isIntersecting;
      draw(net);
    }, { rootMargin: "100px" });
    net.sight.observe(net.box);
  }
  return () => setTimeout(() => {
    if (host.isConnected) return;
    net.observer.disconnect();
    net.sight.disconnect();
    nets.delete(host);
  });
}
