"""Optimisers, each as the tape that turns a gradient into the update that is then subtracted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from .arrays import Array, Call, Tape

MOMENTUM = 0.9
RMS_MEMORY = 0.9
ADAM_MEMORIES = (0.9, 0.999)
EPSILON = 1e-8


@dataclass(frozen=True)
class Kit:
    """What an optimiser works on: flat views of the gradient, the update and its own memory, and two numbers.

    `rate` and `epsilon` are arrays, so that a schedule can write to them between two steps.
    """

    gradient: Array
    update: Array
    slots: Array
    rate: Array
    epsilon: Array

    def number(self, value: float) -> Array:
        """A constant of the same arithmetic, as an array of no axes."""
        return np.asarray(value, self.update.dtype)


@dataclass(frozen=True)
class Optimiser:
    """A way to follow a gradient, with the memory that it keeps for each parameter.

    A running average is kept without its factor, which spares a call: `slots` has its name and that factor.
    `correction` gives, at a step, what η and ε are multiplied by to make up for it.
    """

    name: str
    tape: Callable[[Kit], Tape]
    slots: dict[str, float] = field(default_factory=dict)
    correction: Callable[[int], tuple[float, float]] = lambda step: (1.0, 1.0)
    ages: bool = False


def sgd(kit: Kit) -> Tape:
    """Δ = η g"""
    return (partial(np.multiply, kit.gradient, kit.rate, kit.update),)


def momentum(kit: Kit) -> Tape:
    """v ← 0.9 v + g,  Δ = η v"""
    (v,) = kit.slots
    return (
        partial(np.multiply, v, kit.number(MOMENTUM), v),
        partial(np.add, v, kit.gradient, v),
        partial(np.multiply, v, kit.rate, kit.update),
    )


def nesterov(kit: Kit) -> Tape:
    """v ← 0.9 v + g,  Δ = η (g + 0.9 v)"""
    (v,), beta = kit.slots, kit.number(MOMENTUM)
    return (
        partial(np.multiply, v, beta, v),
        partial(np.add, v, kit.gradient, v),
        partial(np.multiply, v, beta, kit.update),
        partial(np.add, kit.update, kit.gradient, kit.update),
        partial(np.multiply, kit.update, kit.rate, kit.update),
    )


def collect(squares: Array, memory: Array, gradient: Array, scratch: Array) -> list[Call]:
    """squares ← memory · squares + g²"""
    return [
        partial(np.square, gradient, scratch),
        partial(np.multiply, squares, memory, squares),
        partial(np.add, squares, scratch, squares),
    ]


def scaled(direction: Array, squares: Array, kit: Kit) -> list[Call]:
    """Δ = η direction / (√squares + ε)"""
    return [
        partial(np.sqrt, squares, kit.update),
        partial(np.add, kit.update, kit.epsilon, kit.update),
        partial(np.divide, direction, kit.update, kit.update),
        partial(np.multiply, kit.update, kit.rate, kit.update),
    ]


def rmsprop(kit: Kit) -> Tape:
    """s ← 0.9 s + 0.1 g²,  Δ = η g / (√s + ε)"""
    (s,), g = kit.slots, kit.gradient
    return [*collect(s, kit.number(RMS_MEMORY), g, kit.update), *scaled(g, s, kit)]


def rmsprop_correction(step: int) -> tuple[float, float]:
    """√s is the root of what is kept times √0.1."""
    root = (1 - RMS_MEMORY) ** 0.5
    return 1 / root, 1 / root


def adam(kit: Kit) -> Tape:
    """m ← 0.9 m + 0.1 g,  s ← 0.999 s + 0.001 g²,  Δ = η m/(1 − 0.9ᵗ) / (√(s/(1 − 0.999ᵗ)) + ε)"""
    (m, s), g = kit.slots, kit.gradient
    first, second = (kit.number(memory) for memory in ADAM_MEMORIES)
    keep, take = partial(np.multiply, m, first, m), partial(np.add, m, g, m)
    return [keep, take, *collect(s, second, g, kit.update), *scaled(m, s, kit)]


def adam_correction(step: int) -> tuple[float, float]:
    """Factors of the kept sums and of Adam's 1 − 0.9ᵗ and 1 − 0.999ᵗ, moved into η and ε."""
    first, second = ((1 - memory) / (1 - memory**step) for memory in ADAM_MEMORIES)
    return first / second**0.5, 1 / second**0.5


OPTIMISERS = {
    optimiser.name: optimiser
    for optimiser in (
        Optimiser("SGD", sgd),
        Optimiser("momentum", momentum, {"v": 1}),
        Optimiser("Nesterov", nesterov, {"v": 1}),
        Optimiser("RMSProp", rmsprop, {"s": 1 - RMS_MEMORY}, rmsprop_correction),
        Optimiser(
            "Adam", adam, {"m": 1 - ADAM_MEMORIES[0], "s": 1 - ADAM_MEMORIES[1]}, adam_correction, ages=True
        ),
    )
}
