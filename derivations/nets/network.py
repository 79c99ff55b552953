"""The memory of one or several networks of the same shape, and the views through which all else sees it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np

from .arrays import Array, zeros
from .initial import initial_weights
from .losses import LOSSES
from .optimisers import OPTIMISERS
from .settings import Settings

LARGE = 4096  # parameters from which a pass over all of them counts in the time of a step
SMALLEST_RATE = 1e-6  # of which a product that is scaled by it still has all its digits

class Network:
    """Networks that share a shape, their parameters flat and side by side: memory[row, net, parameter].

    Row 0 holds the parameters, then the optimisers' memory, then the gradient and the update. A layer's
    weights are a matrix (units, inputs + 1): the last column holds the biases, and meets a constant 1.
    In a large network under plain SGD the products of a step are `direct`ly the update.
    """

    def __init__(self, nets: tuple[Settings, ...], inputs: int, classes: int) -> None:
        self.nets = nets
        self.loss = LOSSES[nets[0].loss]
        self.shape = (inputs, *nets[0].hidden, self.loss.outputs(classes))
        self.sizes = [units * (before + 1) for before, units in pairwise(self.shape)]
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)])
        slots = max(self.slots_of(net) for net in range(len(nets)))
        count = int(self.starts[-1])
        padded = count + (-count % 16 if len(nets) == 1 else 0)
        self.memory = zeros((slots + 3, len(nets), padded), nets[0].precision)[..., :count]
        self.parameters, self.gradient, self.update = self.memory[0], self.memory[-2], self.memory[-1]
        self.lasting = self.memory[:-2]
        self.direct = bool(self.starts[-1] >= LARGE) and follows_gradient(nets)
        self.draw()

    def draw(self) -> None:
        """Draw the first weights of every network from its seed."""
        self.memory[:] = 0
        for net, row in enumerate(self.parameters):
            row[:] = np.concatenate([layer.ravel() for layer in self.first_weights(net)])

    def first_weights(self, net: int) -> list[Array]:
        """The weights that a network begins with, by its initialisation and seed."""
        return initial_weights(self.nets[net].initialisation, self.shape, self.nets[net].seed)

    @property
    def products(self) -> Array:
        """Where the products of errors and inputs go."""
        products: Array = self.update if self.direct else self.gradient
        return products

    def share(self, batch: int) -> float:
        """What the error of each example is divided by: B, or B/η where the products are the update itself."""
        return batch / self.nets[0].learning_rate if self.direct else batch

    def slots_of(self, net: int) -> int:
        """How many numbers the optimiser of a network remembers for each parameter."""
        return len(OPTIMISERS[self.nets[net].optimiser].slots)

    def freeze(self, net: int) -> None:
        """Let one network learn no more, while the others go on."""
        frozen = [replace(each, learning_rate=0) if k == net else each for k, each in enumerate(self.nets)]
        self.nets, self.direct = tuple(frozen), False

    @property
    def depth(self) -> int:
        """How many layers have weights: the hidden ones and the output."""
        return len(self.sizes)

    def layers(self, rows: Array) -> list[Array]:
        """Rows of flat parameters as one matrix a layer, behind the axes that the rows have."""
        spans = zip(pairwise(self.starts), pairwise(self.shape), strict=True)
        return [
            rows[..., a:b].reshape(*rows.shape[:-1], units, before + 1) for (a, b), (before, units) in spans
        ]

    def place(self, layer: int, unit: int, source: int | None) -> int:
        """Where the weight from a source to a unit, or without a source its bias, lies in a flat row."""
        if not 0 <= layer < self.depth:
            raise ValueError(f"The layers are 0 to {self.depth - 1}, but layer {layer} was asked for.")
        units, inputs = self.shape[layer + 1], self.shape[layer]
        if not 0 <= unit < units:
            raise ValueError(
                f"The units of layer {layer} are 0 to {units - 1}, but unit {unit} was asked for."
            )
        if source is not None and not 0 <= source < inputs:
            raise ValueError(
                f"The inputs of layer {layer} are 0 to {inputs - 1}, but {source} was asked for."
            )
        return int(self.starts[layer]) + unit * (inputs + 1) + (inputs if source is None else source)

    def per_parameter(self, values: Iterable[float]) -> Array:
        """One number a network, as an array over the parameters that is 0 at the biases."""
        weights = np.ones(self.starts[-1])
        for layer in self.layers(weights):
            layer[:, -1] = 0
        return np.outer(list(values), weights).astype(self.memory.dtype)

    def runs_of(self, name: str) -> list[tuple[str, slice]]:
        """The values of a setting, each with the slice of neighbouring networks that have it."""
        runs, start = [], 0
        for value, group in groupby(self.nets, lambda net: str(getattr(net, name))):
            stop = start + len(list(group))
            runs.append((value, slice(start, stop)))
            start = stop
        return runs


def follows_gradient(nets: tuple[Settings, ...]) -> bool:
    """Whether this is one network whose update is its gradient times a rate that never changes."""
    (first, *others) = nets
    plain = first.optimiser == "SGD" and first.schedule == "constant" and first.l1 == first.l2 == 0
    return plain and not others and first.learning_rate >= SMALLEST_RATE
