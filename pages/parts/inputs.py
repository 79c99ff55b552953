"""The inputs of a derivation under living sliders, each by its kind, and as text for an address."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from derivations.numbers import Input
from pages.parts.formula import component
from pages.parts.slider import Scale, matrix, slider, vector

FREE, POSITIVE, CHANCE = Scale(-3, 3, 0.1), Scale(0.1, 5, 0.1), Scale(0.01, 1, 0.01)
LARGEST_SIZE = 5
Values = dict[str, Any]


def sized(key: str, names: Sequence[str], starts: Mapping[str, int]) -> dict[str, int]:
    """The sizes, each under a slider."""
    return {
        name: int(slider(f"{key}/{name}", f"Size {name}", starts.get(name, 3), Scale(1, LARGEST_SIZE, 1)))
        for name in names
    }


def controls(key: str, given: Sequence[Input], seeds: Values) -> Values:
    """Every input under its control, starting at the seeds."""
    return {each.name: control(f"{key}/{each.name}", each, np.asarray(seeds[each.name])) for each in given}


def control(key: str, given: Input, seed: Any) -> Any:
    """One input under the control of its kind."""
    word = given.kind.split()[0]
    if given.below is not None or word == "index":
        return seed
    if word == "one-hot":
        return hot(key, given, seed)
    if word == "distribution":
        weights = np.array(flat(key, given, np.maximum(seed, CHANCE.low), CHANCE))
        return weights / weights.sum()
    scale = POSITIVE if word == "positive" else FREE
    if seed.ndim == 0:
        return np.array(slider(key, given.text, float(seed), scale))
    if seed.ndim == 1:
        return np.array(flat(key, given, seed, scale))
    return grid(key, given, seed, scale)


def hot(key: str, given: Input, seed: Any) -> Any:
    """Which entry of a one-hot vector is 1."""
    n = len(seed)
    if n == 1:
        return np.ones(1)
    place = slider(key, f"{given.text}: which entry is 1", float(np.argmax(seed)) + 1, Scale(1, n, 1))
    return np.eye(n)[int(place) - 1]


def flat(key: str, given: Input, seed: Any, scale: Scale) -> tuple[float, ...]:
    """A vector as a column of sliders."""
    names = [component(given.text, place) for place in range(1, len(seed) + 1)]
    return vector(key, given.text, names, [float(value) for value in seed], scale)


def grid(key: str, given: Input, seed: Any, scale: Scale) -> Any:
    """A matrix as a grid of sliders, folded away so that it does not push the others out of sight."""
    rows, columns = seed.shape
    names = [
        [component(given.text, int(f"{row}{column}")) for column in range(1, columns + 1)]
        for row in range(1, rows + 1)
    ]
    with st.expander(f"{given.text}, {rows} × {columns}"):
        return np.array(matrix(key, given.text, names, seed.tolist(), scale))


def written(values: Values) -> str:
    """The inputs as text: z=1,0.5;W=1,2|3,4"""
    return ";".join(f"{name}={array_text(np.asarray(value))}" for name, value in values.items())


def array_text(array: Any) -> str:
    """An array as text, its rows apart by bars."""
    if array.ndim == 2:
        return "|".join(array_text(row) for row in array)
    return ",".join(f"{value:.6g}" for value in np.atleast_1d(array))


def read(text: str, given: Sequence[Input]) -> Values:
    """The inputs of a text; a ValueError with a sentence where they do not fit."""
    parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    missing = [each.name for each in given if each.name not in parts]
    if missing:
        raise ValueError(f"the numbers for {', '.join(missing)} are missing")
    return {each.name: read_array(parts[each.name], each) for each in given}


def read_array(text: str, given: Input) -> Any:
    """An array of text, of the right number of axes."""
    try:
        rows = [[float(number) for number in row.split(",")] for row in text[:4000].split("|")]
        array = np.array(rows)
    except ValueError:
        raise ValueError(f"the numbers for {given.name} cannot be read") from None
    if not np.isfinite(array).all() or max(array.shape) > LARGEST_SIZE:
        raise ValueError(f"the numbers for {given.name} are too many or not finite")
    if given.below is not None:
        array = array.astype(int)
    return array if len(given.sizes) == 2 else array[0] if given.sizes else array[0, 0]


def lengths_of(given: Sequence[Input], values: Values) -> dict[str, int]:
    """The sizes that the arrays have; a ValueError where two disagree."""
    found: dict[str, int] = {}
    for each in given:
        for name, length in zip(each.sizes, np.shape(values[each.name]), strict=True):
            if isinstance(name, str) and found.setdefault(name, length) != length:
                raise ValueError(f"the size {name} is {found[name]} in one place and {length} in another")
    return found


def overlaid(fresh: Values, old: Values) -> Values:
    """New inputs of new sizes that keep what they can of the old ones."""
    result = {}
    for name, array in fresh.items():
        array = np.array(array)
        before = np.asarray(old.get(name, array))
        if array.ndim and before.ndim == array.ndim and array.dtype.kind == "f":
            common = tuple(slice(0, min(a, b)) for a, b in zip(array.shape, before.shape, strict=True))
            array[common] = before[common]
        result[name] = array if array.ndim else before
    return result
