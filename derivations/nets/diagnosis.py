"""Diagnosis: units that are dead, saturated or all alike, gradients that vanish, and what causes it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .activations import ACTIVATIONS
from .arrays import Array
from .textbook import Walk, walk
from .trainer import Trainer

VANISHED = 1e-3  # of the last layer's error, that is left at the first
FLAT = 0.05  # of an activation's steepest slope
MOSTLY = 0.9  # of the points
SHRUNKEN = 0.05  # the size below which weights do nothing, where they began larger
SAMENESS = 0.1  # the deviation of an output below which a network says the same everywhere
STEEPEST = {"sigmoid": 0.25, "tanh": 1.0}


@dataclass(frozen=True)
class Finding:
    """Something that keeps a network from learning: where, in words, and the topic that derives its cause."""

    kind: str
    layer: int
    units: tuple[int, ...]
    sentence: str
    topic: str


def diagnose(trainer: Trainer, net: int = 0) -> tuple[Finding, ...]:
    """What is wrong with a network now, by the values and errors of all its training points."""
    settings, training = trainer.nets[net], trainer.problem.training
    hidden, output = ACTIVATIONS[settings.activation], ACTIVATIONS[settings.output]
    x, y = trainer.inputs[training].T, trainer.targets[:, training]
    with np.errstate(all="ignore"):
        seen = walk(trainer.weights(net), x, y, hidden, trainer.network.loss, output)
        looks = (
            alike(seen),
            dead(seen, trainer, net),
            saturated(seen, trainer, net),
            stuck(seen, trainer, net),
        )
        rest = (shrunken(seen, trainer, net), vanishing(seen, trainer, net))
        return tuple(finding for look in (*looks, *rest) for finding in look)


def alike(seen: Walk) -> Iterator[Finding]:
    """Hidden layers of which all units have the same weights, and so forever the same gradient."""
    for layer, weights in enumerate(seen.weights[:-1]):
        if len(weights) > 1 and np.allclose(weights, weights[0], rtol=1e-9, atol=1e-12):
            yield Finding(
                "identical units",
                layer + 1,
                tuple(range(1, len(weights) + 1)),
                f"All {len(weights)} units of layer {layer + 1} have the same weights, so they get the same "
                "gradient and stay one unit: initialise at random instead of with zeros.",
                "zeros initialisation",
            )


def units_where(condition: Array) -> tuple[int, ...]:
    """The numbers of units, from 1, for which something holds."""
    return tuple(int(unit) + 1 for unit in np.flatnonzero(condition))


def named(units: tuple[int, ...]) -> str:
    """Units by their numbers, as a sentence begins; many are only counted."""
    if len(units) == 1:
        return f"Unit {units[0]}"
    if len(units) > 6:
        return f"{len(units)} units"
    *most, last = map(str, units)
    return f"Units {', '.join(most)} and {last}"


def dead(seen: Walk, trainer: Trainer, net: int) -> Iterator[Finding]:
    """Relu units with slope 0 at every point: no gradient will ever reach their weights."""
    if trainer.nets[net].activation != "relu":
        return
    for layer, slope in enumerate(seen.slope[:-1]):
        units = units_where((slope == 0).all(axis=1))
        if units:
            verb = "is" if len(units) == 1 else "are"
            yield Finding(
                "dead units",
                layer + 1,
                units,
                f"{named(units)} of layer {layer + 1}, of {len(slope)}, {verb} 0 at every training point: there "
                "relu's slope is 0, so no gradient reaches the weights. Lower the learning rate.",
                "dead relu",
            )


def saturated(seen: Walk, trainer: Trainer, net: int) -> Iterator[Finding]:
    """Units of a sigmoid or tanh that sit where it is flat at nearly every point."""
    name = trainer.nets[net].activation
    if name not in STEEPEST:
        return
    for layer, slope in enumerate(seen.slope[:-1]):
        flat = slope < FLAT * STEEPEST[name]
        units = units_where(flat.mean(axis=1) >= MOSTLY)
        if units:
            verb = "sits" if len(units) == 1 else "sit"
            yield Finding(
                "saturated units",
                layer + 1,
                units,
                f"{named(units)} of layer {layer + 1}, of {len(slope)}, {verb} where {name} is flat at nearly "
                "every point, so that little gradient passes: the weights are too large.",
                "saturation",
            )


def stuck(seen: Walk, trainer: Trainer, net: int) -> Iterator[Finding]:
    """A squared error whose output is far off, but flat, so that its error is multiplied by nearly 0."""
    settings = trainer.nets[net]
    if settings.loss != "squared error" or settings.output not in STEEPEST:
        return
    flat = seen.slope[-1] < FLAT * STEEPEST[settings.output]
    share = float((flat & (np.abs(seen.upstream[-1]) > 0.5)).any(axis=0).mean())
    if share >= 1 - MOSTLY:
        yield Finding(
            "squared error through a flat output",
            len(seen.weights),
            (),
            f"{share:.0%} of the points are far off but get almost no gradient, because the squared error is "
            f"multiplied by the slope of {settings.output}, flat there. The cross-entropy cancels it.",
            "squared error through the sigmoid",
        )


def root_mean_square(values: Array) -> float:
    """√ mean v²"""
    return float(np.sqrt(np.mean(np.square(values))))


def shrunken(seen: Walk, trainer: Trainer, net: int) -> Iterator[Finding]:
    """Weights that a penalty has pulled to nearly 0 from where they began."""
    settings = trainer.nets[net]
    if settings.l1 + settings.l2 == 0 or seen.z[-1].std(axis=1).max() > SAMENESS:
        return
    now = [root_mean_square(layer[:, :-1]) for layer in trainer.weights(net)]
    first = [root_mean_square(layer[:, :-1]) for layer in trainer.network.first_weights(net)]
    for layer, (size, began) in enumerate(zip(now, first, strict=True)):
        if size < SHRUNKEN < began:
            yield Finding(
                "weights pulled to 0",
                layer + 1,
                (),
                f"The penalty has pulled the weights of layer {layer + 1} from {began:.2g} to {size:.2g}: "
                "it outweighs the loss, and the network says nearly the same everywhere. Lower λ.",
                "large λ",
            )


def vanishing(seen: Walk, trainer: Trainer, net: int) -> Iterator[Finding]:
    """An error that shrinks on its way back until the first layer hardly learns."""
    sizes = [root_mean_square(delta) for delta in seen.delta]
    if len(sizes) < 3 or not sizes[-1] > 0 or sizes[0] >= VANISHED * sizes[-1]:
        return
    slope = float(np.mean([layer.mean() for layer in seen.slope[:-1]]))
    weight = float(np.mean([np.linalg.norm(w[:, :-1], 2) for w in seen.weights[1:]]))
    yield Finding(
        "vanishing gradient",
        1,
        (),
        f"Of the error at the output {sizes[0] / sizes[-1]:.1g} is left at layer 1: on its way back each "
        f"layer multiplies it by a slope, {slope:.2g} on average, and by weights of norm {weight:.2g}.",
        "product of slopes" if slope < 0.5 else "small weights",
    )
