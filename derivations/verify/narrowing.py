"""Where two sides differ: what is equal in one place of an expression is equal as a whole.

    Σ_k h_k (δ_k + 0)  and  Σ_k h_k δ_k     differ only in  δ_k + 0  and  δ_k

A step changes one place of a long line, and its proof need not read the rest. The converse does not hold: beside
δ_jk, where j = k is as good as known, less is enough.
"""

from __future__ import annotations

from collections import Counter

from sympy import Add, Expr, Mul, Pow, exp, log

from derivations.notation.functions import ScalarFunction
from derivations.notation.heads import Reduction

Sides = tuple[Expr, Expr]
OPERATIONS = (Add, Mul)
IN_FRONT = (Reduction, Pow, ScalarFunction, exp, log)
"""Heads whose first argument alone may differ. A derivative is none: what it is of may differ by a constant."""


def narrowed(left: Expr, right: Expr) -> Sides:
    """The smallest parts that two sides do not share."""
    while (inner := one_step_in(left, right)) is not None:
        left, right = inner
    return left, right


def one_step_in(left: Expr, right: Expr) -> Sides | None:
    """What differs under the outermost head, if that head and all else under it are the same."""
    if left.func != right.func or left == right:
        return None
    if isinstance(left, OPERATIONS):
        return without_what_both_have(left, right)
    if isinstance(left, IN_FRONT) and left.args[1:] == right.args[1:]:
        return left.args[0], right.args[0]
    return None


def without_what_both_have(left: Expr, right: Expr) -> Sides | None:
    """Two sums less the terms, or two products less the factors, that stand in both."""
    mine, theirs = Counter(left.args), Counter(right.args)
    if not mine & theirs:
        return None
    return left.func(*(mine - theirs).elements()), left.func(*(theirs - mine).elements())
