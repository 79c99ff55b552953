// A sheet being written: numbered lines, verdicts in the margin, what is typed kept in this browser at every key.
const editors = new WeakMap();
const SEND_MS = 400;
const LEAVING_MS = 3000;
const LEAVING = ["pointerdown", "click"];

// What each editor held when it was last in view; it outlives a turn to another page.
const last = new Map();

function drawers() {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return []; // A browser that keeps nothing still has the text in its address.
  }
}

function keep(s) {
  last.set(s.name, { revision: s.revision, text: s.area.value });
  for (const drawer of drawers()) {
    try {
      drawer.setItem(`sheet/${s.name}`, s.area.value);
    } catch { /* full, or not allowed */ }
  }
}

// Back on this page: what stood there. After a reload: what this tab held, for its address may lag behind.
// On a first visit with nothing given: what this browser held last.
function start(s, data) {
  const here = last.get(s.name);
  if (here) return here.revision === data.revision ? here.text : data.text;
  const [ofTab, ofBrowser] = drawers().map((drawer) => drawer.getItem(`sheet/${s.name}`));
  const arrival = performance.getEntriesByType("navigation")[0]?.type;
  if (arrival === "reload" || arrival === "back_forward") return ofTab ?? data.text;
  return (data.is_default && ofBrowser) || data.text;
}

function send(s) {
  clearTimeout(s.timer);
  s.timer = null;
  if (s.isLeaving || s.area.value === s.sent) return;
  s.sent = s.area.value;
  s.report({ revision: s.revision, text: s.sent });
}

// A text that is sent while another page is asked for would leave that page empty: it waits here for the return.
function leave(s, event) {
  if (!event.target.closest?.('[data-testid="stPageLink-NavLink"]')) return;
  s.isLeaving = true;
  clearTimeout(s.timer);
  s.timer = setTimeout(() => stay(s), LEAVING_MS);
}

function stay(s) {
  s.isLeaving = false;
  send(s);
}

function typed(s) {
  s.isLeaving = false;
  keep(s);
  draw(s);
  clearTimeout(s.timer);
  s.timer = setTimeout(() => send(s), SEND_MS);
}

// A mark belongs to a line as long as the line says what it said when it was judged.
function draw(s) {
  const lines = s.area.value.split("\n");
  const rows = lines.map((line, place) => {
    const mark = s.marks[place + 1];
    const row = document.createElement("div");
    const shape = document.createElement("b");
    if (mark && mark.text === line) {
      shape.textContent = mark.shape;
      shape.className = mark.verdict;
      shape.setAttribute("role", "img");
      shape.setAttribute("aria-label", mark.word);
      row.title = mark.word;
    }
    row.append(shape, String(place + 1));
    return row;
  });
  s.gutter.replaceChildren(...rows);
  s.area.rows = Math.max(lines.length, 6);
}

function adopt(s, text) {
  if (s.area.value && s.area.value !== text) s.before = s.area.value;
  s.area.value = text;
  s.sent = text;
  s.back.hidden = s.before === undefined;
  draw(s);
}

function bringBack(s) {
  const before = s.before;
  s.before = s.area.value;
  s.area.value = before;
  typed(s);
  send(s);
}

function adoptMarks(s, { label, marks }) {
  s.marks = marks;
  s.gutter.setAttribute("aria-label", label);
  draw(s);
}

function build(s) {
  s.gutter = s.host.querySelector(".gutter");
  s.area = s.host.querySelector("textarea");
  s.back = s.host.querySelector("button");
  s.marks = {};
  s.area.addEventListener("input", () => typed(s));
  s.area.addEventListener("blur", () => send(s));
  s.area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(s);
  });
  s.back.addEventListener("click", () => bringBack(s));
  s.onMarks = (event) => {
    if (event.detail.editor !== s.name) return;
    adoptMarks(s, event.detail);
  };
  s.onLeave = () => keep(s);
  document.addEventListener("sheet-marks", s.onMarks);
  window.addEventListener("pagehide", s.onLeave);
  s.onPress = (event) => leave(s, event);
  LEAVING.forEach((press) => document.addEventListener(press, s.onPress, true));
}

export default function ({ data, parentElement: host, setStateValue }) {
  const isNew = !editors.has(host);
  const s = editors.get(host) ?? { host, revision: -1 };
  editors.set(host, s);
  s.report = (state) => setStateValue("state", state);
  s.name = data.name;
  if (isNew) {
    build(s);
    s.area.setAttribute("aria-label", data.label);
    s.revision = data.revision;
    const text = start(s, data);
    adopt(s, data.text);
    if (text !== data.text) {
      s.area.value = text;
      send(s);
    }
    keep(s);
  } else if (s.revision !== data.revision) {
    s.revision = data.revision;
    adopt(s, data.text);
    keep(s);
  }
  const marks = window.sheetMarks?.[data.name];
  if (marks) adoptMarks(s, marks);
  else draw(s);
  return () => {
    keep(s);
    clearTimeout(s.timer);
    document.removeEventListener("sheet-marks", s.onMarks);
    window.removeEventListener("pagehide", s.onLeave);
    LEAVING.forEach((press) => document.removeEventListener(press, s.onPress, true));
    editors.delete(host);
  };
}
