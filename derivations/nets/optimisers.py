"""Optimisers, each as the tape that turns a gradient into the update that is then subtracted."""

from collections.abc import Callable
from dataclasses import dataclass
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
    """A way to follow a gradient, with the names of the memory it keeps for each parameter."""

    name: str
    slots: tuple[str, ...]
    tape: Callable[[Kit], Tape]
    correction: Callable[[int], tuple[float, float]] | None = None


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


def towards(average: Array, value: Array, memory: Array, scratch: Array) -> list[Call]:
    """average ← average + (1 − memory)(value − average)"""
    return [
        partial(np.subtract, value, average, scratch),
        partial(np.multiply, scratch, memory, scratch),
        partial(np.add, average, scratch, average),
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
    (s,), g, scratch = kit.slots, kit.gradient, kit.update
    square = partial(np.multiply, g, g, scratch)
    return [square, *towards(s, scratch, kit.number(1 - RMS_MEMORY), scratch), *scaled(g, s, kit)]


def adam(kit: Kit) -> Tape:
    """m ← 0.9 m + 0.1 g,  s ← 0.999 s + 0.001 g²,  Δ = η m̂ / (√ŝ + ε)   (the hats are in η and ε)"""
    (m, s), g, scratch = kit.slots, kit.gradient, kit.update
    first, second = (kit.number(1 - memory) for memory in ADAM_MEMORIES)
    square = partial(np.multiply, g, g, scratch)
    return [
        *towards(m, g, first, scratch),
        square,
        *towards(s, scratch, second, scratch),
        *scaled(m, s, kit),
    ]


def adam_correction(step: int) -> tuple[float, float]:
    """What multiplies η and ε so that m/(1 − 0.9ᵗ) and s/(1 − 0.999ᵗ) need no arrays of their own."""
    first, second = (1 - memory**step for memory in ADAM_MEMORIES)
    return second**0.5 / first, second**0.5


OPTIMISERS = {
    optimiser.name: optimiser
    for optimiser in (
        Optimiser("SGD", (), sgd),
        Optimiser("momentum", ("v",), momentum),
        Optimiser("Nesterov", ("v",), nesterov),
        Optimiser("RMSProp", ("s",), rmsprop),
        Optimiser("Adam", ("m", "s"), adam, adam_correction),
    )
}
