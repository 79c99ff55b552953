"""What must be positive for two expressions to be defined at all."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integer, Pow, Rational, log

from derivations.notation import Cases, Element, Index, Quantity, Reduction, quantity_of
from derivations.notation.arrays import Entry
from derivations.verify.functions import entry_key
from derivations.verify.normal import place

Bound = frozenset[Index]


def positive_entries(*exprs: Expr) -> frozenset[str]:
    """The entries that stand directly under a logarithm or a root; where a sum takes all, the quantity as a whole."""
    seen: set[tuple[Expr, Bound]] = set()
    found = (u for expr in exprs for u in under_logarithms_and_roots(expr, frozenset(), seen))
    return frozenset(key for u, bound in found if (key := key_of_entry(u, bound)))


def under_logarithms_and_roots(expr: Expr, bound: Bound, seen: set[tuple[Expr, Bound]]) -> Iterator[tuple[Expr, Bound]]:
    """The arguments of logarithms and roots, also within definitions; what stands in a case holds only there."""
    if (expr, bound) in seen or isinstance(expr, Cases):
        return
    seen.add((expr, bound))
    if isinstance(expr, log):
        yield expr.args[0], bound
    if isinstance(expr, Pow) and isinstance(expr.exp, Rational) and not expr.exp.is_Integer:
        yield expr.base, bound
    inner = bound | {expr.index} if isinstance(expr, Reduction) else bound
    for part in parts(expr):
        yield from under_logarithms_and_roots(part, inner, seen)


def parts(expr: Expr) -> tuple[Expr, ...]:
    """What an expression is made of, names opened."""
    held = quantity_of(expr)
    if held is not None and held.definition is not None:
        return (held.definition.at(tuple(expr.args[1:])),)
    if isinstance(expr, Entry):
        return (expr.unfolded,)
    return (expr.body,) if isinstance(expr, Reduction) else tuple(expr.args)


def key_of_entry(expr: Expr, bound: Bound) -> str | None:
    """What the entry is called that an expression is, but for a positive number."""
    number, rest = expr.as_coeff_Mul()
    if not number.is_positive or not isinstance(rest, Element | Quantity):
        return None
    held, places = quantity_of(rest), rest.args[1:]
    if held is None or not all(isinstance(at, Index | Integer) for at in places):
        return None
    if len(bound.intersection(places)) == len(places):
        return str(held.name)
    if bound.intersection(places):
        return None
    return entry_key(str(held.name), tuple(map(place, places)))
