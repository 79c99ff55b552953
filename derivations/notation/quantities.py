"""Named quantities: z, p = softmax(z), J = …; a quantity carries its kind and its definition with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from sympy import Expr, Symbol, Tuple
from sympy.core.sympify import _sympify as expression  # which takes no text: SymPy would execute it

from derivations.notation.heads import Element, Index
from derivations.notation.kinds import POSITIVE, SCALAR, Kind, as_size, kind
from derivations.notation.scope import replace_indices


@dataclass(frozen=True)
class Definition:
    """What a quantity stands for: its body, for the given indices."""

    indices: tuple[Index, ...]
    body: Expr

    def at(self, indices: tuple[Expr, ...]) -> Expr:
        """The body for other indices, bound ones renamed where they would clash."""
        return replace_indices(self.body, dict(zip(self.indices, indices, strict=True)))


class Quantity(Symbol):
    """A named scalar or array; an array is used by its elements, `z[i]`, a scalar by itself.

    Equal ones are one object: quantities are defined by quantities, layer upon layer, and to compare two by what they
    hold would look through every path down.
    """

    __slots__ = ("__weakref__", "content", "definition", "depends_on", "kind")
    content: tuple[Any, ...]
    kind: Kind
    definition: Definition | None
    depends_on: tuple[Quantity, ...]

    def __new__(
        cls,
        name: str,
        kind: Kind = SCALAR,
        definition: Definition | None = None,
        depends_on: tuple[Quantity, ...] = (),
    ) -> Quantity:
        held = (*definition.indices, definition.body) if definition else ()
        content = (name, str(kind), kind.lies_as_row, Tuple(*held), Tuple(*depends_on))
        known = KNOWN.get(content)
        if known is not None:
            return known
        self: Quantity = Symbol.__xnew__(cls, name)
        self.content, self.kind, self.definition, self.depends_on = content, kind, definition, depends_on
        return KNOWN.setdefault(content, self)

    __iter__ = None  # indexed, but no sequence: Python would otherwise count z[0], z[1], … without end

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (self.name, self.kind, self.definition, self.depends_on), {}

    def _hashable_content(self) -> tuple[Any, ...]:
        """What makes a quantity the same, in values that SymPy can put in order as well."""
        return self.content

    def __getitem__(self, given: Expr | int | tuple[Expr | int, ...]) -> Expr:
        indices = given if isinstance(given, tuple) else (given,)
        if len(indices) != len(self.kind.shape):
            raise ValueError(
                f"{self.name} is a {self.kind}: it takes {len(self.kind.shape)} indices, not {len(indices)}."
            )
        return Element(self, *map(expression, indices))

    def defined_by(self, body: Expr | Callable[..., Expr]) -> Quantity:
        """This quantity, defined: `p.defined_by(lambda k: exp(z[k]) / Sum(exp(z[j]), j))`."""
        if not callable(body):
            return Quantity(self.name, self.kind, Definition((), expression(body)))
        names = body.__code__.co_varnames[: body.__code__.co_argcount]
        indices = tuple(Index(name, n) for name, n in zip(names, self.kind.shape, strict=True))
        return Quantity(self.name, self.kind, Definition(indices, body(*indices)))

    def unfolded(self, indices: tuple[Expr, ...] = ()) -> Expr | None:
        """The definition of this quantity, or of its element at these indices."""
        return self.definition.at(indices) if self.definition else None


KNOWN: WeakValueDictionary[tuple[Any, ...], Quantity] = WeakValueDictionary()
"""The quantities in use, by what makes them the same."""


def quantity(name: str, word: str = "scalar", *sizes: Expr | int | str) -> Quantity:
    """A quantity of a kind given in words: `quantity("W", "matrix", m, n)`."""
    return Quantity(name, kind(word, *sizes))


def scalar(name: str) -> Quantity:
    """A number that may have any sign."""
    return Quantity(name, SCALAR)


def positive(name: str) -> Quantity:
    """A number known to be positive."""
    return Quantity(name, POSITIVE)


def vector(name: str, n: Expr | int | str) -> Quantity:
    """A column of n numbers."""
    return quantity(name, "vector", n)


def row(name: str, n: Expr | int | str) -> Quantity:
    """A row of n numbers."""
    return quantity(name, "row", n)


def matrix(name: str, m: Expr | int | str, n: Expr | int | str) -> Quantity:
    """A matrix of m rows and n columns."""
    return quantity(name, "matrix", m, n)


def one_hot(name: str, n: Expr | int | str) -> Quantity:
    """A column of n numbers of which one is 1 and the others are 0."""
    return quantity(name, "one-hot", n)


def distribution(name: str, n: Expr | int | str) -> Quantity:
    """A column of n numbers that are not negative and sum to 1."""
    return quantity(name, "distribution", n)


def indices(names: str, n: Expr | int | str) -> tuple[Index, ...]:
    """Indices that run from 1 to n: `i, j, k = indices("i j k", n)`."""
    return tuple(Index(name, as_size(n)) for name in names.split())


def quantity_of(expr: Expr) -> Quantity | None:
    """The quantity that an expression is, or is an element of."""
    if isinstance(expr, Quantity):
        return expr
    return expr.quantity if isinstance(expr, Element) and isinstance(expr.quantity, Quantity) else None
