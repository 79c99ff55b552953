"""Two factors joined by what is written between them: a quotient, a product of matrices, or one entry by entry."""

from __future__ import annotations

from sympy import Expr

from derivations.language.context import Context, parts
from derivations.language.layouts import entrywise_with_slopes, product_of_laid
from derivations.language.problems import Problem, ShapeProblem
from derivations.language.shaped import ROW, Shaped, divided, entrywise, multiplied, same_shape, summed, times
from derivations.language.syntax import Factor, Letter, Node, Row, Total
from derivations.notation import Element, Quantity

INNER_OR_ENTRYWISE = "the inner product aᵀb", "the product entry by entry, a ⊙ b"


def combined(operator: str, a: Shaped, b: Shaped, at: Factor, context: Context) -> Shaped:
    """Two factors and what is written between them."""
    try:
        if operator == "/":
            return entrywise(a, b, context.sizes, divided, "divided by")
        if operator == "⊙":
            return entrywise_with_slopes(a, b, context)
        a, b = a.settled(context.sizes), b.settled(context.sizes)
        if operator == "⊗":
            return outer(a, b, context)
        if operator == "*" and a.is_matrix and b.is_matrix and is_entrywise(a, b, at, context):
            return entrywise(a, b, context.sizes, multiplied)
        dotted = a.is_column and b.is_column and (operator in ("·", "@") or (not operator and is_slice(a)))
        if dotted and operator != "@":
            dotted = context.choose_between(at, *INNER_OR_ENTRYWISE) == 0
        return product_of_laid(a, b, context, dotted)
    except Problem as problem:
        raise problem.placed(at.start, at.end) from None


def outer(a: Shaped, b: Shaped, context: Context) -> Shaped:
    """a ⊗ b, which is a bᵀ of two vectors, however they lie."""
    if a.is_matrix or b.is_matrix:
        raise ShapeProblem("⊗ is the outer product a b^T of two vectors; between matrices, write what is meant.")
    return times(a if a.is_column else a.transposed, b.transposed if b.is_column else b, context.sizes)


def inner_beside_a_number(terms: list[Shaped], node: Total, context: Context) -> list[Shaped]:
    """The terms of w x + b, where w x is an inner product if w and x are vectors and b a number with a name, or y_i."""
    found = [term.settled(context.sizes) for term in terms]
    if not any(term.is_scalar and is_named(term.element) for term in found):
        return terms
    return [
        summed(term, context.sizes) if is_pair(written, term, context) else term
        for term, (_sign, written) in zip(found, node.terms, strict=True)
    ]


def is_named(element: Expr) -> bool:
    """Whether this is b, −b, or an element y_i."""
    return isinstance(element, Quantity | Element) or isinstance(-element, Quantity | Element)


def is_pair(written: Node, term: Shaped, context: Context) -> bool:
    """Whether a term is two different vectors side by side and, as chosen, their inner product."""
    if not term.is_column or not isinstance(written, Row) or len(written.factors) != 2:
        return False
    first, second = written.factors
    vectors = [part for part in term.element.args if isinstance(part, Element) and ROW in part.args]
    names = [parts(factor.operand)[0] for factor in written.factors]
    side_by_side = not second.operator and not first.negative and all(isinstance(name, Letter) for name in names)
    if not side_by_side or len({part.quantity for part in vectors}) != 2:
        return False
    return context.choose_between(second, *INNER_OR_ENTRYWISE) == 0


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
