"""Sums arranged so that they cost little: Σ_k A_ki u_k + Σ_k A_ki v_k is one product with A, and not two.

Nothing here changes a value; it decides what is multiplied by what, as a person does who writes the NumPy
by hand.
"""

from __future__ import annotations

from collections import defaultdict

from sympy import Add, Expr, Mul

from derivations.notation.heads import Index, Sum
from derivations.notation.scope import free_indices, replace_indices
from derivations.numeric.preparing import over_children
from derivations.numeric.recognising import nameless


def arranged(expr: Expr) -> Expr:
    """The same value, arranged to be computed with little work."""
    expr = over_children(expr, arranged)
    if isinstance(expr, Sum):
        return arranged_sum(expr)
    if isinstance(expr, Mul):
        return turned(expr)
    if isinstance(expr, Add) and any(free_indices(term) for term in expr.args):
        return factored(expr)
    return expr


def turned(expr: Mul) -> Expr:
    """−Σ_k A_ki (u_k − v_k) = Σ_k A_ki (v_k − u_k), which spares a minus on a whole array."""
    if not (expr.args[0].is_Number and expr.args[0] < 0):
        return expr
    for total in expr.args:
        for factor in Mul.make_args(total.body) if isinstance(total, Sum) else ():
            if isinstance(factor, Add) and any(term.could_extract_minus_sign() for term in factor.args):
                body = Mul(*(f for f in Mul.make_args(total.body) if f is not factor)) * -factor
                return Mul(*(-f if f is expr.args[0] else f for f in expr.args if f is not total)) * Sum(
                    body, total.index
                )
    return expr


def arranged_sum(expr: Sum) -> Expr:
    """Σ_k y_k (A_ki − B_i) = Σ_k y_k A_ki − B_i Σ_k y_k"""
    k = expr.index
    factors = Mul.make_args(expr.body)
    for factor in factors:
        if isinstance(factor, Add) and is_worth_splitting(factor, k):
            rest = Mul(*(f for f in factors if f is not factor))
            return arranged(Add(*(pulled_out(rest * term, k) for term in factor.args)))
    return pulled_out(expr.body, k)


def is_worth_splitting(factor: Add, k: Index) -> bool:
    """Whether a factor is a whole matrix, some of whose terms do not need the sum or are sums themselves."""
    if len(free_indices(factor)) < 2 or k not in free_indices(factor):
        return False
    return any(k not in free_indices(term) or has_sum(term) for term in factor.args)


def has_sum(term: Expr) -> bool:
    return any(isinstance(factor, Sum) for factor in Mul.make_args(term))


def pulled_out(body: Expr, k: Index) -> Expr:
    """Σ_k c u_k = c Σ_k u_k"""
    outer: list[Expr] = []
    inner: list[Expr] = []
    for factor in Mul.make_args(body):
        (inner if k in free_indices(factor) else outer).append(factor)
    return Mul(*outer) * (Sum(Mul(*inner), k) if inner else k.size)


def factored(expr: Add) -> Expr:
    """Terms with common factors or a common matrix brought together."""
    common = set.intersection(*(set(Mul.make_args(term)) for term in expr.args))
    common = {factor for factor in common if free_indices(factor)}
    if common:
        outside = Mul(*common)
        return outside * arranged(Add(*(divided(term, common) for term in expr.args)))
    return merged(expr)


def divided(term: Expr, factors: set[Expr]) -> Expr:
    return Mul(*(factor for factor in Mul.make_args(term) if factor not in factors))


def merged(expr: Add) -> Expr:
    """c Σ_k A_ki u_k + d Σ_k A_ki v_k = Σ_k A_ki (c u_k + d v_k)"""
    groups: dict[Expr, list[tuple[Expr, Expr, Expr, Index]]] = defaultdict(list)
    alone: list[Expr] = []
    for term in expr.args:
        parts = with_matrix(term)
        if parts is None:
            alone.append(term)
        else:
            groups[parts[0]].append((term, *parts[1:]))
    terms = [one_product(group) for group in groups.values()]
    return Add(*alone, *terms)


def with_matrix(term: Expr) -> tuple[Expr, Expr, Expr, Index] | None:
    """Of a term c Σ_k A_ki u_k with one matrix: A made nameless, c, the body and k."""
    factors = Mul.make_args(term)
    sums = [factor for factor in factors if isinstance(factor, Sum) and len(matrices_in(factor)) == 1]
    if len(sums) != 1:
        return None
    [body, k], [matrix] = sums[0].args, matrices_in(sums[0])
    outer = Mul(*(factor for factor in factors if factor is not sums[0]))
    anonymous = Index("#0", k.size)
    return nameless(replace_indices(matrix, {k: anonymous})), outer, body, k


def matrices_in(expr: Sum) -> list[Expr]:
    """The factors under a sum that have other indices besides its own."""
    return [f for f in Mul.make_args(expr.body) if expr.index in free_indices(f) and len(free_indices(f)) > 1]


def one_product(group: list[tuple[Expr, Expr, Expr, Index]]) -> Expr:
    """The terms that share a matrix as one sum, if their other factors stay vectors."""
    if len(group) == 1:
        return group[0][0]
    common = set.intersection(*(set(Mul.make_args(outer)) for _, outer, _, _ in group))
    _, _, body, k = group[0]
    [matrix] = matrices_in(Sum(body, k))
    vectors = []
    for _, outer, other, index in group:
        [found] = matrices_in(Sum(other, index))
        rest = Mul(*(f for f in Mul.make_args(other) if f is not found))
        vectors.append(divided(outer, common) * replace_indices(rest, {index: k}))
    vector = Add(*vectors)
    if free_indices(vector) - {k}:
        return Add(*(term for term, _, _, _ in group))
    return Mul(*common) * Sum(matrix * arranged(vector), k)
