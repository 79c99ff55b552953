// Cards of derivations: what each states, under the link to its walk.
import { linkTo } from "./links.js";
import { formula } from "./typeset.js";

function element(name, className, ...children) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...children);
  return node;
}

function card({ slug, title, states, formula: latex }, open) {
  const place = element("div", "formula", formula(latex));
  // Whoever has no mouse scrolls a long formula by its focus.
  requestAnimationFrame(() => place.scrollWidth > place.clientWidth && (place.tabIndex = 0));
  return element("li", "", linkTo({ slug, title }, open), place, element("p", "", states));
}

export default function ({ data, parentElement: host, setTriggerValue }) {
  const list = host.querySelector(".cards");
  const written = JSON.stringify(data.cards);
  if (list.written === written) return;
  list.written = written;
  list.replaceChildren(...data.cards.map((each) => card(each, (slug) => setTriggerValue("opened", slug))));
}
