"""Explain a gradient: every factor of it for every example of this batch, and the update that follows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .activations import ACTIVATIONS
from .arrays import Array, play
from .optimisers import OPTIMISERS
from .penalties import penalty
from .states import twin
from .textbook import Walk, walk, with_one
from .trainer import Trainer

DIFFERENCE = 1e-5


@dataclass(frozen=True)
class Factor:
    """One named factor of a product, with its value at every example."""

    name: str
    latex: str
    values: Array


@dataclass(frozen=True)
class Update:
    """What the optimiser makes of a gradient: its formula, the numbers in it, and the new weight."""

    optimiser: str
    formula: str
    numbers: dict[str, float]
    amount: float
    new_value: float


@dataclass(frozen=True)
class ParameterExplanation:
    """The gradient of a weight or bias: the mean product of its factors over the batch, and the penalties."""

    layer: int
    unit: int
    source: int | None
    value: float
    examples: NDArray[np.intp]
    factors: tuple[Factor, ...]
    upstream_terms: tuple[tuple[float, Array], ...]
    contributions: Array
    mean: float
    l2_term: float
    l1_term: float
    gradient: float
    trainer_gradient: float
    central_difference: float
    update: Update


@dataclass(frozen=True)
class UnitExplanation:
    """A unit's forward sum with its terms, and its error with its terms; all arrays end with the examples."""

    layer: int
    unit: int
    examples: NDArray[np.intp]
    forward_terms: Array
    z: Array
    value: Array
    backward_terms: Array
    upstream: Array
    slope: Array
    delta: Array


class Explanation:
    """The next batch of one network in float64, walked by the book and by the trainer's own tape."""

    def __init__(self, trainer: Trainer, net: int = 0) -> None:
        self.twin = twin(trainer, net)
        self.settings, self.network = self.twin.settings, self.twin.network
        self.layers = [layer[0].copy() for layer in self.network.layers(self.network.parameters)]
        chosen = self.twin.rounds.chosen(self.twin.place)
        self.examples = np.flatnonzero(self.twin.problem.training)[chosen]
        self.x = self.twin.inputs[self.examples].T
        self.y = self.twin.targets[:, self.examples]
        self.walk = self._walk(self.layers)
        self._before = self.network.memory[:, 0].copy()
        with np.errstate(all="ignore"):
            self.twin.steps.clock.step = self.twin.step
            play(self.twin.tape(self.twin.place))
            self.twin.steps.complete(self.twin.rounds.inputs(self.twin.place))
        self._after = self.network.memory[:, 0].copy()

    def _walk(self, layers: list[Array]) -> Walk:
        hidden, output = ACTIVATIONS[self.settings.activation], ACTIVATIONS[self.settings.output]
        return walk(layers, self.x, self.y, hidden, self.network.loss, output)

    def objective(self, parameters: Array) -> float:
        """The mean loss of the batch plus the penalties, at any parameters."""
        z = self._walk(self.network.layers(parameters)).z[-1]
        losses = self.network.loss.per_example(z, self.y, ACTIVATIONS[self.settings.output])
        return float(losses.mean()) + penalty(parameters, self.twin.steps.l2[0], self.twin.steps.l1[0])

    def central_difference(self, at: int) -> float:
        """(J(w + h) − J(w − h)) / 2h"""
        above, below = self._before[0].copy(), self._before[0].copy()
        above[at] += DIFFERENCE
        below[at] -= DIFFERENCE
        return (self.objective(above) - self.objective(below)) / float(above[at] - below[at])

    def parameter(self, layer: int, unit: int, source: int | None = None) -> ParameterExplanation:
        """Explain the weight from a source to a unit, or without a source the unit's bias."""
        at = self.network.place(layer, unit, source)
        factors = self._factors(layer, unit, source)
        contributions = np.prod([factor.values for factor in factors], axis=0)
        value, mean = float(self._before[0, at]), float(contributions.mean())
        l2, l1 = (float(rate[0, at]) for rate in (self.twin.steps.l2, self.twin.steps.l1))
        return ParameterExplanation(
            layer,
            unit,
            source,
            value,
            self.examples,
            factors,
            self._upstream_terms(layer, unit),
            contributions,
            mean,
            l2 * value,
            l1 * float(np.sign(value)),
            mean + l2 * value + l1 * float(np.sign(value)),
            float(self._after[-2, at]),
            self.central_difference(at),
            self._update(at),
        )

    def _factors(self, layer: int, unit: int, source: int | None) -> tuple[Factor, ...]:
        walk, number, last = self.walk, layer + 1, layer == self.network.depth - 1
        i = unit + 1
        if last:
            error = Factor("error of the output", rf"\hat y_{{{i}}} - y_{{{i}}}", walk.upstream[layer][unit])
        else:
            back = rf"\sum_k w^{{({number + 1})}}_{{k{i}}}\,\delta^{{({number + 1})}}_k"
            error = Factor("error from the layer above", back, walk.upstream[layer][unit])
        factors = [error]
        if not last or self.network.loss.name == "squared error":
            slope = rf"f'\big(z^{{({number})}}_{{{i}}}\big)"
            factors.append(Factor("slope of the activation", slope, walk.slope[layer][unit]))
        if source is not None:
            latex = rf"x_{{{source + 1}}}" if layer == 0 else rf"a^{{({layer})}}_{{{source + 1}}}"
            factors.append(Factor("what came in", latex, walk.arriving[layer][source]))
        return tuple(factors)

    def _upstream_terms(self, layer: int, unit: int) -> tuple[tuple[float, Array], ...]:
        """The weights to the layer above with the errors there: the products sum to what comes back."""
        if layer == self.network.depth - 1:
            return ()
        weights, errors = self.layers[layer + 1][:, unit], self.walk.delta[layer + 1]
        return tuple((float(weight), error) for weight, error in zip(weights, errors, strict=True))

    def _update(self, at: int) -> Update:
        optimiser = OPTIMISERS[self.settings.optimiser]
        numbers = {"η": self.twin.steps.rate_at(self.twin.step + 1), "g": float(self._after[-2, at])}
        for row, (slot, factor) in enumerate(optimiser.slots.items(), start=1):
            numbers[f"{slot} before"] = factor * float(self._before[row, at])
            numbers[f"{slot} after"] = factor * float(self._after[row, at])
        amount = float(self._after[-1, at])
        return Update(
            optimiser.name, optimiser.tape.__doc__ or "", numbers, amount, float(self._after[0, at])
        )

    def unit(self, layer: int, unit: int) -> UnitExplanation:
        """Explain what a unit holds, and how its error came back to it."""
        self.network.place(layer, unit, None)
        walk = self.walk
        came = self.layers[layer][unit][:, None] * with_one(walk.arriving[layer])
        back = walk.upstream[layer][unit][None]
        if layer < self.network.depth - 1:
            back = self.layers[layer + 1][:, unit, None] * walk.delta[layer + 1]
        parts = (part[layer][unit] for part in (walk.z, walk.value, walk.upstream, walk.slope, walk.delta))
        z, value, upstream, slope, delta = parts
        return UnitExplanation(layer, unit, self.examples, came, z, value, back, upstream, slope, delta)
