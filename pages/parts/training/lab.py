"""The laboratory of a visitor: the networks in training, how fast, and what is looked at."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from weakref import WeakKeyDictionary

from derivations.nets import Problem, Settings, Surfaces, Trainer
from derivations.nets.sweep import SWEEPABLE
from pages.parts.training.moments import Moment, back_to, moment_of

BUDGET = 0.045  # seconds of training in a tick, of all who train together: the rest is for drawing, and for others
MOST_SEEN = 8  # ticks that a browser may lag behind, and still pause at the step that it shows
RECENT = 1.0  # whoever trained in the last second shares the time
REPLAY_SECONDS = 1.0
LONGEST_RUN = 300.0
FINE, COARSE = 64, 18  # points along a side of the large surface and of a unit's small one
PACES = {
    "one by one": "One step at a time, about ten a second.",
    "quickening": "Each tick takes a tenth more steps than were taken so far: slow at first, then ever faster.",
    "full speed": "As many steps as fit into the time.",
}


@dataclass(eq=False)
class Lab:
    """Networks that train, and the surfaces through which they are seen."""

    trainer: Trainer
    fine: Surfaces
    coarse: Surfaces
    running: bool = False
    ended: str = ""
    began: float = 0.0
    edited: bool = False
    notes: list[str] = field(default_factory=list)
    seen: deque[Moment] = field(default_factory=lambda: deque(maxlen=MOST_SEEN))

    @property
    def sweeping(self) -> bool:
        return len(self.trainer.nets) > 1

    def run(self) -> None:
        """Begin to train with the clock."""
        self.running, self.ended, self.began = not self.trainer.stopped, "", perf_counter()
        self.seen.clear()
        self.seen.append(moment_of(self.trainer))

    def pause(self, seen: int | None = None) -> None:
        """Stand still, at a step that was seen a moment ago or at this one, with the curves up to it."""
        self.running = False
        for moment in self.seen:
            if moment.step == seen:
                back_to(moment, self.trainer)
        self.seen.clear()
        if not self.trainer.stopped:
            self.trainer.record()

    def take(self, steps: int, seconds: float = REPLAY_SECONDS) -> None:
        """Take this many steps, or as many of them as fit into some seconds, and stand still."""
        advance(self.trainer, steps, seconds)
        self.pause()

    def tick(self, pace: str) -> None:
        """Train a little; where there is nothing more to do, say why and stand still."""
        advance(self.trainer, paced(pace, self.trainer.step), fair_share(self))
        if self.trainer.stopped:
            self.running = False
        elif perf_counter() - self.began > LONGEST_RUN:
            self.ended = "Paused after five minutes of training: press Run to go on."
            self.pause()
        else:
            self.trainer.record()
            self.seen.append(moment_of(self.trainer))


_last_tick: WeakKeyDictionary[Lab, float] = WeakKeyDictionary()
_counting = Lock()


def fair_share(lab: Lab) -> float:
    """The seconds that one of those who train now may take in a tick; they share one interpreter."""
    with _counting:
        _last_tick[lab] = perf_counter()
    return BUDGET / training_now()


def training_now() -> int:
    """How many train now, and at least one."""
    with _counting:
        now = perf_counter()
        return max(1, sum(now - ticked < RECENT for ticked in _last_tick.values()))


def lab_for(nets: Sequence[Settings], problem: Problem | None) -> Lab:
    """A laboratory whose networks have not begun."""
    return around(Trainer(nets, problem))


def around(trainer: Trainer) -> Lab:
    """A laboratory around a trainer."""
    return Lab(trainer, Surfaces(trainer, FINE), Surfaces(trainer, COARSE))


def paced(pace: str, step: int) -> int:
    """How many steps a tick may take."""
    return {"one by one": 1, "quickening": 1 + step // 10}.get(pace, 10**6)


def advance(trainer: Trainer, most: int, seconds: float) -> int:
    """Take at most this many steps in about this time; returns how many were taken."""
    began, taken, spent = perf_counter(), 0, 0.0
    while taken < most and spent < seconds and not trainer.stopped:
        fitting = int((seconds - spent) * taken / spent) if taken else 1
        taken += trainer.train(min(most - taken, max(1, fitting)))
        spent = perf_counter() - began
    return taken


def name_of(nets: Sequence[Settings], varied: str | None, net: int) -> str:
    """A network of a sweep by what it has of its own."""
    return f"{getattr(nets[net], varied)}" if varied in SWEEPABLE else "the network"
