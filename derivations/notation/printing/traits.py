"""What an expression is to the eye: its kind as a factor, sign, degree and letters, whatever its marks."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from sympy import Add, Basic, Expr, Mul, Number, NumberSymbol, Pow, Rational, Symbol, exp, log

from derivations.notation.functions import Applied, ScalarFunction
from derivations.notation.heads import Cases, Delta, Element, Marked, Partial, Reduction
from derivations.notation.printing.names import alphabetical
from derivations.notation.quantities import Quantity


class Rank(IntEnum):
    """The kinds of factors, in the order in which they are written."""

    NUMBER = 0
    SIZE = 1
    SCALAR = 2
    MATRIX_ELEMENT = 3
    VECTOR_ELEMENT = 4
    DELTA = 5
    EXPONENTIAL = 6
    FUNCTION = 7
    SUM_OF_TERMS = 8
    LOGARITHM = 9
    PARTIAL = 10
    REDUCTION = 11


@lru_cache(maxsize=100_000)
def holds_mark(expr: Basic) -> bool:
    """Whether anything in the expression is marked."""
    return isinstance(expr, Marked) or any(map(holds_mark, expr.args))


@lru_cache(maxsize=100_000)
def unmarked(expr: Basic) -> Basic:
    """The expression without its marks; what holds none is not built anew, for SymPy could evaluate it."""
    if isinstance(expr, Marked):
        return unmarked(expr.content)
    return expr.func(*map(unmarked, expr.args)) if holds_mark(expr) else expr


@lru_cache(maxsize=100_000)
def rank(factor: Basic) -> Rank:
    """The kind of a factor; a power is of the kind of its base, a marked product of its last factor's."""
    match factor:
        case Marked():
            return rank(factor.content)
        case Mul():
            return max(map(rank, factor.args))
        case Pow():
            return max(rank(factor.base), rank(factor.exp))
        case Number() | NumberSymbol():
            return Rank.NUMBER
        case Symbol():
            return Rank.SCALAR if isinstance(factor, Quantity) else Rank.SIZE
        case Element():
            return Rank.MATRIX_ELEMENT if len(factor.indices) > 1 else Rank.VECTOR_ELEMENT
        case Delta():
            return Rank.DELTA
        case exp():
            return Rank.EXPONENTIAL
        case log():
            return Rank.LOGARITHM
        case Add():
            return Rank.SUM_OF_TERMS
        case Partial():
            return Rank.PARTIAL
        case Reduction() | Cases():
            return Rank.REDUCTION
    return Rank.FUNCTION


@lru_cache(maxsize=100_000)
def is_negative(term: Basic) -> bool:
    """Whether a term is written with a minus."""
    match term:
        case Marked():
            return is_negative(term.content)
        case Number():
            return bool(term.is_negative)
        case Mul():
            return sum(map(is_negative, term.args)) % 2 == 1
    return False


@lru_cache(maxsize=100_000)
def degree(term: Basic) -> int:
    """How many factors of a term vary: elements, functions, derivatives."""
    match term:
        case Marked():
            return degree(term.content)
        case Reduction():
            return degree(restricted(term.body, term.index)[1])
        case Mul():
            return sum(map(degree, term.args))
        case Add():
            return max(map(degree, term.args))
        case Pow():
            return degree(term.base) * (int(term.exp) if term.exp.is_Integer and term.exp > 0 else 1)
    return int(rank(term) > Rank.SCALAR)


@lru_cache(maxsize=100_000)
def weight(term: Basic) -> int:
    """How many scalar letters a term has as factors: the degree of a polynomial in them."""
    match term:
        case Marked() | Reduction():
            return weight(term.args[0])
        case Mul():
            return sum(map(weight, term.args))
        case Add():
            return max(map(weight, term.args))
        case Pow():
            return weight(term.base) * (int(term.exp) if term.exp.is_Integer and term.exp > 0 else 1)
    return int(isinstance(term, Quantity))


@lru_cache(maxsize=100_000)
def letters(expr: Basic) -> tuple[tuple[str, str], ...]:
    """The names in an expression, by which equals are put in alphabetical order."""
    if isinstance(expr, Symbol):
        return (alphabetical(expr.name),)
    if isinstance(expr, Number | NumberSymbol):
        return ((str(expr), ""),)
    inside = [letters(arg) for arg in expr.args]
    return sum(sorted(inside) if isinstance(expr, Add | Mul) else inside, ())


@lru_cache(maxsize=100_000)
def is_transcendental(term: Basic) -> bool:
    """Whether a constant is written in front of this term, as in 1 + e^{-x}."""
    return isinstance(term, exp | log | ScalarFunction | Applied) or any(map(is_transcendental, term.args))


def is_divisor(factor: Basic) -> bool:
    """Whether a factor is written below the line."""
    return isinstance(factor, Pow) and bool(factor.exp.is_Rational and factor.exp.is_negative)


@lru_cache(maxsize=100_000)
def is_tall(expr: Basic) -> bool:
    """Whether an expression is too high to stand on a fraction in comfort."""
    if isinstance(expr, Partial | Reduction | Cases) or is_divisor(expr):
        return True
    if isinstance(expr, Rational):
        return bool(expr.q != 1)
    parts = expr.args[:1] if isinstance(expr, Pow) else expr.args
    return not isinstance(expr, exp | Element) and any(map(is_tall, parts))


def is_named(expr: Basic) -> bool:
    """Whether an expression is a name, perhaps with indices."""
    return isinstance(expr, Symbol | Element)


def content(expr: Basic) -> Basic:
    """The expression without a mark around it."""
    return content(expr.content) if isinstance(expr, Marked) else expr


INDICATOR = r"\mathbb{1}_"


def indicated(expr: Basic) -> tuple[Expr, Symbol] | None:
    """The place and the set of an entry of an indicator: of 1_S, which is 1 at the places in S, its i and S."""
    if isinstance(expr, Element) and len(expr.indices) == 1 and expr.quantity.name.startswith(INDICATOR):
        return expr.indices[0], Symbol(expr.quantity.name.removeprefix(INDICATOR))
    return None


def restricted(body: Expr, index: Expr) -> tuple[tuple[str, Expr] | None, Expr]:
    """What keeps an index from running over all its values, and the body without that factor: Σ_{k ≠ i}, Σ_{j ∈ S}."""
    factors = Mul.make_args(body) if isinstance(body, Expr) else ()
    for factor in factors:
        delta, member = 1 - factor, indicated(factor)
        rest = Mul(*(other for other in factors if other is not factor))
        if isinstance(delta, Delta) and index in delta.args:
            (left_out,) = (place for place in delta.args if place != index)
            return (r"\ne", left_out), rest
        if member is not None and member[0] == index:
            return (r"\in", member[1]), rest
    return None, body
