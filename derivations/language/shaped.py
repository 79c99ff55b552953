"""Parts of a line with their shapes, and how they combine: each is the expression of one element of an array.

`ROW` and `COLUMN` stand for the place of the element; a scalar holds neither. No size hangs on them, so that arrays
combine without renaming; the whole line trades them for indices i and j at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sympy import Expr, Integer, S, exp

from derivations.language.limits import bounded, power, refuse_large_logarithms
from derivations.language.problems import Refusal, ShapeProblem
from derivations.language.sizes import ONE, Sizes, shown
from derivations.notation import Delta, Element, Index, Quantity, Sum
from derivations.notation.factors import number_and_rest
from derivations.notation.scope import all_indices, fresh, replace_indices

ROW = Index("row", S.Zero)
COLUMN = Index("column", S.Zero)
EITHER_WAY = ("one-hot", "distribution", "signs")
"""Kinds that are declared without saying how they lie: there is one word for them, not two as vector and row."""


@dataclass(frozen=True)
class Shaped:
    """The element at (ROW, COLUMN) of an array of rows × columns; 1 × 1 is a scalar.

    What `lies_either_way`, such as a one-hot vector, is a column until it meets a row.
    """

    element: Expr
    rows: Expr = ONE
    columns: Expr = ONE
    lies_either_way: bool = False

    @property
    def is_scalar(self) -> bool:
        return bool(self.rows == 1 and self.columns == 1)

    @property
    def is_column(self) -> bool:
        return bool(self.rows != 1 and self.columns == 1)

    @property
    def is_row(self) -> bool:
        return bool(self.rows == 1 and self.columns != 1)

    @property
    def is_matrix(self) -> bool:
        return bool(self.rows != 1 and self.columns != 1)

    def __str__(self) -> str:
        return shown(self.rows, self.columns)

    def settled(self, sizes: Sizes) -> Shaped:
        return replace(self, rows=sizes.now(self.rows), columns=sizes.now(self.columns))

    def mapped(self, function: Callable[[Expr], Expr]) -> Shaped:
        """A function of each entry."""
        return replace(self, element=bounded(function(self.element)))

    @property
    def transposed(self) -> Shaped:
        swapped = self.element.xreplace({ROW: COLUMN, COLUMN: ROW})
        return replace(self, element=swapped, rows=self.columns, columns=self.rows)

    @property
    def is_turned_row(self) -> bool:
        """Whether this is a column made of what was declared as a row, as (log ŷ)ᵀ."""
        at_row = (e.quantity for e in self.element.atoms(Element) if ROW in e.args)
        return self.is_column and any(quantity.kind.lies_as_row for quantity in at_row)

    def at(self, row: Expr, column: Expr) -> Expr:
        """The element at a place; the index of a singleton axis does not count."""
        return replace_indices(self.element, {ROW: row, COLUMN: column})


def whole(quantity: Quantity) -> Shaped:
    """A quantity as a whole."""
    sizes = quantity.kind.shape
    if len(sizes) == 2:
        one = [at if size != 1 else Integer(1) for at, size in zip((ROW, COLUMN), sizes, strict=True)]
        return Shaped(Element(quantity, *one), *sizes)
    if len(sizes) == 1:
        at = COLUMN if quantity.kind.lies_as_row else ROW
        element = Element(quantity, at if sizes[0] != 1 else Integer(1))
        shape = (ONE, sizes[0]) if quantity.kind.lies_as_row else (sizes[0], ONE)
        return Shaped(element, *shape, lies_either_way=quantity.kind.word in EITHER_WAY)
    return Shaped(quantity)


def same_shape(a: Shaped, b: Shaped, sizes: Sizes) -> bool:
    """Whether two shapes agree; what is unknown of them is settled only if they do."""
    kept = sizes.kept()
    if sizes.same(a.rows, b.rows) and sizes.same(a.columns, b.columns):
        return True
    sizes.go_back(kept)
    return False


def entrywise(
    a: Shaped, b: Shaped, sizes: Sizes, combine: Callable[[Expr, Expr], Expr], doing: str = "added to"
) -> Shaped:
    """Two arrays of one shape combined entry by entry; a scalar goes to every entry."""
    a, b = repeated_alike(*lying_alike(a.settled(sizes), b.settled(sizes)), sizes)
    if not (a.is_scalar or b.is_scalar or same_shape(a, b, sizes)):
        raise ShapeProblem(f"Two shapes do not fit: {a} is {doing} {b}{how_to_repeat(a, b, sizes)}.")
    like = b if a.is_scalar else a
    return Shaped(bounded(combine(a.element, b.element)), sizes.now(like.rows), sizes.now(like.columns))


def repeated_alike(a: Shaped, b: Shaped, sizes: Sizes) -> tuple[Shaped, Shaped]:
    """X W + b with b in every row of the matrix, or in every column, where only one of these fits."""
    if a.is_matrix == b.is_matrix:
        return a, b
    matrix, vector = (a, b) if a.is_matrix else (b, a)
    lengths = sizes.now(matrix.rows), sizes.now(matrix.columns)
    if vector.is_row and sizes.now(vector.columns) == lengths[1]:
        vector = replace(vector, rows=lengths[0])
    elif vector.is_column and (sizes.now(vector.rows) == lengths[0]) != (sizes.now(vector.rows) == lengths[1]):
        vector = vector.transposed if sizes.now(vector.rows) == lengths[1] else vector
        vector = replace(vector, rows=lengths[0], columns=lengths[1])
    return (matrix, vector) if a.is_matrix else (vector, matrix)


def how_to_repeat(a: Shaped, b: Shaped, sizes: Sizes) -> str:
    """How a column is added to every column of a square matrix, or to every row, as NumPy does: both fit."""
    matrix, vector = (a, b) if a.is_matrix else (b, a)
    if matrix.is_matrix and vector.is_column and sizes.now(matrix.rows) == sizes.now(vector.rows):
        return "; a column b stands in every column as b \\mathbf{1}^T, and in every row as \\mathbf{1} b^T"
    return ""


def lying_alike(a: Shaped, b: Shaped) -> tuple[Shaped, Shaped]:
    """Two arrays, of which one that may lie either way lies as the other does."""
    if (a.is_row and b.is_column) or (a.is_column and b.is_row):
        if b.lies_either_way:
            return a, b.transposed
        if a.lies_either_way:
            return a.transposed, b
    return a, b


def times(a: Shaped, b: Shaped, sizes: Sizes, dotted: bool = False) -> Shaped:
    """The product: scaling, the matrix product, or entry by entry where two vectors of one shape allow no other."""
    a, b = a.settled(sizes), b.settled(sizes)
    if a.is_scalar or b.is_scalar:
        return entrywise(a, b, sizes, multiplied)
    if dotted and a.is_column and b.is_column and same_shape(a, b, sizes):
        return contracted(a.transposed, b, sizes)
    if a.is_column and a.lies_either_way and b.is_turned_row:
        return contracted(a.transposed, b, sizes)
    if a.is_row and b.is_row and b.lies_either_way:
        return contracted(a, b.transposed, sizes)
    if (a.is_column and b.is_column) or (a.is_row and b.is_row):
        return entrywise(a, b, sizes, multiplied, "multiplied with")
    if sizes.same(a.columns, b.rows):
        return contracted(a.settled(sizes), b.settled(sizes), sizes)
    raise ShapeProblem(f"Two shapes do not fit: {a} stands before {b} in a product{what_would_fit(a, b, sizes)}.")


def what_would_fit(a: Shaped, b: Shaped, sizes: Sizes) -> str:
    """Which transpose, or the other order, would make a product of two arrays."""
    ways = {
        "the first transposed": (a.rows, b.rows),
        "the second transposed": (a.columns, b.columns),
        "the other order": (b.columns, a.rows),
    }
    fitting = [way for way, (inner, other) in ways.items() if sizes.now(inner) == sizes.now(other)]
    return f"; {' or '.join(fitting)} would fit" if fitting else ""


def contracted(a: Shaped, b: Shaped, sizes: Sizes) -> Shaped:
    """Σ_k a_{rk} b_{kc}"""
    inner = sizes.now(a.columns)
    if inner == 1:
        return Shaped(bounded(multiplied(a.element, b.element)), a.rows, b.columns)
    k = fresh(Index("k", inner), all_indices(a.element) | all_indices(b.element))
    number, product = number_and_rest(multiplied(a.element.xreplace({COLUMN: k}), b.element.xreplace({ROW: k})))
    return Shaped(bounded(number * Sum(product, k)), sizes.now(a.rows), sizes.now(b.columns))


def multiplied(a: Expr, b: Expr) -> Expr:
    return a * b


def divided(a: Expr, b: Expr) -> Expr:
    if b == 0:
        raise Refusal("This divides by zero.")
    return a * power(b, Integer(-1))


def exponential(x: Expr) -> Expr:
    refuse_large_logarithms(x)
    return exp(x)


def summed(array: Shaped, sizes: Sizes, over: str = "both") -> Shaped:
    """The sum of the entries: of each row (`over="columns"`), or of all."""
    element, rows, columns = array.element, sizes.now(array.rows), sizes.now(array.columns)
    if columns != 1:
        k = fresh(Index("j", columns), all_indices(element))
        element = Sum(element.xreplace({COLUMN: k}), k)
    if rows != 1 and over == "both":
        k = fresh(Index("i", rows), all_indices(element))
        element = Sum(element.xreplace({ROW: k}), k)
        return Shaped(bounded(element))
    return Shaped(bounded(element), rows)


def identity(sizes: Sizes, n: Expr | None = None) -> Shaped:
    """I, of a size its use decides."""
    size = sizes.unknown() if n is None else n
    return Shaped(Delta(ROW, COLUMN), size, size)


def ones(sizes: Sizes, n: Expr | None = None) -> Shaped:
    """The column 𝟏."""
    return Shaped(Integer(1), sizes.unknown() if n is None else n, ONE)
