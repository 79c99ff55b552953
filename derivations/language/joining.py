"""Two factors joined by what is written between them: a quotient, a product of matrices, or one entry by entry."""

from __future__ import annotations

from derivations.language.context import Context
from derivations.language.layouts import entrywise_with_slopes, product_of_laid
from derivations.language.problems import Problem
from derivations.language.shaped import Shaped, divided, entrywise, multiplied, same_shape
from derivations.language.syntax import Factor
from derivations.notation import Element

INNER_OR_ENTRYWISE = "the inner product aᵀb", "the product entry by entry, a ⊙ b"


def combined(operator: str, a: Shaped, b: Shaped, at: Factor, context: Context) -> Shaped:
    """Two factors and what is written between them."""
    try:
        if operator == "/":
            return entrywise(a, b, context.sizes, divided, "divided by")
        if operator == "⊙":
            return entrywise_with_slopes(a, b, context)
        a, b = a.settled(context.sizes), b.settled(context.sizes)
        if operator == "*" and a.is_matrix and b.is_matrix and is_entrywise(a, b, at, context):
            return entrywise(a, b, context.sizes, multiplied)
        dotted = a.is_column and b.is_column and (operator in ("·", "@") or (not operator and is_slice(a)))
        if dotted and operator != "@":
            dotted = context.choose(at, *INNER_OR_ENTRYWISE, conventional=True) == 0
        return product_of_laid(a, b, context, dotted)
    except Problem as problem:
        raise problem.placed(at.start, at.end) from None


def is_slice(a: Shaped) -> bool:
    """Whether this is one row or column of a matrix: W_i x is an inner product, though nothing is transposed."""
    return a.is_column and isinstance(a.element, Element) and len(a.element.indices) == 2


def is_entrywise(a: Shaped, b: Shaped, at: Factor, context: Context) -> bool:
    """Whether A * B of two matrices is meant entry by entry, as NumPy has it: where no other way fits, or as chosen."""
    kept = context.sizes.kept()
    if not same_shape(a, b, context.sizes):
        return False
    if not context.sizes.same(a.columns, b.rows):
        return True
    context.sizes.go_back(kept)
    return context.choose(at, "the matrix product AB", "the product entry by entry, A ⊙ B", conventional=True) == 1
