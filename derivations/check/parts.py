"""What an expression is made of: its quantities with all they are built on, and its terms, changed one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from sympy import Add, Expr, exp, log

from derivations.notation import Element, Index, Partial, Quantity, ScalarFunction
from derivations.notation.dependence import quantities_in
from derivations.notation.functions import Applied
from derivations.notation.scope import children, free_indices, with_children


def everything_in(expr: Expr) -> set[Quantity]:
    """The quantities of an expression and all that they are built on or said to depend on."""
    found: set[Quantity] = set()
    waiting = list(quantities_in(expr))
    while waiting:
        q = waiting.pop()
        if q not in found:
            found.add(q)
            waiting += (*q.depends_on, *(quantities_in(q.definition.body) if q.definition is not None else ()))
    return found


def places_in(*exprs: Expr) -> tuple[Expr, ...]:
    """The free indices of some expressions, and the indices that are given from outside."""
    free = frozenset[Expr]().union(*map(free_indices, exprs))
    given = {q for expr in exprs for q in quantities_in(expr) if q.kind.word == "index"}
    listed = {held.quantity for expr in exprs for held in expr.atoms(Element)}
    return tuple(sorted(free | (given - listed), key=str))


def pairs_of_places(*exprs: Expr) -> Iterator[tuple[Expr, Expr]]:
    """Any two places that run equally far."""
    yield from (pair for pair in combinations(places_in(*exprs), 2) if reach(pair[0]) == reach(pair[1]))


def reach(place: Expr) -> Expr | None:
    """How far an index runs."""
    return place.size if isinstance(place, Index) else place.kind.shape[0] if isinstance(place, Quantity) else None


def exchanged(expr: Expr) -> Iterator[Expr]:
    """An expression with two of its places exchanged, or one in place of the other."""
    for i, k in pairs_of_places(expr):
        yield from (expr.xreplace(new) for new in ({i: k, k: i}, {i: k}, {k: i}))


def changed_terms(expr: Expr, change: Callable[[Expr], list[Expr]]) -> Iterator[Expr]:
    """An expression with one term of one of its sums changed."""
    if isinstance(expr, Add):
        for place, term in enumerate(expr.args):
            for new in change(term):
                yield Add(*expr.args[:place], new, *expr.args[place + 1 :])
    parts = children(expr)
    for place, part in enumerate(parts):
        for new in changed_terms(part, change):
            yield with_children(expr, [*parts[:place], new, *parts[place + 1 :]])


def functions_in(*exprs: Expr) -> list[Expr]:
    """The functions in some expressions, with what they are taken of."""
    return sorted({f for e in exprs for f in e.atoms(ScalarFunction, Applied, exp, log)}, key=str)


def argument_of(function: Expr) -> Expr:
    """What a function, or a power, is taken of."""
    return function.argument if isinstance(function, Applied) else function.args[0]


def number_and_derivative(claim: Expr) -> tuple[Expr, Partial | None]:
    """A claim as a number times a derivative, such as −∂E/∂w; without the latter where it is none."""
    number, rest = claim.as_coeff_Mul()
    return number, rest if isinstance(rest, Partial) else None
