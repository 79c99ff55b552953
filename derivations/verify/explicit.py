"""Expressions written out at explicit sizes: sums term by term, every entry a symbol of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sympy import Add, Expr, Integer, Mul, S, Symbol

from derivations.calculus import differentiate
from derivations.notation import Applied, Element, Index, Largest, Marked, Partial, Product, Quantity, Reduction, Sum
from derivations.notation.arrays import Entry
from derivations.notation.scope import free_indices, replace_indices
from derivations.verify.polynomials import check_time

MOST_TERMS = 3_000


class CannotWriteOut(ValueError):
    """An expression that has no finite form at explicit sizes, or one too long."""


def written_out(left: Expr, right: Expr, n: int) -> Iterator[tuple[Expr, Expr]]:
    """Both sides with every size n, for each value of the free indices."""
    free = sorted(free_indices(left) | free_indices(right), key=lambda index: index.name)
    for places in product(*(range(1, length(index, n) + 1) for index in free)):
        at = {index: Integer(place) for index, place in zip(free, places, strict=True)}
        yield explicit(replace_indices(left, at), n), explicit(replace_indices(right, at), n)


def length(index: Index, n: int) -> int:
    """How many values an index takes."""
    return int(index.size) if isinstance(index.size, Integer) else n


def explicit(expr: Expr, n: int) -> Expr:
    """An expression without free indices, every symbolic size n, sums written out and definitions unfolded."""
    check_time()
    if isinstance(expr, Partial):
        carried_out = differentiate(expr.of, expr.wrt)
        if carried_out == expr:
            raise CannotWriteOut(f"{expr} is not known.")
        return explicit(carried_out, n)
    if isinstance(expr, Entry):
        return explicit(expr.unfolded, n)
    if isinstance(expr, Reduction):
        return reduced_out(expr, n)
    if isinstance(expr, Element):
        return entry(expr, n)
    if isinstance(expr, Quantity):
        return explicit(expr.definition.body, n) if expr.definition else expr
    if isinstance(expr, Applied):
        return Applied(expr.function, explicit(expr.argument, n), expr.order)
    if isinstance(expr, Symbol):
        return Integer(n)
    if isinstance(expr, Applied):
        return expr.func(expr.args[0], explicit(expr.args[1], n), *expr.args[2:])
    if isinstance(expr, Marked):
        return explicit(expr.content, n)
    return expr.func(*(explicit(arg, n) for arg in expr.args)) if expr.args else expr


def reduced_out(expr: Reduction, n: int) -> Expr:
    """Σ_k u_k → u_1 + u_2 + …"""
    if isinstance(expr, Largest):
        raise CannotWriteOut("The largest of several symbols has no closed form.")
    join = Add if isinstance(expr, Sum) else Mul
    assert isinstance(expr, Sum | Product)
    terms = [
        explicit(replace_indices(expr.body, {expr.index: Integer(place)}), n)
        for place in range(1, length(expr.index, n) + 1)
    ]
    whole = join(*terms)
    if whole.count_ops() > MOST_TERMS:
        raise CannotWriteOut("The expression grows too long.")
    return whole


def entry(expr: Element, n: int) -> Expr:
    """An entry at explicit places; the last entry of a distribution is what the others leave of 1."""
    held = expr.quantity
    if not all(isinstance(place, Integer) for place in expr.indices):
        raise CannotWriteOut(f"{expr} is looked up at a place that is not known.")
    if held.definition is not None:
        return explicit(held.definition.at(expr.indices), n)
    if held.kind.is_distribution and len(expr.indices) == 1 and expr.indices[0] == n:
        return S.One - Add(*(Element(held, Integer(place)) for place in range(1, n)))
    return expr
