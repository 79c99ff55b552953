"""A sum over products of arrays: which two to multiply first, and whether that is a matrix product."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod

from derivations.notation.heads import Index
from derivations.numeric.graph import OPERATORS, Graph, Node

Axes = tuple[Index, ...]
LARGE = 100
"""What a size that is only a name is taken to be when costs are compared."""


@dataclass(frozen=True)
class Term:
    """A node whose axes have been given indices."""

    node: int
    axes: Axes


def extent(index: Index) -> int:
    return int(index.size) if index.size.is_Integer else LARGE


def contracted(
    graph: Graph, terms: Sequence[Term], summed: set[Index], order: Callable[[Index], int]
) -> Term:
    """Σ over the summed indices of the product of the terms."""
    terms = [Term(term.node, term.axes) for term in terms]  # the same factor may come twice
    if len(terms) > 1:
        terms = [reduced(graph, term, only_in(term, terms) & summed) for term in terms]
    terms = same_axes_multiplied(graph, terms, summed)
    while len(terms) > 1:
        a, b = cheapest_pair(terms, summed)
        rest = [term for term in terms if term is not a and term is not b]
        needed = {i for term in rest for i in term.axes}
        gone = {i for i in (*a.axes, *b.axes) if i in summed and i not in needed}
        terms = same_axes_multiplied(graph, [*rest, pair(graph, a, b, gone, order)], summed)
    return reduced(graph, terms[0], set(terms[0].axes) & summed)


def only_in(term: Term, terms: Sequence[Term]) -> set[Index]:
    """The indices that no other term has."""
    return set(term.axes) - {i for other in terms if other is not term for i in other.axes}


def reduced(graph: Graph, term: Term, gone: set[Index]) -> Term:
    """A term summed over some of its axes."""
    if not gone:
        return term
    return over_axes(graph, "sum", term, gone)


def over_axes(graph: Graph, method: str, term: Term, gone: set[Index]) -> Term:
    """A term reduced by `.sum`, `.prod` or `.max` over some of its axes."""
    places = [place for place, index in enumerate(term.axes) if index in gone]
    left = tuple(index for index in term.axes if index not in gone)
    which = f"{places[0]}" if len(places) == 1 else f"({', '.join(map(str, places))})"
    source = f".{method}(axis={which})" if left else f".{method}()"
    return Term(graph.method(source, term.node, len(left)), left)


def same_axes_multiplied(graph: Graph, terms: list[Term], summed: set[Index]) -> list[Term]:
    """Terms with the same axes multiplied entry by entry, but for the last two of all."""
    groups: dict[frozenset[Index], list[Term]] = {}
    for term in terms:
        groups.setdefault(frozenset(term.axes), []).append(term)
    if len(groups) == 1 and len(terms) > 1 and set(terms[0].axes) & summed:
        *first, last = in_order(graph, terms)
        return [reduce(lambda a, b: times(graph, a, b), first), last]
    return [reduce(lambda a, b: times(graph, a, b), in_order(graph, group)) for group in groups.values()]


def in_order(graph: Graph, terms: Sequence[Term]) -> list[Term]:
    """Names first, so that the same factors always make the same product: h * (1 - h)."""
    return sorted(terms, key=lambda term: (not graph.is_name(term.node), term.node))


def times(graph: Graph, a: Term, b: Term) -> Term:
    return Term(graph.operator("*", a.node, with_axes(graph, b, a.axes)), a.axes)


def cheapest_pair(terms: list[Term], summed: set[Index]) -> tuple[Term, Term]:
    """The first pair of the cheapest order to multiply in."""
    if len(terms) > 5:
        return min(pairs(terms), key=lambda two: (not shared(two, summed), cost(two)))
    return best_order(tuple(frozenset(t.axes) for t in terms), terms, summed)


def pairs(terms: Sequence[Term]) -> list[tuple[Term, Term]]:
    return [(a, b) for place, a in enumerate(terms) for b in terms[place + 1 :]]


def shared(two: tuple[Term, Term], summed: set[Index]) -> bool:
    return bool(set(two[0].axes) & set(two[1].axes) & summed)


def cost(two: tuple[Term, Term]) -> int:
    return prod(extent(i) for i in {*two[0].axes, *two[1].axes})


def best_order(
    axes: tuple[frozenset[Index], ...], terms: list[Term], summed: set[Index]
) -> tuple[Term, Term]:
    """The pair to begin with so that all multiplications together are the fewest."""

    def least(left: tuple[frozenset[Index], ...]) -> tuple[int, tuple[int, int]]:
        if len(left) == 1:
            return 0, (0, 0)
        best = None
        for a in range(len(left)):
            for b in range(a + 1, len(left)):
                rest = left[:a] + left[a + 1 : b] + left[b + 1 :]
                both = left[a] | left[b]
                needed = frozenset[Index]().union(*rest)
                kept = frozenset(i for i in both if i not in summed or i in needed)
                price = prod(map(extent, both)) + 2 * prod(map(extent, kept)) + least((*rest, kept))[0]
                if best is None or price < best[0]:
                    best = price, (a, b)
        assert best is not None
        return best

    a, b = least(axes)[1]
    return terms[a], terms[b]


def pair(graph: Graph, a: Term, b: Term, gone: set[Index], order: Callable[[Index], int]) -> Term:
    """Two terms multiplied and summed over the indices that nothing else needs."""
    inner = set(a.axes) & set(b.axes) & gone
    batch = (set(a.axes) & set(b.axes)) - gone
    if len(inner) != 1 or batch or min(len(a.axes), len(b.axes)) > 2:
        return einsum(graph, a, b, gone, order)
    [k] = inner
    free_a, free_b = [i for i in a.axes if i != k], [i for i in b.axes if i != k]
    if len(b.axes) > 2 or (free_a and free_b and len(a.axes) == 2 and order(free_b[0]) < order(free_a[0])):
        a, b, free_a, free_b = b, a, free_b, free_a
    is_turned = b.axes[-1] == k if not free_a else not free_b and len(a.axes) == 2 and a.axes[0] == k
    if is_turned:
        a, b, free_a, free_b = b, a, free_b, free_a
    left = with_axes(graph, a, (*free_a, k))
    right = with_axes(graph, b, (k, *free_b))
    result = (*free_a, *free_b)
    binds, needs = OPERATORS["@"]
    return Term(graph.add(Node("{} @ {}", (left, right), needs, binds, len(result))), result)


def einsum(graph: Graph, a: Term, b: Term, gone: set[Index], order: Callable[[Index], int]) -> Term:
    """Any other product and sum of two arrays; without a sum, entry by entry or an outer product."""
    result = tuple(sorted({*a.axes, *b.axes} - gone, key=order))
    if not gone:
        left, right = (spread(graph, term, result) for term in (a, b))
        return Term(graph.operator("*", left, right), result)
    letters = {index: chr(ord("i") + place) for place, index in enumerate(dict.fromkeys((*a.axes, *b.axes)))}
    left_letters, right_letters, out = (
        "".join(letters[i] for i in axes) for axes in (a.axes, b.axes, result)
    )
    function = f'np.einsum("{left_letters},{right_letters}->{out}", '
    node = Node(function + "{}, {})", (a.node, b.node), (0, 0), rank=len(result))
    return Term(graph.add(node), result)


def with_axes(graph: Graph, term: Term, axes: Axes) -> int:
    """The node with its axes in another order."""
    if term.axes == axes:
        return term.node
    if len(axes) == 2:
        return graph.method(".T", term.node, 2, True)
    places = ", ".join(str(term.axes.index(i)) for i in axes)
    return graph.method(f".transpose({places})", term.node, len(axes), True)


def spread(graph: Graph, term: Term, axes: Axes) -> int:
    """The node with its axes in the order of others, and an axis of length 1 for each that it lacks."""
    present = tuple(i for i in axes if i in term.axes)
    node = with_axes(graph, term, present)
    slots = [":" if i in present else "None" for i in axes]
    while slots and slots[0] == "None":
        del slots[0]
    if "None" not in slots:
        return node
    return graph.method(f"[{', '.join(slots)}]", node, len(slots), True)
