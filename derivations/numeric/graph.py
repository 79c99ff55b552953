"""The steps of a computation on whole arrays, each written once: what a compiled expression is before it
is source.

A node holds a piece of NumPy source with gaps for its inputs. The pieces are written in this package;
only numbers and identifiers made by `identifiers` enter them, so no name of a quantity can reach the
source as code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

COMPARED, ADDED, MULTIPLIED, NEGATED, RAISED, ATOM = range(6)
"""How tightly a piece of source holds together, by its outermost operator."""


@dataclass(frozen=True)
class Node:
    """One operation: its source, what fills the gaps, and how tightly each of them must hold together."""

    template: str
    inputs: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    binds: int = ATOM
    rank: int = 0
    is_number: bool = False  # a Python number, which takes on the precision of the array it meets
    is_view: bool = False
    needs_function: str = ""
    may_warn: bool = False


@dataclass
class Graph:
    """Nodes in the order they can be computed in, no two alike."""

    nodes: list[Node] = field(default_factory=list)
    numbers: dict[Node, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def add(self, node: Node) -> int:
        """The number of this node, the old one if there is one alike."""
        if node not in self.numbers:
            self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self.numbers[node]

    def rank(self, node: int) -> int:
        return self.nodes[node].rank

    def is_name(self, node: int) -> bool:
        """Whether a node is written as a name."""
        return node in self.names or not self.nodes[node].inputs

    def is_number(self, node: int) -> bool:
        return self.nodes[node].is_number

    def operator(self, symbol: str, left: int, right: int) -> int:
        """Two aligned arrays and `+`, `-`, `*`, `/` or `**` between them."""
        binds, needs = OPERATORS[symbol]
        number = self.is_number(left) and self.is_number(right)
        rank = max(self.rank(left), self.rank(right))
        may_warn = symbol in ("/", "**") and not self.is_number(right)
        return self.add(
            Node(f"{{}} {symbol} {{}}", (left, right), needs, binds, rank, number, may_warn=may_warn)
        )

    def negated(self, node: int) -> int:
        return self.add(Node("-{}", (node,), (NEGATED,), NEGATED, self.rank(node), self.is_number(node)))

    def call(
        self,
        function: str,
        inputs: Sequence[int],
        rank: int | None = None,
        options: str = "",
        may_warn: bool = False,
    ) -> int:
        """A function of whole arrays; of Python numbers it is a Python number again."""
        gaps = ", ".join(["{}"] * len(inputs)) + options
        rank = max(map(self.rank, inputs), default=0) if rank is None else rank
        number = bool(inputs) and rank == 0 and all(map(self.is_number, inputs))
        template = f"float({function}({gaps}))" if number else f"{function}({gaps})"
        name = function if not function.startswith("np.") else ""
        needs = (COMPARED,) * len(inputs)
        return self.add(
            Node(
                template,
                tuple(inputs),
                needs,
                rank=rank,
                is_number=number,
                needs_function=name,
                may_warn=may_warn,
            )
        )

    def method(self, source: str, node: int, rank: int, is_view: bool = False, *more: int) -> int:
        """Something written behind an array, such as `.T`, `[:, None]` or `.sum(axis=1)`."""
        needs = (ATOM,) + (COMPARED,) * len(more)
        return self.add(Node("{}" + source, (node, *more), needs, rank=rank, is_view=is_view))

    def number(self, text: str, binds: int = ATOM) -> int:
        return self.add(Node(text, binds=binds, is_number=True))

    def live(self, outputs: Sequence[int]) -> list[int]:
        """The nodes that the outputs need, in order."""
        needed = set(outputs)
        for number in range(len(self.nodes) - 1, -1, -1):
            if number in needed:
                needed.update(self.nodes[number].inputs)
        return sorted(needed)


OPERATORS: dict[str, tuple[int, tuple[int, int]]] = {
    "+": (ADDED, (ADDED, ADDED)),
    "-": (ADDED, (ADDED, MULTIPLIED)),
    "*": (MULTIPLIED, (MULTIPLIED, NEGATED)),
    "/": (MULTIPLIED, (MULTIPLIED, NEGATED)),
    "@": (MULTIPLIED, (ATOM, ATOM)),
    "**": (RAISED, (ATOM, NEGATED)),
}
