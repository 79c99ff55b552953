"""An expression made plain: marks, matrix notation and derivatives gone, deltas used up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from sympy import Expr

from derivations.calculus import differentiate
from derivations.notation.arrays import Entry
from derivations.notation.heads import Element, Marked, Partial, Reduction, Sum
from derivations.notation.quantities import Quantity
from derivations.numeric.deltas import total


class CannotCompile(ValueError):
    """An expression has no value in numbers."""


@lru_cache(maxsize=10_000)
def plain(expr: Expr) -> Expr:
    """The same value in index notation, with no mark, no derivative, and no delta that a sum can use up."""
    if isinstance(expr, Marked):
        return plain(expr.content)
    if isinstance(expr, Entry):
        return plain(expr.unfolded)
    if isinstance(expr, Partial):
        return carried_out(expr)
    if isinstance(expr, Sum):
        return total(plain(expr.body), expr.index)
    return over_children(expr, plain)


def carried_out(expr: Partial) -> Expr:
    """A derivative, taken; one of a quantity that has no definition has no value."""
    result = differentiate(expr.of, expr.wrt)
    unknown = next(iter(result.atoms(Partial)), None)
    if unknown is not None:
        raise CannotCompile(
            f"{unknown.of} has no definition, so its derivative with respect to {unknown.wrt} "
            "has no value in numbers."
        )
    return plain(result)


def over_children(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The expression with each of its parts changed; an element and a bound index stay as they are."""
    if not expr.args or isinstance(expr, Element):
        return expr
    if isinstance(expr, Reduction):
        body = change(expr.body)
        return expr if body is expr.body else expr.func(body, expr.index)
    new = [change(arg) for arg in expr.args]
    return expr if all(a is b for a, b in zip(new, expr.args, strict=True)) else expr.func(*new)


def defined_quantities(exprs: Iterable[Expr]) -> list[Quantity]:
    """Every quantity with a definition that the expressions are built on."""
    return [q for q in quantities_in(exprs) if q.definition]


def quantities_in(exprs: Iterable[Expr]) -> list[Quantity]:
    """Every quantity that the expressions are built on, by name."""
    found: set[Quantity] = set()
    waiting = list(exprs)
    while waiting:
        for q in waiting.pop().atoms(Quantity) - found:
            found.add(q)
            waiting.extend([q.definition.body] if q.definition else [])
    return sorted(found, key=lambda q: (q.name, q.definition is not None))
