"""One training step as a tape: forward, error, backward, penalty, optimiser, update."""

from collections.abc import Callable
from functools import partial

import numpy as np

from .activations import ACTIVATIONS
from .arrays import Array, Call, Tape, blocks, play
from .backward import Backward
from .network import Network
from .optimisers import EPSILON, OPTIMISERS, Kit, Optimiser
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
        self._ending, self._against = network.loss.ending(self.arrays.out, network.share(batch), output)
        self.backward = Backward(self.arrays)
        self._back = [*self.backward.slopes(), *self.backward.through()]
        self._updating = self._updates()

    def tape(self, inputs: Array, targets: Array) -> Tape:
        """The whole step on one batch."""
        first, last = self.arrays.forward(inputs)[0], self.backward.last(inputs)
        ahead = [first, *self._through, *self._ending, *self._against(targets)]
        return (*ahead, *self._back, *last, *self._updating)

    def rate_at(self, step: int, net: int = 0) -> float:
        """The learning rate at a step, as the schedule has it."""
        settings = self.network.nets[net]
        return settings.learning_rate * SCHEDULES[settings.schedule](step, settings.schedule_steps)

    def complete(self, inputs: Array) -> None:
        """After a step on these inputs, work out the update and the gradient where it went without them."""
        play(self.backward.missing(inputs))
        if self.network.direct:
            np.divide(self.network.update, self.network.nets[0].learning_rate, self.network.gradient)

    def _updates(self) -> list[Call]:
        """Penalty, optimiser and update, a block of the parameters at a time, unless the way back ended with it."""
        network, calls = self.network, list[Call]()
        if network.direct:
            return calls
        pairs = [(OPTIMISERS[name], nets) for name, nets in network.runs_of("optimiser")]
        paces = [self._pace(optimiser, nets) for optimiser, nets in pairs]
        for block in blocks(network.memory.shape[-1]):
            rows = network.memory[..., block]
            weights, gradient, update = rows[0], rows[-2], rows[-1]
            calls += penalty_tape(weights, gradient, update, self.l2[:, block], self.l1[:, block])
            for (optimiser, nets), pace in zip(pairs, paces, strict=True):
                slots = rows[1 : 1 + len(optimiser.slots), nets]
                calls += optimiser.tape(Kit(rows[-2, nets], rows[-1, nets], slots, *pace))
            calls.append(partial(np.subtract, weights, update, weights))
        return [self.clock.tick, *calls] if self.clock.hands else calls

    def _pace(self, optimiser: Optimiser, nets: slice) -> tuple[Array, Array]:
        """The learning rates and ε of neighbouring networks, with a hand on the clock where they change."""
        rates, dtype = [net.learning_rate for net in self.network.nets[nets]], self.network.memory.dtype
        base = rates[0] if len(set(rates)) == 1 else np.transpose([rates])
        rate, epsilon = np.array(base, dtype), np.array(EPSILON, dtype)
        name, length = self.network.nets[0].schedule, self.network.nets[0].schedule_steps
        schedule = SCHEDULES[name]

        def hand(step: int) -> None:
            of_rate, of_epsilon = optimiser.correction(step)
            rate[...] = base * (schedule(step, length) * of_rate)
            epsilon[...] = EPSILON * of_epsilon

        hand(1)
        if optimiser.ages or name != "constant":
            self.clock.hands.append(hand)
        return rate, epsilon
