"""A softmax seen in its formula: its logits, and that its entries sum to one."""

from __future__ import annotations

from sympy import Add, Expr, Mul, exp

from derivations.core import rule
from derivations.notation import Index, Sum, quantity_of
from derivations.notation.scope import alpha, free_indices, replace_indices


def logits_of(expr: Expr) -> Expr | None:
    """u_k, where an expression is e^(u_k) / Σ_l e^(u_l)."""
    top = next((f for f in Mul.make_args(expr) if isinstance(f, exp)), None)
    place = place_of(top) if top is not None else None
    if top is None or place is None:
        return None
    bottom = 1 / Mul(*(f for f in Mul.make_args(expr) if f is not top))
    if not isinstance(bottom, Sum) or bottom.index.size != place.size:
        return None
    same = alpha(replace_indices(top, {place: bottom.index})) == alpha(bottom.body)
    return top.args[0] if same else None


def place_of(part: Expr) -> Index | None:
    """The one free index of an exponential, along which a softmax may run."""
    free = free_indices(part) if isinstance(part, exp) else frozenset[Index]()
    return next(iter(free)) if len(free) == 1 else None


@rule("a softmax sums to one")
def softmax_sums_to_one(e: Expr) -> Expr | None:
    """Σ_k p_k → 1 and Σ_k p_k (c + u_k) → c + Σ_k p_k u_k, for a softmax p"""
    if not isinstance(e, Sum):
        return None
    shares = [f for f in Mul.make_args(e.body) if is_share(f, e)]
    if len(shares) != 1:
        return None
    rest = Mul(*(f for f in Mul.make_args(e.body) if f is not shares[0]))
    constant = [term for term in Add.make_args(rest) if e.index not in free_indices(term)]
    varying = Add(*(term for term in Add.make_args(rest) if term not in constant))
    return Add(*constant, Sum(shares[0] * varying, e.index)) if constant else None


def is_share(factor: Expr, total: Sum) -> bool:
    """Whether a factor is an entry of a softmax vector, at the index of a sum over all of its entries."""
    held = quantity_of(factor)
    if held is None or held.definition is None or factor.args[1:] != (total.index,):
        return False
    return held.kind.shape == (total.index.size,) and logits_of(held.definition.body) is not None
