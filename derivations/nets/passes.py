"""A batch's way forward through the networks, as tapes of NumPy calls over preallocated arrays."""

from functools import partial
from itertools import pairwise

import numpy as np

from .abreast import Abreast, Parts
from .activations import ACTIVATIONS, Activation
from .arrays import Array, Call, Units, zeros
from .network import Network

ERROR = -1  # the last field of hidden units
WIDE = 128  # units or inputs from which a product's own speed counts, and not that of calling it


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
        self.out = Units(*self.zeros(len(Units._fields), network.shape[-1], len(network.nets), batch))
        self.weights = [self.first(layer) for layer in network.layers(network.parameters)]

    def first(self, layer: Array) -> Array:
        """A layer's matrices as the operand of a product: (networks,) units, inputs + 1."""
        return layer[0] if self.single else layer

    def zeros(self, *shape: int) -> Array:
        """An array of its own, of the networks' arithmetic."""
        return zeros(shape, self.network.memory.dtype)

    def _hidden_arrays(self) -> list[Array]:
        """For each hidden layer its fields, with one unit more: the constant 1 that meets the biases.

        Where activations differ, the units of a network lie together, instead of each unit of all networks.
        """
        names, heights = [net.activation for net in self.network.nets], [n + 1 for n in self.network.shape[1:-1]]
        ends, mixed = len(names) * np.cumsum([0, *heights]), len(set(names)) > 1
        fields = 1 + len(Parts._fields if mixed else Units._fields)
        self.rows = self.zeros(fields, int(ends[-1]), self.batch)
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
        return [*self.one_for_all.forward(Units(*self.hidden[layer][:ERROR, :-1]))]

    @property
    def one_for_all(self) -> Activation:
        """The activation, where all networks have the same."""
        return ACTIVATIONS[self.network.nets[0].activation]
