// A group of living sliders: each streams its number while it is dragged, moved by keys or typed.
const groups = new WeakMap();
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

function send(group) {
  clearTimeout(group.timer);
  group.timer = null;
  group.sent = performance.now();
  group.report({ revision: group.spec.revision, values: [...group.values] });
}

function changed(group, place, value) {
  const { spec, rows, on, values } = group;
  values[place] = value;
  const { range, number } = rows[place];
  range.value = on.position(value);
  range.setAttribute("aria-valuetext", written(value, spec));
  range.style.setProperty("--filled", (range.value - on.low) / (on.high - on.low));
  if (document.activeElement !== number) number.value = written(value, spec);
}

function moved(group, place, value) {
  changed(group, place, value);
  const wait = EVERY_MS - (performance.now() - group.sent);
  if (wait <= 0) send(group);
  else group.timer ??= setTimeout(() => send(group), wait);
}

// A number typed outside the limits goes to the nearer limit; what is no number goes back to what was there.
function typed(group, place) {
  const { spec, rows, values } = group;
  const wanted = rows[place].number.value === "" ? NaN : Number(rows[place].number.value);
  const value = Number.isFinite(wanted) ? Math.min(spec.high, Math.max(spec.low, wanted)) : values[place];
  rows[place].number.value = written(value, spec);
  if (value !== values[place]) moved(group, place, value);
}

function row(group, place, name) {
  const { spec, on } = group;
  const line = document.createElement("div");
  line.className = "living-slider";
  const [label, range, number] = ["label", "input", "input"].map((tag) => line.appendChild(document.createElement(tag)));
  range.id = `${group.id}-${place}`;
  label.htmlFor = range.id;
  label.textContent = name;
  Object.assign(range, { type: "range", min: on.low, max: on.high, step: spec.log ? 1 : spec.step });
  Object.assign(number, { type: "number", min: spec.low, max: spec.high, step: spec.log ? "any" : spec.step });
  number.setAttribute("aria-label", `${name}, typed`);
  range.addEventListener("input", () => moved(group, place, on.value(Number(range.value))));
  number.addEventListener("change", () => typed(group, place));
  number.addEventListener("blur", () => typed(group, place));
  return { line, range, number };
}

function build(group) {
  const { host, spec } = group;
  const box = host.querySelector(".living-sliders");
  const legend = document.createElement("legend");
  legend.textContent = spec.label;
  legend.hidden = spec.names.length === 1;
  group.on = scale(spec);
  group.rows = spec.names.map((name, place) => row(group, place, name));
  box.replaceChildren(legend, ...group.rows.map(({ line }) => line));
  box.style.setProperty("--columns", spec.columns);
  box.classList.toggle("grid", spec.columns > 1);
  box.classList.toggle("single", spec.names.length === 1);
  if (spec.colour) box.style.setProperty("--slider-colour", spec.colour);
}

const shape = ({ values, revision, ...rest }) => JSON.stringify(rest);

export default function ({ data: spec, parentElement: host, setStateValue, key }) {
  const group = groups.get(host) ?? { host, id: `slider-${key}`, sent: 0, timer: null };
  const rebuild = !group.spec || shape(group.spec) !== shape(spec);
  const renew = rebuild || group.spec.revision !== spec.revision;
  Object.assign(group, { spec, report: (state) => setStateValue("state", state) });
  groups.set(host, group);
  if (rebuild) build(group);
  if (renew) {
    clearTimeout(group.timer);
    group.timer = null;
    group.values = [...spec.values];
    spec.values.forEach((value, place) => changed(group, place, value));
  }
}
