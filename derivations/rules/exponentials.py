"""Exponentials measured from another point."""

from __future__ import annotations

from sympy import Expr, exp

from derivations.core import Rule
from derivations.notation.scope import free_indices


def take_out_exponential(c: Expr) -> Rule:
    """A common factor e^c taken out of exponentials, whose exponents are then measured from c."""

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, exp) or not free_indices(e):
            return None
        return exp(c) * exp(e.args[0] - c)

    return Rule(f"measure exponents from {c}", "e^u → e^c e^(u − c)", rewrite)
