"""A batch's way back: from the error at the output to the gradients, and where that is all, to the weights."""

from functools import partial

import numpy as np

from .accumulate import gemm, take_product
from .arrays import Array, Call, Units, blocks
from .passes import ERROR, Pass

NOTHING = np.empty((0, 0))  # the inputs, for the layers that do not read them
FEW = 16  # units for which a wide product is faster the other way round


class Backward:
    """The calls that follow the error through a pass.

    Where products are `direct`ly the update, each layer learns as soon as its weights have brought the error
    further back, while its update is still in the cache; a wide layer takes its product from its weights at once.
    """

    def __init__(self, arrays: Pass) -> None:
        self.arrays, self.network = arrays, arrays.network
        self.gradients = [arrays.first(layer) for layer in self.network.layers(self.network.products)]
        accumulates = gemm(self.network.memory.dtype) is not None
        wide = arrays.wide and self.network.direct and accumulates
        self.at_once = [wide and len(weights) > FEW for weights in arrays.weights]

    def slopes(self) -> list[Call]:
        """The slopes of all hidden units of all layers at one stroke, where they stay in the cache until used."""
        arrays = self.arrays
        if arrays.abreast:
            return arrays.abreast.slopes()
        return [] if arrays.wide else [*arrays.one_for_all.slopes(Units(*arrays.rows[:ERROR]))]

    def through(self) -> list[Call]:
        """From the error at the output down to the first layer's, whose gradient alone reads the inputs."""
        calls: list[Call] = []
        for layer in reversed(range(1, len(self.gradients))):
            calls += [*self._before(layer), self._back(layer), *self._after(layer), *self._through_slope(layer)]
        return calls

    def last(self, inputs: Array) -> list[Call]:
        """What the first layer learns."""
        return [*self._before(0, inputs), *self._after(0, inputs)]

    def missing(self, inputs: Array) -> list[Call]:
        """The products that a step on these inputs took from its weights without keeping them."""
        layers = [layer for layer, at_once in enumerate(self.at_once) if at_once]
        return [call for layer in layers for call in self._product(layer, inputs)]

    def _before(self, layer: int, inputs: Array = NOTHING) -> list[Call]:
        return [] if self.at_once[layer] else self._product(layer, inputs)

    def _after(self, layer: int, inputs: Array = NOTHING) -> list[Call]:
        weights, update = self.arrays.weights[layer], self.gradients[layer]
        if self.at_once[layer]:
            return [take_product(weights, *self._factors(layer, inputs))]
        return [partial(np.subtract, weights, update, weights)] if self.network.direct else []

    def _factors(self, layer: int, inputs: Array = NOTHING) -> tuple[Array, Array]:
        """What a gradient is the product of: the layer's error, and what arrived, turned."""
        error = self.arrays.matrix(self.arrays.error(layer))
        return error, self.arrays.arriving(layer, inputs).swapaxes(-1, -2)

    def _product(self, layer: int, inputs: Array = NOTHING) -> list[Call]:
        """A layer's gradient; of few units the other way round if wide."""
        (error, came), gradient = self._factors(layer, inputs), self.gradients[layer]
        if not self.arrays.wide or len(error) > FEW:
            return [partial(self.arrays.product, error, came, gradient)]
        turned = self.arrays.zeros(*gradient.T.shape)
        return [partial(np.matmul, came.T, error.T, turned), partial(np.copyto, gradient, turned.T)]

    def _back(self, layer: int) -> Call:
        """The error that arrives at the layer below.

        The constant 1 gets an error too, which nobody reads: a whole small matrix is a faster operand.
        """
        arrays = self.arrays
        back, error = arrays.weights[layer].swapaxes(-1, -2), arrays.matrix(arrays.error(layer))
        below = arrays.matrix(arrays.hidden[layer - 1][ERROR])
        if arrays.wide:
            back, below = back[:-1], below[:-1]
        return partial(arrays.product, back, error, below)

    def _through_slope(self, layer: int) -> list[Call]:
        """The error times the slope; of a wide layer a block at a time, right after its slopes.

        All blocks have their slopes in the same place, which so stays in the cache. NumPy takes its shortest
        way only if what is read and written is one object, and not two views of the same numbers.
        """
        arrays = self.arrays
        run, calls = arrays.runs[layer - 1], list[Call]()
        if not arrays.wide:
            error = run[ERROR]
            return [partial(np.multiply, error, run[1], error)]
        flat = run.reshape(len(run), -1)
        for block in blocks(flat.shape[1]):
            value, _, gate, inner, error = flat[:, block]
            slope = flat[1, : len(value)]
            calls += arrays.one_for_all.slopes(Units(value, slope, gate, inner))
            calls.append(partial(np.multiply, error, slope, error))
        return calls
