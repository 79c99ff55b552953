"""Sums and signs of whole arrays."""

from __future__ import annotations

from sympy import Add, Expr, S

from derivations.core import Rule, rule
from derivations.notation import Index
from derivations.notation.arrays import Entry, Plus, Scaled
from derivations.rules.matrices import matrix_form
from derivations.rules.matrices.spelling import plus, scaled


@rule("minus in front")
def minus_in_front(e: Expr) -> Expr | None:
    """b − a → −(a − b)"""
    if not (isinstance(e, Entry) and isinstance(e.array, Plus)):
        return None
    turned = Plus(*(scaled(S.NegativeOne, part) for part in reversed(e.array.args)))
    return Entry(Scaled(S.NegativeOne, turned), *e.indices)


def terms_as_arrays(*indices: Index) -> Rule:
    """Each term of a sum read as an entry of an array, its number left in front."""
    form = matrix_form(indices)

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, Add):
            return None
        numbers, rests = zip(*(term.as_coeff_Mul() for term in e.args), strict=True)
        entries = [form(rest) for rest in rests]
        if not all(isinstance(entry, Entry) for entry in entries):
            return None
        return Add(*(number * entry for number, entry in zip(numbers, entries, strict=True) if entry is not None))

    return Rule("matrix notation, term by term", "u_i v_j + w_i w_j → (u vᵀ)_ij + (w wᵀ)_ij", rewrite)


@rule("add the arrays")
def add_arrays(e: Expr) -> Expr | None:
    """A_ij + c B_ij → (A + c B)_ij"""
    if not isinstance(e, Add):
        return None
    terms = [term.as_coeff_Mul() for term in e.args]
    if not all(isinstance(entry, Entry) for _, entry in terms):
        return None
    (indices, *others) = {entry.indices for _, entry in terms}
    return None if others else Entry(plus(*(scaled(number, entry.array) for number, entry in terms)), *indices)
