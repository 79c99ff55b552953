"""What a person collects after the derivatives: a factor of every case, and the total of a softmax."""

from __future__ import annotations

from sympy import Add, Expr, Mul, S

from derivations.core import rule
from derivations.derive.naming import logits_of
from derivations.notation import Cases, Delta, Sum, quantity_of
from derivations.notation.scope import free_indices


@rule("what every case has as a factor")
def factor_of_every_case(e: Expr) -> Expr | None:
    """c u where x > 0, else c v → c (u where x > 0, else v); a case that is 0 has every delta as a factor"""
    if not isinstance(e, Cases):
        return None
    values = [*(value for _holds, value in e.branches), e.otherwise]
    factors = [Mul.make_args(value) for value in values if value is not S.Zero]
    common = [f for f in factors[0] if f != 1 and all(f in others for others in factors[1:])] if factors else []
    if S.Zero in values:  # another factor may have no value where its case does not hold
        common = [f for f in common if isinstance(f, Delta)]
    if not common:
        return None
    *inner, otherwise = [Mul(*(f for f in Mul.make_args(value) if f not in common)) for value in values]
    branches = [part for (holds, _), value in zip(e.branches, inner, strict=True) for part in (holds, value)]
    return Mul(*common, Cases(*branches, otherwise))


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
