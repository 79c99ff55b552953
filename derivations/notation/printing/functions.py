"""How functions are written: `e^{z_k}`, `\\log p_k`, `\\sigma(x)`, `g'(a_i)`."""

from __future__ import annotations

from dataclasses import replace

from sympy import exp, log

from derivations.notation.functions import Applied, ScalarFunction, absolute, step
from derivations.notation.printing.pen import Pen
from derivations.notation.printing.pieces import Level, Piece
from derivations.notation.printing.writer import FUNCTIONS, called, write, written


@written.register
def _(expr: exp, pen: Pen) -> Piece:
    return pen.exponential(write(expr.args[0], pen))


@written.register
def _(expr: log, pen: Pen) -> Piece:
    argument, name = write(expr.args[0], pen), pen.name(r"\log").text
    closed = name + pen.parenthesised(argument)
    if argument.level < Level.OPEN:
        return Piece(closed, Level.POWER, argument.tall)
    return Piece(f"{name} {argument.text}", Level.OPEN, argument.tall, closed)


@written.register
def _(expr: ScalarFunction, pen: Pen) -> Piece:
    argument, word = write(expr.argument, pen), type(expr).__name__
    return called(FUNCTIONS.get(word, rf"\operatorname{{{word}}}"), argument.text, pen, argument.tall)


@written.register
def _(expr: absolute, pen: Pen) -> Piece:
    argument = write(expr.argument, pen)
    return Piece(pen.parenthesised(argument, "||"), tall=argument.tall)


@written.register
def _(expr: step, pen: Pen) -> Piece:
    inside = write(expr.argument, pen)
    bracketed = pen.parenthesised(replace(inside, text=f"{inside.text} > 0"), "[]")
    return Piece(pen.name(r"\mathbb{1}").text + bracketed, tall=inside.tall)


@written.register
def _(expr: Applied, pen: Pen) -> Piece:
    primes = "'" * expr.order if expr.order <= 3 else f"^{{({expr.order})}}"
    argument = write(expr.argument, pen)
    return called(expr.function.name + primes, argument.text, pen, argument.tall)
