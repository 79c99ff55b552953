"""Matrix notation: arrays written whole, and what an element of each is in index notation.

`Entry(M, i, j)` is the element (i, j) of an array M, an expression like any other; a line that consists of one is
printed as the array itself. A column has one column and a row has one row: their singleton axis takes no index.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from sympy import Add, Basic, Dummy, Expr, Integer, Mul, S, sympify

from derivations.notation.heads import Delta, Element, Head, Index, Sum
from derivations.notation.quantities import Quantity
from derivations.notation.scope import all_indices, fresh

Shape = tuple[Expr, Expr]


class ArrayHead(Basic):
    """An operation on whole arrays."""

    __slots__ = ()

    def __new__(cls, *args: Any) -> Basic:
        return Basic.__new__(cls, *map(sympify, args))


class Times(ArrayHead):
    """The matrix product A B …"""

    __slots__ = ()


class Transposed(ArrayHead):
    """Aᵀ"""

    __slots__ = ()


class Hadamard(ArrayHead):
    """The product entry by entry, A ⊙ B …"""

    __slots__ = ()


class Plus(ArrayHead):
    """A + B + …"""

    __slots__ = ()


class Scaled(ArrayHead):
    """`Scaled(c, A)`: a number times an array."""

    __slots__ = ()


class Mapped(ArrayHead):
    """`Mapped(f(x), x, A)`: a function applied to each entry."""

    __slots__ = ()


class Filled(ArrayHead):
    """`Filled(c, m, n)`: the m × n array whose every entry is c; with c = 1 the column 𝟏."""

    __slots__ = ()


class Diagonal(ArrayHead):
    """diag(v)"""

    __slots__ = ()


class Identity(ArrayHead):
    """`Identity(n)`: I"""

    __slots__ = ()


class Unit(ArrayHead):
    """`Unit(i, n)`: the column whose entry i is 1 and whose others are 0."""

    __slots__ = ()


class Slice(ArrayHead):
    """`Slice(U, w, axis)`: the column made of the entries of a matrix whose index on that axis is w."""

    __slots__ = ()


class Entry(Head):
    """`Entry(M, i, j)`: an element of an array in matrix notation."""

    __slots__ = ()

    @property
    def array(self) -> Basic:
        return self.args[0]

    @property
    def indices(self) -> tuple[Expr, ...]:
        return tuple(self.args[1:])

    @property
    def unfolded(self) -> Expr:
        """The same element in index notation."""
        rows, columns = shape(self.array)
        given = list(self.indices)
        row_index = given.pop(0) if rows is not S.One else None
        column_index = given.pop(0) if columns is not S.One else None
        return element(self.array, row_index, column_index)


@singledispatch
def shape(array: Basic) -> Shape:
    """The numbers of rows and columns of an array."""
    raise TypeError(f"{array} is not an array.")


@shape.register
def _(array: Quantity) -> Shape:
    sizes = array.kind.shape if array.kind.word != "index" else ()
    if len(sizes) == 2:
        return sizes[0], sizes[1]
    if len(sizes) == 1:
        return (S.One, sizes[0]) if array.kind.lies_as_row else (sizes[0], S.One)
    return S.One, S.One


@shape.register
def _(array: Times) -> Shape:
    return shape(array.args[0])[0], shape(array.args[-1])[1]


@shape.register
def _(array: Transposed) -> Shape:
    rows, columns = shape(array.args[0])
    return columns, rows


@shape.register(Hadamard)
@shape.register(Plus)
def _(array: Basic) -> Shape:
    return shape(array.args[0])


@shape.register(Scaled)
def _(array: Scaled) -> Shape:
    return shape(array.args[1])


@shape.register
def _(array: Mapped) -> Shape:
    return shape(array.args[2])


@shape.register
def _(array: Filled) -> Shape:
    return array.args[1], array.args[2]


@shape.register
def _(array: Diagonal) -> Shape:
    (n, _one) = shape(array.args[0])
    return n, n


@shape.register
def _(array: Identity) -> Shape:
    return array.args[0], array.args[0]


@shape.register
def _(array: Unit) -> Shape:
    return array.args[1], S.One


@shape.register
def _(array: Slice) -> Shape:
    matrix, _index, axis = array.args
    return matrix.kind.shape[1 - int(axis)], S.One


@singledispatch
def element(array: Basic, row: Expr | None, column: Expr | None) -> Expr:
    """An element of an array in index notation; the index of a singleton axis is None."""
    raise TypeError(f"{array} is not an array.")


@element.register
def _(array: Quantity, row: Expr | None, column: Expr | None) -> Expr:
    given = [index for index in (row, column) if index is not None]
    return Element(array, *given) if given else array


@element.register
def _(array: Times, row: Expr | None, column: Expr | None) -> Expr:
    first, rest = array.args[0], array.args[1:]
    if not rest:
        return element(first, row, column)
    inner = shape(first)[1]
    if inner is S.One:
        return element(first, row, None) * element(Times(*rest), None, column)
    taken = all_indices(array).union(*(all_indices(i) for i in (row, column) if i is not None))
    k = fresh(Index("k", inner), taken)
    return Sum(element(first, row, k) * element(Times(*rest), k, column), k)


@element.register
def _(array: Transposed, row: Expr | None, column: Expr | None) -> Expr:
    return element(array.args[0], column, row)


@element.register
def _(array: Hadamard, row: Expr | None, column: Expr | None) -> Expr:
    return Mul(*(element(part, row, column) for part in array.args))


@element.register
def _(array: Plus, row: Expr | None, column: Expr | None) -> Expr:
    return Add(*(element(part, row, column) for part in array.args))


@element.register
def _(array: Scaled, row: Expr | None, column: Expr | None) -> Expr:
    return array.args[0] * element(array.args[1], row, column)


@element.register
def _(array: Mapped, row: Expr | None, column: Expr | None) -> Expr:
    function, slot, inner = array.args
    return function.xreplace({slot: element(inner, row, column)})


@element.register
def _(array: Filled, row: Expr | None, column: Expr | None) -> Expr:
    return array.args[0]


@element.register
def _(array: Diagonal, row: Expr | None, column: Expr | None) -> Expr:
    return Delta(row, column) * element(array.args[0], row, None)


@element.register
def _(array: Identity, row: Expr | None, column: Expr | None) -> Expr:
    return Delta(row, column)


@element.register
def _(array: Unit, row: Expr | None, column: Expr | None) -> Expr:
    return Delta(array.args[0], row)


@element.register
def _(array: Slice, row: Expr | None, column: Expr | None) -> Expr:
    matrix, index, axis = array.args
    return Element(matrix, index, row) if int(axis) == 0 else Element(matrix, row, index)


def mapped(function: Any, array: Basic) -> Basic:
    """A function applied to each entry of an array: `mapped(sigmoid, z)`."""
    slot = Dummy("x")
    return Mapped(function(slot), slot, array)


def ones(n: Expr) -> Basic:
    """The column 𝟏 of n ones."""
    return Filled(Integer(1), n, 1)
