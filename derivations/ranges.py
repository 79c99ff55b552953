"""How far a number may be dragged: by what its kind allows, or as the entry says whose story it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Range:
    """From where to where, in which steps."""

    low: float
    high: float
    step: float = 0.1

    def holds(self, number: float) -> bool:
        """Whether a number lies between the ends."""
        return self.low <= number <= self.high

    def at(self, value: Any) -> Ranged:
        """A value, or an array of them, that may be dragged in this range."""
        return Ranged(value, self)


@dataclass(frozen=True)
class Ranged:
    """Where an input opens, and in which range it stays."""

    value: Any
    range: Range


LOGITS = Range(-5, 5)
LABEL = Range(0, 1, 1)
STRENGTH = Range(0, 2)
COUNT = Range(1, 5, 1)

OF_A_KIND = {
    "positive": Range(0.1, 5),
    "distribution": Range(0.01, 1, 0.01),
    "signs": Range(-1, 1, 2),
}
"""What the numbers of a kind may be, where any number will not do."""


def range_of(kind: str) -> Range:
    """The range of a kind such as `vector n`."""
    return OF_A_KIND.get(kind.split()[0], LOGITS)
