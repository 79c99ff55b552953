"""What is recorded while training: losses, accuracies, gradient norms and update-to-weight ratios."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .arrays import Array

CURVES = ("train loss", "test loss", "train accuracy", "test accuracy")
PER_OCTAVE = 64
CHEAP = 1 << 22  # points times parameters: a record of n times more waits for n steps


def next_record(step: int, least: int = 1) -> int:
    """The next step to record: all up to 128, then every second up to 256, every fourth up to 512, …

    So they are as fine as a curve can show on a linear or a logarithmic axis, and their cost a step vanishes.
    Networks and data too large for a record to be cheap are recorded at least so many steps apart.
    """
    every = max(least, 1 << max(0, (step // PER_OCTAVE).bit_length() - 1))
    return step - step % every + every


class History:
    """The recorded steps, and for each a table of networks by columns."""

    def __init__(self, depth: int, nets: int) -> None:
        norms = [f"gradient norm, layer {layer}" for layer in range(1, depth + 1)]
        ratios = [f"update / weight, layer {layer}" for layer in range(1, depth + 1)]
        self.columns: tuple[str, ...] = (*CURVES, *norms, *ratios)
        self.nets = nets
        self.steps: list[int] = []
        self.rows: list[Array] = []

    def add(self, step: int, row: Array) -> None:
        """Record a step, in place of any record at or after it."""
        while self.steps and self.steps[-1] >= step:
            self.steps.pop()
            self.rows.pop()
        self.steps.append(step)
        self.rows.append(row)

    def curve(self, column: str, net: int = 0) -> Array:
        """One column of one network over all recorded steps."""
        at = self.columns.index(column)
        return np.array([row[net, at] for row in self.rows])

    def last(self, column: str, net: int = 0) -> float:
        """The newest value of a column."""
        return float(self.rows[-1][net, self.columns.index(column)])

    def table(self, net: int = 0) -> Array:
        """All columns of one network, a row for each recorded step."""
        return np.array([row[net] for row in self.rows]).reshape(-1, len(self.columns))

    def thinned(self, most: int = 300) -> NDArray[np.intp]:
        """Which records to draw so that a curve has at most this many points: fine on either kind of axis."""
        return thin(self.steps, most)


def thin(steps: Sequence[int], most: int) -> NDArray[np.intp]:
    """At most this many positions, half of them even in the step, half in its logarithm, both ends in."""
    if len(steps) <= most:
        return np.arange(len(steps))
    last, half = steps[-1], most // 2
    even = np.linspace(steps[0], last, half)
    wanted = np.concatenate([even, np.geomspace(max(1, steps[0]), last, most - half)])
    return np.unique(np.clip(np.searchsorted(steps, wanted.round()), 0, len(steps) - 1))
