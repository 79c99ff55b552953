"""The checks on what a computation is given, and the sentences for what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from derivations.numeric.parameters import Parameter, Size
from derivations.numeric.stability import Array

Shape = tuple[int, ...]


class MissingInput(ValueError):
    """A quantity that the computation needs was not given."""


class WrongShape(ValueError):
    """An array does not have the shape of its kind, or its sizes disagree with those of another."""


def sizes_by_name(parameters: Sequence[Parameter], shapes: Sequence[Shape]) -> dict[str, int]:
    """The sizes as the arrays have them; an error names the quantity, its kind and both shapes."""
    found: dict[str, tuple[int, Parameter, Shape]] = {}
    for parameter, shape in zip(parameters, shapes, strict=True):
        fixed = [
            size if isinstance(size, int) else length
            for size, length in zip(parameter.sizes, shape, strict=False)
        ]
        if len(shape) != len(parameter.sizes) or tuple(fixed) != shape:
            raise WrongShape(
                f"{parameter.name} is {a(parameter.kind)}, so its shape is {written(parameter.sizes)}; "
                f"an array of shape {written(shape)} was given."
            )
        for size, length in zip(parameter.sizes, shape, strict=True):
            if isinstance(size, str):
                agree(size, found.setdefault(size, (length, parameter, shape)), (length, parameter, shape))
    return {size: length for size, (length, _, _) in found.items()}


def agree(size: str, first: tuple[int, Parameter, Shape], second: tuple[int, Parameter, Shape]) -> None:
    """A size has one value throughout."""
    if first[0] != second[0]:
        one, other = (
            f"{length} in {p.name} ({p.kind}, an array of shape {written(shape)})"
            for length, p, shape in (first, second)
        )
        raise WrongShape(f"The size {size} is {one} but {other}.")


def within_range(parameter: Parameter, places: Array, sizes: dict[str, int]) -> None:
    """A 0-based place is a whole number below the size of its axis."""
    below = parameter.below if not isinstance(parameter.below, str) else sizes.get(parameter.below)
    if places.dtype.kind not in "iu":
        raise WrongShape(f"{parameter.name} is an index, so it holds whole numbers, not {places.dtype}.")
    if below is not None and places.size and not (places.min() >= 0 and places.max() < below):
        raise WrongShape(
            f"{parameter.name} is {a(parameter.kind)}, so it counts from 0 to {below - 1} in an array; "
            f"it was given as {np.array2string(places, threshold=8)}."
        )


def what_is_missing(parameters: Iterable[Parameter], given: Iterable[str]) -> MissingInput:
    """The error that names every quantity that was not given."""
    given = list(given)
    missing = [f"{p.name} ({p.kind})" for p in parameters if p.role != "function" and p.name not in given]
    return MissingInput(f"The values lack {', '.join(missing)}; given are {', '.join(given) or 'none'}.")


def written(sizes: Sequence[Size]) -> str:
    """A shape as people write it: (n, 3), (n,), or () for a number."""
    return f"({', '.join(map(str, sizes))}{',' if len(sizes) == 1 else ''})"


def a(kind: str) -> str:
    """A kind with its article."""
    return f"an {kind}" if kind[0] in "aeiou" and not kind.startswith("one") else f"a {kind}"
