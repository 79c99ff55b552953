// Hands each place of the page what is new to it.
import { deliver } from "./places.js";

export default function ({ data }) {
  for (const [name, content] of Object.entries(data)) deliver(name, content);
}
