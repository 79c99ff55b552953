"""This trainer, and what it can be held against in NumPy alone."""

from collections.abc import Callable

import numpy as np
from problems import RATE, batches, first_weights

from derivations.nets import Problem, Settings, Trainer

WARM = 20_000  # steps before the clock runs for small nets: where a page is after half a second
Burst = Callable[[int], object]


def ours(nets: Settings | tuple[Settings, ...], problem: Problem | None = None) -> Burst:
    """The trainer of the page, its batches drawn and its curves recorded."""
    trainer = Trainer(nets, problem)
    trainer.train(WARM if sum(trainer.network.shape) < 200 else 300)
    return trainer.train


def plain_numpy(shape: tuple[int, ...], problem: Problem, batch: int) -> Burst:
    """The step as one would first write it."""
    parameters, stream = first_weights(shape), batches(problem, batch)

    def step() -> None:
        x, y = next(stream)
        values = [x]
        for w, b in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
            values.append(np.tanh(values[-1] @ w + b))
        z = values[-1] @ parameters[-2] + parameters[-1]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        delta = (e / e.sum(axis=1, keepdims=True) - y) / len(x)
        for layer in reversed(range(len(values))):
            w, b = parameters[2 * layer], parameters[2 * layer + 1]
            gradient, bias_gradient = values[layer].T @ delta, delta.sum(axis=0)
            if layer:
                delta = (delta @ w.T) * (1 - values[layer] ** 2)
            w -= np.float32(RATE) * gradient
            b -= np.float32(RATE) * bias_gradient

    return lambda steps: [step() for _ in range(steps)]


def bare_products(shape: tuple[int, ...], problem: Problem, batch: int) -> Burst:
    """Only the matrix products of a step, of the same shapes, into arrays made once: no step beats them.

    np.dot is called faster, np.matmul does not first fill its result with zeros: each where it is better.
    """
    product = np.matmul if max(shape) >= 128 else np.dot
    weights, one = first_weights(shape)[::2], np.float32(1)
    values = [np.full((batch, width), one) for width in shape]
    gradients = [np.empty_like(w) for w in weights]

    def step() -> None:
        for w, a, z in zip(weights, values, values[1:], strict=False):
            product(a, w, z)
        for layer in reversed(range(len(weights))):
            product(values[layer].T, values[layer + 1], gradients[layer])
            if layer:
                product(values[layer + 1], weights[layer].T, values[layer])

    def burst(steps: int) -> None:
        for _ in range(steps):
            step()
        for value in values:
            value.fill(one)

    return burst
