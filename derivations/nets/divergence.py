"""Divergence: finding the step and the layer at which a number stopped being finite, and what to change."""

from dataclasses import dataclass

import numpy as np

from .network import Network
from .passes import Pass
from .settings import Settings

BOUNDED = ("sigmoid", "tanh")


@dataclass(frozen=True)
class Divergence:
    """Where the training of one network broke: what stopped being finite, and at which step and layer."""

    net: int
    step: int
    layer: int
    what: str
    kept: int
    suggestion: str
    extent: str = "past every number"

    @property
    def sentence(self) -> str:
        """The whole story for a person."""
        return (
            f"Training diverged at step {self.step}: {self.what} of layer {self.layer} grew {self.extent}. "
            f"The state of step {self.kept} is shown, the last good one. {self.suggestion}"
        )


def finite(network: Network) -> bool:
    """Whether every parameter of every network is a number: one product tells, as any NaN spoils it."""
    flat = network.parameters.ravel()
    return bool(np.isfinite(np.dot(flat, flat))) or bool(np.isfinite(network.parameters).all())


def broken_place(network: Network, arrays: Pass, net: int) -> tuple[int, str] | None:
    """The first layer, in the order of computing, of which something is not finite after a step."""
    if np.isfinite(network.parameters[net]).all():
        return None
    for layer in range(network.depth):
        if not np.isfinite(arrays.leaving(layer)[:, net]).all():
            return layer + 1, "the activation" if layer + 1 < network.depth else "the output"
    for name, rows in (("the gradient", network.gradient), ("the update", network.update)):
        for layer, part in reversed(list(enumerate(network.layers(rows[net])))):
            if not np.isfinite(part).all():
                return layer + 1, name
    bad = [not np.isfinite(part).all() for part in network.layers(network.parameters[net])]
    return bad.index(True) + 1, "a weight"


def most_grown(network: Network, net: int) -> int:
    """The layer, from 1, whose weights are the largest beside what they began with."""
    now, first = network.layers(network.parameters[net]), network.first_weights(net)
    with np.errstate(all="ignore"):
        ratios = [float(np.abs(w).max() / max(np.abs(v).max(), 1e-3)) for w, v in zip(now, first, strict=True)]
    return int(np.argmax(ratios)) + 1


def suggestion(settings: Settings) -> str:
    """What to change, from what most likely drove the weights away."""
    rate = settings.learning_rate
    if rate * settings.l2 > 2:
        return (
            f"The penalty alone does this: η λ = {rate * settings.l2:g} is above 2, so each step overshoots 0"
            f" and the weights grow. Lower λ below {2 / rate:g}."
        )
    lower = f"lower the learning rate from {rate:g} to {rate / 10:g}"
    if settings.loss == "squared error" and settings.output not in BOUNDED:
        return f"A squared error pulls harder the further off it is: {lower}."
    return f"The steps are too long: {lower}, or choose another optimiser."
