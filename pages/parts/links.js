// Links to derivations, which open in this visit where nothing else is asked of them.
export function linkTo({ slug, title }, open) {
  const link = Object.assign(document.createElement("a"), { href: `/Walk?derivation=${slug}`, textContent: title });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(slug);
  });
  return link;
}

function element(name, ...children) {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}

function group({ heading, folds, links }, open) {
  const list = element("ul", ...links.map((each) => element("li", linkTo(each, open))));
  return folds ? element("details", element("summary", heading), list) : element("section", element("h2", heading), list);
}

export default function ({ data: { shelves }, parentElement: host, setTriggerValue }) {
  const node = host.querySelector(".links");
  const written = JSON.stringify(shelves);
  if (node.written === written) return;
  node.written = written;
  node.replaceChildren(...shelves.map((each) => group(each, (slug) => setTriggerValue("opened", slug))));
}
