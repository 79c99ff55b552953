// Words that change with the numbers they speak of.
import { say } from "./typeset.js";

export default ({ data, parentElement: host }) => say(host.querySelector(".living-words"), data.text);
