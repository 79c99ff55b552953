// Panels of living sliders: each streams its number while it is dragged, moved by keys or typed.
const panels = new WeakMap();
const EVERY_MS = 50;
const LOG_STEPS = 400;

// The range input moves over positions: the numbers themselves, or equal steps of their logarithm.
function scale({ log, low, high, step }) {
  if (!log) return { low, high, step, position: (value) => value, value: (position) => position };
  const ratio = Math.log(high / low);
  return {
    low: 0, high: LOG_STEPS, step: 1,
    position: (value) => (LOG_STEPS * Math.log(value / low)) / ratio,
    value: (position) => Number((low * Math.exp((ratio * position) / LOG_STEPS)).toPrecision(2)),
  };
}

function written(value, { log, decimals }) {
  return log ? String(value) : value.toFixed(decimals);
}

function send(panel) {
  clearTimeout(panel.timer);
  panel.timer = null;
  panel.sent = performance.now();
  const state = panel.groups.map(({ spec, values }) => [spec.name, { revision: spec.revision, values: [...values] }]);
  panel.report(Object.fromEntries(state));
}

function changed({ spec, rows, on, values }, place, value) {
  values[place] = value;
  const { range, number } = rows[place];
  range.value = on.position(value);
  range.setAttribute("aria-valuetext", written(value, spec));
  range.style.setProperty("--filled", (range.value - on.low) / (on.high - on.low));
  if (document.activeElement !== number) number.value = written(value, spec);
}

function moved(group, place, value) {
  changed(group, place, value);
  const { panel } = group;
  const wait = EVERY_MS - (performance.now() - panel.sent);
  if (wait <= 0) send(panel);
  else panel.timer ??= setTimeout(() => send(panel), wait);
}

// A number typed outside the limits goes to the nearer limit; what is no number goes back to what was there.
function typed(group, place) {
  const { spec, rows, values } = group;
  const wanted = rows[place].number.value === "" ? NaN : Number(rows[place].number.value);
  const value = Number.isFinite(wanted) ? Math.min(spec.high, Math.max(spec.low, wanted)) : values[place];
  rows[place].number.value = written(value, spec);
  if (value !== values[place]) moved(group, place, value);
}

// What follows an underscore stands below the line.
function named(node, name) {
  const parts = name.split(/_(\w|\{[^}]*\})/).map((part, place) => {
    if (place % 2 === 0) return part;
    const below = document.createElement("sub");
    below.textContent = part.replace(/[{}]/g, "");
    return below;
  });
  node.replaceChildren(...parts);
}

function row(group, place, name) {
  const { spec, on } = group;
  const line = document.createElement("div");
  line.className = "living-slider";
  const [label, range, number] = ["label", "input", "input"].map((tag) => line.appendChild(document.createElement(tag)));
  range.id = `${group.id}-${place}`;
  label.htmlFor = range.id;
  named(label, name);
  Object.assign(range, { type: "range", min: on.low, max: on.high, step: spec.log ? 1 : spec.step });
  Object.assign(number, { type: "number", min: spec.low, max: spec.high, step: spec.log ? "any" : spec.step });
  number.setAttribute("aria-label", `${label.textContent}, typed`);
  range.addEventListener("input", () => moved(group, place, on.value(Number(range.value))));
  number.addEventListener("change", () => typed(group, place));
  number.addEventListener("blur", () => typed(group, place));
  return { line, range, number };
}

// A group with a name of its own is a fieldset, or stands behind its name, which opens it.
function frame({ spec }) {
  const [outer, label] = spec.folded === null ? ["fieldset", "legend"] : ["details", "summary"];
  const box = document.createElement(outer);
  const title = document.createElement(label);
  named(title, spec.label);
  title.hidden = spec.names.length === 1 && spec.folded === null;
  box.open = spec.folded === false;
  box.append(title);
  return box;
}

function build(group) {
  const { spec } = group;
  const open = group.box?.open;
  const box = frame(group);
  if (open !== undefined) box.open = open;
  box.className = "living-sliders";
  const fields = box.appendChild(document.createElement("div"));
  fields.className = "fields";
  group.on = scale(spec);
  group.rows = spec.names.map((name, place) => row(group, place, name));
  fields.append(...group.rows.map(({ line }) => line));
  box.style.setProperty("--columns", spec.columns);
  box.classList.toggle("grid", spec.columns > 1);
  box.classList.toggle("single", spec.names.length === 1);
  if (spec.colour) box.style.setProperty("--slider-colour", spec.colour);
  group.box = box;
}

const shape = ({ values, revision, ...rest }) => JSON.stringify(rest);

function adopt(group, spec) {
  const rebuild = !group.spec || shape(group.spec) !== shape(spec);
  const renew = rebuild || group.spec.revision !== spec.revision;
  group.spec = spec;
  if (rebuild) build(group);
  if (renew) {
    group.values = [...spec.values];
    spec.values.forEach((value, place) => changed(group, place, value));
  }
  return renew;
}

export default function ({ data, parentElement: host, setStateValue, key }) {
  const panel = panels.get(host) ?? { groups: [], sent: 0, timer: null };
  panels.set(host, panel);
  panel.report = (state) => setStateValue("state", state);
  const known = new Map(panel.groups.map((group) => [group.spec.name, group]));
  panel.groups = data.groups.map(({ name }) => known.get(name) ?? { panel, id: `slider-${key}-${name}` });
  const renewed = panel.groups.filter((group, place) => adopt(group, data.groups[place]));
  if (renewed.length === panel.groups.length) {
    clearTimeout(panel.timer);
    panel.timer = null;
  }
  const box = host.querySelector(".living-panel");
  // Only what is new or gone moves, so that whatever has the focus keeps it.
  panel.groups.forEach((group, place) => {
    if (box.children[place] !== group.box) box.insertBefore(group.box, box.children[place] ?? null);
  });
  while (box.childElementCount > panel.groups.length) box.lastElementChild.remove();
}
