// Hands each place of the page what is new to it: the first at once, the others a frame later.
import { draw, forget } from "./chart.js";
import { say } from "./typeset.js";

const boards = new WeakMap();
const A_FRAME_MS = 20;

function place(board, name) {
  if (!board.places.get(name)?.isConnected) {
    board.places.set(name, document.querySelector(`[data-place="${name}"]`));
  }
  return board.places.get(name);
}

// A place that has not arrived yet gets its content a little later.
function bring(board, name) {
  const node = place(board, name);
  const { contents, library, twins } = board.data;
  if (!node) return void setTimeout(() => board.host.isConnected && bring(board, name), 30);
  if (!node.classList.contains("living-chart")) return say(node, contents[name]);
  draw(node, board.host, { figure: contents[name], library, twins, revision: "keep" });
}

export default function ({ data, parentElement: host }) {
  const board = boards.get(host) ?? { host, places: new Map(), waiting: null };
  const isNew = !boards.has(host);
  boards.set(host, board);
  board.data = data;
  const [first, ...others] = Object.keys(data.contents);
  bring(board, first);
  if (isNew) others.forEach((name) => bring(board, name));
  else board.waiting ??= setTimeout(() => {
    board.waiting = null;
    Object.keys(board.data.contents).slice(1).forEach((name) => bring(board, name));
  }, A_FRAME_MS);
  return () => setTimeout(() => {
    if (!host.isConnected) board.places.forEach((node) => node && forget(node));
  });
}
