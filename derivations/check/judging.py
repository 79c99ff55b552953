"""Two sides judged; where the proof breaks off on something it does not know, the numbers decide alone."""

from __future__ import annotations

from sympy.polys.polyerrors import BasePolynomialError

from derivations.notation import Expr
from derivations.verify.verdicts import Counterexample, Judgement, Verdict, in_numbers, judge

SECONDS = 1.0
BROKEN_OFF = (
    ArithmeticError,
    AttributeError,
    BasePolynomialError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What SymPy raises where it meets an expression of ours that it has no answer for."""


def judged(left: Expr, right: Expr, seconds: float = SECONDS) -> Judgement:
    """Whether two sides are equal, and how that was established; never an error."""
    try:
        return judge(left, right, seconds)
    except BROKEN_OFF:
        found = in_numbers(left, right, seconds)
    if isinstance(found, dict):
        return Judgement(Verdict.REFUTED, Counterexample(**found))
    return Judgement(Verdict.TESTED if found else Verdict.UNDECIDED)
