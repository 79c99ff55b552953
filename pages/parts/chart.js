// Living charts: a node stays for as long as it is on the page, and every update is a
// Plotly.react on it, so zoom, hover and camera survive.
const charts = new WeakMap();

function library(url) {
  window.plotlyArrives ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error(`The chart library could not be loaded from ${url}.`));
    document.head.append(script);
  });
  return window.plotlyArrives;
}

const darkness = new Map();

function isDark(colour) {
  if (!darkness.has(colour)) darkness.set(colour, measuredDark(colour));
  return darkness.get(colour);
}

function measuredDark(colour) {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

// Figures are drawn in the colours of the light theme; in the dark each is replaced by its twin.
function themed({ figure, twins, revision }, host) {
  const style = getComputedStyle(host);
  const css = (name) => style.getPropertyValue(name).trim();
  if (isDark(css("--st-background-color"))) {
    for (const [light, dark] of Object.entries(twins)) figure = figure.replaceAll(light, dark);
  }
  const { data, layout } = JSON.parse(figure);
  const [ink, line, paper] = ["--st-text-color", "--st-border-color", "--st-background-color"].map(css);
  const axis = { gridcolor: line, zerolinecolor: line, linecolor: line, tickcolor: line, automargin: true };
  for (const name of ["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis\d+$/.test(key))]) {
    layout[name] = { ...axis, ...layout[name] };
  }
  for (const name of Object.keys(layout).filter((key) => /^scene\d*$/.test(key))) {
    for (const side of ["xaxis", "yaxis", "zaxis"]) {
      layout[name][side] = { ...axis, showbackground: false, ...layout[name][side] };
    }
  }
  layout.font = { color: ink, family: css("--st-font"), size: 13, ...layout.font };
  layout.hoverlabel = { bgcolor: paper, bordercolor: line, font: { color: ink }, ...layout.hoverlabel };
  layout.modebar = { bgcolor: "rgba(0,0,0,0)", color: line, activecolor: ink };
  layout.uirevision = revision;
  // On a touch screen a finger on the chart scrolls the page, as it does everywhere else.
  if (matchMedia("(pointer: coarse)").matches) layout.dragmode = false;
  return { data, layout: { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", ...layout } };
}

// How many steps of their paths the charts show: all of them, unless someone plays them.
let walked = null;

function upTo(step, held) {
  const bytes = held.bdata && Uint8Array.from(atob(held.bdata), (letter) => letter.charCodeAt(0));
  return Array.from(bytes ? new Float64Array(bytes.buffer) : held).slice(0, step + 1);
}

function cut(trace) {
  if (walked === null || trace.meta !== "path") return trace;
  const sides = ["x", "y", "z"].filter((side) => trace[side]);
  return { ...trace, ...Object.fromEntries(sides.map((side) => [side, upTo(walked, trace[side])])) };
}

// Shows so many steps of every path on the page; null for all.
export function walk(step) {
  walked = step;
  for (const node of document.querySelectorAll(".living-chart")) {
    const chart = charts.get(node);
    if (!chart?.now?.figure.includes('"meta": "path"')) continue;
    chart.next ??= chart.now;
    paint(chart);
  }
}

const CONFIG = {
  // Without a pointer its buttons would cover the legend for good, and there is nothing to zoom with.
  displayModeBar: matchMedia("(pointer: coarse)").matches ? false : "hover",
  displaylogo: false,
  showSendToCloud: false,
  modeBarButtonsToRemove: ["sendChartToCloud", "lasso2d", "select2d", "autoScale2d"],
};

// Where the pointer was on the axes, not merely the nearest data point.
function place({ points: [point], event }, node) {
  const { xaxis, yaxis } = point;
  const place = { x: point.x, y: point.y, z: point.z ?? null, trace: point.curveNumber, point: point.pointNumber ?? null };
  if (xaxis?.type === "linear" && yaxis?.type === "linear" && event) {
    const box = node.getBoundingClientRect();
    place.x = xaxis.p2d(event.clientX - box.left - xaxis._offset);
    place.y = yaxis.p2d(event.clientY - box.top - yaxis._offset);
  }
  return place;
}

// A chart out of sight keeps its newest numbers until it is scrolled to, and leaves the time to those in sight.
async function paint(chart) {
  if (chart.busy || chart.hidden) return;
  chart.busy = true;
  try {
    while (chart.next && !chart.gone) {
      const { data, layout } = themed(chart.next, chart.host);
      Object.assign(chart, { now: chart.next, next: null });
      await chart.plotly.react(chart.node, data.map(cut), layout, CONFIG);
      if (!chart.listens) chart.node.on("plotly_click", (event) => chart.clicked?.(place(event, chart.node)));
      chart.listens = true;
      chart.node.dataset.painted = Number(chart.node.dataset.painted ?? 0) + 1;
    }
  } finally {
    chart.busy = false;
  }
}

// All that a painting depends on.
function seen(host, { figure, revision }) {
  return [figure, revision, getComputedStyle(host).getPropertyValue("--st-background-color")];
}

// The chart library takes a browser longer to read than all the rest of a page, whose formulas are set first.
async function leisure() {
  await import("./typeset.js");
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1500 }));
}

async function mount(node, host, { library: url, patient }) {
  const chart = { node, host, next: null, seen: [], busy: true, gone: false };
  charts.set(node, chart);
  if (patient) await leisure();
  chart.plotly = await library(url);
  chart.busy = false;
  if (chart.next) await paint(chart);
  if (!chart.gone) watch(chart);
}

// What a chart listens to once it stands.
function watch(chart) {
  const { node } = chart;
  chart.sight = new IntersectionObserver(
    ([{ isIntersecting }]) => {
      chart.hidden = !isIntersecting;
      paint(chart);
    },
    { rootMargin: "200px" },
  );
  chart.sight.observe(node);
  chart.observer = new ResizeObserver(() => node.offsetWidth && node.data && chart.plotly.Plots.resize(node));
  chart.observer.observe(node);
}

// Shows a figure on a node, in the colours of the host; a patient chart leaves the moment to the others, and
// catches up within a third of a second. What has not changed is not painted anew.
export function draw(node, host, data) {
  if (!charts.has(node)) mount(node, host, data);
  const chart = charts.get(node);
  node.style.visibility = data.figure === null ? "hidden" : "";
  if (data.figure === null) return void (node.dataset.painted ??= 0);
  const sight = seen(host, data);
  if (sight.every((part, place) => part === chart.seen[place])) return;
  const isFirst = !chart.seen.length;
  Object.assign(chart, { next: data, seen: sight });
  if (isFirst || !data.patient) return void paint(chart);
  chart.waiting ??= requestIdleCallback(() => { chart.waiting = null; paint(chart); }, { timeout: 300 });
}

export function forget(node) {
  const chart = charts.get(node);
  if (!chart) return;
  chart.gone = true;
  chart.observer?.disconnect();
  chart.sight?.disconnect();
  chart.plotly?.purge(node);
  charts.delete(node);
}

export default function ({ data, parentElement: host, setTriggerValue }) {
  const node = host.querySelector(".living-chart");
  node.setAttribute("aria-label", data.label);
  node.style.height = `${data.height}px`;
  draw(node, host, data);
  charts.get(node).clicked = data.clickable ? (where) => setTriggerValue("click", where) : null;
  // Streamlit also calls this for an update that a newer one overtook; only a host that left the page is gone.
  return () => setTimeout(() => host.isConnected || forget(node));
}
