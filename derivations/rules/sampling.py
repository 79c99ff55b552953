"""Indicators: a quantity that is 1 for what was drawn and 0 for all else."""

from __future__ import annotations

from sympy import Expr, Mul, S, expand

from derivations.core import Rule, rule
from derivations.notation import Cases


def drawn_or_not(indicator: Expr) -> Rule:
    """The last of some cases told apart once more: by whether an indicator that is 0 or 1 is 1."""

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, Cases) or not e.otherwise.has(indicator):
            return None
        value, rest = e.otherwise.xreplace({indicator: S.One}), e.otherwise.xreplace({indicator: S.Zero})
        linear = expand(e.otherwise - indicator * value - (1 - indicator) * rest) == 0
        return Cases(*e.args[:-1], indicator, value, rest) if linear else None

    return Rule("drawn or not", "s u + v, where s is 0 or 1 → u + v where s = 1, v where s = 0", rewrite)


@rule("a factor into the cases")
def into_the_cases(e: Expr) -> Expr | None:
    """u {v where …; w otherwise} → {u v where …; u w otherwise}"""
    if not isinstance(e, Mul):
        return None
    cases = next((factor for factor in e.args if isinstance(factor, Cases)), None)
    if cases is None:
        return None
    rest = Mul(*(factor for factor in e.args if factor is not cases))
    branches = [part for holds, value in cases.branches for part in (holds, rest * value)]
    return Cases(*branches, rest * cases.otherwise)
