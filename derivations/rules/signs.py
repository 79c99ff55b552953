"""Signs of whole arrays."""

from __future__ import annotations

from sympy import Expr, S

from derivations.core import rule
from derivations.notation.arrays import Entry, Plus, Scaled
from derivations.rules.matrices.spelling import scaled


@rule("minus in front")
def minus_in_front(e: Expr) -> Expr | None:
    """b − a → −(a − b)"""
    if not (isinstance(e, Entry) and isinstance(e.array, Plus)):
        return None
    turned = Plus(*(scaled(S.NegativeOne, part) for part in reversed(e.array.args)))
    return Entry(Scaled(S.NegativeOne, turned), *e.indices)
