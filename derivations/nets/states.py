"""The whole state of a training as a value: from it the same path goes on, in this arithmetic or another."""

from dataclasses import dataclass, replace

from .arrays import Array
from .datasets import Problem
from .history import History
from .settings import Settings
from .trainer import Trainer


class StateError(ValueError):
    """A state that does not fit the network it is for, said in a whole sentence."""


@dataclass(frozen=True)
class State:
    """Where one network stands: parameters and optimiser's memory as rows, place in a round, and curves."""

    settings: Settings
    step: int
    place: int
    order: dict[str, object]
    rows: Array
    history: History


def state_of(trainer: Trainer, net: int = 0) -> State:
    """The state of one of the networks of a trainer."""
    rounds, history = trainer.rounds, History(trainer.network.depth, 1)
    for step, row in zip(trainer.history.steps, trainer.history.rows, strict=True):
        history.add(step, row[net : net + 1].copy())
    order = rounds.drawn_from[net if len(rounds.drawn_from) > 1 else 0]
    used = trainer.network.lasting[: 1 + trainer.network.slots_of(net), net].astype(float)
    return State(trainer.nets[net], trainer.step, trainer.place, order, used, history)


def resume(state: State, problem: Problem | None = None) -> Trainer:
    """A trainer of one network that goes on from a state; data of one's own must be given again."""
    trainer = Trainer(state.settings, problem)
    lasting = trainer.network.lasting[:, 0]
    if state.rows.shape != lasting.shape:
        raise StateError(
            f"These settings have {lasting.shape[1]} parameters, but the state has {state.rows.shape[1]}."
        )
    if not 0 <= state.place < trainer.rounds.steps or state.step < 0:
        raise StateError(
            f"A round has {trainer.rounds.steps} steps, but the state is at step {state.place} of one."
        )
    try:
        trainer.rounds.redraw([state.order])
    except (TypeError, ValueError, KeyError, OverflowError, AttributeError):
        raise StateError("The state of the random order is not one that this version wrote.") from None
    lasting[:] = state.rows
    trainer.step, trainer.place = state.step, state.place
    if state.history.columns != trainer.history.columns:
        raise StateError(f"The curves should be {', '.join(trainer.history.columns)}.")
    trainer.history = state.history
    trainer.keep_good()
    return trainer


def twin(trainer: Trainer, net: int = 0) -> Trainer:
    """One of the networks in float64, with the same next batch: to show its gradient to the last digit."""
    state = state_of(trainer, net)
    return resume(replace(state, settings=replace(state.settings, precision="float64")), trainer.problem)
