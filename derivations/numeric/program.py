"""A compiled expression: its source, what it must be given, and its value.

This module needs NumPy alone, so a program that was compiled and pickled elsewhere evaluates without SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from derivations.numeric import stability
from derivations.numeric.parameters import Parameter
from derivations.numeric.shapes import Shape, WrongShape, sizes_by_name, what_is_missing, within_range

FUNCTIONS: dict[str, Any] = {
    name: getattr(stability, name)
    for name in ["softmax", "log_softmax", "log_sum_exp", "sigmoid", "log_sigmoid", "softplus", "relu", "step", "sign", "absolute", "naive_sigmoid", "naive_softplus"]
}
"""All that a compiled source may name besides NumPy, its parameters and what it computes."""

MOST_SHAPES = 1000
MISSING = object()


@dataclass(frozen=True)
class Program:
    """A function of arrays as source, and its parameters in order: arrays first, then functions and sizes."""

    source: str
    parameters: tuple[Parameter, ...]
    precision: str = "float64"
    may_warn: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of what must be given."""
        return tuple(p.name for p in self.parameters if p.role != "function")

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The function itself; its source holds nothing but what this package wrote, identifiers and numbers."""
        namespace: dict[str, Any] = {"np": np, **FUNCTIONS}
        exec(compile(self.source, "<compiled expression>", "exec"), namespace)
        function: Callable[..., Any] = namespace["evaluate"]
        return function

    def __call__(self, values: Mapping[Any, Any]) -> Any:
        """The value, for inputs by the name of the quantity."""
        inputs = self.inputs(values)
        shapes = tuple([array.shape for array in inputs[: self.how_many_arrays]])
        if shapes not in self.right_shapes:
            self.checked_sizes(inputs)
        if self.has_indices:
            self.check_indices(inputs)
        if not self.may_warn:
            return self.function(*inputs)
        with np.errstate(all="ignore"):
            return self.function(*inputs)

    def sizes(self, values: Mapping[Any, Any]) -> dict[str, int]:
        """The sizes by name, as the arrays have them."""
        return self.checked_sizes(self.inputs(values))

    def inputs(self, values: Mapping[Any, Any]) -> list[Any]:
        """The inputs in order, numbers in the precision of the program; a complex one stays complex."""
        number_type, inputs = self.number_type, []
        for parameter in self.parameters:
            value = values.get(parameter.name, MISSING)
            if type(value) is not np.ndarray or value.dtype is not number_type or parameter.role != "number":
                value = self.converted(parameter, value, values)
            inputs.append(value)
        return inputs

    def converted(self, parameter: Parameter, value: Any, values: Mapping[Any, Any]) -> Any:
        """A value that is no array of the right precision, made one."""
        if value is MISSING:
            values = {getattr(key, "name", key): given for key, given in values.items()}
            if parameter.role == "function":
                return activation(parameter.name, values)
            if parameter.name not in values:
                raise what_is_missing(self.parameters, values)
            value = values[parameter.name]
        if parameter.role == "function":
            return activation(parameter.name, values)
        if parameter.role == "size":
            return int(value)
        array = np.asarray(value)
        return array if parameter.role == "index" else as_numbers(parameter.name, array, self.number_type)

    def checked_sizes(self, inputs: list[Any]) -> dict[str, int]:
        arrays = inputs[: self.how_many_arrays]
        shapes: tuple[Shape, ...] = tuple(array.shape for array in arrays)
        sizes = sizes_by_name(self.parameters[: len(arrays)], shapes)
        if len(self.right_shapes) > MOST_SHAPES:
            self.right_shapes.clear()
        self.right_shapes.add(shapes)
        return sizes

    def check_indices(self, inputs: list[Any]) -> None:
        sizes = self.checked_sizes(inputs)
        for parameter, array in zip(self.parameters, inputs, strict=True):
            if parameter.role == "index":
                within_range(parameter, array, sizes)

    @cached_property
    def right_shapes(self) -> set[tuple[Shape, ...]]:
        """The shapes that were found right before, so that they need no second look."""
        return set()

    @cached_property
    def how_many_arrays(self) -> int:
        return sum(p.role in ("number", "index") for p in self.parameters)

    @cached_property
    def has_indices(self) -> bool:
        return any(p.role == "index" for p in self.parameters)

    @cached_property
    def number_type(self) -> np.dtype[Any]:
        return np.dtype(self.precision)


def as_numbers(name: str, array: Any, number_type: np.dtype[Any]) -> Any:
    """An array in the precision asked for."""
    if array.dtype.kind == "c":
        return array.astype(np.result_type(number_type, np.complex64), copy=False)
    if array.dtype.kind not in "fiub":
        raise WrongShape(f"{name} must hold numbers, and holds {array.dtype}.")
    array = array.astype(number_type, copy=False)
    return array if array.ndim else array[()]


def activation(name: str, values: Mapping[str, Any]) -> Any:
    """The function of that name, or its derivative (a prime each): tanh, if the values name no other.

    Another is given as the tuple of the function and its derivatives, or as a single function where none is needed.
    """
    function, order = name.rstrip("'"), name.count("'")
    given = values.get(function, TANH)
    given = given if isinstance(given, tuple) else (given,)
    if order >= len(given):
        raise WrongShape(
            f"The computation needs derivative {order} of {function}; the values give {len(given)} function(s): "
            f"give the tuple ({function}, {function}′, {function}″)."
        )
    return given[order]


def slope_of_tanh(x: Any) -> Any:
    """tanh′ x = 1 − tanh² x"""
    return 1 - np.tanh(x) ** 2


def curvature_of_tanh(x: Any) -> Any:
    """tanh″ x = −2 tanh x (1 − tanh² x)"""
    return -2 * np.tanh(x) * (1 - np.tanh(x) ** 2)


TANH = (np.tanh, slope_of_tanh, curvature_of_tanh)
