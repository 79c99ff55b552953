"""A batch's way forward through the networks and back, as tapes of NumPy calls over preallocated arrays."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from .abreast import Abreast, Parts
from .activations import ACTIVATIONS, Activation
from .arrays import Array, Call, Units, blocks, zeros
from .network import Network

ERROR = -1  # the last field of hidden units
WIDE = 128  # units or inputs from which a product's own speed counts, and not that of calling it
FEW = 16  # units for which a wide product is faster the other way round
Learn = Callable[[int], list[Call]]


class Pass:
    """The arrays of one batch size with views made once.

    Every array is (units, networks, examples), so that the units of all networks are one contiguous run for
    the element-wise calls, and each network's own matrix is a view that the products can use as it is.
    """

    def __init__(self, network: Network, batch: int) -> None:
        self.network, self.batch = network, batch
        self.single = len(network.nets) == 1
        self.wide = self.single and max(network.shape) >= WIDE
        # np.dot is called faster, np.matmul does not first fill its result with zeros.
        self.product = np.dot if self.single and not self.wide else np.matmul
        self.hidden = self._hidden_arrays()
        self.out = Units(*self._zeros(len(Units._fields), network.shape[-1], len(network.nets), batch))
        self.weights = [self._first(layer) for layer in network.layers(network.parameters)]
        self.gradients = [self._first(layer) for layer in network.layers(network.products)]

    def _first(self, layer: Array) -> Array:
        return layer[0] if self.single else layer

    def _zeros(self, *shape: int) -> Array:
        return zeros(shape, self.network.memory.dtype)

    def _hidden_arrays(self) -> list[Array]:
        """For each hidden layer its fields, with one unit more: the constant 1 that meets the biases.

        Where activations differ, the units of a network lie together, instead of each unit of all networks.
        """
        names, heights = [net.activation for net in self.network.nets], [n + 1 for n in self.network.shape[1:-1]]
        ends, mixed = len(names) * np.cumsum([0, *heights]), len(set(names)) > 1
        fields = 1 + len(Parts._fields if mixed else Units._fields)
        self.rows = self._zeros(fields, int(ends[-1]), self.batch)
        self.rows[:3] = 1
        self.runs = [self.rows[:, a:b] for a, b in pairwise(ends)]
        self.abreast = Abreast(names, heights, Parts(*self.rows[:ERROR])) if mixed else None
        if mixed:
            return [run.reshape(fields, len(names), -1, self.batch).swapaxes(1, 2) for run in self.runs]
        return [run.reshape(fields, -1, len(names), self.batch) for run in self.runs]

    def matrix(self, array: Array) -> Array:
        """An array (units, networks, examples) as the operand of a product: (networks,) units, examples."""
        return array[:, 0] if self.single else array.transpose(1, 0, 2)

    def arriving(self, layer: int, inputs: Array) -> Array:
        """What arrives at a layer, its constant 1 included: the inputs, or the hidden layer before."""
        return self.matrix(self.hidden[layer - 1][0]) if layer else inputs

    def leaving(self, layer: int) -> Array:
        """What leaves a layer, without the constant 1."""
        last = layer == len(self.hidden)
        return self.out.value if last else self.hidden[layer][0][:-1]

    def error(self, layer: int) -> Array:
        """The error at a layer, without that of the constant 1."""
        return self.out.gate if layer == len(self.hidden) else self.hidden[layer][ERROR][:-1]

    def forward(self, inputs: Array) -> tuple[Call, list[Call]]:
        """The one call that reads the inputs, and those that follow up to the last pre-activation."""
        calls: list[Call] = []
        for layer, weights in enumerate(self.weights):
            arrived, z = self.arriving(layer, inputs), self.matrix(self.leaving(layer))
            calls.append(partial(self.product, weights, arrived, z))
            if layer < len(self.hidden):
                calls += self._activation(layer)
        return calls[0], calls[1:]

    def _activation(self, layer: int) -> list[Call]:
        if self.abreast:
            return self.abreast.forward(layer)
        return [*self._one_for_all.forward(Units(*self.hidden[layer][:ERROR, :-1]))]

    @property
    def _one_for_all(self) -> Activation:
        return ACTIVATIONS[self.network.nets[0].activation]

    def slopes(self) -> list[Call]:
        """The slopes of all hidden units of all layers at one stroke, where they stay in the cache until used."""
        if self.abreast:
            return self.abreast.slopes()
        return [] if self.wide else [*self._one_for_all.slopes(Units(*self.rows[:ERROR]))]

    def backward(self, inputs: Array, learn: Learn) -> tuple[list[Call], Call]:
        """From the error at the output to the gradients; last the one call that reads the inputs.

        What a layer learns from its gradient follows once its weights have brought the error further back.
        """
        calls: list[Call] = []
        for layer in reversed(range(1, len(self.weights))):
            error = self.matrix(self.error(layer))
            calls += [*self._gradient(layer, error), self._back(layer, error)]
            calls += [*learn(layer), *self._through_slope(layer)]
        error = self.matrix(self.error(0))
        return calls, partial(self.product, error, inputs.swapaxes(-1, -2), self.gradients[0])

    def _gradient(self, layer: int, error: Array) -> list[Call]:
        """The error times what came in from the hidden layer below; of few units the other way round if wide."""
        gradient, came = self.gradients[layer], self.matrix(self.hidden[layer - 1][0]).swapaxes(-1, -2)
        if not self.wide or len(error) > FEW:
            return [partial(self.product, error, came, gradient)]
        turned = self._zeros(*gradient.T.shape)
        return [partial(np.matmul, came.T, error.T, turned), partial(np.copyto, gradient, turned.T)]

    def _back(self, layer: int, error: Array) -> Call:
        """The error that arrives at the layer below.

        The constant 1 gets an error too, which nobody reads: a whole small matrix is a faster operand.
        """
        back, below = self.weights[layer].swapaxes(-1, -2), self.matrix(self.hidden[layer - 1][ERROR])
        if self.wide:
            back, below = back[:-1], below[:-1]
        return partial(self.product, back, error, below)

    def _through_slope(self, layer: int) -> list[Call]:
        """The error times the slope; of a wide layer a block at a time, right after its slopes.

        All blocks have their slopes in the same place, which so stays in the cache. NumPy takes its shortest
        way only if what is read and written is one object, and not two views of the same numbers.
        """
        run, calls = self.runs[layer - 1], list[Call]()
        if not self.wide:
            error = run[ERROR]
            return [partial(np.multiply, error, run[1], error)]
        flat = run.reshape(len(run), -1)
        for block in blocks(flat.shape[1]):
            value, _, gate, inner, error = flat[:, block]
            slope = flat[1, : len(value)]
            calls += self._one_for_all.slopes(Units(value, slope, gate, inner))
            calls.append(partial(np.multiply, error, slope, error))
        return calls
