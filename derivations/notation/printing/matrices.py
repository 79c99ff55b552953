"""How whole arrays are written: `W_2^\\top (\\hat{y} - y) \\odot h \\odot (1 - h)`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from operator import xor

from sympy import Basic, Expr, S

from derivations.notation.arrays import (
    Diagonal,
    Entry,
    Filled,
    Gradient,
    Hadamard,
    Identity,
    Jacobian,
    Mapped,
    Plus,
    Scaled,
    Slice,
    Times,
    Transposed,
    Unit,
)
from derivations.notation.heads import Cases, Marked
from derivations.notation.printing.pen import Pen
from derivations.notation.printing.pieces import Level, Piece
from derivations.notation.printing.traits import content, is_named, is_negative
from derivations.notation.printing.whole import Whole
from derivations.notation.printing.writer import index_text, named, signed, write, written
from derivations.notation.quantities import Quantity


def as_array(expr: Expr) -> Basic:
    """A line that consists of one entry, or of one in each case, is written as the array itself."""
    if isinstance(expr, Marked):
        return Marked(as_array(expr.content))
    if isinstance(expr, Cases):
        values = {value: as_array(value) for value in (*expr.args[1:-1:2], expr.args[-1])}
        return Cases(*(values.get(part, part) for part in expr.args))
    return expr.array if isinstance(expr, Entry) else expr


@written.register
def _(expr: Entry, pen: Pen) -> Piece:
    if isinstance(expr.array, Quantity):
        return named(expr.array, expr.indices, pen)
    if not expr.indices:
        return replace(write(expr.array, pen), level=Level.HADAMARD)
    bracketed = pen.parenthesised(write(expr.array, pen), "[]")
    below = [index_text(index, pen) for index in expr.indices]
    return Piece(pen.name(bracketed, below).text)


@written.register
def _(expr: Whole, pen: Pen) -> Piece:
    return write(expr.args[0], pen)


@signed.register
def _(expr: Whole, pen: Pen) -> tuple[bool, Piece]:
    return signed(expr.args[0], pen)


@signed.register
def _(expr: Times, pen: Pen) -> tuple[bool, Piece]:
    negative, pieces = all_signed(expr.args, pen)
    return negative, pen.product(pieces, snug=True)


@signed.register
def _(expr: Scaled, pen: Pen) -> tuple[bool, Piece]:
    negative, pieces = all_signed(expr.args, pen)
    return negative, pen.product(pieces[1:] if pieces[0].text == "1" else pieces)


@signed.register
def _(expr: Hadamard, pen: Pen) -> tuple[bool, Piece]:
    negative, pieces = all_signed(sorted(expr.args, key=complexity), pen)
    return negative, pen.entrywise(pieces)


@signed.register
def _(expr: Mapped, pen: Pen) -> tuple[bool, Piece]:
    function, slot, array = expr.args
    return signed(function.xreplace({slot: array if isinstance(array, Expr) else Whole(array)}), pen)


def all_signed(arrays: Iterable[Basic], pen: Pen) -> tuple[bool, list[Piece]]:
    """The common sign of factors, and the factors without their signs."""
    signs, pieces = zip(*(signed(array, pen) for array in arrays), strict=True)
    return reduce(xor, signs), list(pieces)


def complexity(array: Basic) -> int:
    """The place of a factor: what comes back first, then products, names, functions, and sums."""
    kinds = (Gradient | Jacobian, Times | Scaled, Quantity | Transposed | Slice | Unit, Mapped, Plus)
    return next((place for place, kind in enumerate(kinds) if isinstance(content(array), kind)), len(kinds))


@written.register
def _(expr: Plus, pen: Pen) -> Piece:
    return pen.sum([signed(entry_of(array), pen) for array in sorted(expr.args, key=place_in_sum)])


def place_in_sum(array: Basic) -> tuple[bool, int]:
    """Positive terms first, products before simple ones, and otherwise as given."""
    inside = content(array)
    scaled = isinstance(inside, Scaled)
    product = isinstance(content(inside.args[1]) if scaled else inside, Times | Hadamard)
    return array_is_negative(array), 0 if product else 1 if scaled else 2


def array_is_negative(array: Basic) -> bool:
    """Whether an array is written with a minus."""
    match content(array):
        case Scaled(args=(number, scaled)):
            return is_negative(number) != array_is_negative(scaled)
        case Times() | Hadamard() as product:
            return sum(map(array_is_negative, product.args)) % 2 == 1
        case Filled(args=(number, *_)):
            return is_negative(number)
    return False


def entry_of(array: Basic) -> Basic:
    """In a sum an array of equal entries is written as one of them: `1 - h`."""
    return array.args[0] if isinstance(array, Filled) else array


@written.register(Gradient)
@written.register(Jacobian)
def _(expr: Gradient | Jacobian, pen: Pen) -> Piece:
    of, by = expr.args
    return pen.derivative(write(of, pen), is_named(of), [(write(by, pen), 1)])


@written.register
def _(expr: Transposed, pen: Pen) -> Piece:
    base = pen.at_least(Level.ATOM, write(expr.args[0], pen))
    return Piece(pen.raised(base, pen.name(r"\top")), Level.POWER)


@written.register
def _(expr: Filled, pen: Pen) -> Piece:
    value, rows, columns = expr.args
    one = pen.name(r"\mathbf{0}" if value is S.Zero else r"\mathbf{1}")
    lying = Piece(pen.raised(one.text, pen.name(r"\top")), Level.POWER)
    shape = ([one] if rows is not S.One or columns is S.One else []) + ([lying] if columns is not S.One else [])
    return pen.product([*([] if value in (S.Zero, S.One) else [write(value, pen)]), *shape])


@written.register
def _(expr: Diagonal, pen: Pen) -> Piece:
    inside = write(expr.args[0], pen)
    return Piece(pen.name(r"\operatorname{diag}").text + pen.parenthesised(inside), tall=inside.tall)


@written.register
def _(expr: Identity, pen: Pen) -> Piece:
    return pen.name("I")


@written.register
def _(expr: Unit, pen: Pen) -> Piece:
    return pen.name("e", [index_text(expr.args[0], replace(pen, colours=None))])


@written.register
def _(expr: Slice, pen: Pen) -> Piece:
    matrix, index, _axis = expr.args
    return named(matrix, (index,), pen, matrix.name.lower())
