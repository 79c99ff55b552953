"""Every other setting that a step can have, beside plain SGD with tanh."""

from collections.abc import Iterable
from dataclasses import replace

from problems import RATE

from derivations.nets import ACTIVATIONS, OPTIMISERS, Settings, sweep

Nets = Settings | tuple[Settings, ...]
BASE = Settings(points=500, learning_rate=RATE)


def variants(field: str, values: Iterable[str]) -> dict[str, Nets]:
    """The base with each of these values of one setting."""
    return {value: replace(BASE, **{field: value}) for value in values if value != getattr(BASE, field)}


ACTIVATION = variants("activation", ACTIVATIONS)
OPTIMISER = variants("optimiser", OPTIMISERS)
PENALTY: dict[str, Nets] = {
    "L2": replace(BASE, l2=0.001),
    "L1": replace(BASE, l1=0.001),
    "L1 and L2": replace(BASE, l1=0.001, l2=0.001),
}
LOSS = variants("loss", ["binary cross-entropy", "squared error"])
SCHEDULE = variants("schedule", ["cosine"])
SWEEPS: dict[str, Nets] = {
    "8 learning rates": sweep(BASE, "learning_rate", [0.001 * 2**k for k in range(8)]),
    "8 seeds": sweep(BASE, "seed", list(range(8))),
    "8 λ": sweep(BASE, "l2", [0.0001 * 2**k for k in range(8)]),
    "5 initialisations": sweep(BASE, "initialisation", ["zeros", "small normal", "large normal", "Xavier", "He"]),
    "6 activations": sweep(BASE, "activation", list(ACTIVATIONS)),
    "5 optimisers": sweep(BASE, "optimiser", list(OPTIMISERS)),
}
