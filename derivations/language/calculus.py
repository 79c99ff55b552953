"""Derivatives as they are written: ∂J/∂z_i, \\frac{\\partial}{\\partial x}(…), dJ/dz, ∇_z J."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.language.context import Context, parts
from derivations.language.naming import resolved
from derivations.language.problems import Problem, ShapeProblem
from derivations.language.shaped import Shaped
from derivations.language.sizes import shown
from derivations.language.syntax import Factor, Fraction, Letter, Node, Number, Row, Script, Scripted, Word
from derivations.language.values import bare, factors, value
from derivations.notation import Element, Partial, Quantity, quantity_of
from derivations.notation.dependence import depends_on


@dataclass(frozen=True)
class Differential:
    """What stands over the line of a derivative, nothing where it is an operator, and the variables under it."""

    over: tuple[Factor, ...]
    variables: tuple[Node, ...]


def sign_of(factor: Factor, context: Context) -> str | None:
    """Which sign of a differential an operand is: ∂ or d, unless d is a quantity."""
    atom, scripts = parts(factor.operand)
    if factor.negative:
        return None
    if isinstance(atom, Word) and atom.word == "partial" and all(script.mark == "^" for script in scripts):
        return "∂"
    upright = isinstance(atom, Letter) and atom.base == "d" and all(script.mark == "^" for script in scripts)
    return "d" if upright and isinstance(atom, Letter) and resolved(atom, (), context) is None else None


def order_of(factor: Factor) -> int:
    """2 for ∂², else 1."""
    for script in parts(factor.operand)[1]:
        written = bare(script.content) if script.content else None
        if not isinstance(written, Number) or written.text not in ("1", "2"):
            raise Problem("Derivatives are read up to the second, ∂².", script.start, script.end)
        return int(written.text)
    return 1


def differential(fraction: Fraction, context: Context) -> Differential | None:
    """A fraction as a derivative, if it is one."""
    over, under = factors(fraction.over), factors(fraction.under)
    sign = sign_of(over[0], context)
    if sign is None or len(under) < 2 or sign_of(under[0], context) != sign:
        return None
    variables, place = variables_from(under, 0, order_of(over[0]), context)
    if place != len(under):
        raise Problem("Under a derivative stands one variable.", under[place].start, under[-1].end)
    return Differential(over[1:], variables)


def slashed(row: tuple[Factor, ...], place: int, context: Context) -> tuple[Differential, int] | None:
    """∂J / ∂z_i or d/dx from a place of a row on, and the place after it."""
    sign = sign_of(row[place], context)
    if sign is None:
        return None
    bar = next((i for i in range(place + 1, len(row)) if row[i].operator == "/"), None)
    if bar is None or sign_of(row[bar], context) != sign or bar + 1 >= len(row):
        return None
    variables, end = variables_from(row, bar, order_of(row[place]), context)
    return Differential(row[place + 1 : bar], variables), end


def variables_from(row: tuple[Factor, ...], place: int, order: int, context: Context) -> tuple[tuple[Node, ...], int]:
    """The variables of ∂z, ∂z², ∂z_i ∂z_j from a place on, and the place after them."""
    found: list[Node] = []
    while len(found) < order and place + 1 < len(row) and sign_of(row[place], context):
        variable, squared = without_square(row[place + 1].operand) if order == 2 and not found else (
            row[place + 1].operand, False
        )  # fmt: skip
        found += [variable] * (2 if squared else 1)
        place += 2
    if len(found) != order:
        at = row[min(place, len(row) - 1)]
        raise Problem(f"A derivative of order {order} needs {order} variable(s) under it.", at.start, at.end)
    return tuple(found), place


def without_square(operand: Node) -> tuple[Node, bool]:
    """z of ∂z²"""
    atom, scripts = parts(operand)
    kept = tuple(script for script in scripts if not is_square(script))
    if len(kept) == len(scripts):
        return operand, False
    return (Scripted(operand.start, operand.end, atom, kept) if kept else atom), True


def is_square(script: Script) -> bool:
    content = bare(script.content) if script.content else None
    return script.mark == "^" and isinstance(content, Number) and content.text == "2"


def row_value(row: tuple[Factor, ...], context: Context) -> Shaped:
    """The value of a stretch of a product."""
    return value(Row(row[0].start, row[-1].end, row), context)


def derivative(of: Shaped, variables: tuple[Node, ...], context: Context) -> Shaped:
    """The derivative with respect to each variable in turn, the last one first."""
    for node in reversed(variables):
        of = partial(of, value(node, context), context, node)
    return of


def partial(of: Shaped, wrt: Shaped, context: Context, node: Node) -> Shaped:
    """An array of partial derivatives: in the shape of the variable; ∂y/∂x has outputs down, ∂yᵀ/∂x the variable."""
    of, wrt = of.settled(context.sizes), wrt.settled(context.sizes)
    if not isinstance(wrt.element, Element | Quantity):
        raise Problem(
            "One differentiates with respect to a named quantity or an element of one; name this with “let”.",
            node.start,
            node.end,
        )
    if of.is_scalar or wrt.is_scalar:
        like = wrt if of.is_scalar else of
        return Shaped(Partial(of.element, wrt.element), like.rows, like.columns)
    if of.is_matrix or wrt.is_matrix:
        raise ShapeProblem(
            f"The derivative of {of} with respect to {shown(wrt.rows, wrt.columns)} has more than two axes; "
            "write it for elements."
        )
    if of.is_row and wrt.is_column:
        return Shaped(Partial(of.element, wrt.element), wrt.rows, of.columns)
    output = of if of.is_column else of.transposed
    variable = wrt if wrt.is_row else wrt.transposed
    return Shaped(Partial(output.element, variable.element), output.rows, variable.columns)


def depends(on: Shaped, variables: tuple[Node, ...], context: Context) -> bool:
    """Whether a value depends on one of the variables of a derivative."""
    held = [quantity_of(value(node, context).element) for node in variables]
    return any(q is not None and depends_on(on.element, q) for q in held)
