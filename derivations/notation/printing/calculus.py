"""How sums over an index, derivatives, deltas and cases are written."""

from __future__ import annotations

from functools import lru_cache

from sympy import Add, Basic, Expr, S, Symbol, preorder_traversal

from derivations.notation.arrays import Summed
from derivations.notation.functions import step
from derivations.notation.heads import Cases, Delta, Element, Index, Largest, Partial, Product, Reduction, Sum
from derivations.notation.printing.pen import Pen
from derivations.notation.printing.pieces import Level, Piece
from derivations.notation.printing.traits import content, indicated, is_named, restricted, unmarked
from derivations.notation.printing.writer import comparison, named, write, written
from derivations.notation.quantities import Quantity

SIGNS: dict[type, str] = {Sum: r"\sum", Summed: r"\sum", Product: r"\prod", Largest: r"\max"}


@written.register
def _(expr: Delta, pen: Pen) -> Piece:
    return named(Symbol(r"\delta"), running_first(expr), pen)


RUNNING = "ijklmn"
"""The letters of indices that run, by custom; others, as the c of the right class, stand for a place that is given."""


def running_first(delta: Delta) -> tuple[Expr, ...]:
    """The indices of a delta, one that runs before a place that is given: δ_ic, and i = c."""
    return tuple(sorted(delta.args, key=lambda at: (not isinstance(at, Index), str(at)[0] not in RUNNING)))


@written.register
def _(expr: Reduction, pen: Pen) -> Piece:
    body, bound = expr.body, [expr.index]
    while type(body) is type(expr) and not pen.limits:
        body, bound = body.body, [*bound, body.index]
    names = [write(index, pen).text for index in sorted(bound, key=lambda index: place_in(body, index))]
    upper = write(expr.index.size, pen).text if pen.limits else None
    kept, body = restricted(body, expr.index) if len(bound) == 1 and not pen.limits else (None, body)
    if kept is not None:
        names = [comparison(kept[0], pen, expr.index, kept[1])]
    inside = write(body, pen)
    text = f"{pen.reduction(SIGNS[type(expr)], names, upper)} {pen.at_least(Level.PRODUCT, inside)}"
    return Piece(text, Level.OPEN, True, pen.parenthesised(Piece(text, tall=True)))


def place_in(body: Basic, index: Index) -> tuple[int, str]:
    """Where an index first occurs among those of one element: Σ_{r,k} for a body that holds Y_rk."""
    elements = (part for part in preorder_traversal(body) if isinstance(part, Element) and index in part.indices)
    first = next(elements, None)
    return (first.indices.index(index) if first is not None else 0), index.name


@written.register
def _(expr: Partial, pen: Pen) -> Piece:
    of, variables = expr, list[Expr]()
    while isinstance(of, Partial):
        of, variables = of.of, [*variables, of.wrt]
    runs = [(v, variables.count(v)) for v in dict.fromkeys(variables)]
    pieces = [(write(variable, pen), times) for variable, times in runs]
    sign = "d" if len(runs) == 1 and is_only_variable(unmarked(variables[0]), unmarked(of)) else r"\partial"
    return pen.derivative(write(of, pen), is_named(content(of)), pieces, sign)


def is_only_variable(variable: Expr, of: Expr) -> bool:
    """Whether a function of one number is differentiated, for which dy/dx is taught and not ∂y/∂x."""
    return isinstance(variable, Quantity) and not variable.kind.shape and varies_with_alone(of, variable)


@lru_cache(maxsize=20_000)
def varies_with_alone(expr: Expr, variable: Quantity) -> bool:
    """Whether nothing but one quantity, itself or through what is named, comes into an expression."""
    if isinstance(expr, Quantity) and expr != variable:
        parts = (expr.definition.body,) if expr.definition else expr.depends_on
        return bool(parts) and all(varies_with_alone(part, variable) for part in parts)
    return all(varies_with_alone(arg, variable) for arg in expr.args)


@written.register
def _(expr: Cases, pen: Pen) -> Piece:
    rows = [(write(value, pen).text, condition(holds, pen)) for holds, value in expr.branches]
    last = expr.branches[0][0] if len(expr.branches) == 1 else S.One
    return pen.cases([*rows, (write(expr.otherwise, pen).text, condition(1 - last, pen))])


def condition(holds: Expr, pen: Pen) -> str:
    """What is said where a condition, an expression that is 0 or 1, is 1."""
    match unmarked(holds), unmarked(1 - holds):
        case (Delta() as same, _):
            return comparison("=", pen, *running_first(same))
        case (_, Delta() as same):
            return comparison(r"\ne", pen, *running_first(same))
        case (step() as positive, _):
            return comparison(">", pen, positive.argument, S.Zero)
        case (Element() as entry, _) if (member := indicated(entry)) is not None:
            return comparison(r"\in", pen, *member)
        case (Add() | S.Zero, _):
            return pen.name(r"\text{otherwise}").text
    return comparison("=", pen, holds, S.One)
