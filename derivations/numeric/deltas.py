"""Sums that use up their deltas: Σ_k u_k δ_ki = u_i, also where the delta stands inside a factor."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow, S

from derivations.notation.heads import Delta, Element, Index, Sum
from derivations.notation.quantities import Quantity
from derivations.notation.scope import free_indices, replace_indices


def total(body: Expr, *indices: Index) -> Expr:
    """Σ over the indices, the first innermost, with every delta that a sum can use up used up."""
    for index in indices:
        body = one_total(body, index)
    return body


def one_total(body: Expr, k: Index) -> Expr:
    if k not in free_indices(body):
        return k.size * body
    if isinstance(body, Add):
        return total_of_terms(body, k)
    factors = Mul.make_args(body)
    outer = [factor for factor in factors if k not in free_indices(factor)]
    inner = [factor for factor in factors if k in free_indices(factor)]
    for factor in inner:
        rest = Mul(*without(tuple(inner), factor))
        if (other := partner(factor, k)) is not None:
            return Mul(*outer, replace_indices(rest, {k: other}))
        if isinstance(factor, Add) and any(uses_up(term, k) for term in factor.args):
            return Mul(*outer) * one_total(Add(*(rest * term for term in factor.args)), k)
    return spread(Mul(*outer), Sum(Mul(*inner), k))


def total_of_terms(body: Add, k: Index) -> Expr:
    """Σ_k (u_k + v_k + c): the terms with a delta, and those without k, on their own."""
    alone = [term for term in body.args if uses_up(term, k) or k not in free_indices(term)]
    together = [term for term in body.args if term not in alone]
    rest = Add(*together)
    if not alone:
        return Sum(rest, k)
    return Add(*(one_total(term, k) for term in alone), one_total(rest, k) if together else S.Zero)


def partner(factor: Expr, k: Index) -> Expr | None:
    """What a delta says that k is, if the factor is such a delta."""
    if isinstance(factor, Pow) and isinstance(factor.base, Delta) and factor.exp.is_positive:
        factor = factor.base
    if not isinstance(factor, Delta) or k not in factor.args:
        return None
    a, b = factor.args
    other = b if a == k else a
    fits = isinstance(other, Element | Quantity | Integer) or getattr(other, "size", None) == k.size
    return other if fits and k not in free_indices(other) else None


def uses_up(term: Expr, k: Index) -> bool:
    """Whether a term holds a delta that a sum over k uses up."""
    for factor in Mul.make_args(term):
        if partner(factor, k) is not None:
            return True
        if isinstance(factor, Add) and any(uses_up(part, k) for part in factor.args):
            return True
    return False


def without(factors: tuple[Expr, ...], one: Expr) -> list[Expr]:
    """The factors but for one."""
    return [factor for factor in factors if factor is not one]


def spread(factor: Expr, expr: Expr) -> Expr:
    """A product with a sum of terms, multiplied out where that lets a delta act."""
    if isinstance(expr, Add) and expr.has(Delta):
        return Add(*(factor * term for term in expr.args))
    return factor * expr
