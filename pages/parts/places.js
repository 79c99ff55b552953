// Contents on their way to the places of a page; whichever of the two is there first waits for the other.
const places = new Map();
const contents = new Map();

export function open(name, take) {
  places.set(name, take);
  if (contents.has(name)) take(contents.get(name));
}

export function deliver(name, content) {
  contents.set(name, content);
  places.get(name)?.(content);
}
