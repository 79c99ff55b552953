"""The trainer: steps taken in stretches, curves recorded, divergence caught and the last good state kept."""

from collections.abc import Sequence
from time import perf_counter

import numpy as np

from .arrays import Array, Tape
from .datasets import Problem, make_problem
from .divergence import Divergence, broken_place, finite, most_grown, suggestion
from .features import features_of
from .history import CHEAP, History, next_record
from .measure import Score, layer_norms
from .network import Network
from .rounds import Rounds
from .settings import OWN_DATA, Settings, SettingsError
from .steps import Steps
from .sweep import varied

HOPELESS = 1e20  # times the first loss, or 1: Adam comes back from 1e13, hardly anything from there
TOLERATED = 2.0  # times the first loss: a state above it is not kept as a good one


class Trainer:
    """Trains one network, or the networks of a sweep at once, always on the same path from the same seed."""

    def __init__(self, settings: Settings | Sequence[Settings], problem: Problem | None = None) -> None:
        self.nets = (settings,) if isinstance(settings, Settings) else tuple(settings)
        self.varied = varied(self.nets)
        self.settings, first = self.nets[0], self.nets[0]
        self.problem = problem or problem_of(first)
        self.inputs = features_of(self.problem.points, first.features)
        self.network = Network(self.nets, self.inputs.shape[1], len(self.problem.classes))
        self.targets = self._targets()
        self.rounds = self._rounds()
        self.steps = Steps(self.network, self.rounds.batch)
        self.score = Score(self.network, self.problem, self.inputs, self.targets)
        self.history = History(self.network.depth, len(self.nets))
        self.divergences: list[Divergence] = []
        self._apart = max(1, len(self.inputs) * self.network.parameters.size // CHEAP)
        self._tapes: list[Tape | None] = [None] * self.rounds.steps
        self.step = self.place = 0
        self._before = self.network.lasting.copy()
        self._good, self._good_steps = self._before.copy(), [0] * len(self.nets)
        self.record()

    def _targets(self) -> Array:
        loss, classes = self.network.loss, len(self.problem.classes)
        if classes == 0 and loss.name != "squared error":
            raise SettingsError(
                f"These labels are numbers: their loss is the squared error, not {loss.name}."
            )
        return loss.targets(self.problem.labels, classes)

    def _rounds(self) -> Rounds:
        train, first = self.problem.training, self.settings
        batch = min(first.batch, int(train.sum()))
        aims = self.network.loss.aim(self.targets[:, train], self.network.share(batch))
        return Rounds(self.inputs[train], aims, batch, [net.seed for net in self.nets], first.precision)

    @property
    def epoch(self) -> float:
        """How many times every training point has been used."""
        return self.step * self.rounds.batch / self.rounds.count

    @property
    def steps_per_epoch(self) -> int:
        """How many steps use every training point once."""
        return max(1, round(self.rounds.count / self.rounds.batch))

    @property
    def stopped(self) -> bool:
        """Whether every network has diverged, so that there is nothing left to train."""
        return len(self.divergences) == len(self.nets)

    def train(self, steps: int) -> int:
        """Take this many steps, or fewer if all diverge; returns how many were taken."""
        start = self.step
        with np.errstate(all="ignore"):
            while self.step < start + steps and not self.stopped:
                self._stretch(start + steps - self.step)
        return self.step - start

    def train_for(self, seconds: float) -> int:
        """Train for this much wall-clock time, however many steps fit; returns how many were taken."""
        began, start, limit = perf_counter(), self.step, 1
        with np.errstate(all="ignore"):
            while not self.stopped:
                self._stretch(limit)
                spent = perf_counter() - began
                if spent >= seconds:
                    break
                limit = max(1, int((seconds - spent) * (self.step - start) / spent))
        return self.step - start

    def _stretch(self, limit: int) -> None:
        """Steps without a look to either side, up to the limit, the next record or the end of the round."""
        due = next_record(self.step, self._apart)
        stop = min(self.step + limit, due, self.step + self.rounds.steps - self.place)
        began = self.step
        np.copyto(self._before, self.network.lasting)
        self._run(stop)
        if not finite(self.network):
            self._recover(began, stop)
        if self.step == due and not self.stopped:
            self.record()
            self._give_up()
        if self.place == self.rounds.steps:
            self.rounds.draw()
            self.place = 0

    def _run(self, stop: int) -> None:
        self.steps.clock.step = self.step
        taken = stop - self.step
        for place in range(self.place, self.place + taken):
            for call in self._tapes[place] or self.tape(place):
                call()
        self.place += taken
        self.step = stop

    def tape(self, place: int) -> Tape:
        """The tape of a step of the round, compiled when it is first played."""
        tape = self._tapes[place]
        if tape is None:
            batch = self.rounds.inputs(place), self.rounds.targets(place)
            tape = (*self.rounds.gathering(place), *self.steps.tape(*batch))
            self._tapes[place] = tape
        return tape

    def complete(self) -> None:
        """Work out the gradient and the update of the last step, where it went without them."""
        self.steps.complete(self.rounds.inputs(self.place - 1))

    def _recover(self, began: int, stop: int) -> None:
        """Go back to where the stretch began and take its steps one by one, to see which broke and where."""
        np.copyto(self.network.lasting, self._before)
        self.place, self.step = self.place - (self.step - began), began
        while self.step < stop and not self.stopped:
            self._run(self.step + 1)
            for net in range(len(self.nets)):
                self._catch(net)

    def _catch(self, net: int) -> None:
        """Where a network has just broken, say so, bring back its good state, and let it learn no more."""
        self.complete()
        broken = broken_place(self.network, self.steps.arrays, net)
        if broken is None:
            return
        self._stop(net, *broken)

    def _give_up(self) -> None:
        """Stop the networks whose loss has climbed so high that it is a number and nothing more."""
        for net, (first, newest) in enumerate(zip(self.history.rows[0], self.history.rows[-1], strict=True)):
            if newest[0] <= HOPELESS * max(1.0, first[0]) or any(known.net == net for known in self.divergences):
                continue
            extent = f"until the loss was {newest[0]:.2g}, from {first[0]:.2g} at first"
            self._stop(net, most_grown(self.network, net), "the weights", extent)

    def _stop(self, net: int, layer: int, *what: str) -> None:
        """Bring back the last good state of a network, say what broke, and let it learn no more."""
        np.copyto(self.network.lasting[:, net], self._good[:, net])
        if any(known.net == net for known in self.divergences):
            return
        kept, advice = self._good_steps[net], suggestion(self.nets[net])
        self.divergences.append(Divergence(net, self.step, layer, what[0], kept, advice, *what[1:]))
        self.network.freeze(net)
        self.steps = Steps(self.network, self.rounds.batch)
        self._tapes = [None] * self.rounds.steps

    def record(self) -> None:
        """Measure every network now."""
        with np.errstate(all="ignore"):
            self.complete()
            scores, norms = self.score.row(), layer_norms(self.network)
        if self.step == 0:
            norms[:] = np.nan  # no gradient has been taken yet
        self.history.add(self.step, np.concatenate([scores, norms], axis=1))
        self.keep_good()

    def keep_good(self) -> None:
        """Keep the state of the networks whose newest loss is no worse than tolerable."""
        first, newest = self.history.rows[0][:, 0], self.history.rows[-1][:, 0]
        for net in np.flatnonzero(newest <= TOLERATED * first):
            np.copyto(self._good[:, net], self.network.lasting[:, net])
            self._good_steps[net] = self.step

    def weights(self, net: int = 0) -> list[Array]:
        """The parameters of a network as one matrix (units, inputs + 1) a layer, the biases last; a copy."""
        return [layer.astype(float) for layer in self.network.layers(self.network.parameters[net])]

    def set_weight(self, layer: int, unit: int, source: int | None, value: float, net: int = 0) -> None:
        """Give one weight, or without a source one bias, another value; all count from 0."""
        place = self.network.place(layer, unit, source)
        if not np.isfinite(value):
            raise ValueError(f"A weight is a finite number, but it was given {value}.")
        self.network.parameters[net, place] = value

    def sentence(self, net: int = 0) -> str:
        """How the training of a network stands, in a sentence."""
        for divergence in self.divergences:
            if divergence.net == net:
                return divergence.sentence
        train, test = self.history.last("train loss", net), self.history.last("test loss", net)
        start = f"After {self.step} steps"
        if not np.isfinite(train):
            return f"{start} the weights are finite, but too large for the loss to be a number."
        return f"{start} the loss is {train:.4g} on the training and {test:.4g} on the test points."

    @property
    def best(self) -> int:
        """The network of the sweep with the lowest newest test loss, of those that have not diverged."""
        losses = self.history.rows[-1][:, 1].copy()
        losses[[divergence.net for divergence in self.divergences]] = np.inf
        return int(np.nanargmin(np.where(np.isfinite(losses), losses, np.finfo(float).max)))


def problem_of(settings: Settings) -> Problem:
    """The data set that these settings name and size."""
    if settings.data == OWN_DATA:
        raise SettingsError("These settings are for data of one's own: open its file, or choose a data set.")
    return make_problem(
        settings.data,
        settings.points,
        settings.noise,
        settings.train_share,
        settings.data_seed,
        settings.classes,
    )
