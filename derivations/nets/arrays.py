"""The vocabulary of the tight code: an array, one deferred NumPy call, and a tape of them."""

from collections.abc import Callable, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[Any]
Call = Callable[[], object]
Tape = Sequence[Call]


BLOCK = 32_768  # numbers of a long row that are worked on at a time, so that they stay in the cache
CACHE_LINE = 64  # bytes


def blocks(length: int) -> list[slice]:
    """A long row cut into blocks."""
    return [slice(start, min(start + BLOCK, length)) for start in range(0, length, BLOCK)]


def zeros(shape: tuple[int, ...], dtype: DTypeLike) -> Array:
    """Zeros that begin where a line of the cache does, as products over long rows are faster so."""
    size = prod(shape) * np.dtype(dtype).itemsize
    room = np.zeros(size + CACHE_LINE, np.uint8)
    start = -room.ctypes.data % CACHE_LINE
    return room[start : start + size].view(dtype).reshape(shape)


class Units(NamedTuple):
    """Parallel views of the same units over a batch: what they hold, its slope, at first 1, and two of scratch."""

    value: Array
    slope: Array
    gate: Array
    inner: Array

    def number(self, value: float) -> Array:
        """A constant as an array of no axes: NumPy then converts nothing while training."""
        return np.asarray(value, self.value.dtype)


def units_of(value: Array) -> Units:
    """Units that hold a copy of these values, with room of their own."""
    return Units(value.copy(), *(np.ones_like(value) for _ in range(3)))


def play(tape: Tape) -> None:
    """Make every call of a tape, in order."""
    for call in tape:
        call()
