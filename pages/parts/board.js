// Hands each place of the page what is new to it: the first at once, the others a frame later.
import { draw, forget } from "./chart.js";
import { say } from "./typeset.js";

const boards = new WeakMap();
const A_FRAME_MS = 20;

function place(board, name) {
  const before = board.places.get(name);
  if (before?.isConnected) return before;
  if (before) forget(before);
  board.places.set(name, document.querySelector(`[data-place="${name}"]`));
  return board.places.get(name);
}

// A place that has not arrived yet gets its content a little later.
function bring(board, name) {
  const node = place(board, name);
  const { contents, library, twins, patient } = board.data;
  if (!node) return void setTimeout(() => board.host.isConnected && bring(board, name), 30);
  if (!node.classList.contains("living-chart")) return say(node, contents[name]);
  draw(node, board.host, { figure: contents[name], library, twins, patient, revision: "keep" });
}

// Brings everything to its place, for the part that the host is of.
export function hand(host, data) {
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
}

export function takeBack(host) {
  boards.get(host)?.places.forEach((node) => node && forget(node));
}

export default function ({ data, parentElement: host }) {
  hand(host, data);
  return () => setTimeout(() => host.isConnected || takeBack(host));
}
