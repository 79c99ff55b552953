"""Fractions multiplied above and below, or taken apart into whole and rest; squares completed, numbers taken out."""

from __future__ import annotations

from sympy import Add, Expr, Mul, S

from derivations.core import Rule, rule
from derivations.notation import Sum
from derivations.notation.factors import fraction
from derivations.notation.scope import free_indices


def expand_fraction_by(factor: Expr) -> Rule:
    """The top and the bottom of a fraction multiplied by the same positive factor."""

    def rewrite(e: Expr) -> Expr | None:
        top, bottom = fraction(e)
        if bottom == S.One or bottom.is_Rational:
            return None
        return spread(factor, top) / spread(factor, bottom)

    return Rule("multiply top and bottom", "a/b → (a c)/(b c)", rewrite)


def spread(factor: Expr, over: Expr) -> Expr:
    """A factor multiplied into every term of a sum."""
    if isinstance(over, Sum) and over.index not in free_indices(factor):
        return Sum(spread(factor, over.body), over.index)
    return Add(*(factor * term for term in Add.make_args(over)))


@rule("divide with remainder")
def whole_and_remainder(e: Expr) -> Expr | None:
    """(a − b)/(a + b) → 2a/(a + b) − 1"""
    top, bottom = fraction(e)
    if not (isinstance(top, Add) and isinstance(bottom, Add)):
        return None
    for whole in (S.NegativeOne, S.One):
        rest = top - whole * bottom
        if len(Add.make_args(rest)) < len(top.args):
            return rest / bottom + whole
    return None


@rule("complete the square")
def complete_the_square(e: Expr) -> Expr | None:
    """4 u (1 − u) → 1 − (2u − 1)²"""
    if not isinstance(e, Mul) or e.as_coeff_Mul()[0] != 4:
        return None
    for u in e.args:
        if e == 4 * u * (1 - u):
            return 1 - (2 * u - 1) ** 2
    return None


@rule("take out the number")
def take_out_number(e: Expr) -> Expr | None:
    """2a − 2b → 2 (a − b)"""
    if not isinstance(e, Add):
        return None
    number, rest = e.primitive()
    return None if number == 1 else Mul(number, rest, evaluate=False)
