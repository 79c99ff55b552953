"""The right result with one mistake made in it, each under its name: what a wrong line is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Expr, Mul, S

from derivations.check.parts import changed_terms, everything_in, exchanged
from derivations.notation import Element, Index, Partial, Quantity, Sum, quantity_of
from derivations.notation.dependence import depends_on
from derivations.notation.scope import children, free_indices, replace_indices, with_children

Slip = tuple[str, Expr]


def slips(right: Expr) -> Iterator[Slip]:
    """A right result with one thing wrong."""
    for name, make in SLIPS:
        for wrong in make(right):
            if wrong != right:
                yield name, wrong


def without_a_term(right: Expr) -> Iterator[Expr]:
    """The result, as it is and multiplied out, without one of its terms."""
    yield from changed_terms(right, lambda term: [S.Zero])
    yield from changed_terms(right.expand(), lambda term: [S.Zero])


def with_other_signs(right: Expr) -> Iterator[Expr]:
    """The result, multiplied out, with another sign before one of its terms."""
    yield from changed_terms(right.expand(), lambda term: [-term])


def without_a_sum(right: Expr) -> Iterator[Expr]:
    """The result with one of its sums gone: what was summed stands at another index, or alone."""
    places = sorted(free_indices(right), key=lambda index: index.name)
    yield from with_sums_replaced(right, lambda total: terms_of(total, places))


def terms_of(total: Sum, places: list[Index]) -> Iterator[Expr]:
    """What may be left of a sum whose sign is forgotten."""
    for place in places:
        if place.size == total.index.size:
            yield replace_indices(total.body, {total.index: place})
    if total.index not in free_indices(total.body):
        yield total.body


def with_sums_replaced(expr: Expr, replacements: Callable[[Sum], Iterator[Expr]]) -> Iterator[Expr]:
    """An expression with one of its sums replaced."""
    if isinstance(expr, Sum):
        yield from replacements(expr)
    parts = children(expr)
    for place, part in enumerate(parts):
        for new in with_sums_replaced(part, replacements):
            yield with_children(expr, [*parts[:place], new, *parts[place + 1 :]])


def without_a_factor(right: Expr) -> Iterator[Expr]:
    """The result without one of the factors of one of its products."""
    if isinstance(right, Mul):
        yield from (Mul(*right.args[:place], *right.args[place + 1 :]) for place in range(len(right.args)))
    parts = children(right)
    for place, part in enumerate(parts):
        for new in without_a_factor(part):
            yield with_children(right, [*parts[:place], new, *parts[place + 1 :]])


def summed_over_all(right: Expr) -> Iterator[Expr]:
    """The result summed over one of its free indices as well."""
    yield from (Sum(right, index) for index in sorted(free_indices(right), key=lambda index: index.name))


SLIPS: tuple[tuple[str, Callable[[Expr], Iterator[Expr]]], ...] = (
    ("a term dropped", without_a_term),
    ("sign", with_other_signs),
    ("sum lost", without_a_sum),
    ("index swapped", exchanged),
    ("factor", without_a_factor),
    ("a sum too many", summed_over_all),
)


def short_chains(claim: Expr) -> Iterator[Slip]:
    """The chain rule cut short: stopped at a quantity on the way, or followed through one of its elements alone."""
    if not isinstance(claim, Partial):
        return
    variable = quantity_of(claim.wrt)
    held = [q for q in everything_in(claim.of) if variable is not None and q != variable and depends_on(q, variable)]
    for q in sorted(held, key=lambda q: q.name):
        if q.definition is not None and not q.kind.shape:
            yield "derivative of the activation missing", Partial(claim.of, q)
        for place in places_for(q, claim):
            element = Element(q, *place)
            yield "derivative of the activation missing", Partial(claim.of, element)
            yield "off-diagonal terms missing", Partial(claim.of, element) * Partial(element, claim.wrt)


def places_for(q: Quantity, claim: Expr) -> Iterator[tuple[Index, ...]]:
    """The free indices of a claim that fit the axes of a quantity."""
    free = sorted(free_indices(claim), key=lambda index: index.name)
    shape = q.kind.shape
    if len(shape) == 1:
        yield from ((index,) for index in free if index.size == shape[0])
    if len(shape) == 2:
        yield from ((i, j) for i in free for j in free if i != j and (i.size, j.size) == shape)
