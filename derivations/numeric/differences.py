"""Derivatives from values alone, by central differences and by the complex step, apart from any rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from sympy import Expr

from derivations.notation.heads import Index
from derivations.notation.quantities import Quantity
from derivations.numeric.compiling import compiled
from derivations.numeric.stability import Array

Forward = Callable[[Any], Any]


@dataclass(frozen=True)
class Differences:
    """The derivative of an expression with respect to a whole array, in two ways.

    The axes are those of the expression's value, followed by those of the quantity.
    """

    central: Array
    complex_step: Array


def differences(
    expr: Expr, wrt: Quantity, values: Mapping[Any, Any], free: Iterable[Index] | None = None
) -> Differences:
    """The numerical derivatives of an expression; a defined quantity is set free at its value."""
    at = {getattr(key, "name", key): value for key, value in values.items()}
    if wrt.name not in at and wrt.definition:
        axes = wrt.definition.indices
        at[wrt.name] = compiled(wrt[axes] if axes else wrt, axes)(values)
    function = compiled(expr, free)

    def forward(array: Any) -> Any:
        return function({**at, wrt.name: array})

    array = np.asarray(at[wrt.name], dtype=float) if wrt.name in at else missing(wrt, at)
    return Differences(central_differences(forward, array), complex_step(forward, array))


def missing(wrt: Quantity, at: Mapping[str, Any]) -> Any:
    raise ValueError(f"The values lack {wrt.name}, the variable; given are {', '.join(at) or 'none'}.")


def central_differences(forward: Forward, array: Array) -> Array:
    """(f(x + h) − f(x − h)) / 2h for each entry, extrapolated from two h to an error of fourth order."""

    def slope(place: tuple[int, ...], h: float) -> Any:
        return (forward(moved(array, place, h)) - forward(moved(array, place, -h))) / (2 * h)

    def extrapolated(place: tuple[int, ...]) -> Any:
        h = 1e-3 * max(1.0, abs(float(array[place])))
        return (4 * slope(place, h / 2) - slope(place, h)) / 3

    return stacked(extrapolated, array)


def complex_step(forward: Forward, array: Array) -> Array:
    """Im f(x + ih) / h for each entry: exact to the last digit, for nothing is subtracted."""
    h = 1e-30
    return stacked(lambda place: np.imag(forward(moved(array, place, 1j * h))) / h, array)


def moved(array: Array, place: tuple[int, ...], by: complex) -> Array:
    """The array with one entry moved."""
    result = array.astype(np.result_type(array, type(by)))
    result[place] += by
    return result


def stacked(slope: Callable[[tuple[int, ...]], Any], array: Array) -> Array:
    """The slopes of all entries, the entry's axes last."""
    slopes = [np.asarray(slope(place)) for place in product(*map(range, array.shape))]
    return np.stack(slopes, axis=-1).reshape((*slopes[0].shape, *array.shape))
