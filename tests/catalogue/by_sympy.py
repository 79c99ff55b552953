"""SymPy's own derivative of an expression written out at one explicit size: every entry a symbol, no rule of ours."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import sympy
from sympy import Expr, Integer, Symbol

from derivations.notation import (
    Applied,
    Cases,
    Definition,
    Delta,
    Element,
    Index,
    Quantity,
    relu,
    sigmoid,
    sign,
    softplus,
    step,
    tanh,
)
from derivations.notation import absolute as magnitude
from derivations.notation.scope import free_indices, replace_indices
from derivations.verify.explicit import CannotWriteOut, explicit

SYMPY = {
    sigmoid: lambda x: 1 / (1 + sympy.exp(-x)),
    softplus: lambda x: sympy.log(1 + sympy.exp(x)),
    tanh: sympy.tanh,
    relu: lambda x: sympy.Max(0, x),
    step: lambda x: sympy.Heaviside(x, 0),
    sign: sympy.sign,
    magnitude: sympy.Abs,
}


SLOT = Symbol("slot")
MOST_PLACES = 3


class CannotSay(ValueError):
    """SymPy has nothing to say of an expression, and why."""


class WrittenOut:
    """Entries as real symbols of SymPy's own, each with a value."""

    def __init__(self, size: int) -> None:
        self.size, self.symbols, self.rng = size, {}, np.random.default_rng(5)
        self.values: dict[Symbol, float] = {}
        self.distributions: set[Quantity] = set()

    def symbol(self, entry: Expr) -> Symbol:
        """The symbol of an entry; the value that it gets is of its kind."""
        if entry not in self.symbols:
            held = entry.quantity if isinstance(entry, Element) else entry
            if held.depends_on or held.kind.word in ("symmetric", "invertible"):
                raise CannotSay(f"the entries of {held.name} are not free")
            places = "_".join(map(str, entry.args[1:]))
            new = self.symbols[entry] = Symbol(f"entry_{held.name}_{places}", real=True)
            self.values[new] = self.value(held.kind.word, entry.args[1:])
        return self.symbols[entry]

    def value(self, word: str, places: tuple[Expr, ...]) -> float:
        if word == "one-hot":
            return float(places[0] == 1)
        if word == "distribution":
            return 1 / self.size + 0.1 * (-1) ** int(places[0])
        if word == "signs":
            return (-1.0) ** int(places[0])
        return self.rng.uniform(0.3, 1.2) if word == "positive" else self.rng.normal()

    def __call__(self, expr: Expr) -> Expr:
        """The expression in SymPy's own terms."""
        if isinstance(expr, Quantity | Element):
            return self.symbol(expr)
        if isinstance(expr, Applied):
            return sympy.diff(sympy.tanh(SLOT), SLOT, expr.order).subs(SLOT, self(expr.argument))
        parts = [self(part) for part in expr.args]
        if isinstance(expr, Cases):
            *pairs, otherwise = parts
            return sympy.Piecewise(
                *[(v, sympy.Eq(c, 1)) for c, v in zip(pairs[::2], pairs[1::2], strict=True)], (otherwise, True)
            )
        if type(expr) in SYMPY:
            return SYMPY[type(expr)](*parts)
        if type(expr).__module__.startswith("derivations"):
            raise CannotSay(f"{type(expr).__name__} is not SymPy's")
        return expr.func(*parts) if parts else expr

    def number(self, expr: Expr) -> float:
        return float(expr.subs(self.values).evalf())


def derivative_at(of: Expr, wrt: Expr, claimed: Expr, free: tuple[Index, ...], size: int) -> tuple:
    """SymPy's derivative and the claimed one, for every value of the indices, as two lists of numbers."""
    write = WrittenOut(size)
    at = (*free, *wrt.args[1:])
    measured, expected = [], []
    every = list(product(*(range(1, length(index, size) + 1) for index in at)))
    for places in every[:: max(1, len(every) // MOST_PLACES)]:
        here = {index: Integer(place) for index, place in zip(at, places, strict=True)}
        variable = replace_indices(wrt, here)
        symbol = write.symbol(freed(variable))
        function, result = (
            write(written(held_free(replace_indices(expr, here), wrt, here), size)) for expr in (of, claimed)
        )
        measured.append(write.number(sympy.diff(function, symbol)))
        expected.append(write.number(result))
    return np.array(measured), np.array(expected)


def length(index: Index, size: int) -> int:
    return int(index.size) if index.size.is_Integer else size


def written(expr: Expr, size: int) -> Expr:
    try:
        return explicit(expr, size)
    except CannotWriteOut as reason:
        raise CannotSay(str(reason)) from None


def freed(element: Expr) -> Expr:
    """An element of the variable itself, not of what it stands for."""
    held = element.quantity if isinstance(element, Element) else element
    return element.xreplace({held: Quantity(held.name, held.kind)})


def held_free(expr: Expr, wrt: Expr, here: Mapping[Index, Expr]) -> Expr:
    """The expression with the variable free, also in what names stand for; what is given there is given as 1."""
    return with_free(expr, wrt.quantity if isinstance(wrt, Element) else wrt, here)


def with_free(expr: Expr, held: Quantity, here: Mapping[Index, Expr]) -> Expr:
    if expr == held:
        return Quantity(held.name, held.kind)
    if isinstance(expr, Quantity) and expr.definition is not None:
        axes, body = expr.definition.indices, with_free(expr.definition.body, held, here)
        given = {index: here.get(index, Integer(1)) for index in free_indices(body) - {*axes}}
        return Quantity(expr.name, expr.kind, Definition(axes, replace_indices(body, given)))
    if isinstance(expr, Index) or not expr.args:
        return expr
    parts = [with_free(part, held, here) for part in expr.args]
    if isinstance(expr, Element):
        return Element(parts[0], *map(known_place, parts[1:]))
    return Delta(*map(known_place, parts)) if isinstance(expr, Delta) else expr.func(*parts)


def known_place(place: Expr) -> Expr:
    """A place given from outside is the first; every word looked up is the second."""
    if isinstance(place, Element | Quantity):
        return Integer(2 if isinstance(place, Element) else 1)
    return place
