"""Matrix notation for what is written with indices, and back: Σ_k A_ik B_kj is (A B)_ij."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Basic, Expr, S

from derivations.notation.arrays import Entry
from derivations.notation.heads import Index
from derivations.notation.scope import all_indices, hygienic
from derivations.rules.matrices.recognition import array_at
from derivations.rules.matrices.spelling import transposed

__all__ = ["element_form", "in_matrix_notation", "matrix_form"]


def in_matrix_notation(expr: Expr, row: Index | None = None, column: Index | None = None) -> Basic | None:
    """The array whose element at this row and column is the expression; without a column index, a column."""
    axes = tuple(index for index in (row, column) if index is not None)
    if any(index.size is S.One for index in all_indices(expr).union(axes)):
        return None
    array = array_at(expr, axes)
    return transposed(array) if array is not None and row is None and column is not None else array


def matrix_form(indices: tuple[Index, ...], as_row: bool = False) -> Callable[[Expr], Entry | None]:
    """What turns an expression into an element of an array: of a matrix for two indices, a column for one."""
    row, column = (*indices, None, None)[:2]
    if as_row and column is None:
        row, column = None, row

    def form(expr: Expr) -> Entry | None:
        array = in_matrix_notation(expr, row, column)
        return None if array is None else Entry(array, *indices)

    return form


def element_form(expr: Expr) -> Expr:
    """(A B)_ij → Σ_k A_ik B_kj, for every element of an array in the expression."""
    return hygienic(without_arrays(expr))


def without_arrays(expr: Expr) -> Expr:
    if isinstance(expr, Entry):
        return without_arrays(expr.unfolded)
    if not expr.has(Entry):
        return expr
    return expr.func(*map(without_arrays, expr.args))
