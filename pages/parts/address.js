// Keeps the address bar in step with the page, without history entries, and copies the link.
const EVERY_MS = 300;
const bars = new WeakMap();

function write(bar) {
  bar.timer = null;
  if (!bar.host.isConnected) return;
  bar.written = performance.now();
  const { pathname, hash } = window.location;
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

export default function ({ data: { query }, parentElement: host }) {
  const button = host.querySelector("button");
  const bar = bars.get(host) ?? { host, written: 0, timer: null };
  bars.set(host, bar);
  bar.query = query;
  button.onclick = () => copy(bar, button);
  bar.timer ??= setTimeout(() => write(bar), Math.max(0, EVERY_MS - (performance.now() - bar.written)));
}
