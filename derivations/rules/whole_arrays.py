"""Sums and signs of whole arrays."""

from __future__ import annotations

from sympy import Add, Expr, S

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


@rule("add the arrays")
def add_arrays(e: Expr) -> Expr | None:
    """A_ij + B_ij → (A + B)_ij"""
    if not (isinstance(e, Add) and all(isinstance(term, Entry) for term in e.args)):
        return None
    (indices, *others) = {term.indices for term in e.args}
    return None if others else Entry(Plus(*(term.array for term in e.args)), *indices)
