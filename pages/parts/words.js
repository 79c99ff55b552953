// Words that change with the numbers they speak of.
import { open } from "./places.js";
import { say } from "./typeset.js";

export default function ({ data: { text, place, lines }, parentElement: host }) {
  const node = host.querySelector(".living-words");
  node.style.minHeight = lines ? `${lines * 1.6}em` : "";
  if (text === null) open(place, (said) => say(node, said));
  else say(node, text);
}
