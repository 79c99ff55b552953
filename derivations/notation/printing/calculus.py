"""How sums over an index, derivatives, deltas and cases are written."""

from __future__ import annotations

from sympy import Add, Expr, S, Symbol

from derivations.notation.arrays import Summed
from derivations.notation.functions import step
from derivations.notation.heads import Cases, Delta, Largest, Partial, Product, Reduction, Sum
from derivations.notation.printing.pen import Pen
from derivations.notation.printing.pieces import Level, Piece
from derivations.notation.printing.traits import content, is_named, unmarked, without_left_out
from derivations.notation.printing.writer import named, write, written

SIGNS: dict[type, str] = {Sum: r"\sum", Summed: r"\sum", Product: r"\prod", Largest: r"\max"}


@written.register
def _(expr: Delta, pen: Pen) -> Piece:
    return named(Symbol(r"\delta"), tuple(expr.args), pen)


@written.register
def _(expr: Reduction, pen: Pen) -> Piece:
    body, bound = expr.body, [expr.index]
    while type(body) is type(expr) and not pen.limits:
        body, bound = body.body, [*bound, body.index]
    names = sorted(write(index, pen).text for index in bound)
    upper = write(expr.index.size, pen).text if pen.limits else None
    left_out, body = without_left_out(body, expr.index) if len(bound) == 1 and not pen.limits else (None, body)
    if left_out is not None:
        names = [comparison(expr.index, r"\ne", left_out, pen)]
    inside = write(body, pen)
    text = f"{pen.reduction(SIGNS[type(expr)], names, upper)} {pen.at_least(Level.PRODUCT, inside)}"
    return Piece(text, Level.OPEN, True, pen.parenthesised(Piece(text, tall=True)))


@written.register
def _(expr: Partial, pen: Pen) -> Piece:
    of, variables = expr, list[Expr]()
    while isinstance(of, Partial):
        of, variables = of.of, [*variables, of.wrt]
    runs = [(v, variables.count(v)) for v in dict.fromkeys(variables)]
    pieces = [(write(variable, pen), times) for variable, times in runs]
    return pen.derivative(write(of, pen), is_named(content(of)), pieces)


@written.register
def _(expr: Cases, pen: Pen) -> Piece:
    rows = [(write(value, pen).text, condition(holds, pen)) for holds, value in expr.branches]
    last = expr.branches[0][0] if len(expr.branches) == 1 else S.One
    return pen.cases([*rows, (write(expr.otherwise, pen).text, condition(1 - last, pen))])


def condition(holds: Expr, pen: Pen) -> str:
    """What is said where a condition, an expression that is 0 or 1, is 1."""
    match unmarked(holds), unmarked(1 - holds):
        case (Delta(args=(a, b)), _):
            return comparison(a, "=", b, pen)
        case (_, Delta(args=(a, b))):
            return comparison(a, r"\ne", b, pen)
        case (step() as positive, _):
            return comparison(positive.argument, ">", S.Zero, pen)
        case (Add() | S.Zero, _):
            return pen.name(r"\text{otherwise}").text
    return comparison(holds, "=", S.One, pen)


def comparison(left: Expr, sign: str, right: Expr, pen: Pen) -> str:
    return f"{write(left, pen).text} {pen.name(sign).text} {write(right, pen).text}"
