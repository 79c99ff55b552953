"""What must be positive for two expressions to be defined at all."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Pow, Rational, log

from derivations.notation import Cases, Index, Quantity, quantity_of
from derivations.notation.arrays import Entry


def positive_names(*exprs: Expr) -> frozenset[str]:
    """The quantities of which all entries stand directly under a logarithm or a root."""
    return frozenset(
        q.name for expr in exprs for u in under_logarithms_and_roots(expr, set()) if (q := all_of_a_quantity(u))
    )


def under_logarithms_and_roots(expr: Expr, seen: set[Expr]) -> Iterator[Expr]:
    """The arguments of logarithms and roots, also within definitions; what stands in a case holds only there."""
    if expr in seen or isinstance(expr, Cases):
        return
    seen.add(expr)
    if isinstance(expr, log):
        yield expr.args[0]
    if isinstance(expr, Pow) and isinstance(expr.exp, Rational) and not expr.exp.is_Integer:
        yield expr.base
    inside = (expr.unfolded,) if isinstance(expr, Entry) else expr.args
    if isinstance(expr, Quantity) and expr.definition is not None:
        inside = (expr.definition.body,)
    for part in inside:
        yield from under_logarithms_and_roots(part, seen)


def all_of_a_quantity(expr: Expr) -> Quantity | None:
    """The quantity of which an expression is, but for a positive number, any entry."""
    number, rest = expr.as_coeff_Mul()
    held = quantity_of(rest)
    anywhere = all(isinstance(place, Index) for place in rest.args[1:])
    return held if held is not None and held.definition is None and number.is_positive and anywhere else None
