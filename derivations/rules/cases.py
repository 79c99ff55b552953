"""Cases: i = k against i ≠ k, what a delta is in each, and the way back to one formula."""

from __future__ import annotations

from itertools import permutations

from sympy import Add, Expr, Mul, S, expand

from derivations.core import Rule, rule
from derivations.notation import Cases, Delta, Index
from derivations.notation.factors import factors_of
from derivations.notation.scope import free_indices, replace_indices


def split_on(i: Index, k: Index) -> Rule:
    """The cases i = k and i ≠ k, each written for itself."""

    def rewrite(e: Expr) -> Expr | None:
        if isinstance(e, Cases | Delta) or not {i, k} <= free_indices(e):
            return None
        return Cases(Delta(i, k), *in_each_case(i, k, e, e))

    return Rule(f"the cases {k} = {i} and {k} ≠ {i}", "f → f with k = i, or f with k ≠ i", rewrite)


def in_each_case(i: Index, k: Index, same: Expr, different: Expr) -> tuple[Expr, Expr]:
    """What is known in each case: k is i, or the delta is 0."""
    return replace_indices(same, {k: i}), different.xreplace({Delta(i, k): S.Zero})


@rule("what the case says of the delta")
def use_the_case(e: Expr) -> Expr | None:
    """where k = i, δ_ki → 1; where k ≠ i, δ_ki → 0"""
    if not (isinstance(e, Cases) and isinstance(e.args[0], Delta) and len(e.branches) == 1):
        return None
    ((delta, same),) = e.branches
    i, k = sorted(delta.args, key=lambda index: index in free_indices(same), reverse=True)
    return Cases(delta, *in_each_case(i, k, same, e.otherwise))


@rule("write the cases with a delta")
def merge_cases(e: Expr) -> Expr | None:
    """u where k = i, v where k ≠ i → v + δ_ki (u − v at k = i)"""
    if not (isinstance(e, Cases) and isinstance(e.args[0], Delta) and len(e.branches) == 1):
        return None
    ((delta, same),) = e.branches
    i, k = sorted(delta.args, key=lambda index: index in free_indices(same), reverse=True)
    return e.otherwise + delta * expand(same - replace_indices(e.otherwise, {k: i}))


def rename_by_delta(old: Index, new: Index) -> Rule:
    """Where a delta says that two indices are equal, either may be written."""

    def rewrite(e: Expr) -> Expr | None:
        delta = Delta(old, new)
        if not (isinstance(e, Mul) and delta in e.args):
            return None
        return delta * Mul(*(replace_indices(f, {old: new}) for f in e.args if f != delta))

    return Rule("the delta lets us rename", "δ_ki u_i → δ_ki u_k", rewrite)


@rule("where the delta is 1 both indices are one")
def one_index_by_delta(e: Expr) -> Expr | None:
    """δ_ki u_i/u_k → δ_ki, and so for whatever is simpler with one name for both"""
    for delta in Mul.make_args(e) if isinstance(e, Mul) else ():
        if isinstance(delta, Delta):
            rest = Mul(*(f for f in e.args if f is not delta))
            ways = ((old, new) for old, new in permutations(delta.args) if isinstance(old, Index))
            with_one_name = (replace_indices(rest, {old: new}) for old, new in ways)
            simpler = (new for new in with_one_name if len(factors_of(new)) < len(factors_of(rest)))
            return next((delta * new for new in simpler), None)
    return None


@rule("a delta and its complement")
def otherwise_part(e: Expr) -> Expr | None:
    """δ_ki u + (1 − δ_ki) v → u where k = i, v where k ≠ i"""
    if not isinstance(e, Add):
        return None
    deltas = sorted(e.atoms(Delta), key=str)
    if not deltas:
        return None
    delta = deltas[0]
    i, k = delta.args
    if not (isinstance(k, Index) and isinstance(i, Index)):
        return None
    return Cases(delta, replace_indices(e, {k: i}), e.xreplace({delta: S.Zero}))


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
