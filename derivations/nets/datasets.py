"""Data sets of the plane, each a dozen lines: points in about [−3, 3]² with a class or a value."""

from collections.abc import Callable
from dataclasses import dataclass
from math import pi

import numpy as np
from numpy.typing import NDArray

from .arrays import Array

EDGE = 3.0
Made = tuple[Array, Array]


@dataclass(frozen=True)
class Problem:
    """Points with their labels (class numbers, or values where `classes` is empty) and which of them train.

    `centre` and `scale` undo the standardisation of a person's own data: original = centre + scale · point.
    """

    name: str
    points: Array
    labels: Array
    training: NDArray[np.bool_]
    classes: tuple[str, ...] = ()
    axes: tuple[str, ...] = ("x", "y")
    centre: tuple[float, ...] = (0.0, 0.0)
    scale: tuple[float, ...] = (1.0, 1.0)

    @property
    def testing(self) -> NDArray[np.bool_]:
        """The points that test: those that do not train, or all where every point trains."""
        return self.training if self.training.all() else ~self.training


def alternate(count: int, classes: int) -> Array:
    """Classes 0, 1, …, 0, 1, … so that they are as even as they can be."""
    return (np.arange(count) % classes).astype(float)


def polar(radius: Array, angle: Array) -> Array:
    """Points from their distance and angle."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def circles(random: np.random.Generator, count: int, classes: int) -> Made:
    """A disc inside a ring."""
    labels = alternate(count, 2)
    radius = np.where(labels == 0, random.uniform(0, 1.3, count), random.uniform(2, 2.9, count))
    return polar(radius, random.uniform(0, 2 * pi, count)), labels


def xor(random: np.random.Generator, count: int, classes: int) -> Made:
    """Four squares; the class says whether x and y have the same sign."""
    labels = alternate(count, 2)
    size, sign = random.uniform(0.2, EDGE, (count, 2)), random.choice([-1.0, 1.0], count)
    return size * np.stack([sign, np.where(labels == 1, sign, -sign)], axis=1), labels


def two_gaussians(random: np.random.Generator, count: int, classes: int) -> Made:
    """Two round clouds."""
    labels = alternate(count, 2)
    return random.normal(0, 0.6, (count, 2)) + np.where(labels == 1, 1.4, -1.4)[:, None], labels


def spirals(random: np.random.Generator, count: int, classes: int) -> Made:
    """Two arms of one and three quarter turns."""
    labels, along = alternate(count, 2), random.uniform(0.05, 1, count)
    return polar(EDGE * along, 3.5 * pi * along + pi * labels), labels


def moons(random: np.random.Generator, count: int, classes: int) -> Made:
    """Two half rings that reach into each other."""
    labels, angle = alternate(count, 2), random.uniform(0, pi, count)
    upper = 2 * polar(np.ones(count), angle) + [-1, -0.5]
    return np.where(labels[:, None] == 0, upper, -upper), labels


def blobs(random: np.random.Generator, count: int, classes: int) -> Made:
    """One round cloud a class, around a circle."""
    labels = alternate(count, classes)
    centres = polar(np.full(count, 2.0), 2 * pi * labels / classes + pi / 2)
    return centres + random.normal(0, 0.45, (count, 2)), labels


def plane(random: np.random.Generator, count: int, classes: int) -> Made:
    """A value that rises evenly along the diagonal."""
    points = random.uniform(-EDGE, EDGE, (count, 2))
    return points, points.sum(axis=1) / (2 * EDGE)


def bumps(random: np.random.Generator, count: int, classes: int) -> Made:
    """Two hills and two hollows."""
    points = random.uniform(-EDGE, EDGE, (count, 2))
    x, y = points.T
    corners = [(1.5, 1.5, 1), (-1.5, -1.5, 1), (1.5, -1.5, -1), (-1.5, 1.5, -1)]
    return points, sum((s * np.exp(-((x - u) ** 2) - (y - v) ** 2) for u, v, s in corners), np.zeros(count))


CLASSIFICATION = {
    "circles": circles,
    "xor": xor,
    "two gaussians": two_gaussians,
    "spirals": spirals,
    "moons": moons,
    "blobs": blobs,
}
REGRESSION = {"plane": plane, "bumps": bumps}
DATA_SETS: dict[str, Callable[[np.random.Generator, int, int], Made]] = {**CLASSIFICATION, **REGRESSION}


def make_problem(name: str, count: int, noise: float, train_share: float, seed: int, classes: int) -> Problem:
    """Draw a data set; noise moves the points of a classification and the values of a regression."""
    if name not in DATA_SETS:
        raise ValueError(f"No data set is called {name!r}: expected one of {', '.join(DATA_SETS)}.")
    random = np.random.default_rng([seed, 2])
    points, labels = DATA_SETS[name](random, count, classes)
    if name in REGRESSION:
        labels = labels + random.normal(0, 0.5, count) * noise
        names: tuple[str, ...] = ()
    else:
        points = points + random.normal(0, 1, points.shape) * noise
        names = tuple(str(k) for k in range(classes if name == "blobs" else 2))
    return Problem(name, points, labels, draw_training(random, count, train_share), names)


def draw_training(random: np.random.Generator, count: int, share: float) -> NDArray[np.bool_]:
    """Which points train: this share of them, at least one, and one left to test where there are two."""
    chosen = np.zeros(count, bool)
    chosen[random.permutation(count)[: max(1, min(count - 1, round(share * count)))]] = True
    return chosen
