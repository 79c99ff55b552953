"""Sums and products of arrays over different axes: small ones first, and no array larger than it must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivations.notation.heads import Index
from derivations.numeric.contracting import Axes, Term, spread
from derivations.numeric.graph import Graph

Order = Callable[[Index], int]


@dataclass(frozen=True)
class Part:
    """A term of a sum or a factor of a product; `inverse` says that it is subtracted, or divided by."""

    term: Term
    inverse: bool = False


def joined(axes: Sequence[Axes], order: Order) -> Axes:
    """All the axes, in the order of the scope."""
    return tuple(sorted({index for group in axes for index in group}, key=order))


def summed_up(graph: Graph, parts: Sequence[Part], order: Order) -> Part:
    """The sum of the parts, itself to be subtracted if all of them are."""
    return combined(graph, parts, order, "+", "-")


def multiplied(graph: Graph, parts: Sequence[Part], order: Order) -> Part:
    """The product of the parts, itself to be divided by if all of them are."""
    return combined(graph, parts, order, "*", "/")


def combined(graph: Graph, parts: Sequence[Part], order: Order, direct: str, inverse: str) -> Part:
    groups: dict[frozenset[Index], list[Part]] = {}
    for part in parts:
        groups.setdefault(frozenset(part.term.axes), []).append(part)
    one_each = [all_of(graph, group, order, direct, inverse) for group in groups.values()]
    one_each.sort(key=lambda part: len(part.term.axes))
    while len(one_each) > 1:
        a, b = nearest(one_each)
        one_each = [part for part in one_each if part is not a and part is not b]
        one_each.append(two(graph, a, b, order, direct, inverse))
        one_each.sort(key=lambda part: len(part.term.axes))
    return one_each[0]


def all_of(graph: Graph, parts: Sequence[Part], order: Order, direct: str, inverse: str) -> Part:
    """Parts with the same axes as one: W @ x + b and h * (1 - h), as people write them."""
    compound_first = direct == "+"
    first, *rest = sorted(
        parts, key=lambda p: (p.inverse, graph.is_name(p.term.node) == compound_first, p.term.node)
    )
    for part in rest:
        first = two(graph, first, part, order, direct, inverse)
    return first


def nearest(parts: Sequence[Part]) -> tuple[Part, Part]:
    """The two parts whose joint array is the smallest."""
    pairs = [(a, b) for place, a in enumerate(parts) for b in parts[place + 1 :]]
    return min(pairs, key=lambda pair: len({*pair[0].term.axes, *pair[1].term.axes}))


def two(graph: Graph, a: Part, b: Part, order: Order, direct: str, inverse: str) -> Part:
    """a + b, a − b, b − a or −(a + b), and the same for products."""
    if written_first(b, order) < written_first(a, order):
        a, b = b, a
    axes = joined([a.term.axes, b.term.axes], order)
    symbol = inverse if b.inverse and not a.inverse else direct
    node = graph.operator(symbol, spread(graph, a.term, axes), spread(graph, b.term, axes))
    return Part(Term(node, axes), a.inverse and b.inverse)


def written_first(part: Part, order: Order) -> tuple[bool, int, list[int]]:
    """What is not subtracted or divided by comes first, then small arrays, then outer axes."""
    return part.inverse, len(part.term.axes), list(map(order, part.term.axes))


def mapped(graph: Graph, function: str, terms: Sequence[Term], order: Order, may_warn: bool = False) -> Term:
    """A function applied to aligned arrays entry by entry."""
    axes = joined([term.axes for term in terms], order)
    nodes = [spread(graph, term, axes) for term in terms]
    return Term(graph.call(function, nodes, len(axes), may_warn=may_warn), axes)
