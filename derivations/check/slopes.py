"""The derivative of an activation: where it is missing from a line, and where it stands too often."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Expr, Mul, Pow, S, exp

from derivations.check.parts import everything_in
from derivations.notation import FIRST_DERIVATIVE, Index, Quantity, ScalarFunction, Sum
from derivations.notation.scope import children, free_indices, replace_indices, with_children

Slope = Callable[[Expr], Expr]


def missing_slope(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line times the derivative of an activation, at one of its indices."""
    for slope, index in slopes(claim, line):
        yield from times_at(line, slope, index)


def extra_slope(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line without the derivative of an activation that stands in it."""
    for slope, index in slopes(claim, line):
        yield from times_at(line, inverse(slope), index)


def inverse(slope: Slope) -> Slope:
    """One over a slope, place by place."""
    return lambda at: 1 / slope(at)


def at_places(slope: Expr, place: Index | None) -> Slope:
    """A slope as a function of the place at which it is taken."""
    return lambda at: slope if place is None else replace_indices(slope, {place: at})


def slopes(*exprs: Expr) -> Iterator[tuple[Slope, Index | None]]:
    """The derivative of each activation in sight, as a function of the place."""
    activations = {q for e in exprs for q in everything_in(e) if q.definition is not None}
    for q in sorted(activations, key=lambda q: q.name):
        assert q.definition is not None
        body, places = q.definition.body, q.definition.indices
        place = places[0] if places else None
        if isinstance(body, ScalarFunction) and len(places) <= 1:
            yield at_places(FIRST_DERIVATIVE[type(body)](body.args[0]), place), place
        elif place is not None and len(places) == 1 and is_softmax(q):
            yield at_places(q[place] * (1 - q[place]), place), place


def is_softmax(q: Quantity) -> bool:
    """Whether a definition is a share of a sum of exponentials."""
    body = q.definition.body if q.definition is not None else S.Zero
    return body.has(exp) and any(isinstance(part, Pow) and isinstance(part.base, Sum) for part in Mul.make_args(body))


def times_at(expr: Expr, slope: Slope, like: Index | None) -> Iterator[Expr]:
    """An expression times a slope, at a free index of its range or within a sum over one."""
    if like is None:
        yield expr * slope(S.Zero)
        return
    for index in sorted(free_indices(expr), key=lambda index: index.name):
        if index.size == like.size:
            yield expr * slope(index)
    yield from within_sums(expr, slope, like)


def within_sums(expr: Expr, slope: Slope, like: Index) -> Iterator[Expr]:
    """An expression with the body of one of its sums times a slope."""
    if isinstance(expr, Sum) and expr.index.size == like.size:
        yield Sum(expr.body * slope(expr.index), expr.index)
    parts = children(expr)
    for place, part in enumerate(parts):
        for new in within_sums(part, slope, like):
            yield with_children(expr, [*parts[:place], new, *parts[place + 1 :]])
