"""Algebra: multiply out, factor, cancel, fractions, logarithms and exponentials."""

from __future__ import annotations

from functools import lru_cache

import sympy
from sympy import Add, Expr, Mul, Pow, S, exp, expand_mul, log

from derivations.core import Rule, rule
from derivations.notation import Delta, Sum
from derivations.notation.factors import Factors, contains, factors_of, fraction, least, product_of, without


@rule("multiply out")
def multiply_out(e: Expr) -> Expr | None:
    """a (b + c) → a b + a c"""
    if not isinstance(e, Mul):
        return None
    terms = next((f for f in e.args if isinstance(f, Add)), None)
    if terms is None:
        return None
    rest = Mul(*(f for f in e.args if f is not terms))
    return Add(*(rest * term for term in terms.args))


@rule("multiply out the deltas")
def multiply_out_deltas(e: Expr) -> Expr | None:
    """a (δ b + c) → δ a b + a c"""
    if not isinstance(e, Mul):
        return None
    terms = next((f for f in e.args if isinstance(f, Add) and any(has_delta(term) for term in f.args)), None)
    if terms is None:
        return None
    rest = Mul(*(f for f in e.args if f is not terms))
    return Add(*(rest * term for term in terms.args))


def has_delta(term: Expr) -> bool:
    """Whether a delta is a factor of a term."""
    return any(isinstance(factor, Delta) for factor in Mul.make_args(term))


@rule("take out the common factor")
def common_factor(e: Expr) -> Expr | None:
    """a b + a c → a (b + c)"""
    if not isinstance(e, Add):
        return None
    shared = shared_factors([factors_of(term) for term in e.args])
    return taken_out(e, shared) if shared else None


@rule("multiply out and cancel")
def cancel_terms(e: Expr) -> Expr | None:
    """a (b − c) + a c → a b"""
    if not isinstance(e, Add):
        return None
    out = expand_mul(e)
    return out if len(Add.make_args(out)) < len(e.args) or out.count_ops() < e.count_ops() else None


def shared_factors(terms: list[Factors]) -> Factors:
    """The factors that all terms have, with the least exponent of each."""
    common = set(terms[0]).intersection(*terms[1:])
    powers = {base: least([term[base] for term in terms]) for base in common if not base.is_Rational}
    return {base: power for base, power in powers.items() if power is not None and power != 0}


def taken_out(total: Add, shared: Factors) -> Expr:
    """A sum of terms divided by common factors, times them."""
    return product_of(shared) * Add(*(product_of(without(factors_of(t), shared)) for t in total.args))


def take_out(factor: Expr) -> Rule:
    """A given factor taken out of those terms that have it, where at least two have."""

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, Add):
            return None
        wanted = factors_of(factor)
        having = [t for t in e.args if contains(factors_of(t), wanted)]
        if len(having) < 2:
            return None
        return taken_out(Add(*having), wanted) + Add(*(t for t in e.args if t not in having))

    return Rule("take out a factor", "a b + a c → a (b + c)", rewrite)


@rule("put over one denominator")
def common_denominator(e: Expr) -> Expr | None:
    """a/b + c/d → (a d + c b)/(b d)"""
    if not isinstance(e, Add):
        return None
    parts = [fraction(term) for term in e.args]
    bottoms: Factors = {}
    for _, bottom in parts:
        for base, power in factors_of(bottom).items():
            bottoms[base] = max(power, bottoms.get(base, S.Zero))
    whole = product_of(bottoms)
    if whole == S.One:
        return None
    return Add(*(top * (whole / bottom) for top, bottom in parts)) / whole


@rule("split the fraction")
def split_fraction(e: Expr) -> Expr | None:
    """(a + b)/c → a/c + b/c"""
    top, bottom = fraction(e)
    sums = [f for f in Mul.make_args(top) if isinstance(f, Add)]
    if bottom == S.One or not sums:
        return None
    rest = Mul(*(f for f in Mul.make_args(top) if f is not sums[0]))
    return Add(*(rest * term / bottom for term in sums[0].args))


@rule("a part of a whole")
def complement(e: Expr) -> Expr | None:
    """u/(u + v) → 1 − v/(u + v)"""
    for whole, power in factors_of(e).items():
        if isinstance(whole, Add) and power.is_Integer and power < 0:
            part = next((t for t in whole.args if t != 1 and contains(factors_of(e), factors_of(t))), None)
            if part is not None:
                return e / (part / whole) * (1 - (whole - part) / whole)
    return None


