"""Norms: ‖x‖, ‖x‖_1, ‖W‖_F; a square takes the root away."""

from __future__ import annotations

from sympy import Expr, sqrt

from derivations.language.context import Context
from derivations.language.names import script_text
from derivations.language.naming import Scripts
from derivations.language.problems import Problem
from derivations.language.shaped import Shaped, summed
from derivations.notation import absolute


def norm(of: Shaped, scripts: Scripts, context: Context) -> tuple[Shaped, Scripts]:
    """The norm of an array, and the scripts left over."""
    of = of.settled(context.sizes)
    below = next((script for script in scripts if script.mark == "_"), None)
    left = tuple(script for script in scripts if script is not below)
    sort = script_text(context.written(below.content)) if below and below.content else "2"
    if sort == "1":
        return summed(of.mapped(absolute), context.sizes), left
    if sort not in ("2", "F") or (of.is_matrix and sort == "2" and below is not None):
        raise Problem(f"The norms are ‖x‖, ‖x‖_1, ‖x‖_2 and ‖W‖_F; found ‖·‖_{sort[:20]} of {of}.")
    if of.is_scalar:
        return of.mapped(absolute), left
    return summed(of.mapped(square), context.sizes).mapped(sqrt), left


def square(x: Expr) -> Expr:
    return x**2
