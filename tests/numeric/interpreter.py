"""The meaning of the notation, spelled out: one number at a time, in loops, apart from the compiler."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from sympy import Add, Expr, Mul, Number, NumberSymbol, Pow, Symbol, exp, log

from derivations.notation import (
    Applied,
    Cases,
    Delta,
    Element,
    Index,
    Largest,
    Marked,
    Product,
    Quantity,
    Sum,
    absolute,
    relu,
    sigmoid,
    sign,
    softplus,
    step,
    tanh,
)
from derivations.notation.arrays import Entry

FUNCTIONS = {
    exp: math.exp,
    log: math.log,
    tanh: math.tanh,
    sigmoid: lambda x: 1 / (1 + math.exp(-x)),
    softplus: lambda x: math.log(1 + math.exp(x)),
    relu: lambda x: max(x, 0.0),
    step: lambda x: 1.0 if x > 0 else 0.0,
    absolute: abs,
    sign: lambda x: float((x > 0) - (x < 0)),
}


@dataclass(frozen=True)
class Interpreter:
    """Values of quantities and sizes, and what each index is at the moment, from 1 on."""

    values: Mapping[str, Any]
    sizes: Mapping[str, int]
    at: Mapping[str, int]

    def value(self, e: Expr) -> float:
        if isinstance(e, Number | NumberSymbol):
            return float(e)
        if type(e) in FUNCTIONS:
            return FUNCTIONS[type(e)](self.value(e.args[0]))
        match e:
            case Add():
                return math.fsum(map(self.value, e.args))
            case Mul():
                return math.prod(map(self.value, e.args))
            case Pow():
                return self.value(e.base) ** self.value(e.exp)
            case Sum():
                return math.fsum(self.each(e))
            case Product():
                return math.prod(self.each(e))
            case Largest():
                return max(self.each(e))
            case Delta():
                return float(self.place(e.args[0]) == self.place(e.args[1]))
            case Cases():
                return self.value(next((v for c, v in e.branches if self.value(c)), e.otherwise))
            case Marked():
                return self.value(e.content)
            case Entry():
                return self.value(e.unfolded)
            case Applied():
                return [math.tanh, lambda x: 1 - math.tanh(x) ** 2][e.order](self.value(e.argument))
            case Index():
                return float(self.place(e))
            case Quantity() | Element():
                return self.element(e)
            case Symbol():
                return float(self.sizes[e.name])
        raise TypeError(e)

    def each(self, e: Expr) -> list[float]:
        """The body of a reduction for each value of its index."""
        length = int(self.value(e.index.size))
        return [replace(self, at={**self.at, e.index.name: k}).value(e.body) for k in range(1, length + 1)]

    def element(self, e: Expr) -> float:
        quantity, places = (
            (e.quantity, tuple(map(self.place, e.indices))) if isinstance(e, Element) else (e, ())
        )
        if quantity.definition is None:
            return float(np.asarray(self.values[quantity.name])[tuple(k - 1 for k in places)])
        names = [index.name for index in quantity.definition.indices]
        return replace(self, at=dict(zip(names, places, strict=True))).value(quantity.definition.body)

    def place(self, index: Expr) -> int:
        """What an index is: a number from 1 on; NumPy's places count from 0."""
        if isinstance(index, Element):
            return (
                int(
                    np.asarray(self.values[index.quantity.name])[
                        tuple(self.place(i) - 1 for i in index.indices)
                    ]
                )
                + 1
            )
        if isinstance(index, Index) and index.name not in self.at:
            return int(self.values[index.name]) + 1
        return self.at[index.name] if isinstance(index, Index) else int(index)


def interpreted(
    expr: Expr, free: tuple[Index, ...], values: Mapping[str, Any], sizes: Mapping[str, int]
) -> Any:
    """The array of an expression over its free indices, entry by entry."""
    lengths = [int(Interpreter(values, sizes, {}).value(i.size)) for i in free]
    result = np.empty(lengths)
    for places in product(*map(range, lengths)):
        at = {index.name: place + 1 for index, place in zip(free, places, strict=True)}
        result[places] = Interpreter(values, sizes, at).value(expr)
    return result
