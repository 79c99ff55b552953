"""One training step as a tape: forward, error, backward, penalty, optimiser, update."""

from collections.abc import Callable
from functools import partial

import numpy as np

from .activations import ACTIVATIONS
from .arrays import Array, Call, Tape
from .network import Network
from .optimisers import EPSILON, OPTIMISERS, Kit
from .passes import Pass
from .penalties import penalty_tape
from .schedules import SCHEDULES


class Clock:
    """Counts steps, and at each one moves the hands that need to know: schedules and Adam's correction."""

    def __init__(self) -> None:
        self.step = 0
        self.hands: list[Callable[[int], None]] = []

    def tick(self) -> None:
        """Begin the next step."""
        self.step += 1
        for hand in self.hands:
            hand(self.step)


class Steps:
    """Compiles the tape of a step for any batch; the calls that do not read the batch are shared by all."""

    def __init__(self, network: Network, batch: int) -> None:
        self.network, self.batch, self.clock = network, batch, Clock()
        self.arrays = Pass(network, batch)
        self.l2 = network.per_parameter(net.l2 for net in network.nets)
        self.l1 = network.per_parameter(net.l1 for net in network.nets)
        anywhere = np.zeros((network.shape[0] + 1, batch), network.memory.dtype)
        self._through = self.arrays.forward(anywhere)[1]
        output = ACTIVATIONS[network.nets[0].output]
        self._ending, self._against = network.loss.ending(self.arrays.out, batch, output)
        self._back = [*self.arrays.slopes(), *self.arrays.backward(anywhere)[0]]
        self._updating = [*self._penalty(), *self._optimisers()]

    def tape(self, inputs: Array, targets: Array) -> Tape:
        """The whole step on one batch."""
        first, last = self.arrays.forward(inputs)[0], self.arrays.backward(inputs)[1]
        ahead = [first, *self._through, *self._ending, *self._against(targets)]
        return (*ahead, *self._back, last, *self._updating)

    def rate_at(self, step: int, net: int = 0) -> float:
        """The learning rate at a step, as the schedule has it."""
        settings = self.network.nets[net]
        return settings.learning_rate * SCHEDULES[settings.schedule](step, settings.schedule_steps)

    def _penalty(self) -> Tape:
        network = self.network
        return penalty_tape(network.parameters, network.gradient, network.update, self.l2, self.l1)

    def _optimisers(self) -> list[Call]:
        network = self.network
        calls = [call for name, nets in network.runs_of("optimiser") for call in self._optimiser(name, nets)]
        ticks: list[Call] = [self.clock.tick] if self.clock.hands else []
        return [*ticks, *calls, partial(np.subtract, network.parameters, network.update, network.parameters)]

    def _optimiser(self, name: str, nets: slice) -> Tape:
        optimiser, dtype = OPTIMISERS[name], self.network.memory.dtype
        rates = [net.learning_rate for net in self.network.nets[nets]]
        base = np.array(rates[0] if len(set(rates)) == 1 else np.transpose([rates]), dtype)
        rows = self.network.memory[:, nets]
        slots = rows[1 : 1 + len(optimiser.slots)]
        kit = Kit(rows[-2], rows[-1], slots, base.copy(), np.array(EPSILON, dtype))
        schedule, length = SCHEDULES[self.network.nets[0].schedule], self.network.nets[0].schedule_steps

        def hand(step: int) -> None:
            rate, epsilon = optimiser.correction(step) if optimiser.correction else (1.0, 1.0)
            np.multiply(base, schedule(step, length) * rate, kit.rate)
            kit.epsilon[()] = EPSILON * epsilon

        if optimiser.correction or self.network.nets[0].schedule != "constant":
            self.clock.hands.append(hand)
        return optimiser.tape(kit)
