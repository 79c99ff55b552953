"""How a derivative lies in a product: no book says, and what stands beside it does."""

from __future__ import annotations

from derivations.language.context import Context
from derivations.language.problems import ShapeProblem
from derivations.language.shaped import COLUMN, ROW, Shaped, entrywise, multiplied, times
from derivations.notation import Partial, quantity_of
from derivations.notation.scope import free_indices

OF_THE_LINE = -1
"""Where the layout is chosen: once for all derivatives of a line."""
WAYS = (
    "the Jacobian with its outputs down and its variable across",
    "the Jacobian with its variable down and its outputs across",
)


def is_jacobian(a: Shaped) -> bool:
    """Whether this is the derivative of a vector by a vector that nothing has transposed."""
    if not (a.is_matrix and isinstance(a.element, Partial)):
        return False
    of, by = (free_indices(side) & {ROW, COLUMN} for side in a.element.args)
    return of == {ROW} and by == {COLUMN}


def is_gradient(a: Shaped) -> bool:
    """Whether this is the derivative of a scalar by a column that nothing has transposed."""
    if not (a.is_column and isinstance(a.element, Partial)):
        return False
    of, by = (free_indices(side) & {ROW, COLUMN} for side in a.element.args)
    variable = quantity_of(a.element.wrt)
    return not of and by == {ROW} and variable is not None and not variable.kind.lies_as_row


def product_of_laid(a: Shaped, b: Shaped, context: Context, dotted: bool) -> Shaped:
    """The product of two arrays: a Jacobian lies as chosen, and a gradient is a row where only a row fits."""
    if not (a.is_scalar or b.is_scalar) and (is_jacobian(a) or is_jacobian(b)):
        turned = context.choices.choose(OF_THE_LINE, *WAYS, conventional=True) == 1
        a, b = (each.transposed if turned and is_jacobian(each) else each for each in (a, b))
    try:
        return times(a, b, context.sizes, dotted)
    except ShapeProblem:
        if is_gradient(a) and (b.is_matrix or b.is_column):
            return times(a.transposed, b, context.sizes)
        if is_gradient(b) and a.is_column:
            return times(a, b.transposed, context.sizes)
        raise


def entrywise_with_slopes(a: Shaped, b: Shaped, context: Context) -> Shaped:
    """a ⊙ b, where the derivative of a vector by a vector may stand for its diagonal, entry by entry."""
    try:
        return entrywise(a, b, context.sizes, multiplied, "multiplied entry by entry with")
    except ShapeProblem:
        a, b = a.settled(context.sizes), b.settled(context.sizes)
        slopes = [is_jacobian(each) and each.rows == each.columns for each in (a, b)]
        if slopes.count(True) != 1 or (b if slopes[0] else a).is_matrix:
            raise
        a, b = (Shaped(each.at(ROW, ROW), each.rows) if is_jacobian(each) else each for each in (a, b))
        return entrywise(a, b, context.sizes, multiplied, "multiplied entry by entry with")
