"""Back-propagation as a textbook writes it, in float64 and layer by layer, with every factor kept."""

from dataclasses import dataclass

import numpy as np

from .activations import Activation
from .arrays import Array
from .losses import Loss


@dataclass(frozen=True)
class Walk:
    """One way forward and back; lists by layer of arrays (units, examples), weights with the biases last.

    `upstream` is ∂J/∂a of each example, and `delta` = ∂J/∂z; both belong to one example, not to the mean.
    """

    weights: list[Array]
    arriving: list[Array]
    z: list[Array]
    value: list[Array]
    slope: list[Array]
    upstream: list[Array]
    delta: list[Array]

    def gradient(self, layer: int) -> Array:
        """(1/B) Σ δ aᵀ, the biases' last"""
        arrived = with_one(self.arriving[layer])
        mean: Array = self.delta[layer] @ arrived.T / arrived.shape[1]
        return mean


def with_one(arriving: Array) -> Array:
    """What arrives at a layer, with the constant 1 that meets the biases."""
    return np.concatenate([arriving, np.ones((1, arriving.shape[1]))])


def walk(
    weights: list[Array], x: Array, y: Array, hidden: Activation, loss: Loss, output: Activation
) -> Walk:
    """Go forward and back over examples x (features, examples) with targets y."""
    arriving, zs, values, slopes = [], [], [], []
    a = x
    for layer, w in enumerate(weights):
        arriving.append(a)
        z = w[:, :-1] @ a + w[:, -1:]
        last = layer == len(weights) - 1
        a = loss.predict(z, output) if last else hidden.of(z)
        zs.append(z)
        values.append(a)
        slopes.append(last_slope(z, loss, output) if last else hidden.slope_of(z))
    upstream, deltas = [values[-1] - y], [(values[-1] - y) * slopes[-1]]
    for w, slope in zip(weights[:0:-1], slopes[-2::-1], strict=True):
        upstream.insert(0, w[:, :-1].T @ deltas[0])
        deltas.insert(0, upstream[0] * slope)
    return Walk(weights, arriving, zs, values, slopes, upstream, deltas)


def last_slope(z: Array, loss: Loss, output: Activation) -> Array:
    """f'(z) of the output under a squared error; the others' p − y is already ∂J/∂z."""
    return output.slope_of(z) if loss.name == "squared error" else np.ones_like(z)
