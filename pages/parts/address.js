// Keeps the address bar in step with the page, without history entries, and copies the link.
// While another page is on its way the address is already that page's, and no longer ours to write.
const EVERY_MS = 300;
const bars = new WeakMap();

function write(bar) {
  bar.timer = null;
  const { pathname, hash } = window.location;
  if (!bar.host.isConnected || pathname !== bar.page) return;
  bar.written = performance.now();
  window.history.replaceState(window.history.state, "", pathname + (bar.query ? `?${bar.query}` : "") + hash);
}

async function copy(bar, button) {
  write(bar);
  let done = true;
  try {
    await navigator.clipboard.writeText(window.location.href);
  } catch {
    done = false;
  }
  button.textContent = done ? "Link copied" : "Copy it from the address bar";
  setTimeout(() => (button.textContent = "Copy link"), 2000);
}

// The server inks its formulas for the theme it was told of: it is told when the reader's changes.
function followTheme(bar, setTriggerValue) {
  const paper = getComputedStyle(bar.host).getPropertyValue("--st-background-color");
  if (bar.paper && paper !== bar.paper) setTriggerValue("theme", paper);
  bar.paper = paper;
}

export default function ({ data: { query }, parentElement: host, setTriggerValue }) {
  const button = host.querySelector("button");
  const bar = bars.get(host) ?? { host, page: window.location.pathname, written: 0, timer: null };
  bars.set(host, bar);
  bar.query = query;
  followTheme(bar, setTriggerValue);
  button.onclick = () => copy(bar, button);
  bar.timer ??= setTimeout(() => write(bar), Math.max(0, EVERY_MS - (performance.now() - bar.written)));
}
