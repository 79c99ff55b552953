"""The normal form: every expression of the project as a polynomial over atoms, so that equal ones look equal.

Definitions are unfolded, derivatives carried out, functions written through e^x and log, sums pushed outwards over
terms and taken apart into connected ones whose bound indices are named canonically. What is left is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from sympy import Add, Expr, Integer, Mul, Number, NumberSymbol, Pow, Rational, S, Symbol, exp, log

from derivations.calculus import differentiate
from derivations.notation import (
    IN_TERMS_OF_EXP,
    Applied,
    Cases,
    Delta,
    Element,
    Index,
    Kind,
    Largest,
    Marked,
    Partial,
    Product,
    Quantity,
    Sum,
    sign,
    step,
)
from derivations.notation.arrays import Entry
from derivations.verify.algebra import poly_atom, power, times
from derivations.verify.functions import Place, delta, element, exp_of, function, index, log_of, sign_of, step_of
from derivations.verify.indices import Bound, reduction, settled, summed
from derivations.verify.polynomials import (
    CACHES,
    Atom,
    Poly,
    atom,
    free_of,
    frozen,
    key_of,
    number,
    positive,
    scaled,
    single,
    total,
)
from derivations.verify.signs import may_be_zero, terms_not_negative


def normal(expr: Expr) -> Poly:
    """The normal form of an expression."""
    return settled(poly_of(expr))


def poly_of(expr: Expr) -> Poly:
    """The polynomial of an expression, before its deltas have renamed what they can."""
    return read(expr, positive.get())


@lru_cache(maxsize=20_000)
def read(expr: Expr, assumed: frozenset[str]) -> Poly:
    """The polynomial of an expression where these quantities and entries are positive."""
    for kind, reader in READERS.items():
        if isinstance(expr, kind):
            return reader(expr)
    written = IN_TERMS_OF_EXP.get(type(expr))
    if written is None:
        raise TypeError(f"{type(expr).__name__} has no normal form.")
    return poly_of(written(expr.args[0]))


CACHES.append(read)


def of_number(expr: Number | NumberSymbol) -> Poly:
    if expr is S.Exp1:
        return exp_of(number(1))
    if isinstance(expr, Rational):
        return number(Fraction(int(expr.p), int(expr.q)))
    if not expr.is_positive or not expr.is_finite:
        raise TypeError(f"{expr} has no normal form.")
    return single(atom("constant", str(expr)))


def of_symbol(expr: Symbol) -> Poly:
    if isinstance(expr, Quantity):
        if expr.definition is not None:
            return poly_of(expr.definition.body)
        return element(expr.name, expr.kind, ())
    if isinstance(expr, Index):
        return index(place(expr))
    return single(atom("size", expr.name))


def of_element(expr: Element) -> Poly:
    held = expr.quantity
    if held.definition is not None:
        return poly_of(held.definition.at(expr.indices))
    return element(held.name, held.kind, tuple(map(place, expr.indices)))


def place(at: Expr) -> Place:
    """An index as the normal form holds it."""
    if isinstance(at, Index):
        return f"{at.name}:{at.size}"
    if isinstance(at, Integer):
        return int(at)
    for mono, c in poly_of(at).items():
        if isinstance(at, Element | Quantity) and c == 1 and len(mono) == 1 and mono[0][1] == 1:
            return mono[0][0]
    raise TypeError(f"{at} is no index.")


def bound(over: Index) -> Bound:
    """A bound index and its size."""
    return f"{over.name}:{over.size}", size_atom(over.size)


def size_atom(n: Expr) -> Atom | int:
    if isinstance(n, Integer):
        return int(n)
    return atom("size", n.name) if isinstance(n, Symbol) else poly_atom(poly_of(n))


def of_pow(expr: Pow) -> Poly:
    if isinstance(expr.exp, Rational):
        return power(poly_of(expr.base), Fraction(int(expr.exp.p), int(expr.exp.q)))
    base, exponent = poly_of(expr.base), poly_of(expr.exp)
    if may_be_zero(base) or (is_whole(exponent) and not terms_not_negative(frozen(base))):
        return opaque_power(base, exponent)
    return exp_of(times(exponent, log_of(base)))


def is_whole(poly: Poly) -> bool:
    """Whether a polynomial takes whole values alone, so that it may be an exponent of a negative number."""
    atoms = (a for mono in poly for a, _ in mono)
    return all(a.tag in ("size", "index", "delta", "step") or may_be_one(a) for a in atoms)


def may_be_one(a: Atom) -> bool:
    """Whether an atom is an entry that is 1 or −1, at least where there is but one entry."""
    return a.tag == "el" and a.args[1].word in ("signs", "distribution")


def opaque_power(base: Poly, exponent: Poly) -> Poly:
    """A power that is no logarithm's exponential: nothing is known of it but its base and its exponent."""
    terms = frozen(exponent)
    if free_of(terms):
        raise TypeError("A power to what depends on an index, of what need not be positive, has no normal form.")
    return function("fn", base, f"power {key_of(terms)}", 0)


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
    return element(f"∂{names}", Kind("derivative"), places)


READERS: dict[type, Callable[..., Poly]] = {
    Number: of_number,
    NumberSymbol: of_number,
    Symbol: of_symbol,
    Element: of_element,
    Add: lambda e: total(map(poly_of, e.args)),
    Mul: of_mul,
    Pow: of_pow,
    exp: lambda e: exp_of(poly_of(e.args[0])),
    log: lambda e: log_of(poly_of(e.args[0])),
    Sum: lambda e: summed(poly_of(e.body), (bound(e.index),)),
    Product: lambda e: reduction("prod", poly_of(e.body), bound(e.index)),
    Largest: lambda e: reduction("max", poly_of(e.body), bound(e.index)),
    Delta: lambda e: delta(*map(place, e.args)),
    step: lambda e: step_of(poly_of(e.args[0])),
    sign: lambda e: sign_of(poly_of(e.args[0])),
    Applied: lambda e: function("fn", poly_of(e.argument), e.function.name, e.order),
    Cases: of_cases,
    Partial: of_partial,
    Entry: lambda e: poly_of(e.unfolded),
    Marked: lambda e: poly_of(e.content),
}
