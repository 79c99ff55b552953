"""Losses as what training needs of them: targets, the error at the output, and the value of each example."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from .activations import ACTIVATIONS, Activation
from .arrays import Array, Call, Tape, Units

LINEAR = ACTIVATIONS["linear"]
Ending = Callable[[Units, float, Activation], tuple[Tape, Callable[[Array], Tape]]]


@dataclass(frozen=True)
class Loss:
    """A loss with the output it belongs to; arrays have outputs on the first axis, examples on the last.

    `ending` gives the calls after the last pre-activation, then those that leave the error (1/B) ∂J/∂z in
    `Units.gate`, for targets that `aim` has prepared so that the 1/B costs no call of its own; B may be any
    other number that every example's share is divided by.
    """

    name: str
    one_output_for_two_classes: bool
    predict: Callable[[Array, Activation], Array]
    per_example: Callable[[Array, Array, Activation], Array]
    aim: Callable[[Array, float], Array]
    ending: Ending

    def outputs(self, classes: int) -> int:
        """How many outputs a network needs for this many classes, or for a number (0 classes)."""
        return 1 if classes == 0 or (self.one_output_for_two_classes and classes <= 2) else classes

    def targets(self, labels: Array, classes: int) -> Array:
        """The targets, one column an example: a number, a 0 or 1, or a one-hot column."""
        single = self.one_output_for_two_classes and classes <= 2
        targets: Array = labels[None] if single else np.arange(classes)[:, None] == labels
        return targets.astype(float)

    def classify(self, z: Array, output: Activation) -> NDArray[np.intp]:
        """The class that an output names: its largest, or whether its only prediction passes one half."""
        single = len(z) == 1 and self.one_output_for_two_classes
        named: NDArray[np.intp] = self.predict(z, output)[0] > 0.5 if single else z.argmax(axis=0)
        return named.astype(np.intp)


def softmax(z: Array, output: Activation = LINEAR) -> Array:
    """e^(z_i) / Σ_k e^(z_k), shifted by the largest so that nothing overflows."""
    e = np.exp(z - z.max(axis=0))
    shares: Array = e / e.sum(axis=0)
    return shares


def cross_entropy(z: Array, y: Array, output: Activation = LINEAR) -> Array:
    """log Σ_k e^(z_k) − Σ_k y_k z_k for one-hot y"""
    peak = z.max(axis=0)
    value: Array = np.log(np.exp(z - peak).sum(axis=0)) - (y * (z - peak)).sum(axis=0)
    return value


def softmax_ending(out: Units, share: float, output: Activation) -> tuple[Tape, Callable[[Array], Tape]]:
    """p − y over the batch; of two classes p = ½ + ½ tanh(½(z_i − z_k)), which needs neither peak nor sum."""
    z, error = out.value, out.gate
    if len(z) == 2:
        halves = np.array([[0.5, -0.5], [-0.5, 0.5]], z.dtype)
        flat = z.reshape(2, -1)
        tape: list[Call] = [
            partial(np.dot, halves, flat, error.reshape(2, -1)),
            partial(np.tanh, error, error),
            partial(np.multiply, error, out.number(0.5 / share), error),
        ]
    else:
        peak, sums = np.empty_like(z[0]), np.full((len(z), len(z)), share, z.dtype)
        flat = error.reshape(len(z), -1)
        tape = [
            partial(np.maximum.reduce, z, 0, None, peak),
            partial(np.subtract, z, peak, error),
            partial(np.exp, error, error),
            partial(np.dot, sums, flat, out.inner.reshape(len(z), -1)),
            partial(np.divide, error, out.inner, error),
        ]
    return tape, lambda aim: (partial(np.subtract, error, aim, error),)


def softmax_aim(y: Array, share: float) -> Array:
    """y/B, less the ½ of each share where there are two classes"""
    shifted: Array = (y - 0.5 if len(y) == 2 else y) / share
    return shifted


def sigmoid(z: Array, output: Activation = LINEAR) -> Array:
    """1 / (1 + e^(−z))"""
    return ACTIVATIONS["sigmoid"].of(z)


def binary_cross_entropy(z: Array, y: Array, output: Activation = LINEAR) -> Array:
    """Σ_k log(1 + e^(z_k)) − y_k z_k"""
    value: Array = (np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y * z).sum(axis=0)
    return value


def sigmoid_ending(out: Units, share: float, output: Activation) -> tuple[Tape, Callable[[Array], Tape]]:
    """σ(z) − y over the batch, σ(z) = ½ + ½ tanh(z/2)"""
    error = out.gate
    tape = (
        partial(np.multiply, out.value, out.number(0.5), error),
        partial(np.tanh, error, error),
        partial(np.multiply, error, out.number(0.5 / share), error),
    )
    return tape, lambda aim: (partial(np.subtract, error, aim, error),)


def sigmoid_aim(y: Array, share: float) -> Array:
    """(y − ½)/B"""
    shifted: Array = (y - 0.5) / share
    return shifted


def squared_error(z: Array, y: Array, output: Activation = LINEAR) -> Array:
    """½ Σ_k (f(z_k) − y_k)²"""
    value: Array = 0.5 * ((output.of(z) - y) ** 2).sum(axis=0)
    return value


def squared_ending(out: Units, share: float, output: Activation) -> tuple[Tape, Callable[[Array], Tape]]:
    """(ŷ − y) f'(z) over the batch"""
    error, values = out.gate, out._replace(gate=np.empty_like(out.value))
    tape = [*output.forward(values)]
    if output is not LINEAR:
        tape += output.slopes(values)
    tape.append(partial(np.multiply, out.value, out.number(1 / share), error))

    def against(aim: Array) -> Tape:
        miss = partial(np.subtract, error, aim, error)
        return (miss,) if output is LINEAR else (miss, partial(np.multiply, error, out.slope, error))

    return tape, against


def mean_aim(y: Array, share: float) -> Array:
    """y/B"""
    return y / share


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("cross-entropy", False, softmax, cross_entropy, softmax_aim, softmax_ending),
        Loss("binary cross-entropy", True, sigmoid, binary_cross_entropy, sigmoid_aim, sigmoid_ending),
        Loss("squared error", True, lambda z, f: f.of(z), squared_error, mean_aim, squared_ending),
    )
}
