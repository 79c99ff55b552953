"""A part of a line read to the end: its value, with indices i and j for the places of an array."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sympy import Expr, I, S, nan, oo, zoo

from derivations.language import atoms, products  # noqa: F401  (each registers what its parts mean)
from derivations.language.context import Choices, Context
from derivations.language.limits import MAX_READINGS, MAX_SHEET_READINGS, bounded
from derivations.language.names import Scope
from derivations.language.problems import Ambiguous, Problem, Refusal, SizeProblem
from derivations.language.shaped import COLUMN, ROW, Shaped, same_shape
from derivations.language.sizes import Sizes, is_unknown, shown
from derivations.language.syntax import Node
from derivations.language.values import value
from derivations.notation import Index, Quantity, kind
from derivations.notation.scope import free_indices, fresh, hygienic, replace_indices


@dataclass(frozen=True)
class Value:
    """What is written: the element at (row, column) of an array of that shape, in index notation.

    The index of a singleton axis is None, so a scalar has neither; a column has a `row` index and a row a `column`
    index. An element-wise line such as p_i − y_i is a scalar here, and i is among its `indices`.
    """

    element: Expr
    rows: Expr = S.One
    columns: Expr = S.One
    row: Index | None = None
    column: Index | None = None

    @property
    def shape(self) -> tuple[Expr, Expr]:
        return self.rows, self.columns

    @property
    def indices(self) -> tuple[Index, ...]:
        """The free indices that are written, in alphabetical order."""
        own = free_indices(self.element) - {self.row, self.column}
        return tuple(sorted(own, key=lambda index: index.name))

    @property
    def layout(self) -> str:
        """How it lies: scalar, column, row or matrix."""
        return {(True, True): "scalar", (False, True): "column", (True, False): "row"}.get(
            (self.row is None, self.column is None), "matrix"
        )

    @property
    def transposed(self) -> Value:
        return Value(self.element, self.columns, self.rows, self.column, self.row)

    def at(self, row: Expr | None = None, column: Expr | None = None) -> Expr:
        """The element at a place; what belongs to a singleton axis is left out."""
        places = ((self.row, row), (self.column, column))
        return replace_indices(self.element, {own: at for own, at in places if own is not None and at is not None})

    def __str__(self) -> str:
        return shown(self.rows, self.columns)


@dataclass
class Budget:
    """How many further readings of ambiguous lines a sheet may have tried."""

    left: int = MAX_SHEET_READINGS


@dataclass(frozen=True)
class Surroundings:
    """What a part of a line is read by: names, text, indices shared with its claim, and the shape expected."""

    scope: Scope
    text: str
    budget: Budget
    indices: Mapping[str, Index]
    expected: Value | None = None

    @property
    def given(self) -> dict[Index, Expr]:
        """The indices that are given from outside, each as the quantity that it is."""
        declared = [q for q in self.scope.quantities.values() if isinstance(q, Index)]
        return {index: Quantity(index.name, kind("index", index.size)) for index in declared}


Reading = tuple[Value, Choices]


def read(node: Node, around: Surroundings) -> Value:
    """The one value of a part of a line."""
    waiting: deque[dict[int, int]] = deque([{}])
    found: list[Reading] = []
    first_problem: Problem | None = None
    tried = 0
    while waiting and tried < MAX_READINGS and (tried == 0 or around.budget.left > 0):
        choices = Choices(waiting.popleft())
        around.budget.left -= tried > 0
        tried += 1
        try:
            found.append((one_reading(node, around, choices), choices))
        except Problem as problem:
            first_problem = first_problem or problem
        waiting.extend(choices.others())
    if not found:
        raise first_problem or Problem("This cannot be read.")
    if waiting:
        raise Refusal("This can be read in more ways than are tried; put brackets.", node.start, node.end)
    return settled_by_shape(found, around.expected)


def settled_by_shape(found: list[Reading], expected: Value | None) -> Value:
    """The reading that fits the shape of the claim, where one alone does; by convention, or none else."""
    first, choices = found[0]
    if expected is not None:
        fitting = [reading for reading in found if reading[0].shape in (expected.shape, expected.shape[::-1])]
        found = fitting or found
        first, choices = found[0]
    distinct = {value.element: reading for value, reading in found}
    if len(distinct) == 1:
        return first
    usual = {value.element: value for value, choice in found if choice.is_usual}
    if expected is None and len(usual) == 1:
        return usual.popitem()[1]
    place = next(place for place in choices.asked if len({choice.taken.get(place, 0) for _, choice in found}) > 1)
    ways = " or as ".join(choices.asked[place])
    readings = tuple(dict.fromkeys(value for value, _ in found))
    sentence = f"This can be read as {ways}; brackets, or writing it out, settle which."
    raise Ambiguous(sentence, place if place >= 0 else ~place, readings)


def one_reading(node: Node, around: Surroundings, choices: Choices) -> Value:
    """The value of a part with the ambiguous places read as chosen."""
    context = Context(around.scope, around.text, Sizes(), dict(around.indices), choices)
    try:
        found = finished(value(node, context), context.sizes, around.expected)
        outside = sorted((context.free.keys() - around.indices.keys()) & context.effort.bound)
        if outside and around.expected is not None:
            raise Problem(f"{outside[0]} stands outside of its sum as well; put brackets around what is summed.")
        return replace(found, element=replace_indices(found.element, around.given))
    except RecursionError:
        raise Refusal("Parts are nested too deep here.") from None


def finished(found: Shaped, sizes: Sizes, expected: Value | None) -> Value:
    """The value of a whole line: every size known, i and j for its places, no bound index named like another."""
    found = in_shape_of(found.settled(sizes), sizes, expected)
    if is_unknown(found.rows) or is_unknown(found.columns):
        raise SizeProblem(f"The size of {found} is not said; write it below, as in \\mathbf{{1}}_n or I_n.")
    element = sizes.settled(found.element)
    if element.has(nan, zoo, oo, -oo):
        raise Refusal("This is not finite: it divides by zero, or takes the logarithm of zero.")
    if element.has(I):
        raise Refusal("This is not real: it takes a root or a logarithm of a negative number.")
    element, row = placed(element, ROW, "i", found.rows)
    element, column = placed(element, COLUMN, "j", found.columns)
    return Value(hygienic(bounded(element)), found.rows, found.columns, row, column)


def in_shape_of(found: Shaped, sizes: Sizes, expected: Value | None) -> Shaped:
    """A line that leaves its shape open takes its claim's: 0, 𝟏, I."""
    if expected is None:
        return found
    claimed = Shaped(S.Zero, expected.rows, expected.columns)
    if found.is_scalar and found.element == 0:
        return claimed
    if is_unknown(found.rows) or is_unknown(found.columns):
        same_shape(found, claimed, sizes)
    return found.settled(sizes)


def placed(element: Expr, place: Index, name: str, size: Expr) -> tuple[Expr, Index | None]:
    """The element with an index of its own in place of a placeholder."""
    if size == 1:
        return element, None
    index = fresh(Index(name, size), free_indices(element))
    return replace_indices(element, {place: index}), index
