"""Input features: what the network sees of a point (x, y)."""

from collections.abc import Sequence

import numpy as np

from .arrays import Array

FEATURES = {
    "x": lambda x, y: x,
    "y": lambda x, y: y,
    "x²": lambda x, y: x * x,
    "y²": lambda x, y: y * y,
    "xy": lambda x, y: x * y,
    "sin x": lambda x, y: np.sin(x),
    "sin y": lambda x, y: np.sin(y),
}


def features_of(points: Array, names: Sequence[str]) -> Array:
    """One row of features a point; points of other than two coordinates are used as they are."""
    if points.shape[1] != 2:
        return points
    return np.stack([FEATURES[name](*points.T) for name in names], axis=1)
