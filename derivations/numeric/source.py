"""A graph of array operations, written as a NumPy function that a person could have written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from derivations.numeric.graph import Graph
from derivations.numeric.identifiers import unused

LONGEST_LINE = 72


def function_source(
    parameters: Sequence[str], sizes: Sequence[str], graph: Graph, outputs: Sequence[int], many: bool
) -> str:
    """The source of a function of these parameters that begins with the sizes and returns these nodes."""
    live = graph.live(outputs)
    uses = Counter(i for number in live for i in graph.nodes[number].inputs) + Counter(outputs)
    taken = {*parameters, "np", *graph.names.values(), *(graph.nodes[i].needs_function for i in live)}
    taken |= {name for line in sizes for name in line.partition("=")[0].replace(",", " ").split()}
    written: dict[int, str] = {}
    lines = list(sizes)
    for number in live:
        node = graph.nodes[number]
        text = fill(graph, number, written)
        is_last = number in outputs and uses[number] == 1
        if is_last or is_inline(graph, number, text, uses[number], written):
            written[number] = text
            continue
        written[number] = graph.names.get(number) or unused(wish(node.template), taken)
        taken.add(written[number])
        lines.append(f"{written[number]} = {text}")
    returned = ", ".join(written[number] for number in outputs)
    lines.append(f"return ({returned},)" if many and len(outputs) == 1 else f"return {returned}")
    return "\n    ".join([f"def evaluate({', '.join(parameters)}):", *lines]) + "\n"


def fill(graph: Graph, number: int, written: dict[int, str]) -> str:
    """The source of a node, its inputs put in, bracketed where they must be."""
    node = graph.nodes[number]
    parts = []
    for i, need in zip(node.inputs, node.needs, strict=True):
        loose = graph.nodes[i].binds < need and not written[i].isidentifier()
        parts.append(f"({written[i]})" if loose else written[i])
    return node.template.format(*parts)


def is_inline(graph: Graph, number: int, text: str, uses: int, written: dict[int, str]) -> bool:
    """Whether a node is written where it is used: a name, a number, a view, or short and used once."""
    node = graph.nodes[number]
    if not node.inputs:
        return number not in graph.names or text == graph.names[number]
    if number in graph.names:
        return False
    if node.is_view and all(written[i].isidentifier() for i in node.inputs):
        return True
    return uses == 1 and len(text) <= LONGEST_LINE


WISHES = (
    ("np.exp", "e"),
    (".sum", "total"),
    ("softmax", "p"),
    ("np.log", "logs"),
    (" @ ", "product"),
    (" - ", "d"),
)


def wish(template: str) -> str:
    """A name for an intermediate that has none, after what it does."""
    return next((name for start, name in WISHES if start in template), "t")
