"""A batch's way forward through the networks and back, as tapes of NumPy calls over preallocated arrays."""

from functools import partial
from itertools import pairwise

import numpy as np

from .activations import ACTIVATIONS
from .arrays import Array, Call, Units, blocks
from .network import Network

FIELDS = 5  # value, slope, gate, inner, error


class Pass:
    """The arrays of one batch size with views made once.

    Every array is (units, networks, examples), so that the units of all networks are one contiguous run for
    the element-wise calls, and each network's own matrix is a view that the products can use as it is.
    """

    def __init__(self, network: Network, batch: int) -> None:
        self.network, self.batch = network, batch
        self.single = len(network.nets) == 1
        self.product = np.dot if self.single else np.matmul
        self.hidden = self._hidden_arrays()
        self.out = self._fields((network.shape[-1], len(network.nets), batch))
        self.weights = [self._first(layer) for layer in network.layers(network.parameters)]
        self.gradients = [self._first(layer) for layer in network.layers(network.gradient)]

    def _first(self, layer: Array) -> Array:
        return layer[0] if self.single else layer

    def _fields(self, shape: tuple[int, ...]) -> Units:
        return Units(*np.zeros((len(Units._fields), *shape), self.network.memory.dtype))

    def _hidden_arrays(self) -> list[Array]:
        """For each hidden layer its five fields, with one unit more: the constant 1 that meets the biases.

        Where activations differ, each network has its own run of memory instead of each unit.
        """
        nets, heights = len(self.network.nets), [width + 1 for width in self.network.shape[1:-1]]
        ends = self.batch * np.cumsum([0, *heights])
        self.rows = np.zeros((FIELDS, nets, ends[-1]), self.network.memory.dtype)
        self.rows[[0, 2]] = 1
        if len(self.network.runs_of("activation")) > 1:
            self.runs = [self.rows[..., a:b] for a, b in pairwise(ends)]
            return [run.reshape(FIELDS, nets, -1, self.batch).swapaxes(1, 2) for run in self.runs]
        flat = self.rows.reshape(FIELDS, -1)
        self.runs = [flat[:, nets * a : nets * b] for a, b in pairwise(ends)]
        return [run.reshape(FIELDS, -1, nets, self.batch) for run in self.runs]

    def matrix(self, array: Array) -> Array:
        """An array (units, networks, examples) as the operand of a product: (networks,) units, examples."""
        return array[:, 0] if self.single else array.transpose(1, 0, 2)

    def arriving(self, layer: int, inputs: Array) -> Array:
        """What arrives at a layer, its constant 1 included: the inputs, or the hidden layer before."""
        return self.matrix(self.hidden[layer - 1][0]) if layer else inputs

    def leaving(self, layer: int, field: int = 0) -> Array:
        """What leaves a layer, without the constant 1; field 4 of a hidden layer is its error."""
        if layer == len(self.hidden):
            return self.out.gate if field == 4 else self.out.value
        units: Array = self.hidden[layer][field][:-1]
        return units

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
        fields = self.hidden[layer][:4, :-1]
        runs = self.network.runs_of("activation")
        parts = [(ACTIVATIONS[name], Units(*fields[:, :, nets])) for name, nets in runs]
        return [call for activation, units in parts for call in activation.forward(units)]

    def slopes(self) -> list[Call]:
        """The slopes of all hidden units of all layers at one stroke for each activation."""
        runs = self.network.runs_of("activation")
        cuts = [(name, nets, block) for block in blocks(self.rows.shape[-1]) for name, nets in runs]
        parts = [(ACTIVATIONS[name], Units(*self.rows[:4, nets, block])) for name, nets, block in cuts]
        return [call for activation, units in parts for call in activation.slopes(units)]

    def backward(self, inputs: Array) -> tuple[list[Call], Call]:
        """From the error at the output to the gradients; last the one call that reads the inputs.

        The constant 1 gets an error too, which nobody reads: a whole matrix is a faster operand.
        """
        calls: list[Call] = []
        for layer in reversed(range(len(self.weights))):
            error = self.matrix(self.leaving(layer, 4))
            came = self.arriving(layer, inputs).swapaxes(-1, -2)
            calls.append(partial(self.product, error, came, self.gradients[layer]))
            if layer:
                back, whole = self.weights[layer].swapaxes(-1, -2), self.hidden[layer - 1][4]
                below, slope = self.runs[layer - 1][4], self.runs[layer - 1][1]
                calls.append(partial(self.product, back, error, self.matrix(whole)))
                calls.append(partial(np.multiply, below, slope, below))
        return calls[:-1], calls[-1]
