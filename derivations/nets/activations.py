"""Activations, each as two short tapes: values in place of pre-activations, then slopes from those values."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import pi, sqrt

import numpy as np

from .arrays import Array, Tape, Units, play, units_of

LEAK = 0.01
GELU_LINEAR = sqrt(2 / pi)
GELU_CUBIC = 0.044715 * GELU_LINEAR


@dataclass(frozen=True)
class Activation:
    """A function of one number with its derivative, both written as tapes over preallocated arrays."""

    name: str
    forward: Callable[[Units], Tape]
    slopes: Callable[[Units], Tape]

    def of(self, z: Array) -> Array:
        """The activation of these pre-activations, in a new array."""
        units = units_of(z)
        play(self.forward(units))
        return units.value

    def slope_of(self, z: Array) -> Array:
        """The derivative of the activation at these pre-activations."""
        units = units_of(z)
        play([*self.forward(units), *self.slopes(units)])
        return units.slope


def nothing(units: Units) -> Tape:
    """No call at all: what is linear leaves its numbers as they are, and its slopes at 1."""
    return ()


def tanh_forward(units: Units) -> Tape:
    """a = tanh z"""
    return (partial(np.tanh, units.value, units.value),)


def tanh_slope(units: Units) -> Tape:
    """a' = 1 − a²"""
    square = partial(np.square, units.value, units.slope)
    return square, partial(np.subtract, units.number(1), units.slope, units.slope)


def sigmoid_forward(units: Units) -> Tape:
    """a = ½ + ½ tanh(z/2): the logistic function in a form that cannot overflow"""
    a, half = units.value, units.number(0.5)
    shrink = partial(np.multiply, a, half, a)
    return shrink, partial(np.tanh, a, a), shrink, partial(np.add, a, half, a)


def sigmoid_slope(units: Units) -> Tape:
    """a' = a − a²"""
    square = partial(np.square, units.value, units.slope)
    return square, partial(np.subtract, units.value, units.slope, units.slope)


def relu_forward(units: Units) -> Tape:
    """a = max(z, 0)   (np.maximum keeps a NaN, where np.fmax would hide it)"""
    return (partial(np.maximum, units.value, units.number(0), out=units.value),)


def relu_slope(units: Units) -> Tape:
    """a' = [a > 0] = sign a, as a is never below 0"""
    return (partial(np.sign, units.value, units.slope),)


def leaky_relu_forward(units: Units) -> Tape:
    """a = max(z, z/100)"""
    leak = partial(np.multiply, units.value, units.number(LEAK), units.inner)
    return leak, partial(np.fmax, units.value, units.inner, units.value)


def leaky_relu_slope(units: Units) -> Tape:
    """a' = max(sign a, 1/100)"""
    sign = partial(np.sign, units.value, units.slope)
    return sign, partial(np.fmax, units.slope, units.number(LEAK), units.slope)


def gelu_forward(units: Units) -> Tape:
    """a = z/g,  g = 1 + e^(zq) = 2/(1 + tanh(−zq/2)),  q = −2√(2/π) (1 + 0.044715 z²)"""
    z, g, q = units.value, units.gate, units.inner
    return (
        partial(np.square, z, q),
        partial(np.multiply, q, units.number(-2 * GELU_CUBIC), q),
        partial(np.add, q, units.number(-2 * GELU_LINEAR), q),
        partial(np.multiply, z, q, g),
        partial(np.exp, g, g),
        partial(np.add, g, units.number(1), g),
        partial(np.divide, z, g, z),
    )


def gelu_slope(units: Units) -> Tape:
    """a' = 1/g + (a/g − a)(3q + 4√(2/π)), as (zq)' = 3q + 4√(2/π)"""
    a, g, q, slope = units.value, units.gate, units.inner, units.slope
    return (
        partial(np.multiply, q, units.number(3), slope),
        partial(np.add, slope, units.number(4 * GELU_LINEAR), slope),
        partial(np.divide, a, g, q),
        partial(np.subtract, q, a, q),
        partial(np.multiply, slope, q, slope),
        partial(np.reciprocal, g, g),
        partial(np.add, slope, g, slope),
    )


ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation("sigmoid", sigmoid_forward, sigmoid_slope),
        Activation("tanh", tanh_forward, tanh_slope),
        Activation("relu", relu_forward, relu_slope),
        Activation("leaky relu", leaky_relu_forward, leaky_relu_slope),
        Activation("gelu", gelu_forward, gelu_slope),
        Activation("linear", nothing, nothing),
    )
}
