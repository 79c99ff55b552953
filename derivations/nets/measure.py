"""What a network does with points: predictions, losses, surfaces, confusion, and what its units hold."""

from functools import partial

import numpy as np

from .activations import ACTIVATIONS
from .arrays import Array, play
from .network import Network
from .passes import Pass


class Look:
    """A forward pass of all networks over fixed inputs, made once and replayed as the parameters change."""

    def __init__(self, network: Network, inputs: Array) -> None:
        self.network, self.count = network, len(inputs)
        self.arrays = Pass(network, self.count)
        rows = np.concatenate([inputs, np.ones((self.count, 1))], axis=1).T
        first, rest = self.arrays.forward(np.ascontiguousarray(rows, network.memory.dtype))
        self._tape = (first, *rest)

    def outputs(self) -> Array:
        """The last pre-activations now: outputs, networks, examples."""
        play(self._tape)
        return self.arrays.out.value

    def predictions(self, net: int = 0) -> Array:
        """Shares of the classes, or values: outputs, examples."""
        output = ACTIVATIONS[self.network.nets[0].output]
        return self.network.loss.predict(self.outputs()[:, net].astype(float), output)

    def units(self, net: int = 0) -> list[Array]:
        """What each hidden layer's units hold: one array (units, examples) a layer."""
        play(self._tape)
        return [fields[0][:-1, net].astype(float) for fields in self.arrays.hidden]


class Score:
    """Loss and accuracy of every network over the training and the test points, with weights that average."""

    def __init__(self, network: Network, inputs: Array, targets: Array, labels: Array, means: Array) -> None:
        self.look = Look(network, inputs)
        self.targets = targets[:, None].astype(network.memory.dtype)
        self.labels, self.means = labels, means
        self.output = ACTIVATIONS[network.nets[0].output]
        self.classifies = labels is not None
        self._per_example = partial(network.loss.per_example, output=self.output)

    def row(self) -> Array:
        """Train loss, test loss, train accuracy, test accuracy of each network: (networks, 4)."""
        z, loss = self.look.outputs(), self.look.network.loss
        losses = self._per_example(z, self.targets) @ self.means
        right = loss.classify(z, self.output) == self.labels
        return np.concatenate([losses, right @ self.means], axis=-1)


def layer_norms(network: Network) -> Array:
    """The length of each layer's gradient, and of its update relative to its weights: (networks, 2 · layers)."""
    rows = network.memory[[0, -2, -1]].astype(float)
    weights, gradients, updates = np.sqrt(np.add.reduceat(rows * rows, network.starts[:-1], axis=-1))
    ratios = np.divide(updates, weights, out=np.zeros_like(updates), where=weights > 0)
    return np.concatenate([gradients, ratios], axis=-1)
