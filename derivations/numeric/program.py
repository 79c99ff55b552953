"""A compiled expression: its source, what it must be given, and its value.

This module needs NumPy alone, so a program that was compiled and pickled elsewhere evaluates without SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np

from derivations.numeric import stability
from derivations.numeric.parameters import Parameter
from derivations.numeric.shapes import WrongShape, sizes_by_name, what_is_missing, within_range

FUNCTIONS: dict[str, Any] = {
    name: getattr(stability, name)
    for name in [
        "softmax",
        "log_softmax",
        "log_sum_exp",
        "sigmoid",
        "log_sigmoid",
        "softplus",
        "relu",
        "step",
        "sign",
        "absolute",
        "naive_sigmoid",
        "naive_softplus",
    ]
}
"""All that a compiled source may name besides NumPy, its parameters and what it computes."""

Call = Callable[..., Any]
SHAPE_AND_TYPE = attrgetter("shape", "dtype")


@dataclass(frozen=True)
class Program:
    """A function of arrays as source, and its parameters in order: arrays first, then functions and sizes."""

    source: str
    parameters: tuple[Parameter, ...]
    precision: str = "float64"
    may_warn: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        return Program, (self.source, self.parameters, self.precision, self.may_warn)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of what must be given."""
        return tuple(p.name for p in self.parameters if p.role != "function")

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The function itself: the source holds what this package wrote, identifiers and numbers alone."""
        namespace: dict[str, Any] = {"np": np, **FUNCTIONS}
        exec(compile(self.source, "<compiled expression>", "exec"), namespace)
        function: Callable[..., Any] = namespace["evaluate"]
        return function

    def __call__(self, values: Mapping[Any, Any]) -> Any:
        """The value, for inputs by the name of the quantity."""
        return self.quickly(values)

    @cached_property
    def quickly(self) -> Call:
        return quick(self, frozenset(), self.with_checks)

    def with_checks(self, values: Mapping[Any, Any]) -> Any:
        return self.run(*self.checked(values))

    @cached_property
    def run(self) -> Call:
        """The function, silent where a value is not finite: that is an answer, not an accident."""
        return np.errstate(all="ignore")(self.function) if self.may_warn else self.function

    def checked(self, values: Mapping[Any, Any]) -> tuple[Any, ...]:
        """The inputs in order, as arrays of the right precision, shapes and ranges."""
        inputs = self.inputs(values)
        sizes = self.sizes_found(inputs)
        for parameter, array in zip(self.parameters, inputs, strict=True):
            if parameter.role == "index":
                within_range(parameter, array, sizes)
        if self.pick is not None and all(array.dtype is self.number_type for array in inputs):
            self.found_right[:] = map(SHAPE_AND_TYPE, inputs)
        return inputs

    def sizes(self, values: Mapping[Any, Any]) -> dict[str, int]:
        """The sizes by name, as the arrays have them."""
        return self.sizes_found(self.inputs(values))

    def inputs(self, values: Mapping[Any, Any]) -> tuple[Any, ...]:
        """The inputs in order, numbers in the precision of the program; a complex one stays complex."""
        by_name = {getattr(key, "name", key): given for key, given in values.items()}
        return tuple(self.converted(parameter, by_name) for parameter in self.parameters)

    def converted(self, parameter: Parameter, values: Mapping[str, Any]) -> Any:
        """The value of a parameter as the function takes it."""
        if parameter.role == "function":
            return activation(parameter.name, values)
        if parameter.name not in values:
            raise what_is_missing(self.parameters, values)
        value = values[parameter.name]
        if parameter.role == "size":
            return int(value)
        array = np.asarray(value)
        return array if parameter.role == "index" else as_numbers(parameter.name, array, self.number_type)

    def sizes_found(self, inputs: tuple[Any, ...]) -> dict[str, int]:
        arrays = [p for p in self.parameters if p.role in ("number", "index")]
        return sizes_by_name(arrays, [array.shape for array in inputs[: len(arrays)]])

    @cached_property
    def pick(self) -> Callable[[Mapping[Any, Any]], tuple[Any, ...]] | None:
        """How the inputs are picked from the values, if all of them are arrays of numbers."""
        if not self.names or any(p.role != "number" for p in self.parameters):
            return None
        [only, *others] = self.names
        return itemgetter(*self.names) if others else lambda values: (values[only],)

    @cached_property
    def found_right(self) -> list[Any]:
        """The shapes and types of the inputs that were last found right, so that they need no second look."""
        return []

    @cached_property
    def number_type(self) -> np.dtype[Any]:
        return np.dtype(self.precision)


def quick(program: Program, unusual: frozenset[Any], otherwise: Call) -> Call:
    """A call that goes straight to the function where the inputs look as they did the last time.

    Each look costs as much as an operation on ten numbers, so there is one; for values that name
    something unusual, and wherever anything differs, the other call decides.
    """
    pick, run, found_right = program.pick, program.run, program.found_right
    if pick is None:
        return otherwise

    def call(values: Mapping[Any, Any]) -> Any:
        try:
            inputs = pick(values)
            is_right = list(map(SHAPE_AND_TYPE, inputs)) == found_right and unusual.isdisjoint(values)
        except (KeyError, AttributeError):
            is_right = False
        return run(*inputs) if is_right else otherwise(values)

    return call


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

    Another is given as the tuple of the function and its derivatives, or as a single function where none
    is needed.
    """
    function, order = name.rstrip("'"), name.count("'")
    given = values.get(function, TANH)
    given = given if isinstance(given, tuple) else (given,)
    if order >= len(given):
        raise WrongShape(
            f"Derivative {order} of {function} is needed and the values give {len(given)} function(s): "
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
