// The plane in two layers: the answers below, repainted with every update; points and axes above, only when they change.
import { hand, takeBack } from "../board.js";
import { refresh } from "./net.js";

const planes = new WeakMap();
const MARGIN = { left: 30, right: 6, top: 26, bottom: 34 };

const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const SHAPES = [
  (pen, x, y, r) => pen.arc(x, y, r, 0, 7),
  (pen, x, y, r) => pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.25, 4, 0),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.25, 3, -Math.PI / 2),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.15, 5, -Math.PI / 2),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.25, 3, Math.PI / 2),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.15, 6, 0),
];

function polygon(pen, x, y, r, corners, turn) {
  for (let k = 0; k < corners; k += 1) {
    const angle = turn + (2 * Math.PI * k) / corners;
    pen[k ? "lineTo" : "moveTo"](x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  pen.closePath();
}

// The square that the plane takes, in the middle of what there is.
function square({ clientWidth, clientHeight }) {
  const size = Math.max(40, Math.min(clientWidth - MARGIN.left - MARGIN.right, clientHeight - MARGIN.top - MARGIN.bottom));
  return { size, left: Math.max(MARGIN.left, (clientWidth - size) / 2), top: MARGIN.top };
}

function pen(canvas, box) {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [box.clientWidth, box.clientHeight].map((length) => Math.round(length * scale));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

function paintAnswers(plane) {
  const { data, box, small } = plane;
  const ramp = bytes(data.ramp);
  const held = bytes(data.bytes);
  small.width = small.height = data.side;
  const context = small.getContext("2d");
  const image = context.createImageData(data.side, data.side);
  for (let row = 0; row < data.side; row += 1) {
    for (let column = 0; column < data.side; column += 1) {
      // The first row of the answers is the lowest, that of a picture the highest.
      const ink = 3 * held[(data.side - 1 - row) * data.side + column];
      const to = 4 * (row * data.side + column);
      image.data[to] = ramp[ink];
      image.data[to + 1] = ramp[ink + 1];
      image.data[to + 2] = ramp[ink + 2];
      image.data[to + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  const below = pen(box.firstElementChild, box);
  const { size, left, top } = square(box);
  below.imageSmoothingQuality = "high";
  below.drawImage(small, left, top, size, size);
  box.dataset.painted = Number(box.dataset.painted ?? 0) + 1;
}

function paintPoints(plane) {
  const { data, box } = plane;
  const above = pen(box.lastElementChild, box);
  above.clearRect(0, 0, box.clientWidth, box.clientHeight);
  const style = getComputedStyle(box);
  const [text, paper, font] = ["--st-text-color", "--st-background-color", "--st-font"].map((name) => style.getPropertyValue(name).trim());
  const { size, left, top } = square(box);
  const place = (value) => (size * (value + data.edge)) / (2 * data.edge);
  const where = new Float32Array(bytes(data.points).buffer);
  const [kinds, training] = [bytes(data.kinds), bytes(data.training)];
  const radius = kinds.length > 900 ? 2 : kinds.length > 450 ? 2.6 : 3.2;
  const classes = data.names.length;
  const dot = (x, y, kind, trains, r) => {
    above.beginPath();
    SHAPES[(classes ? kind : trains ? 0 : 1) % SHAPES.length](above, x, y, r);
    above.lineWidth = !classes ? 0.7 : trains ? 0.8 : 1.3;
    above.globalAlpha = 1;
    above.fillStyle = data.inks[kind];
    above.strokeStyle = !classes ? text : trains ? paper : data.inks[kind];
    if (trains || !classes) above.fill();
    if (!classes) above.globalAlpha = 0.55;
    above.stroke();
    above.globalAlpha = 1;
  };
  above.save();
  above.beginPath();
  above.rect(left, top, size, size);
  above.clip();
  for (let k = 0; k < kinds.length; k += 1) {
    dot(left + place(where[2 * k]), top + size - place(where[2 * k + 1]), kinds[k], training[k], radius);
  }
  above.restore();
  above.font = `12px ${font}`;
  above.fillStyle = text;
  above.strokeStyle = text;
  axes(above, data, { size, left, top, place });
  legend(above, data, dot, text, left);
}

function axes(above, data, { size, left, top, place }) {
  const reach = Math.floor(data.edge);
  const step = Math.max(1, Math.round(reach / 3));
  above.textAlign = "center";
  for (let value = -reach + (reach % step); value <= reach; value += step) {
    above.fillText(String(value).replace("-", "−"), left + place(value), top + size + 15);
  }
  above.fillText(data.axes[0].slice(0, 30), left + size / 2, top + size + 30);
  above.textAlign = "right";
  above.textBaseline = "middle";
  for (let value = -reach + (reach % step); value <= reach; value += step) {
    above.fillText(String(value).replace("-", "−"), left - 5, top + size - place(value));
  }
  above.save();
  above.translate(left - 22, top + size / 2);
  above.rotate(-Math.PI / 2);
  above.textAlign = "center";
  above.fillText(data.axes[1].slice(0, 30), 0, 0);
  above.restore();
  above.textBaseline = "alphabetic";
}

function legend(above, data, dot, text, left) {
  above.textAlign = "left";
  const middle = data.inks.length >> 1;
  const entries = data.names.map((name, kind) => [data.names.length > 5 ? name : `class ${name}`, kind, true]);
  if (!entries.length) entries.push(["trains on", middle, true]);
  entries.push([data.names.length ? "hollow: test" : "tests", data.names.length ? 0 : middle, false]);
  let x = left + 6;
  for (const [name, kind, trains] of entries) {
    dot(x, 12, kind, trains, 3.4);
    above.fillStyle = text;
    above.fillText(name, x + 8, 16);
    x += 20 + above.measureText(name).width;
  }
}

function draw(plane, everything) {
  const { data, box } = plane;
  if (!box.clientWidth) return;
  paintAnswers(plane);
  const still = data.points + data.kinds + data.training + data.inks + data.names + data.axes;
  if (everything || still !== plane.still) paintPoints(plane);
  plane.still = still;
}

// The press of the button that froze what is in sight, which is its time; long unanswered, it is forgotten.
const PATIENCE_MS = 3000;
let frozenBy = 0;
let inSight = null;

// Shows nothing that was sent before the server heard of a press; returns the step in sight.
export function freeze(press) {
  frozenBy = press;
  return inSight;
}

const isLate = ({ pressed }) => pressed < frozenBy && Date.now() < frozenBy + PATIENCE_MS;

export default function ({ data, parentElement: host }) {
  if (!planes.has(host) || !isLate(data)) show(host, data);
  return () => setTimeout(() => {
    if (host.isConnected || !planes.has(host)) return;
    planes.get(host).observer.disconnect();
    planes.delete(host);
    takeBack(host);
  });
}

function show(host, data) {
  const fresh = !planes.has(host);
  const plane = planes.get(host) ?? { host, box: host.querySelector(".plane"), small: document.createElement("canvas") };
  planes.set(host, plane);
  plane.data = data;
  const status = host.querySelector(".plane-status");
  status.hidden = !data.status.length;
  const said = data.status.join("\n");
  if (status.textContent !== said) status.textContent = said;
  if (plane.label !== data.label) plane.box.setAttribute("aria-label", (plane.label = data.label));
  if (plane.height !== data.height) plane.box.style.height = `${(plane.height = data.height)}px`;
  draw(plane, false);
  if (fresh) {
    plane.observer = new ResizeObserver(() => draw(plane, true));
    plane.observer.observe(plane.box);
  }
  inSight = data.step;
  if (data.drawn) refresh(data.drawn);
  if (data.looks) hand(host, data.looks);
}
