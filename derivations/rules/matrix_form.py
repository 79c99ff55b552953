"""Matrix notation as rules: recognise an array, and write an array by its elements."""

from __future__ import annotations

from sympy import Expr

from derivations.core import Rule, rule
from derivations.notation import Index
from derivations.notation.arrays import Entry
from derivations.rules.matrices import element_form, matrix_form


def in_matrix_form(*indices: Index, as_row: bool = False) -> Rule:
    """An expression with these free indices, read as an element of an array."""
    form = matrix_form(indices, as_row)
    return Rule(
        "matrix notation",
        "Σ_k A_ik B_kj → (A B)_ij",
        lambda e: None if isinstance(e, Entry) or not set(indices) <= e.free_symbols else form(e),
    )


@rule("element by element")
def in_elements(e: Expr) -> Expr | None:
    """(A B)_ij → Σ_k A_ik B_kj"""
    return element_form(e) if isinstance(e, Entry) else None
