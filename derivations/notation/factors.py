"""A product seen as factors with exponents, a fraction as top and bottom."""

from __future__ import annotations

from sympy import Expr, Integer, Mul, Pow, Rational, S, exp

Factors = dict[Expr, Expr]


def factors_of(expr: Expr) -> Factors:
    """Each factor of a product with its exponent; e^{2x} counts as (e^x)², e^{−x} as (e^x)^{−1}."""
    found: Factors = {}
    for part in Mul.make_args(expr):
        base, power = base_and_power(part)
        found[base] = found.get(base, S.Zero) + power
    return found


def base_and_power(part: Expr) -> tuple[Expr, Expr]:
    """A factor as a base and an exponent."""
    if isinstance(part, exp):
        number, rest = part.args[0].as_coeff_Mul()
        return (exp(rest), number) if isinstance(number, Rational) else (part, S.One)
    if isinstance(part, Pow):
        base, number = part.base, part.exp
        if isinstance(base, exp):
            inner, power = base_and_power(base)
            return inner, power * number
        return base, number
    return part, S.One


def product_of(factors: Factors) -> Expr:
    """The product with these factors."""
    return Mul(*(base**power for base, power in factors.items()))


def without(factors: Factors, taken: Factors) -> Factors:
    """Factors divided by others."""
    return {
        base: factors.get(base, S.Zero) - taken.get(base, S.Zero)
        for base in [*factors, *(base for base in taken if base not in factors)]
    }


def fraction(expr: Expr) -> tuple[Expr, Expr]:
    """The top and the bottom of a product; an exponential stays on top."""
    top, bottom = S.One, S.One
    for part in Mul.make_args(expr):
        if isinstance(part, Pow) and part.exp.is_Rational and part.exp.is_negative:
            bottom *= part.base ** (-part.exp)
        elif isinstance(part, Rational) and not isinstance(part, Integer):
            top, bottom = top * part.p, bottom * part.q
        else:
            top *= part
    return top, bottom
