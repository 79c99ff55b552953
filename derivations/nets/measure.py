"""What a network does with points: predictions, losses, surfaces, confusion, and what its units hold."""

import numpy as np
from numpy.typing import NDArray

from .activations import ACTIVATIONS
from .arrays import Array, play
from .datasets import Problem
from .network import Network
from .passes import Pass

WEIGHTS_GRADIENT_UPDATE = (0, -2, -1)


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
    """Loss and accuracy of every network over the training and the test points."""

    def __init__(self, network: Network, problem: Problem, inputs: Array, targets: Array) -> None:
        self.look, self.loss = Look(network, inputs), network.loss
        self.targets = targets[:, None].astype(network.memory.dtype)
        self.labels = problem.labels.astype(np.intp) if problem.classes else None
        parts = (problem.training, problem.testing)
        self.means = np.stack([part / part.sum() for part in parts], axis=1)
        self.output = ACTIVATIONS[network.nets[0].output]

    def row(self) -> Array:
        """Train loss, test loss, train accuracy, test accuracy of each network: (networks, 4)."""
        z = self.look.outputs()
        losses = self.loss.per_example(z, self.targets, self.output) @ self.means
        if self.labels is None:
            return np.concatenate([losses, np.full_like(losses, np.nan)], axis=-1)
        right = self.loss.classify(z, self.output) == self.labels
        return np.concatenate([losses, right @ self.means], axis=-1)


def layer_norms(network: Network) -> Array:
    """The length of each layer's gradient, and of its update over its weights': (networks, 2 · layers)."""
    squares = np.square(network.memory.take(WEIGHTS_GRADIENT_UPDATE, 0), dtype=float)
    weights, gradients, updates = np.sqrt(np.add.reduceat(squares, network.starts[:-1], axis=-1))
    return np.concatenate([gradients, updates / weights], axis=-1)


def confusion(score: Score, part: NDArray[np.bool_], net: int = 0) -> NDArray[np.intp]:
    """How many points of each class (rows) are named as each class (columns), over a part of the points."""
    if score.labels is None:
        raise ValueError("A regression has no classes to confuse: a confusion matrix needs a classification.")
    named = score.loss.classify(score.look.outputs()[:, net], score.output)
    count = max(score.labels.max() + 1, len(score.targets), 2 if len(score.targets) == 1 else 0)
    table = np.zeros((count, count), np.intp)
    np.add.at(table, (score.labels[part], named[part]), 1)
    return table


def histograms(look: Look, net: int = 0, bins: int = 30) -> list[tuple[Array, NDArray[np.intp]]]:
    """For each hidden layer the edges of the bins, and how many of each unit's activations fall into each."""
    tables = []
    for values in look.units(net):
        bounded = values[np.isfinite(values)]
        low, high = (bounded.min(), bounded.max()) if bounded.size else (0.0, 1.0)
        edges = np.linspace(low, high if high > low else low + 1, bins + 1)
        tables.append((edges, np.stack([np.histogram(unit, edges)[0] for unit in values])))
    return tables
