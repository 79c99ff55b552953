"""Whole arrays inside an expression: the z of σ(z), and derivatives with respect to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sympy import Basic, Expr

from derivations.notation.arrays import Entry, Slice
from derivations.notation.heads import Cases, Element, Head, Marked, Partial
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


def whole(expr: Expr, axes: Sequence[Expr] | None = None) -> Expr:
    """The left-hand side of a line in matrix notation: ∂J/∂W for ∂J/∂W_ij.

    Where only some indices are the array's own, the others stay: ∂J/∂u_w for ∂J/∂U_aw along a.
    """
    if isinstance(expr, Partial | Marked):
        return expr.func(*(whole(part, axes) for part in expr.args))
    if not isinstance(expr, Element):
        return expr
    given = [place for place, index in enumerate(expr.indices) if axes is not None and index not in axes]
    if len(given) == 1 and len(expr.indices) == 2:
        return Slice(expr.quantity, expr.indices[given[0]], given[0])
    return expr if given else expr.quantity


def axes_of(expr: Expr) -> tuple[Expr, ...] | None:
    """The indices of the array that a line is, or that it is in each of some cases; None of a line in elements."""
    if isinstance(expr, Cases):
        return next((axes for value in expr.args[1:] if (axes := axes_of(value)) is not None), None)
    return tuple(expr.indices) if isinstance(expr, Entry) else None
