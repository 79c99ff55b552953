"""Sums over an index: deltas collapse, constants leave, sums split, merge, swap and are renamed."""

from __future__ import annotations

from sympy import Add, Expr, Mul, S

from derivations.core import Rule, rule
from derivations.notation import Delta, Index, Partial, Sum, quantity_of
from derivations.notation.factors import factors_of
from derivations.notation.scope import all_indices, free_indices, fresh, rename_bound, replace_indices


@rule("the delta picks one term")
def collapse_delta(e: Expr) -> Expr | None:
    """Σ_k f_k δ_ki → f_i"""
    if not isinstance(e, Sum):
        return None
    k = e.index
    for factor in Mul.make_args(e.body):
        if isinstance(factor, Delta) and k in factor.args:
            (partner,) = (index for index in factor.args if index != k)
            rest = Mul(*(other for other in Mul.make_args(e.body) if other is not factor))
            return replace_indices(rest, {k: partner})
    inner = collapse_delta.rewrite(Sum(e.body.body, k)) if isinstance(e.body, Sum) else None
    return None if inner is None else Sum(inner, e.body.index)


@rule("split the sum")
def split_sum(e: Expr) -> Expr | None:
    """Σ_k (u_k + v_k) → Σ_k u_k + Σ_k v_k"""
    if not (isinstance(e, Sum) and isinstance(e.body, Add)):
        return None
    return Add(*(Sum(term, e.index) for term in e.body.args))


@rule("merge the sums")
def merge_sums(e: Expr) -> Expr | None:
    """Σ_k u_k + Σ_j v_j → Σ_k (u_k + v_k)"""
    if not isinstance(e, Add):
        return None
    for place, (c, first) in enumerate(map(as_scaled_sum, e.args)):
        for other, (d, second) in list(enumerate(map(as_scaled_sum, e.args)))[place + 1 :]:
            if first is None or second is None or first.index.size != second.index.size:
                continue
            k = fresh(first.index, all_indices(e) - {first.index})
            merged = Sum(
                c * replace_indices(first.body, {first.index: k})
                + d * replace_indices(second.body, {second.index: k}),
                k,
            )
            return Add(merged, *(t for n, t in enumerate(e.args) if n not in (place, other)))
    return None


def as_scaled_sum(term: Expr) -> tuple[Expr, Sum | None]:
    """A term as a number times a sum."""
    number, rest = term.as_coeff_Mul()
    return (number, rest) if isinstance(rest, Sum) else (S.One, None)


@rule("take constants out of the sum")
def factor_out_of_sum(e: Expr) -> Expr | None:
    """Σ_k c u_k → c Σ_k u_k"""
    if not isinstance(e, Sum):
        return None
    constant = [f for f in Mul.make_args(e.body) if e.index not in free_indices(f)]
    if not constant:
        return None
    varying = [f for f in Mul.make_args(e.body) if f not in constant]
    return Mul(*constant) * Sum(Mul(*varying), e.index)


@rule("bring factors into the sum")
def bring_into_sum(e: Expr) -> Expr | None:
    """c Σ_k u_k → Σ_k c u_k"""
    if not isinstance(e, Mul):
        return None
    total = next((f for f in e.args if isinstance(f, Sum)), None)
    if total is None:
        return None
    rest = Mul(*(f for f in e.args if f is not total))
    if total.index in all_indices(rest):
        total = rename_bound(total, fresh(total.index, all_indices(e)))
    return Sum(rest * total.body, total.index)


@rule("swap the sums")
def swap_sums(e: Expr) -> Expr | None:
    """Σ_k Σ_l u_kl → Σ_l Σ_k u_kl"""
    if not (isinstance(e, Sum) and isinstance(e.body, Sum)):
        return None
    return Sum(Sum(e.body.body, e.index), e.body.index)


@rule("sum of a constant")
def sum_of_a_constant(e: Expr) -> Expr | None:
    """Σ_k c → n c"""
    if isinstance(e, Sum) and e.index not in free_indices(e.body):
        return e.index.size * e.body
    return None


@rule("the entries sum to one")
def sums_to_one(e: Expr) -> Expr | None:
    """Σ_k y_k → 1 for one-hot and distribution"""
    if not isinstance(e, Sum):
        return None
    held = quantity_of(e.body)
    known = held is not None and held.kind.is_distribution and e.index in e.body.args
    return S.One if known else None


@rule("the terms sum to what is known")
def sum_of_known_terms(e: Expr) -> Expr | None:
    """Σ_k (a y_k + c) → a + n c for one-hot and distribution"""
    if not (isinstance(e, Sum) and isinstance(e.body, Add)):
        return None
    known = [known_sum(term, e.index) for term in e.body.args]
    return None if None in known else Add(*(each for each in known if each is not None))


def known_sum(term: Expr, index: Index) -> Expr | None:
    """What a constant, or a constant times the entries of a distribution, sums to."""
    varying = [f for f in Mul.make_args(term) if index in free_indices(f)]
    constant = Mul(*(f for f in Mul.make_args(term) if f not in varying))
    total = sums_to_one.rewrite(Sum(Mul(*varying), index)) if varying else index.size
    return None if total is None else constant * total


@rule("one entry of the one-hot vector is 1")
def one_hot_product(e: Expr) -> Expr | None:
    """y_k y_j → δ_kj y_k and y_k² → y_k for one-hot"""
    if not isinstance(e, Mul) and not e.is_Pow:
        return None
    factors = factors_of(e)
    hot = [f for f in factors if (q := quantity_of(f)) and q.kind.word == "one-hot"]
    for f in hot:
        if factors[f].is_Integer and factors[f] > 1:
            return e / f ** (factors[f] - 1)
    for a in hot:
        for b in hot:
            if a is not b and quantity_of(a) == quantity_of(b):
                return e / b * Delta(a.indices[0], b.indices[0])
    return None


def rename(old: Index, new: Index) -> Rule:
    """Σ_k u_k → Σ_j u_j, for one name of a bound index."""

    def rewrite(e: Expr) -> Expr | None:
        if isinstance(e, Sum) and e.index == old and new not in all_indices(e):
            return rename_bound(e, new)
        return None

    return Rule("rename the bound index", "Σ_k u_k → Σ_j u_j", rewrite)


def single_out(i: Index) -> Rule:
    """One term of a sum written apart from the others."""

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, Sum) or e.index.size != i.size or i in all_indices(e) - free_indices(e):
            return None
        k = e.index
        return replace_indices(e.body, {k: i}) + Sum((1 - Delta(k, i)) * e.body, k)

    return Rule("write one term apart", "Σ_k u_k → u_i + Σ_{k≠i} u_k", rewrite)


@rule("sum first over what is known")
def known_sum_first(e: Expr) -> Expr | None:
    """Σ_k a_k Σ_l b_kl ∂q_l/∂x → Σ_l (Σ_k a_k b_kl) ∂q_l/∂x"""
    if not isinstance(e, Sum):
        return None
    outer = Mul.make_args(e.body)
    inner = next((f for f in outer if isinstance(f, Sum) and f.body.has(Partial)), None)
    if inner is None:
        return None
    waiting = [f for f in Mul.make_args(inner.body) if f.has(Partial) and e.index not in free_indices(f)]
    known = [f for f in Mul.make_args(inner.body) if f not in waiting]
    if not waiting:
        return None
    rest = [f for f in outer if f is not inner]
    return Sum(Mul(*waiting) * Sum(Mul(*known, *rest), e.index), inner.index)
