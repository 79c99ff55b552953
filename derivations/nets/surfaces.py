"""Decision surfaces: what a network and each of its hidden units say over a grid of the plane."""

import numpy as np

from .arrays import Array
from .datasets import EDGE
from .features import features_of
from .measure import Look
from .trainer import Trainer

MARGIN = 1.1


class Surfaces:
    """A grid around the data of a trainer, looked at as often as its networks change.

    `x` and `y` are the grid's coordinates; each surface is an array whose rows belong to y and columns to x.
    """

    def __init__(self, trainer: Trainer, size: int = 50) -> None:
        points = trainer.problem.points
        if points.shape[1] != 2:
            raise ValueError(f"A surface needs points of 2 coordinates, but these have {points.shape[1]}.")
        edge = MARGIN * max(EDGE, float(np.abs(points).max()))
        self.x = self.y = np.linspace(-edge, edge, size)
        grid = np.stack([axis.ravel() for axis in np.meshgrid(self.x, self.y)], axis=1)
        self.look = Look(trainer.network, features_of(grid, trainer.settings.features))
        self._shape = (-1, size, size)

    def predictions(self, net: int = 0) -> Array:
        """The share of each class, or the only output: (outputs, y, x)."""
        with np.errstate(all="ignore"):
            return self.look.predictions(net).reshape(self._shape)

    def units(self, net: int = 0) -> list[Array]:
        """What the units of each hidden layer hold: one array (units, y, x) a layer."""
        with np.errstate(all="ignore"):
            return [layer.reshape(self._shape) for layer in self.look.units(net)]
