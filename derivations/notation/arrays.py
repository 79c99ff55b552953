"""Matrix notation: arrays written whole, and what an element of each is in index notation.

`Entry(M, i, j)` is the element (i, j) of an array M, an expression like any other; a line that consists of
one is printed as the array itself. A column has one column and a row one row: that axis takes no index.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Add, Basic, Expr, Integer, Mul, S, Symbol
from sympy.core.sympify import _sympify as expression

from derivations.notation.heads import Delta, Element, Head, Index, Partial, Reduction, Sum
from derivations.notation.quantities import Quantity
from derivations.notation.scope import all_indices, fresh, rename_bound

Shape = tuple[Expr, Expr]


class ArrayHead(Basic):
    """An operation on whole arrays: it knows its shape and each of its elements."""

    def __new__(cls, *args: Any) -> Basic:
        return Basic.__new__(cls, *map(expression, args))

    @property
    def shape(self) -> Shape:
        """The numbers of rows and columns; unless a head says otherwise, those of what it works on."""
        return shape(self.args[0])

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        """An element in index notation."""
        raise NotImplementedError


class Times(ArrayHead):
    """The matrix product A B …"""

    @property
    def shape(self) -> Shape:
        return shape(self.args[0])[0], shape(self.args[-1])[1]

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        first, rest = self.args[0], self.args[1:]
        if not rest:
            return element(first, row, column)
        inner = shape(first)[1]
        if inner is S.One:
            return element(first, row, None) * element(Times(*rest), None, column)
        taken = all_indices(self).union(*(all_indices(i) for i in (row, column) if i is not None))
        k = fresh(Index("k", inner), taken)
        return Sum(element(first, row, k) * element(Times(*rest), k, column), k)


class Transposed(ArrayHead):
    """Aᵀ"""

    @property
    def shape(self) -> Shape:
        rows, columns = shape(self.args[0])
        return columns, rows

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return element(self.args[0], column, row)


class Hadamard(ArrayHead):
    """The product entry by entry, A ⊙ B …"""

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return Mul(*(element(part, row, column) for part in self.args))


class Plus(ArrayHead):
    """A + B + …"""

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return Add(*(element(part, row, column) for part in self.args))


class Summed(ArrayHead, Reduction):
    """`Summed(A, k)`: Σ_k A, the sum of an array that names k over all values of k."""

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        taken = frozenset[Index]().union(*(all_indices(i) for i in (row, column) if i is not None))
        apart = fresh(self.index, taken | all_indices(self.body))
        total = rename_bound(self, apart) if self.index in taken else self
        return Sum(element(total.body, row, column), total.index)


class Scaled(ArrayHead):
    """`Scaled(c, A)`: a number times an array."""

    @property
    def shape(self) -> Shape:
        return shape(self.args[1])

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return self.args[0] * element(self.args[1], row, column)


class Mapped(ArrayHead):
    """`Mapped(f(x), x, A)`: a function applied to each entry."""

    @property
    def shape(self) -> Shape:
        return shape(self.args[2])

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        function, slot, inner = self.args
        return function.xreplace({slot: element(inner, row, column)})


class Filled(ArrayHead):
    """`Filled(c, m, n)`: the m × n array whose every entry is c; with c = 1 the column 𝟏."""

    @property
    def shape(self) -> Shape:
        return self.args[1], self.args[2]

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return self.args[0]


class Diagonal(ArrayHead):
    """diag(v)"""

    @property
    def shape(self) -> Shape:
        n, _one = shape(self.args[0])
        return n, n

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return Delta(row, column) * element(self.args[0], row, None)


class Identity(ArrayHead):
    """`Identity(n)`: I"""

    @property
    def shape(self) -> Shape:
        return self.args[0], self.args[0]

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return Delta(row, column)


class Unit(ArrayHead):
    """`Unit(i, n)`: the column whose entry i is 1 and whose others are 0."""

    @property
    def shape(self) -> Shape:
        return self.args[1], S.One

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return Delta(self.args[0], row)


class Slice(ArrayHead):
    """`Slice(U, w, axis)`: the column made of the entries of a matrix whose index on that axis is w."""

    @property
    def shape(self) -> Shape:
        matrix, _index, axis = self.args
        return matrix.kind.shape[1 - int(axis)], S.One

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        matrix, index, axis = self.args
        return Element(matrix, index, row) if int(axis) == 0 else Element(matrix, row, index)


class Gradient(ArrayHead):
    """`Gradient(J, W)`: ∇_W J, the partial derivatives of a number in the shape of their variable."""

    @property
    def shape(self) -> Shape:
        return shape(self.args[1])

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return Partial(self.args[0], element(self.args[1], row, column))


class Jacobian(ArrayHead):
    """`Jacobian(p, z)`: ∂p/∂z, a row for each entry of p and a column for each entry of z."""

    @property
    def shape(self) -> Shape:
        return self.args[0].kind.shape[0], self.args[1].kind.shape[0]

    def element(self, row: Expr | None, column: Expr | None) -> Expr:
        return Partial(Element(self.args[0], row), Element(self.args[1], column))


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


def shape(array: Basic) -> Shape:
    """The numbers of rows and columns of an array."""
    if isinstance(array, Quantity):
        sizes = array.kind.shape if array.kind.word != "index" else ()
        rows, columns = (*sizes, S.One, S.One)[:2]
        return (columns, rows) if array.kind.lies_as_row else (rows, columns)
    if not isinstance(array, ArrayHead):
        raise TypeError(f"{array} is not an array.")
    return array.shape


def element(array: Basic, row: Expr | None, column: Expr | None) -> Expr:
    """An element of an array in index notation; the index of a singleton axis is None."""
    if isinstance(array, Quantity):
        given = [index for index in (row, column) if index is not None]
        return Element(array, *given) if given else array
    if not isinstance(array, ArrayHead):
        raise TypeError(f"{array} is not an array.")
    return array.element(row, column)


SLOT = Symbol("x")
"""Where a mapped function takes the entry: one for all functions, so that equal arrays are equal."""


def mapped(function: Callable[[Expr], Expr], array: Basic) -> Basic:
    """A function applied to each entry of an array: `mapped(sigmoid, z)`."""
    return Mapped(function(SLOT), SLOT, array)


def ones(n: Expr) -> Basic:
    """The column 𝟏 of n ones."""
    return Filled(Integer(1), n, 1)
