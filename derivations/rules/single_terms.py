"""One term of a sum and the others: where only one counts, and where one was written apart."""

from __future__ import annotations

from sympy import Add, Expr, Mul, S, log

from derivations.core import Rule, fine_steps, rule
from derivations.notation import Delta, Index, Partial, Sum, quantity_of
from derivations.notation.scope import all_indices, free_indices, replace_indices
from derivations.rules.definitions import differentiate_definition
from derivations.rules.strategies import differentiate


def only_term(c: Index) -> Rule:
    """The one term of a sum that is not 0, because a derivative in it vanishes everywhere else."""

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, Sum) or e.index.size != c.size:
            return None
        if any(vanishes_unless(e.index, c, factor) for factor in Mul.make_args(e.body)):
            return replace_indices(e.body, {e.index: c})
        return None

    return Rule("only one term counts", f"Σ_k u_k → u_{c} where u_k = 0 for k ≠ {c}", rewrite)


def with_indicator(c: Index, k: Index) -> Rule:
    """A logarithm at one index written as a sum over all, in which the delta indicates the one that counts."""

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, log) or c not in free_indices(e) or k in all_indices(e):
            return None
        return Sum(Delta(k, c) * replace_indices(e, {c: k}), k)

    return Rule("write with an indicator", f"log u_{c} → Σ_{k} δ_{k}{c} log u_{k}", rewrite)


def vanishes_unless(k: Index, c: Index, factor: Expr) -> bool:
    """Whether a derivative, carried out, holds the factor δ_kc."""
    held = quantity_of(factor.of) if isinstance(factor, Partial) else None
    if held is None:
        return False
    opened = differentiate_definition(held).rewrite(factor)
    steps = [] if opened is None else list(fine_steps(opened, differentiate))
    return bool(steps) and Delta(k, c) in Mul.make_args(steps[-1].after)


@rule("among the others the delta is 0")
def delta_among_others(e: Expr) -> Expr | None:
    """Σ_{k≠i} δ_ki u_k → 0"""
    if not isinstance(e, Sum):
        return None
    factors = Mul.make_args(e.body)
    for apart in factors:
        delta = 1 - apart
        if isinstance(delta, Delta) and e.index in delta.args:
            rest = Mul(*(f for f in factors if f is not apart))
            return Sum(apart * rest.xreplace({delta: S.Zero}), e.index)
    return None


@rule("put the term back into the sum")
def put_back(e: Expr) -> Expr | None:
    """u_i + Σ_{k≠i} u_k → Σ_k u_k"""
    if not isinstance(e, Add):
        return None
    for total in e.args:
        for whole, single in completed(total):
            if single in e.args:
                return Add(whole, *(term for term in e.args if term not in (total, single)))
    return None


def completed(total: Expr) -> list[tuple[Expr, Expr]]:
    """A sum over all k ≠ i as the sum over all k, and the term that it lacks."""
    if not isinstance(total, Sum):
        return []
    found = []
    for apart in Mul.make_args(total.body):
        delta = 1 - apart
        if isinstance(delta, Delta) and total.index in delta.args:
            (i,) = (index for index in delta.args if index != total.index)
            body = Mul(*(f for f in Mul.make_args(total.body) if f is not apart))
            found.append((Sum(body, total.index), replace_indices(body, {total.index: i})))
    return found
