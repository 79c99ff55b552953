"""Whole arrays inside an expression: the z of σ(z), and derivatives with respect to them."""

from __future__ import annotations

from functools import lru_cache

from sympy import Basic, Expr

from derivations.notation.arrays import Entry
from derivations.notation.heads import Element, Head, Marked, Partial
from derivations.notation.quantities import Quantity


class Whole(Head):
    """An array in the place of its entries, as where a function is applied to each of them."""

    __slots__ = ()


@lru_cache(maxsize=100_000)
def holds_array(expr: Basic) -> bool:
    """Whether an expression speaks of a whole array."""
    if isinstance(expr, Quantity):
        return bool(expr.kind.shape) and expr.kind.word != "index"
    return isinstance(expr, Whole) or (
        not isinstance(expr, Element | Entry | Partial) and any(map(holds_array, expr.args))
    )


def whole(expr: Expr) -> Expr:
    """The left-hand side of a line in matrix notation: ∂J/∂W for ∂J/∂W_ij."""
    if isinstance(expr, Partial | Marked):
        return expr.func(*map(whole, expr.args))
    return expr.quantity if isinstance(expr, Element) else expr
