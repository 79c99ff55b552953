"""How large a text may be: every bound is checked before what it bounds is built."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sympy import Basic, Expr, Integer, Mul, Pow, Rational, log

from derivations.language.problems import Refusal
from derivations.notation import Definition, Quantity

MAX_CHARACTERS = 20_000
"""of a whole sheet"""
MAX_LINES = 200
MAX_LINE = 2_000
"""characters of one line"""
MAX_TOKENS = 600
"""of one line"""
MAX_DEPTH = 25
"""brackets inside one another"""
MAX_LEVELS = 120
"""levels of parts inside parts: a bracket makes up to four, a function or a sum two"""
MAX_FACTORS = 40
"""of one product"""
MAX_WORK = 3_000
"""parts that are looked at while the readings of a line are told apart"""
MAX_NODES = 2_000
"""of the expression a line stands for"""
MAX_UNFOLDED = 100_000
"""nodes of a definition, once the definitions in it are written out"""
MAX_DIGITS = 15
"""of a number as it is typed"""
MAX_EXPONENT = 64
MAX_BITS = 512
"""of a number that comes out of powers"""
MAX_SIZE = 10_000
"""of an axis whose size is given as a number"""
MAX_ENTRIES = 1_000_000
"""of an array whose sizes are given as numbers"""
MAX_READINGS = 8
"""of one ambiguous line that are tried"""
MAX_SHEET_READINGS = 100
"""of all the ambiguous lines of a sheet together"""


@lru_cache(maxsize=50_000)
def nodes(expr: Basic) -> int:
    """The number of nodes of an expression, each counted as often as it is written."""
    return 1 + sum(map(nodes, expr.args))


@lru_cache(maxsize=50_000)
def unfolded_nodes(expr: Basic) -> int:
    """The number of nodes once every definition is written out."""
    if isinstance(expr, Quantity):
        given: Definition | None = expr.definition
        return unfolded_nodes(given.body) if given else 1
    return 1 + sum(map(unfolded_nodes, expr.args))


def bounded(expr: Expr) -> Expr:
    """The expression, unless it has grown too large."""
    if nodes(expr) > MAX_NODES:
        raise Refusal(f"This stands for an expression of more than {MAX_NODES} parts; name some with “let”.")
    return expr


def power(base: Expr, exponent: Expr) -> Expr:
    """base^exponent, unless a number in it would grow without bound."""
    if isinstance(exponent, Rational):
        refuse_large_exponent(exponent)
        bits = max((digits(number) for number in numbers_to_raise(base)), default=0)
        if bits * abs(exponent) > MAX_BITS:
            raise Refusal(f"This number has more than {MAX_BITS} binary digits, which is too many.")
        if base == 0 and exponent <= 0:
            raise Refusal("This divides by zero.")
    for number in numbers_to_raise(base):
        refuse_large_logarithms(exponent, number)
    result = Pow(base, exponent)
    for factor in Mul.make_args(result):
        if isinstance(factor, Pow) and isinstance(factor.exp, Rational):
            refuse_large_exponent(factor.exp)
    return result


def refuse_large_exponent(exponent: Rational) -> None:
    if abs(exponent.p) > MAX_EXPONENT * exponent.q or exponent.q > 1_000_000:
        raise Refusal(f"The exponent {shortened(exponent)} is beyond ±{MAX_EXPONENT}, which is too large.")


def refuse_large_logarithms(exponent: Expr, base: Expr | None = None) -> None:
    """exp(c log 2) is evaluated to 2^c as it is built: hold c to the bound on exponents."""
    for number in exponent.atoms(Rational):
        if abs(number.p) > MAX_EXPONENT * number.q and (base is not None or exponent.has(log)):
            raise Refusal(f"The number {shortened(number)} in the exponent is too large.")
    largest = max((abs(number) for number in exponent.atoms(Rational)), default=1)
    for logarithm in exponent.atoms(log) if base is None else ():
        number = logarithm.args[0]
        if isinstance(number, Rational) and digits(number) * largest > MAX_BITS:
            raise Refusal(f"This number has more than {MAX_BITS} binary digits, which is too many.")


def numbers_to_raise(base: Expr) -> list[Any]:
    """The numbers that a power of this base would raise as it is built."""
    return [part for part in Mul.make_args(base) if isinstance(part, Rational)]


def digits(number: Rational) -> int:
    """The binary digits of a number, of the longer of numerator and denominator."""
    return max(int(abs(number.p)).bit_length() - 1, int(number.q).bit_length() - 1)


def shortened(number: Rational) -> str:
    return str(number) if digits(number) < 64 else "written here"


def literal(text: str) -> Expr:
    """A number as it is typed, exact."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa.replace(".", "")) > MAX_DIGITS or len(exponent) > 3 or abs(int(exponent or 0)) > MAX_DIGITS:
        raise Refusal(f"A number may have {MAX_DIGITS} digits, and this one is longer.")
    whole, _, decimals = mantissa.partition(".")
    return Rational(int(whole + decimals), 10 ** len(decimals)) * Rational(10) ** int(exponent or 0)


def literal_size(text: str) -> Expr:
    """A size that is given as a number."""
    if len(text) > MAX_DIGITS or not 1 <= int(text) <= MAX_SIZE:
        raise Refusal(f"A size may be a whole number from 1 to {MAX_SIZE}, or a name; found {text[:20]}.")
    return Integer(int(text))
