"""Elements of whole arrays: axes that an index runs along, that are looked up, that stand at one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivations.notation.heads import Index
from derivations.numeric.contracting import Axes, Term, spread
from derivations.numeric.graph import Graph

Position = Index | Term
"""An index that runs along its axis, or the 0-based places to look up."""


def gathered(
    graph: Graph, node: int, positions: Sequence[Position], everywhere: Callable[[Index], Term]
) -> Term:
    """The elements of an array at these positions; `everywhere` gives all places of an axis as numbers."""
    node, rest = at_one_place(graph, node, positions)
    looked_up = [p for p in rest if isinstance(p, Term)]
    running = [p for p in rest if isinstance(p, Index)]
    if not looked_up and len(set(running)) == len(running):
        return Term(node, tuple(running))
    if not looked_up and len(running) == 2:
        return Term(graph.method(".diagonal()", node, 1, True), (running[0],))
    if len(looked_up) == 1 and len({*running, *looked_up[0].axes}) == len(running) + len(looked_up[0].axes):
        return one_lookup(graph, node, rest)
    return all_looked_up(graph, node, [p if isinstance(p, Term) else everywhere(p) for p in rest])


def at_one_place(graph: Graph, node: int, positions: Sequence[Position]) -> tuple[int, list[Position]]:
    """The array with its axes that stand at one place gone."""
    fixed = [p for p in positions if isinstance(p, Term) and not p.axes]
    if not fixed:
        return node, list(positions)
    rest = [p for p in positions if p not in fixed]
    slots = ["{}" if p in fixed else ":" for p in positions]
    return graph.method(bracket(slots), node, len(rest), False, *(p.node for p in fixed)), rest


def bracket(slots: list[str]) -> str:
    while slots[-1] == ":":
        slots = slots[:-1]
    return f"[{', '.join(slots)}]"


def one_lookup(graph: Graph, node: int, positions: Sequence[Position]) -> Term:
    """U[w], U[:, w]: the axes of what is looked up take the place of the axis."""
    slots, axes, places = [], [], []
    for p in positions:
        if isinstance(p, Index):
            slots.append(":")
            axes.append(p)
        else:
            slots.append("{}")
            axes.extend(p.axes)
            places.append(p.node)
    return Term(graph.method(bracket(slots), node, len(axes), False, *places), tuple(axes))


def all_looked_up(graph: Graph, node: int, places: Sequence[Term]) -> Term:
    """U[v, w]: every axis looked up, over all the axes of the places together."""
    axes: Axes = tuple(dict.fromkeys(index for place in places for index in place.axes))
    nodes = [spread(graph, place, axes) for place in places]
    return Term(graph.method(bracket(["{}"] * len(nodes)), node, len(axes), False, *nodes), axes)
