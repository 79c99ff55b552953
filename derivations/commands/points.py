"""A point that refutes a line, for a terminal: arrays as rows of aligned numbers with few digits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from derivations.check.findings import Counterexample

DIGITS = (4, 6, 12)
"""Digits of the two values: as few as tell them apart."""
MOST_SHOWN = 12
"""entries of a row, and rows"""


def rows_of(point: Counterexample) -> Iterator[str]:
    """The inputs and indices, each under its name, then what was claimed and what the line gives."""
    given = {**point.inputs, **point.indices}
    width = max(map(len, given), default=0)
    for place, (name, value) in enumerate(given.items()):
        first, *others = matrix(value)
        yield f"{'at' if place == 0 else '':<3}{name:<{width}} = {first}"
        yield from (" " * (width + 6) + row for row in others)
    yield from two_values(point.left, point.right)


def two_values(left: float, right: float) -> Iterator[str]:
    """Both values under each other, with as many digits as tell them apart."""
    shown = next((pair for n in DIGITS if (pair := aligned([left, right], n))[0] != pair[1]), [str(left), str(right)])
    yield f"the claim is    {shown[0]}"
    yield f"this line gives {shown[1]}"


def matrix(value: Any) -> list[str]:
    """A number, a row in brackets, or the rows of a matrix with their columns aligned."""
    if not isinstance(value, list):
        return [number(value)]
    table = value if value and isinstance(value[0], list) else [value]
    if any(isinstance(entry, list) for row in table for entry in row):
        return [str(value)]
    width = max((len(number(entry)) for entry in chain(*table)), default=0)
    rows = ["[" + "  ".join(f"{number(entry):>{width}}" for entry in row[:MOST_SHOWN]) + end(row) for row in table]
    return rows[:MOST_SHOWN] + ["…"] * (len(rows) > MOST_SHOWN) or ["[]"]


def end(row: list[Any]) -> str:
    return "  …]" if len(row) > MOST_SHOWN else "]"


def aligned(values: list[float], digits: int) -> list[str]:
    """Numbers one under the other, by their points."""
    shown = [number(value, digits) for value in values]
    before = [text.partition(".")[0] for text in shown]
    return [" " * (max(map(len, before)) - len(head)) + text for head, text in zip(before, shown, strict=True)]


def number(value: Any, digits: int = 4) -> str:
    """A number with few digits, and a true minus sign."""
    if isinstance(value, int) or not isinstance(value, float):
        return str(value).replace("-", "−")
    return f"{value + 0.0:.{digits}g}".replace("-", "−")
