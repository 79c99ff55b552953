"""What all trainers are given: random points, batches drawn beforehand, and first weights."""

from collections.abc import Callable, Iterator
from itertools import cycle, pairwise
from typing import Any

import numpy as np

from derivations.nets import Problem

RATE = 0.01


def problem_of(features: int, classes: int, count: int) -> Problem:
    """Random points of so many features, half of them to train."""
    random = np.random.default_rng(0)
    points = random.standard_normal((2 * count, features))
    labels = (points @ random.standard_normal((features, classes))).argmax(axis=1).astype(float)
    return Problem("random", points, labels, np.arange(2 * count) < count, tuple(map(str, range(classes))))


def batches(problem: Problem, batch: int, convert: Callable[[np.ndarray], Any] = np.asarray) -> Iterator[Any]:
    """Mini-batches in float32, drawn and converted beforehand: the others need not pay for it."""
    x, order = problem.points[problem.training].astype(np.float32), np.random.default_rng(1)
    y = np.eye(len(problem.classes), dtype=np.float32)[problem.labels[problem.training].astype(int)]
    chosen = [order.permutation(len(x))[:batch] for _ in range(16)]
    return cycle([(convert(x[rows]), convert(y[rows])) for rows in chosen])


def first_weights(shape: tuple[int, ...]) -> list[np.ndarray]:
    """Weights and biases in turn, in float32."""
    random = np.random.default_rng(2)
    pairs = list(pairwise(shape))
    layers = [(random.standard_normal((a, b)) / a**0.5, np.zeros(b)) for a, b in pairs]
    return [part.astype(np.float32) for layer in layers for part in layer]
