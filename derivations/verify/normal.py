"""The normal form: every expression of the project as a polynomial over atoms, so that equal ones look equal.

Definitions are unfolded, derivatives carried out, functions written through e^x and log, sums pushed outwards over
terms and taken apart into connected ones whose bound indices are named canonically. What is left is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from sympy import Add, Expr, Integer, Mul, Number, Pow, Rational, S, Symbol, exp, log

from derivations.calculus import differentiate
from derivations.notation import (
    IN_TERMS_OF_EXP,
    Applied,
    Cases,
    Delta,
    Element,
    Index,
    Largest,
    Marked,
    Partial,
    Product,
    Quantity,
    Sum,
    step,
)
from derivations.notation.arrays import Entry
from derivations.verify.algebra import poly_atom, power, times
from derivations.verify.functions import Place, delta, element, exp_of, function, log_of, step_of
from derivations.verify.indices import Bound, reduction, settled, summed
from derivations.verify.polynomials import CACHES, Atom, Poly, atom, number, scaled, single, total


def normal(expr: Expr) -> Poly:
    """The normal form of an expression."""
    return settled(poly_of(expr))


@lru_cache(maxsize=20_000)
def poly_of(expr: Expr) -> Poly:
    """The polynomial of an expression, before its deltas have renamed what they can."""
    for kind, read in READERS.items():
        if isinstance(expr, kind):
            return read(expr)
    written = IN_TERMS_OF_EXP.get(type(expr))
    if written is None:
        raise TypeError(f"{type(expr).__name__} has no normal form.")
    return poly_of(written(expr.args[0]))


CACHES.append(poly_of)


def of_number(expr: Number) -> Poly:
    if isinstance(expr, Rational):
        return number(Fraction(int(expr.p), int(expr.q)))
    return single(atom("number", str(expr)))


def of_symbol(expr: Symbol) -> Poly:
    if isinstance(expr, Quantity):
        if expr.definition is not None:
            return poly_of(expr.definition.body)
        return element(expr.name, expr.kind.word, ())
    return single(atom("size", expr.name))


def of_element(expr: Element) -> Poly:
    held = expr.quantity
    if held.definition is not None:
        return poly_of(held.definition.at(expr.indices))
    return element(held.name, held.kind.word, tuple(map(place, expr.indices)))


def place(index: Expr) -> Place:
    """An index as the normal form holds it."""
    if isinstance(index, Index):
        return f"{index.name}:{index.size}"
    if isinstance(index, Integer):
        return int(index)
    ((mono, _),) = poly_of(index).items()
    return mono[0][0]


def bound(index: Index) -> Bound:
    """A bound index and its size."""
    return f"{index.name}:{index.size}", size_atom(index.size)


def size_atom(n: Expr) -> Atom | int:
    if isinstance(n, Integer):
        return int(n)
    return atom("size", n.name) if isinstance(n, Symbol) else poly_atom(poly_of(n))


def of_pow(expr: Pow) -> Poly:
    if isinstance(expr.exp, Rational):
        return power(poly_of(expr.base), Fraction(int(expr.exp.p), int(expr.exp.q)))
    return exp_of(times(poly_of(expr.exp), log_of(poly_of(expr.base))))


def of_cases(expr: Cases) -> Poly:
    result, remaining = [], number(1)
    for condition, value in expr.branches:
        holds = poly_of(condition)
        result.append(times(times(remaining, holds), poly_of(value)))
        remaining = times(remaining, total([number(1), scaled(holds, -1)]))
    return total([*result, times(remaining, poly_of(expr.otherwise))])


def of_mul(expr: Mul) -> Poly:
    result = number(1)
    for part in expr.args:
        result = times(result, poly_of(part))
    return result


def of_partial(expr: Partial) -> Poly:
    carried_out = differentiate(expr.of, expr.wrt)
    if carried_out != expr:
        return poly_of(carried_out)
    places = tuple(place(index) for side in expr.args for index in getattr(side, "indices", ()))
    names = "/".join(getattr(side, "quantity", side).name for side in expr.args)
    return element(f"∂{names}", "scalar", places)


READERS: dict[type, Callable[..., Poly]] = {
    Number: of_number,
    Symbol: of_symbol,
    Element: of_element,
    Add: lambda e: total(map(poly_of, e.args)),
    Mul: of_mul,
    Pow: of_pow,
    exp: lambda e: exp_of(poly_of(e.args[0])),
    log: lambda e: log_of(poly_of(e.args[0])),
    type(S.Exp1): lambda e: exp_of(number(1)),
    Sum: lambda e: summed(poly_of(e.body), (bound(e.index),)),
    Product: lambda e: reduction("prod", poly_of(e.body), bound(e.index)),
    Largest: lambda e: reduction("max", poly_of(e.body), bound(e.index)),
    Delta: lambda e: delta(*map(place, e.args)),
    step: lambda e: step_of(poly_of(e.args[0])),
    Applied: lambda e: function("fn", poly_of(e.argument), e.function.name, e.order),
    Cases: of_cases,
    Partial: of_partial,
    Entry: lambda e: poly_of(e.unfolded),
    Marked: lambda e: poly_of(e.content),
}
