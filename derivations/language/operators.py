"""Derivatives written as operators before what they differentiate: ∂/∂x (…), ∇_z J, ∂_z J."""

from __future__ import annotations

from collections.abc import Callable

from derivations.language.calculus import depends, derivative, is_square, partial, row_value
from derivations.language.calls import variable_of
from derivations.language.context import Context, parts
from derivations.language.naming import Scripts
from derivations.language.neighbours import following_bracket
from derivations.language.problems import Problem, ShapeProblem
from derivations.language.shaped import Shaped, whole
from derivations.language.syntax import Factor, Letter, Node
from derivations.language.values import value

Row = tuple[Factor, ...]
Read = tuple[Shaped, int]
Operand = Callable[[Row, int, Context], Read]
"""What reads one operand of a row, with all that belongs to it."""


def hessian(row: Row, place: int, scripts: Scripts, context: Context, operand: Operand) -> Read:
    """∇²_z J, the matrix of second derivatives."""
    first, end = gradient(row, place, scripts, context, operand)
    below = next((script.content for script in scripts if script.mark == "_"), None)
    wrt = value(below, context) if below is not None else whole(variable_of(row, place + 1, context))
    return partial(first, wrt, context, row[place].operand), end


def operator(variables: tuple[Node, ...], row: Row, place: int, context: Context, operand: Operand) -> Read:
    """∂/∂x of the bracket that follows, or of the rest of the row."""
    if place >= len(row) or row[place].operator:
        raise Problem("This derivative has nothing to differentiate after it.")
    is_bracket = following_bracket(row, place) is not None
    if is_bracket and not takes_more(row, place, variables, context):
        return derivative(value(row[place].operand, context), variables, context), place + 1
    kept = context.sizes.kept()
    try:
        end = len(row) if is_bracket else reach(row, place, variables, context, operand)
        return derivative(row_value(row[place:end], context), variables, context), end
    except ShapeProblem:
        context.sizes.go_back(kept)
        first, end = operand(row, place, context)
        return derivative(first, variables, context), end


def reach(row: Row, place: int, variables: tuple[Node, ...], context: Context, operand: Operand) -> int:
    """Where what is differentiated ends: with the row, or before a factor that depends on the variable too, as chosen.

    One writes d/dx x eˣ for the derivative of the product, and d/dx x · eˣ + … for the product of a derivative.
    """
    end = place
    while end < len(row):
        first, end = operand(row, end, context)
        if depends(first, variables, context):
            break
    if end >= len(row) or not depends(operand(row, end, context)[0], variables, context):
        return len(row)
    whole, alone = context.text[row[place].start : row[-1].end], context.text[row[place].start : row[end - 1].end]
    ways = f"the derivative of {whole}", f"the derivative of {alone} alone, times what follows"
    return end if context.choose(row[place], *ways, conventional=True) else len(row)


def takes_more(row: Row, place: int, variables: tuple[Node, ...], context: Context) -> bool:
    """Whether a derivative reaches beyond the bracket behind it: where only so it is of a scalar, or as chosen."""
    if place + 1 >= len(row) or row[place + 1].operator:
        return False
    kept = context.sizes.kept()
    try:
        if not value(row[place].operand, context).settled(context.sizes).is_scalar:
            return row_value(row[place:], context).settled(context.sizes).is_scalar
        return is_asked_to(row, place, variables, context)
    except Problem:
        return False
    finally:
        context.sizes.go_back(kept)


def is_asked_to(row: Row, place: int, variables: tuple[Node, ...], context: Context) -> bool:
    """Whether of d/dx (a)(b), where b depends on x as well, the derivative of the product is chosen."""
    beyond = following_bracket(row, place + 1)
    if beyond is None:
        return False
    if not depends(value(beyond, context), variables, context):
        return False
    first, rest = context.written(row[place].operand), context.text[row[place + 1].start : row[-1].end]
    ways = f"the derivative of {first} alone, times {rest}", f"the derivative of {first}{rest}"
    return context.choose(row[place], *ways) == 1


def gradient(row: Row, place: int, scripts: Scripts, context: Context, operand: Operand) -> Read:
    """∇_z J or ∂_z J: of the number or bracket that follows, else of the rest of the row, as in ∇_x xᵀ A x."""
    below = next((script.content for script in scripts if script.mark == "_"), None)
    if any(is_square(script) for script in scripts):
        return hessian(row, place, tuple(script for script in scripts if not is_square(script)), context, operand)
    if len(scripts) > (below is not None):
        raise Problem("Derivatives are read up to the second, as in ∇²_z J.", scripts[0].start, scripts[-1].end)
    if below is None:
        wrt = whole(variable_of(row, place + 1, context))
        of, end = operand(row, place + 1, context)
        return partial(of, wrt, context, row[place + 1]), end
    if place + 1 >= len(row) or row[place + 1].operator:
        raise Problem("This derivative has nothing to differentiate after it.")
    if isinstance(parts(row[place + 1].operand)[0], Letter):
        of, end = operand(row, place + 1, context)
        if of.settled(context.sizes).is_scalar and (end == len(row) or depends(of, (below,), context)):
            return derivative(of, (below,), context), end
    return operator((below,), row, place + 1, context, operand)
