"""Logarithmic differentiation."""

from __future__ import annotations

from sympy import Expr, log

from derivations.core import rule
from derivations.notation import Partial, quantity_of


@rule("logarithmic derivative")
def logarithmic_derivative(e: Expr) -> Expr | None:
    """∂u/∂x → u ∂ log u/∂x for positive u"""
    if not isinstance(e, Partial) or quantity_of(e.of) is None or quantity_of(e.of) == quantity_of(e.wrt):
        return None
    return e.of * Partial(log(e.of), e.wrt)
