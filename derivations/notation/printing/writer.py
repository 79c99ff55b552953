"""From an expression to a written piece: the same for every typesetter.

`write` gives the piece as it stands; `signed` gives it without its sign, which the sum around it then sets.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, singledispatch

from sympy import Add, Basic, Expr, Float, Mul, Number, NumberSymbol, Pow, S, Symbol

from derivations.notation.heads import Element, Marked
from derivations.notation.printing.fractions import layout
from derivations.notation.printing.order import terms
from derivations.notation.printing.pen import Pen
from derivations.notation.printing.pieces import Level, Piece
from derivations.notation.printing.traits import indicated, is_negative, unmarked
from derivations.notation.printing.whole import holds_array
from derivations.notation.quantities import Quantity

FUNCTIONS = {"sigmoid": r"\sigma", "tanh": r"\tanh", "sin": r"\sin", "cos": r"\cos"}
CONSTANTS = {S.Infinity: r"\infty", S.Pi: r"\pi", S.Exp1: "e", S.NaN: r"\text{undefined}"}


@lru_cache(maxsize=50_000)
def write(expr: Basic, pen: Pen) -> Piece:
    """The written form of an expression."""
    negative, piece = signed(expr, pen)
    return pen.negated(piece) if negative else piece


@singledispatch
def signed(expr: Basic, pen: Pen) -> tuple[bool, Piece]:
    """Whether the expression is written with a minus, and the rest."""
    return False, written(expr, pen)


@signed.register
def _(expr: Marked, pen: Pen) -> tuple[bool, Piece]:
    negative, piece = signed(unmarked(expr.content), pen)
    closed, inline = (form and pen.marked(form) for form in (piece.closed, piece.inline))
    return negative, replace(piece, text=pen.marked(piece.text), closed=closed, inline=inline)


@signed.register
def _(expr: Number, pen: Pen) -> tuple[bool, Piece]:
    negative, size = bool(expr.is_negative), abs(expr)
    if size in CONSTANTS:
        return negative, pen.name(CONSTANTS[size])
    if expr.is_Rational and expr.q != 1:
        return negative, pen.fraction(Piece(str(size.p)), Piece(str(size.q)))
    return negative, Piece(f"{float(size):.10g}" if isinstance(expr, Float) else str(size))


@signed.register
def _(expr: Mul, pen: Pen) -> tuple[bool, Piece]:
    parts = layout(expr)
    factors = [(unsigned(factor, pen), holds_array(factor)) for factor in parts.after]
    if parts.bottom:
        top, bottom = (
            side_by_side([(unsigned(factor, pen), holds_array(factor)) for factor in group], pen)
            for group in (parts.top, parts.bottom)
        )
        factors.insert(0, (pen.fraction(top, bottom), any(map(holds_array, parts.top + parts.bottom))))
    return parts.negative, side_by_side(factors, pen)


def unsigned(factor: Expr, pen: Pen) -> Piece:
    """A factor without the sign that its product takes over."""
    return signed(factor, pen)[1] if is_negative(factor) else write(factor, pen)


def side_by_side(factors: list[tuple[Piece, bool]], pen: Pen) -> Piece:
    """Factors, and after them those that are whole arrays, multiplied entry by entry."""
    scalars = [piece for piece, is_array in factors if not is_array]
    arrays = [piece for piece, is_array in factors if is_array]
    if not arrays:
        return pen.product(scalars or [Piece("1")])
    return pen.product([*scalars, pen.entrywise(arrays)])


@singledispatch
def written(expr: Basic, pen: Pen) -> Piece:
    """The written form of an expression that has no sign of its own."""
    name = FUNCTIONS.get(type(expr).__name__, rf"\operatorname{{{type(expr).__name__}}}")
    return called(name, ", ".join(write(arg, pen).text for arg in expr.args), pen)


def called(function: str, argument: str, pen: Pen, tall: bool = False) -> Piece:
    """f(a)"""
    return Piece(pen.name(function).text + pen.parenthesised(Piece(argument, tall=tall)), tall=tall)


@written.register(Symbol)
@written.register(NumberSymbol)
def _(expr: Symbol, pen: Pen) -> Piece:
    return pen.name(CONSTANTS.get(expr, str(expr)))


@written.register
def _(expr: Quantity, pen: Pen) -> Piece:
    return named(expr, (), pen)


@written.register
def _(expr: Element, pen: Pen) -> Piece:
    member = indicated(expr)
    if member is None:
        return named(expr.quantity, expr.indices, pen)
    inside = pen.parenthesised(Piece(comparison(r"\in", pen, *member)), "[]")
    return Piece(pen.name(r"\mathbb{1}").text + inside)


def comparison(sign: str, pen: Pen, left: Expr, right: Expr) -> str:
    """Two sides of a condition with the sign between them: `i = k`, `j \\in S`."""
    return f"{write(left, pen).text} {pen.name(sign).text} {write(right, pen).text}"


def named(quantity: Symbol, indices: tuple[Expr, ...], pen: Pen, name: str | None = None) -> Piece:
    """A quantity with its indices, in its colour."""
    plain = replace(pen, colours=None)
    piece = pen.name(name or quantity.name, [index_text(index, plain) for index in indices])
    colour = pen.colours(quantity) if pen.colours and isinstance(quantity, Quantity) else None
    return pen.coloured(piece, colour) if colour else piece


def index_text(index: Expr, pen: Pen) -> str:
    return write(index, pen).text.replace(" ", "") if index.args else write(index, pen).text


@written.register
def _(expr: Add, pen: Pen) -> Piece:
    return pen.sum([signed(term, pen) for term in terms(expr)])


@written.register
def _(expr: Pow, pen: Pen) -> Piece:
    if expr.exp.is_Rational and expr.exp.is_negative:
        return pen.fraction(Piece("1"), write(expr.base ** (-expr.exp), pen))
    base = write(expr.base, pen)
    if expr.exp == S.Half:
        return pen.root(base)
    exponent = write(expr.exp, pen)
    return Piece(pen.raised(pen.at_least(Level.ATOM, base), exponent), Level.POWER, base.tall)
