"""A batch's way forward through the networks and back, as tapes of NumPy calls over preallocated arrays."""

from functools import partial
from itertools import pairwise

import numpy as np

from .activations import ACTIVATIONS
from .arrays import Array, Call, Units, blocks, zeros
from .network import Network

FIELDS = len(Units._fields)
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
        self.mixed = len(network.runs_of("activation")) > 1
        self.hidden = self._hidden_arrays()
        self.errors = [self._error_array(width + 1) for width in network.shape[1:-1]]
        self.out = self._fields((network.shape[-1], len(network.nets), batch))
        self.weights = [self._first(layer) for layer in network.layers(network.parameters)]
        self.gradients = [self._first(layer) for layer in network.layers(network.products)]

    def _first(self, layer: Array) -> Array:
        return layer[0] if self.single else layer

    def _fields(self, shape: tuple[int, ...]) -> Units:
        return Units(*zeros((len(Units._fields), *shape), self.network.memory.dtype))

    def _hidden_arrays(self) -> list[Array]:
        """For each hidden layer its fields, with one unit more: the constant 1 that meets the biases.

        Where activations differ, each network has its own run of memory instead of each unit.
        """
        nets, heights = len(self.network.nets), [width + 1 for width in self.network.shape[1:-1]]
        ends = self.batch * np.cumsum([0, *heights])
        self.rows = zeros((FIELDS, nets, int(ends[-1])), self.network.memory.dtype)
        self.rows[:3] = 1
        if self.mixed:
            self.runs = [self.rows[..., a:b] for a, b in pairwise(ends)]
            return [run.reshape(FIELDS, nets, -1, self.batch).swapaxes(1, 2) for run in self.runs]
        flat = self.rows.reshape(FIELDS, -1)
        self.runs = [flat[:, nets * a : nets * b] for a, b in pairwise(ends)]
        return [run.reshape(FIELDS, -1, nets, self.batch) for run in self.runs]

    def _error_array(self, height: int) -> Array:
        """The errors of a hidden layer in the order of its values, but one run of memory for all networks."""
        axes = (len(self.network.nets), height) if self.mixed else (height, len(self.network.nets))
        array = zeros((*axes, self.batch), self.network.memory.dtype)
        return array.swapaxes(0, 1) if self.mixed else array

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
        return self.out.gate if layer == len(self.hidden) else self.errors[layer][:-1]

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
        fields = self.hidden[layer][:, :-1]
        runs = self.network.runs_of("activation")
        parts = [(ACTIVATIONS[name], Units(*fields[:, :, nets])) for name, nets in runs]
        return [call for activation, units in parts for call in activation.forward(units)]

    def slopes(self) -> list[Call]:
        """The slopes of all hidden units of all layers at one stroke, where they stay in the cache until used."""
        runs = [] if self.wide else self.network.runs_of("activation")
        parts = [(ACTIVATIONS[name], Units(*self.rows[:, nets])) for name, nets in runs]
        return [call for activation, units in parts for call in activation.slopes(units)]

    def backward(self, inputs: Array) -> tuple[list[Call], Call]:
        """From the error at the output to the gradients; last the one call that reads the inputs."""
        calls: list[Call] = []
        for layer in reversed(range(len(self.weights))):
            error = self.matrix(self.error(layer))
            calls += self._gradient(layer, error, self.arriving(layer, inputs).swapaxes(-1, -2))
            if layer:
                calls += [self._back(layer, error), *self._through_slope(layer)]
        gradient_of_weights = calls.pop()
        return calls, gradient_of_weights

    def _gradient(self, layer: int, error: Array, came: Array) -> list[Call]:
        """The error times what came in; wide weights apart from their biases, which spoil the alignment."""
        gradient = self.gradients[layer]
        if not self.wide:
            return [partial(self.product, error, came, gradient)]
        ones = np.ones(self.batch, error.dtype)
        biases = partial(np.matmul, error, ones, gradient[:, -1])
        return [biases, partial(np.matmul, error, came[:, :-1], gradient[:, :-1])]

    def _back(self, layer: int, error: Array) -> Call:
        """The error that arrives at the layer below.

        The constant 1 gets an error too, which nobody reads: a whole small matrix is a faster operand.
        """
        back, below = self.weights[layer].swapaxes(-1, -2), self.matrix(self.errors[layer - 1])
        if self.wide:
            back, below = back[:-1], below[:-1]
        return partial(self.product, back, error, below)

    def _through_slope(self, layer: int) -> list[Call]:
        """The error times the slope; of a wide layer a block at a time, right after its slopes.

        All blocks have their slopes in the same place, which so stays in the cache. NumPy takes its shortest
        way only if what is read and written is one object, and not two views of the same numbers.
        """
        run, calls, errors = self.runs[layer - 1], list[Call](), self.errors[layer - 1]
        errors = (errors.swapaxes(0, 1) if self.mixed else errors).reshape(run[0].shape)
        for block in blocks(run.shape[-1]) if self.wide else [slice(None)]:
            (value, slope, gate, inner), error = run[..., block], errors[..., block]
            if self.wide:
                slope = run[1, : len(value)]
                calls += ACTIVATIONS[self.network.nets[0].activation].slopes(Units(value, slope, gate, inner))
            calls.append(partial(np.multiply, error, slope, error))
        return calls
