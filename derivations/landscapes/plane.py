"""A loss and its gradient over a plane of two parameters, all points at once.

The parameter's array is given a definition: its base values, moved by α_g at one entry and β_h at another. Then g and
h are free indices like any others, and the loss and the *derived* gradient compile to functions of the whole plane.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from sympy import Expr, Integer, Mul

from derivations.derive import gradient
from derivations.notation import Definition, Delta, Element, Index, Quantity, quantity_of, size, vector
from derivations.notation.dependence import depends_on
from derivations.notation.scope import children, free_indices, hygienic, replace_indices, with_children
from derivations.numeric.compiling import Compiled, compiled_many
from derivations.numeric.stability import Array
from derivations.rules.matrices import element_form

Place = tuple[int, ...]
"""An entry of an array, counted from 1; a scalar has the empty place."""

g, h = Index("g", size("G")), Index("h", size("H"))
ALONG, ACROSS = vector("α", "G"), vector("β", "H")


@dataclass(frozen=True)
class Knob:
    """One of the two parameters that are moved: a quantity and one of its entries."""

    quantity: Quantity
    place: Place = ()


@dataclass(frozen=True)
class Plane:
    """The loss and both slopes on a grid: rows follow the second knob, columns the first."""

    x: Array
    y: Array
    loss: Array
    slope_x: Array
    slope_y: Array


@dataclass(frozen=True)
class Landscape:
    """A loss over two knobs."""

    loss: Quantity
    first: Knob
    second: Knob

    def over(self, x: Array, y: Array, values: Mapping[str, Any]) -> Plane:
        """The loss and its slopes at every point of a grid."""
        moved = dict(values)
        for knob in (self.first, self.second):
            moved[base(knob.quantity).name] = values[knob.quantity.name]
        for knob, name, grid in ((self.first, "α", x), (self.second, "β", y)):
            moved[name] = np.asarray(grid) - entry(values, knob)
        loss, slope_x, slope_y = on_the_plane(self)(moved)
        full = np.broadcast_shapes(np.shape(loss), (len(x), len(y)))
        return Plane(x, y, *(np.broadcast_to(part, full).T for part in (loss, slope_x, slope_y)))

    def at(self, point: tuple[float, float], values: Mapping[str, Any]) -> tuple[float, float, float]:
        """The loss and both slopes at one point."""
        here = with_entry(with_entry(dict(values), self.first, point[0]), self.second, point[1])
        loss, slope_x, slope_y = at_a_point(self)(here)
        return float(loss), float(slope_x), float(slope_y)


def entry(values: Mapping[str, Any], knob: Knob) -> float:
    """What a knob stands at."""
    return float(np.asarray(values[knob.quantity.name])[tuple(k - 1 for k in knob.place)])


def with_entry(values: dict[str, Any], knob: Knob, value: float) -> dict[str, Any]:
    """The values with a knob set."""
    array = np.array(values[knob.quantity.name], dtype=float)
    array[tuple(k - 1 for k in knob.place)] = value
    return values | {knob.quantity.name: array}


def slope(landscape: Landscape, knob: Knob) -> Expr:
    """The derived derivative of the loss by one knob."""
    derived = gradient(landscape.loss, knob.quantity)
    if derived.obstacle:
        raise ValueError(f"The gradient of this loss is not derived: {derived.obstacle}")
    start, result = derived.derivation.start, element_form(derived.derivation.result)
    at = dict(zip(start.wrt.args[1:], map(Integer, knob.place), strict=True))
    return replace_indices(result, at)


@lru_cache(maxsize=64)
def at_a_point(landscape: Landscape) -> Compiled:
    """The loss and both slopes as one function."""
    return compiled_many(
        [landscape.loss, slope(landscape, landscape.first), slope(landscape, landscape.second)]
    )


@lru_cache(maxsize=64)
def on_the_plane(landscape: Landscape) -> Compiled:
    """The loss and both slopes as one function of the whole plane."""
    knobs = (landscape.first, landscape.second)
    exprs = [landscape.loss, *(slope(landscape, knob) for knob in knobs)]
    return compiled_many([moved(expr, knobs) for expr in exprs], [(g, h)] * 3)


def moved(expr: Expr, knobs: tuple[Knob, Knob]) -> Expr:
    """An expression in which the knobs' quantities are moved over the plane, what is built on them written out."""
    return hygienic(written_out(expr, knobs), free_indices(expr) | {g, h})


def written_out(expr: Expr, knobs: tuple[Knob, Knob]) -> Expr:
    """Every quantity that depends on a knob replaced by what it then is."""
    held = quantity_of(expr)
    if held is not None and any(depends_on(held, knob.quantity) for knob in knobs):
        turned = any(held == knob.quantity for knob in knobs)
        definition = moving(held, knobs) if turned else held.definition
        assert definition is not None
        body = definition.at(tuple(expr.args[1:]) if isinstance(expr, Element) else ())
        return body if turned else written_out(body, knobs)
    parts = children(expr)
    return with_children(expr, [written_out(part, knobs) for part in parts]) if parts else expr


def moving(q: Quantity, knobs: tuple[Knob, Knob]) -> Definition:
    """θ_k = base_k + δ_k,first α_g + δ_k,second β_h"""
    at = tuple(Index(letter, n) for letter, n in zip("kl", q.kind.shape, strict=False))
    body = base(q)[at] if at else base(q)
    for knob, step in zip(knobs, (ALONG[g], ACROSS[h]), strict=True):
        if knob.quantity == q:
            here = Mul(*(Delta(index, Integer(place)) for index, place in zip(at, knob.place, strict=True)))
            body = body + here * step
    return Definition(at, body)


def base(q: Quantity) -> Quantity:
    """The values that a quantity has where neither knob moves it."""
    return Quantity(f"{q.name}^{{(0)}}", q.kind)
