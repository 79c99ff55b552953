"""Rules held to making an expression simpler: what a person does without looking where it leads."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sympy import Add, Expr, Mul, Pow

from derivations.core import Rule
from derivations.notation.heads import Delta, Element, Partial, Sum

WEIGHTS: dict[type, int] = {Sum: 4, Partial: 4, Delta: 3, Add: 1, Mul: 1, Pow: 2, Element: 1}


@lru_cache(maxsize=20_000)
def weight(expr: Expr) -> int:
    """How much there is to read in an expression."""
    if isinstance(expr, Element):
        return 1
    return WEIGHTS.get(type(expr), 1) + sum(map(weight, expr.args))


def only_if_simpler(rule: Rule) -> Rule:
    """A rule, applied only where there is less to read afterwards, and never required to apply."""

    def rewrite(e: Expr) -> Expr | None:
        new = rule.rewrite(e)
        return new if new is not None and weight(new) < weight(e) else None

    return replace(rule, rewrite=rewrite, optional=True)
