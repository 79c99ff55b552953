"""A product seen as factors with exponents, a fraction as top and bottom."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow, Rational, S, exp

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


def number_and_rest(expr: Expr) -> tuple[Expr, Expr]:
    """½a − ½b, in a product, as ½ and a − b: SymPy multiplies a number into the terms beside it."""
    apart = [part.primitive() if isinstance(part, Add) else part.as_coeff_Mul() for part in Mul.make_args(expr)]
    return Mul(*(number for number, _ in apart)), Mul(*(rest for _, rest in apart))


def least(powers: list[Expr]) -> Expr | None:
    """The smallest of some exponents, symbols among them, where that is known: γ − 1 of γ − 1 and γ."""
    return next((p for p in powers if all((other - p).is_nonnegative for other in powers)), None)


def contains(have: Factors, wanted: Factors) -> bool:
    """Whether a product has all of some factors, at least as often."""
    return all(base in have and (have[base] / power - 1).is_nonnegative for base, power in wanted.items())
