"""The few heads of an index expression that SymPy lacks, or would evaluate behind our back.

SymPy's own `Derivative(p[k], z[i])` is 0 the moment it is built, because nothing tells it that p depends on z, and its
`Sum` costs a hundred times as much to build. These heads are inert: only a rule changes them.
"""

from __future__ import annotations

from typing import Any

from sympy import Expr, Integer, S, Symbol
from sympy.core.sympify import _sympify as expression  # which takes no text: SymPy would execute it


class Index(Symbol):
    """An index that knows its range: it runs from 1 to its size."""

    __slots__ = ("size",)
    size: Expr

    def __new__(cls, name: str, size: Expr) -> Index:
        self: Index = Symbol.__xnew__(cls, name)
        self.size = size
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str, Expr], dict[str, Any]]:
        return (self.name, self.size), {}

    def _hashable_content(self) -> tuple[Any, ...]:
        return (self.name, self.size)


class Head(Expr):
    """An inert node: it holds its arguments and evaluates nothing."""

    __slots__ = ()
    is_commutative = True

    def __new__(cls, *args: Any) -> Expr:
        return Expr.__new__(cls, *map(expression, args))

    def _sympystr(self, printer: Any) -> str:
        """Keep SymPy's printer from reading a head of ours as its namesake."""
        return f"{type(self).__name__}({', '.join(map(printer._print, self.args))})"


class Element(Head):
    """An element of an array quantity: `z_i` is `Element(z, i)`."""

    __slots__ = ()

    @property
    def quantity(self) -> Symbol:
        return self.args[0]

    @property
    def indices(self) -> tuple[Expr, ...]:
        return tuple(self.args[1:])


class Delta(Head):
    """The Kronecker delta: 1 where its two indices are equal, else 0."""

    __slots__ = ()

    def __new__(cls, a: Expr, b: Expr) -> Expr:
        a, b = sorted(map(expression, (a, b)), key=lambda index: index.sort_key())
        if a == b:
            return S.One
        if isinstance(a, Integer) and isinstance(b, Integer):
            return S.Zero
        return Expr.__new__(cls, a, b)


class Reduction(Head):
    """An operation over all values of a bound index: `Sum(body, k)`."""

    __slots__ = ()

    @property
    def body(self) -> Expr:
        return self.args[0]

    @property
    def index(self) -> Index:
        index: Index = self.args[1]
        return index

    @property
    def free_symbols(self) -> set[Symbol]:
        free: set[Symbol] = (self.body.free_symbols - {self.index}) | self.index.size.free_symbols
        return free


class Sum(Reduction):
    """The sum of the body over all values of an index, or of several, the first innermost.

    A number in front of the body stands in front of the sum, as SymPy moves numbers in its own products.
    """

    __slots__ = ()

    def __new__(cls, body: Any, *indices: Index) -> Expr:
        number, body = expression(body).as_coeff_Mul()
        if number is S.Zero or not indices:
            return number * body
        inner = Expr.__new__(cls, body, indices[0])
        return number * cls(inner, *indices[1:])


class Product(Reduction):
    """The product of the body over all values of an index."""

    __slots__ = ()


class Largest(Reduction):
    """The largest value that the body takes over an index: max_k x_k."""

    __slots__ = ()


class Partial(Head):
    """The partial derivative of an expression with respect to a scalar or an element, not yet carried out."""

    __slots__ = ()

    @property
    def of(self) -> Expr:
        return self.args[0]

    @property
    def wrt(self) -> Expr:
        return self.args[1]


class Cases(Head):
    """`Cases(c1, v1, c2, v2, …, otherwise)`: the value beside the first condition that is 1; a condition is 0 or 1."""

    __slots__ = ()

    @property
    def branches(self) -> tuple[tuple[Expr, Expr], ...]:
        return tuple(zip(self.args[:-1:2], self.args[1:-1:2], strict=True))

    @property
    def otherwise(self) -> Expr:
        return self.args[-1]


class Marked(Head):
    """What a step changed: means its content, printed highlighted."""

    __slots__ = ()

    @property
    def content(self) -> Expr:
        return self.args[0]
