"""Mini-batches: whole permutations of the training points, drawn for many steps at a time."""

from functools import partial
from math import ceil

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, Tape, zeros

FEWEST = 8  # steps that a round lasts at least, so that drawing it costs little a step
LARGE = 1 << 19  # numbers of a round's inputs from which each batch is gathered at its step, into the cache
LONG = 32  # steps that such a round lasts at least: it takes no more memory, and a large network is saved less often


class Rounds:
    """The next batches of inputs (with their constant 1) and targets, in arrays that each round fills anew.

    One order serves all networks unless their seeds differ. A full batch needs no order at all.
    """

    def __init__(self, inputs: Array, aims: Array, batch: int, seeds: list[int], dtype: str) -> None:
        self.count, self.batch = len(inputs), min(batch, len(inputs))
        self.rows = np.concatenate([inputs, np.ones((self.count, 1))], axis=1).astype(dtype)
        self.aims = np.ascontiguousarray(aims.T, dtype)
        orders = list(dict.fromkeys(seeds))
        self.random = [np.random.default_rng([seed, 1]) for seed in orders]
        self.full = self.batch == self.count
        shortest = max(FEWEST * self.batch, self.count) * self.rows.shape[1]
        self.at_each_step = not self.full and shortest >= LARGE
        fewest = LONG if self.at_each_step else FEWEST
        repeats = 1 if self.full else ceil(fewest * self.batch / self.count)
        self.batches = 1 if self.full else repeats * self.count // self.batch
        self.steps = FEWEST if self.full else self.batches
        self.sorted = np.tile(np.arange(self.count), (repeats, 1))
        self.order = np.stack([self.sorted] * len(orders))
        used = (len(orders), self.batches * self.batch)
        gathered = self.batch if self.at_each_step else used[1]
        self._inputs = zeros((len(orders), gathered, self.rows.shape[1]), dtype)
        self._aims = np.empty((*used, self.aims.shape[1]), dtype)
        self._targets = np.empty((self.batches, self.aims.shape[1], len(seeds), self.batch), dtype)
        self.drawn_from: list[dict[str, object]] = []
        self._gather()
        self.draw()

    def draw(self) -> None:
        """Draw the orders of a round and gather its batches."""
        self.drawn_from = [dict(random.bit_generator.state) for random in self.random]
        if self.full:
            return
        for random, order in zip(self.random, self.order, strict=True):
            random.permuted(self.sorted, axis=1, out=order)
        self._gather()

    def redraw(self, states: list[dict[str, object]]) -> None:
        """Draw the round that began with these states of the generators."""
        for random, state in zip(self.random, states, strict=True):
            random.bit_generator.state = state
        self.draw()

    def _gather(self) -> None:
        chosen = self.order.reshape(len(self.order), -1)[:, : self.batches * self.batch]
        if not self.at_each_step:
            np.take(self.rows, chosen, 0, self._inputs, "clip")
        np.take(self.aims, chosen, 0, self._aims, "clip")
        by_step = self._aims.reshape(len(chosen), self.batches, self.batch, -1)
        np.copyto(self._targets, by_step.transpose(1, 3, 0, 2))

    def gathering(self, step: int) -> Tape:
        """What brings a step's inputs to their place, if the round did not."""
        if not self.at_each_step:
            return ()
        chosen = self.order.reshape(len(self.order), -1)[:, self._span(step)]
        return (partial(np.take, self.rows, chosen, 0, self._inputs, "clip"),)

    def inputs(self, step: int) -> Array:
        """The inputs of a step of the round: (orders,) features and the constant 1, examples."""
        span = slice(None) if self.at_each_step else self._span(step)
        batch = self._inputs[:, span].swapaxes(-1, -2)
        only: Array = batch[0] if len(batch) == 1 else batch
        return only

    def targets(self, step: int) -> Array:
        """The prepared targets of a step: outputs, networks, examples."""
        targets: Array = self._targets[step % self.batches]
        return targets

    def chosen(self, step: int, order: int = 0) -> NDArray[np.intp]:
        """Which training points a step of the round uses."""
        chosen: NDArray[np.intp] = self.order[order].ravel()[self._span(step)]
        return chosen.copy()

    def _span(self, step: int) -> slice:
        start = step % self.batches * self.batch
        return slice(start, start + self.batch)