@rule("logarithm of a product")
def log_of_a_product(e: Expr) -> Expr | None:
    """log(a b / c) → log a + log b − log c"""
    if not (isinstance(e, log) and isinstance(e.args[0], Mul)) or e.args[0].as_coeff_Mul()[0].is_negative:
        return None
    top, bottom = fraction(e.args[0])
    return Add(*(log(f) for f in Mul.make_args(top))) - Add(*(log(f) for f in Mul.make_args(bottom)))


@rule("logarithm of a power")
def log_of_a_power(e: Expr) -> Expr | None:
    """log(a^b) → b log a"""
    if not (isinstance(e, log) and isinstance(e.args[0], Pow)):
        return None
    return e.args[0].exp * log(e.args[0].base)


@rule("logarithm undoes exponential")
def log_of_exp(e: Expr) -> Expr | None:
    """log e^u → u"""
    return e.args[0].args[0] if isinstance(e, log) and isinstance(e.args[0], exp) else None


@rule("exponential of a sum")
def exp_of_a_sum(e: Expr) -> Expr | None:
    """e^(u + v) → e^u e^v"""
    if not (isinstance(e, exp) and isinstance(e.args[0], Add)):
        return None
    return Mul(*map(exp, e.args[0].args))


@rule("product of exponentials")
def exp_of_terms(e: Expr) -> Expr | None:
    """e^u e^v → e^(u + v)"""
    if not isinstance(e, Mul):
        return None
    powers = [f for f in e.args if isinstance(f, exp)]
    if len(powers) < 2:
        return None
    return exp(Add(*(f.args[0] for f in powers))) * Mul(*(f for f in e.args if f not in powers))


@rule("cancel")
def cancel(e: Expr) -> Expr | None:
    """(a b + a c)/(a d) → (b + c)/d"""
    return lowest_terms(e) if isinstance(e, Mul | Add) else None


@lru_cache(maxsize=20_000)
def lowest_terms(e: Expr) -> Expr | None:
    """A fraction without what its two sides have in common, if it has; line after line holds the same ones."""
    lowest = sympy.cancel(e)
    return lowest if lowest.count_ops() < e.count_ops() else None


@rule("turn the difference round")
def turn_round(e: Expr) -> Expr | None:
    """−(a − b) → b − a, also inside a product or under a sum"""
    if not isinstance(e, Mul) or not e.as_coeff_Mul()[0].is_negative:
        return None
    for place, part in enumerate(e.args):
        turned = turned_round(part)
        if turned is not None:
            return Mul(-1, *e.args[:place], turned, *e.args[place + 1 :])
    return None


@rule("turn two differences round")
def turn_both_round(e: Expr) -> Expr | None:
    """(a − b)/(c − 1) → (b − a)/(1 − c)"""
    odd = [f for f in Mul.make_args(e) if isinstance(f.as_base_exp()[0], Add) and f.as_base_exp()[1].is_odd]
    less_one = next((f for f in odd if falls_short_of_one(f.as_base_exp()[0])), None)
    other = next((f for f in odd if f is not less_one and reads_as_well_turned(f.as_base_exp()[0])), None)
    if less_one is None or other is None:
        return None
    bases = {f: f.as_base_exp() for f in (less_one, other)}
    rest = (f for f in Mul.make_args(e) if f not in bases)
    return Mul(*rest, *(Add(*(-term for term in base.args)) ** power for base, power in bases.values()))


def falls_short_of_one(total: Expr) -> bool:
    """Whether a sum of two terms reads better the other way round, as c − 1."""
    number, rest = total.as_coeff_Add()
    return bool(number.is_negative) and not rest.as_coeff_Mul()[0].is_negative and not isinstance(rest, Add)


def reads_as_well_turned(total: Expr) -> bool:
    """Whether a sum is a difference that does not become a c − 1 when turned round, which would be turned back."""
    turned = turned_round(total)
    return turned is not None and not falls_short_of_one(turned)


def turned_round(part: Expr) -> Expr | None:
    """Minus a factor, where that is a difference or holds one as a factor under a sum."""
    if isinstance(part, Add) and any(term.as_coeff_Mul()[0].is_negative for term in part.args):
        return Add(*(-term for term in part.args))
    if isinstance(part, Sum):
        parts = Mul.make_args(part.body)
        for place, inner in enumerate(parts):
            turned = turned_round(inner)
            if turned is not None:
                return Sum(Mul(*parts[:place], turned, *parts[place + 1 :]), part.index)
    return None
