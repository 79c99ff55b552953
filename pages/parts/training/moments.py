"""Moments of a training that a reader has seen: to stand still at the one that was in sight, not at a later one."""

from dataclasses import dataclass
from typing import Any

from derivations.nets import Trainer


@dataclass(frozen=True)
class Moment:
    """Where a trainer stood at a step, to the last bit."""

    step: int
    place: int
    memory: Any
    drawn_from: list[dict[str, object]]
    records: int
    diverged: int


def moment_of(trainer: Trainer) -> Moment:
    """Where a trainer stands now."""
    return Moment(
        trainer.step,
        trainer.place,
        trainer.network.memory.copy(),
        trainer.rounds.drawn_from,
        len(trainer.history.steps),
        len(trainer.divergences),
    )


def back_to(moment: Moment, trainer: Trainer) -> None:
    """Undo the steps since a moment; what diverged since then stays as it is."""
    if moment.diverged < len(trainer.divergences):
        return
    if moment.drawn_from is not trainer.rounds.drawn_from:
        trainer.rounds.redraw(moment.drawn_from)
    trainer.network.memory[:] = moment.memory
    trainer.step, trainer.place = moment.step, moment.place
    del trainer.history.steps[moment.records :], trainer.history.rows[moment.records :]
