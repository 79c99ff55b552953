"""The inputs of a derivation under living sliders, each by its kind, and as text for an address."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from derivations.numbers import Input
from derivations.ranges import Range, range_of
from pages.parts.slider import Panel, Scale

LARGEST_SIZE = 5
MANY = 10
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
TO_LOWERED = str.maketrans("0123456789", LOWERED)
Values = dict[str, Any]
NO_OTHERS: Mapping[str, Range] = MappingProxyType({})


def sized(panel: Panel, starts: Mapping[str, int]) -> dict[str, int]:
    """The sizes, side by side under their sliders."""
    if not starts:
        return {}
    names, scale = list(starts), Scale(1, LARGEST_SIZE, 1)
    (row,) = panel.matrix("sizes", "Sizes", [[f"size {name}" for name in names]], [list(starts.values())], scale)
    return dict(zip(names, map(int, row), strict=True))


def controls(
    panel: Panel,
    given: Sequence[Input],
    seeds: Values,
    lengths: Mapping[str, int],
    ranges: Mapping[str, Range] = NO_OTHERS,
) -> Values:
    """Every input under its control, starting at the seeds; of many, only the first one's are in sight.

    How far it may be dragged is said by its kind, or by name among the ranges.
    """
    first = next((each.name for each in given if each.kind != "size"), "")
    many = sum(np.size(seeds[each.name]) for each in given) > MANY
    return {
        each.name: control(
            panel,
            each,
            np.asarray(seeds[each.name]),
            lengths,
            scaled(ranges.get(each.name, range_of(each.kind))),
            many and each.name != first,
        )
        for each in given
    }


def scaled(range: Range) -> Scale:
    """The slider of a range."""
    return Scale(range.low, range.high, range.step)


def control(
    panel: Panel, given: Input, seed: Any, lengths: Mapping[str, int], scale: Scale, folded: bool
) -> Any:
    """One input under the control of its kind."""
    word = given.kind.split()[0]
    if word == "size":
        return np.array(lengths[given.name])
    if given.below is not None or seed.dtype.kind in "iu":
        return places(panel, given, seed, lengths)
    if word == "one-hot":
        return hot(panel, given, seed)
    if word == "distribution":
        weights = numbers(panel, given, np.maximum(seed, scale.low), scale, False)
        return weights / weights.sum()
    found = numbers(panel, given, seed, scale, folded)
    return np.tril(found) + np.tril(found, -1).T if word == "symmetric" else found


def numbers(panel: Panel, given: Input, seed: Any, scale: Scale, folded: bool) -> Any:
    """A number, a column or a grid of them; what is folded does not push the others out of sight."""
    if seed.ndim == 0:
        return np.array(panel.number(given.name, given.text, float(seed), scale))
    shape = " × ".join(map(str, seed.shape))
    if seed.ndim == 1:
        names = [entry(given.text, place) for place in range(1, len(seed) + 1)]
        label, fold = (f"{given.text}, {shape} numbers", True) if folded else (given.text, None)
        return np.array(panel.vector(given.name, label, names, seed.tolist(), scale, folded=fold))
    rows, columns = seed.shape
    names = [[entry(given.text, row, column) for column in range(1, columns + 1)] for row in range(1, rows + 1)]
    label = f"{given.text}, {shape} matrix"
    return np.array(panel.matrix(given.name, label, names, seed.tolist(), scale, folded=folded))


def entry(name: str, *places: int) -> str:
    """The name of an entry, such as W₁₂; where the name has something below it, W_{1,12} for the sliders to set."""
    base = name.rstrip(LOWERED)
    digits = "".join(str(LOWERED.index(digit)) for digit in name[len(base) :])
    base, _, letter = base.partition("_")
    place = "".join(map(str, places))
    return f"{base}_{{{letter}{digits},{place}}}" if letter + digits else base + place.translate(TO_LOWERED)


def places(panel: Panel, given: Input, seed: Any, lengths: Mapping[str, int]) -> Any:
    """Which words are meant: whole numbers from 1 on, as in the formulas; from 0 on in the arrays."""
    # Where nothing says how many there are, those that are met at the start are all that is known to be there.
    known = lengths[given.below] if isinstance(given.below, str) else given.below
    below = known if known is not None else max(2, int(np.max(seed, initial=0)) + 1)
    if below == 1:
        return np.zeros(np.shape(seed), dtype=int)
    shown = np.minimum(seed, below - 1) + 1.0
    return numbers(panel, given, shown, Scale(1, below, 1), False).astype(int) - 1


def hot(panel: Panel, given: Input, seed: Any) -> Any:
    """Which entry of a one-hot vector is 1."""
    n = len(seed)
    if n == 1:
        return np.ones(1)
    place = panel.number(given.name, f"{given.text} is 1 at", float(np.argmax(seed)) + 1, Scale(1, n, 1))
    return np.eye(n)[int(place) - 1]


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
    if given.below is not None or given.kind == "size":
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
        result[name] = before if before.ndim == array.ndim == 0 and array.dtype.kind == "f" else array
    return result
