"""The vocabulary of the tight code: an array, one deferred NumPy call, and a tape of them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Call = Callable[[], object]
Tape = Sequence[Call]


BLOCK = 32_768  # numbers of a long row that are worked on at a time, so that they stay in the cache


def blocks(length: int) -> list[slice]:
    """A long row cut into blocks."""
    return [slice(start, min(start + BLOCK, length)) for start in range(0, length, BLOCK)]


class Units(NamedTuple):
    """Parallel views of the same units over a batch: what they hold, its slope, and two rows of scratch."""

    value: Array
    slope: Array
    gate: Array
    inner: Array

    def number(self, value: float) -> Array:
        """A constant as an array of no axes: NumPy then converts nothing while training."""
        return np.asarray(value, self.value.dtype)


def units_of(value: Array) -> Units:
    """Units that hold a copy of these values, with room of their own."""
    return Units(value.copy(), *(np.empty_like(value) for _ in range(3)))


def play(tape: Tape) -> None:
    """Make every call of a tape, in order."""
    for call in tape:
        call()
