"""Initialisations: the standard deviation of a layer's weights, from how many units come in and go out."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from .arrays import Array

SMALL, LARGE = 0.01, 3.0

INITIALISATIONS: dict[str, Callable[[int, int], float]] = {
    "zeros": lambda fan_in, fan_out: 0.0,
    "small normal": lambda fan_in, fan_out: SMALL,
    "large normal": lambda fan_in, fan_out: LARGE,
    "Xavier": lambda fan_in, fan_out: float((2 / (fan_in + fan_out)) ** 0.5),
    "He": lambda fan_in, fan_out: float((2 / fan_in) ** 0.5),
}


def initial_weights(name: str, shape: tuple[int, ...], seed: int) -> list[Array]:
    """Weights of every layer, normal of the named deviation, with a last column of biases that are 0.

    The same seed draws the same directions for every name, so that initialisations differ in size alone.
    """
    random, deviation = np.random.default_rng([seed, 0]), INITIALISATIONS[name]
    layers: list[Array] = []
    for fan_in, fan_out in pairwise(shape):
        layer = np.zeros((fan_out, fan_in + 1))
        layer[:, :-1] = deviation(fan_in, fan_out) * random.standard_normal((fan_out, fan_in))
        layers.append(layer)
    return layers
