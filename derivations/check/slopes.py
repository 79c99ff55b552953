"""The derivative of an activation: missing from a line, standing there too often, or taken for something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from sympy import Expr, Mul, Pow, exp

from derivations.check.parts import everything_in, functions_in
from derivations.notation import FIRST_DERIVATIVE, Index, Quantity, ScalarFunction, Sum
from derivations.notation.functions import Applied
from derivations.notation.scope import children, free_indices, replace_indices, with_children

Places = tuple[Index, ...]


@dataclass(frozen=True)
class Activation:
    """An activation by name: its value and its slope, at the places that its definition runs over."""

    value: Expr
    slope: Expr
    places: Places

    def times(self, factor: Expr, expr: Expr) -> Iterator[Expr]:
        """An expression times a factor made of the value or the slope, at free indices or within a sum."""
        yield from times_at(expr, factor, self.places)


def missing_slope(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line times the derivative of an activation, at one of its indices."""
    for a in activations(claim, line):
        yield from a.times(a.slope, line)


def extra_slope(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line without the derivative of an activation, or with the activation where its derivative stands."""
    for a in activations(claim, line):
        yield from a.times(1 / a.slope, line)
        yield from a.times(a.value / a.slope, line)


def value_for_slope(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with the derivative of an activation where the activation itself stands."""
    for a in activations(claim, line):
        yield from a.times(a.slope / a.value, line)


def slope_of_another(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with the derivative of an activation where the formula for that of another one stands."""
    for a in activations(claim, line):
        for other in (a.value * (1 - a.value), 1 - a.value**2):
            if other != a.slope:
                yield from a.times(a.slope / other, line)


def activations(*exprs: Expr) -> Iterator[Activation]:
    """Each activation that has a name, in what is seen and what that is built on, and each in sight that has none."""
    for q in sorted({q for e in exprs for q in everything_in(e)}, key=lambda q: q.name):
        slope = slope_of(q)
        if slope is not None and q.definition is not None:
            places = q.definition.indices
            yield Activation(q[places] if places else q, slope, places)
    for f in functions_in(*exprs):
        if isinstance(f, ScalarFunction):
            yield Activation(f, FIRST_DERIVATIVE[type(f)](f.args[0]), tuple(sorted(free_indices(f), key=str)))


def slope_of(q: Quantity) -> Expr | None:
    """The derivative of a quantity by its logit, if it is an activation; of a softmax, that on the diagonal."""
    if q.definition is None:
        return None
    body, places = q.definition.body, q.definition.indices
    if isinstance(body, ScalarFunction):
        return FIRST_DERIVATIVE[type(body)](body.args[0])
    if isinstance(body, Applied):
        return body.derivative
    return q[places] * (1 - q[places]) if places and is_softmax(body) else None


def is_softmax(body: Expr) -> bool:
    """Whether a definition is a share of a sum of exponentials."""
    return body.has(exp) and any(isinstance(part, Pow) and isinstance(part.base, Sum) for part in Mul.make_args(body))


def times_at(expr: Expr, factor: Expr, like: Places) -> Iterator[Expr]:
    """An expression times a factor, its places filled with free indices, or with those of the sums around it."""
    for chosen in fillings(like, free_indices(expr)):
        yield expr * replace_indices(factor, dict(zip(like, chosen, strict=True)))
    yield from within_sums(expr, factor, like, free_indices(expr))


def within_sums(expr: Expr, factor: Expr, like: Places, live: frozenset[Index]) -> Iterator[Expr]:
    """An expression with the body of one of its sums times a factor that runs over its index."""
    if isinstance(expr, Sum):
        live = live | {expr.index}
        for chosen in fillings(like, live):
            if expr.index in chosen:
                yield Sum(expr.body * replace_indices(factor, dict(zip(like, chosen, strict=True))), expr.index)
    parts = children(expr)
    for place, part in enumerate(parts):
        for new in within_sums(part, factor, like, live) if like and part.has(Sum) else ():
            yield with_children(expr, [*parts[:place], new, *parts[place + 1 :]])


def fillings(like: Places, live: frozenset[Index]) -> Iterator[Places]:
    """The live indices that fit the places of an activation, in every order."""
    for chosen in permutations(sorted(live, key=lambda index: index.name), len(like)):
        if all(index.size == place.size for index, place in zip(chosen, like, strict=True)):
            yield chosen
