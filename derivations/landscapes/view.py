"""One look at a landscape: the plane, the arrows, the ways down, and the numbers at the start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivations.landscapes.descent import path
from derivations.landscapes.losses import Scene
from derivations.landscapes.plane import Plane
from derivations.numeric.stability import Array

FINE, COARSE = 49, 4
"""Points of the grid a side, and of how many of them one bears an arrow."""
H = 1e-5


@dataclass(frozen=True)
class Look:
    """What a page shows of a landscape."""

    plane: Plane
    paths: Mapping[str, Array]
    heights: Mapping[str, Array]
    loss: float
    slope: tuple[float, float]
    by_differences: tuple[float, float]

    @property
    def arrows(self) -> tuple[Array, Array, Array, Array]:
        """Where arrows stand, and the way down from there."""
        every = slice(COARSE // 2, None, COARSE)
        x, y = np.meshgrid(self.plane.x[every], self.plane.y[every])
        return x, y, -self.plane.slope_x[every, every], -self.plane.slope_y[every, every]


def look(
    scene: Scene,
    data: Mapping[str, Any],
    start: tuple[float, float],
    walkers: Sequence[str],
    rate: float,
    steps: int,
) -> Look:
    """The landscape of a scene with its data, and the ways down from a start."""
    grid = np.linspace(-scene.reach, scene.reach, FINE)
    here = scene.landscape

    def slope(point: Array) -> Array:
        return np.array(here.at((point[0], point[1]), data)[1:])

    paths = {walker: path(slope, start, walker, rate, steps) for walker in walkers}
    heights = {name: np.array([here.at((x, y), data)[0] for x, y in points]) for name, points in paths.items()}
    loss, slope_x, slope_y = here.at(start, data)
    return Look(here.over(grid, grid, data), paths, heights, loss, (slope_x, slope_y), differences(scene, data, start))


def differences(scene: Scene, data: Mapping[str, Any], at: tuple[float, float]) -> tuple[float, float]:
    """Both slopes at a point by central differences, which share nothing with the derivation."""

    def loss(x: float, y: float) -> float:
        return scene.landscape.at((x, y), data)[0]

    x, y = at
    return (loss(x + H, y) - loss(x - H, y)) / (2 * H), (loss(x, y + H) - loss(x, y - H)) / (2 * H)
