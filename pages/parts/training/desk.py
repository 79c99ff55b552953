"""The desk of a visitor: the view that was opened, what its controls stand at, and the laboratory for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import streamlit as st

from derivations.nets import Problem, Settings, State, preset, read_csv, resume
from derivations.nets.settings import OWN_DATA
from pages.parts.training.address import MOST_STEPS, values_of
from pages.parts.training.lab import Lab, around, lab_for

KEY = "train/desk"


@dataclass
class Desk:
    """What a visitor has before them; controls are seeded anew with each revision."""

    linked: dict[str, Any] | None = None
    start: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] | None = None
    revision: int = 0
    wanted: int | None = None
    lab: Lab | None = None
    made_of: tuple[Any, ...] = ()
    file: str = ""
    chosen: tuple[int, int, int | None] = (0, 0, 0)
    looked_at: int = -1
    complaint: str = ""
    acted: bool = False
    offers_pause: bool = False
    pressed: float = 0
    sent: dict[str, float] = field(default_factory=dict)

    def open(self, start: dict[str, Any], arrived: bool) -> None:
        """Begin with the view of a link; whoever only comes back finds all as it was."""
        self.acted = False
        if arrived and self.lab is not None:
            self.lab.running = False
        if arrived or start != self.linked:
            self.linked = start
            self.seed(start, None if start == self.shown else start["step"])

    def seed(self, start: Mapping[str, Any], wanted: int | None) -> None:
        """Let all controls stand at these values, and train up to a step."""
        self.start, self.revision, self.wanted = dict(start), self.revision + 1, wanted
        self.looked_at, self.complaint = -1, ""

    def pick(self, slug: str) -> None:
        """Begin with a preset; what the link hides stays hidden."""
        base = values_of(preset(slug))
        self.seed(base | {"hide": self.start["hide"]}, base["step"])
        self.stop()

    def stop(self) -> None:
        """Stand still."""
        if self.lab is not None and self.lab.running:
            self.lab.pause()

    def act(self) -> None:
        """Something was done after which the whole page is drawn anew."""
        self.acted = True

    def run(self) -> None:
        """Begin to train with the clock."""
        assert self.lab is not None
        self.lab.run()
        self.act()

    def press(self, pressed: float, run: bool, step: int | None) -> None:
        """Run, or pause at the step that was in sight when the button was pressed."""
        assert self.lab is not None
        self.pressed = pressed
        if run:
            self.run()
        else:
            self.lab.pause(step)

    def is_due(self, what: str, seconds: float) -> bool:
        """Whether so much time has gone since something was last sent to the browser; then it counts as sent now."""
        now = perf_counter()
        if now - self.sent.get(what, -seconds) < seconds:
            return False
        self.sent[what] = now
        return True

    def take(self, steps: int) -> None:
        """Take this many steps."""
        assert self.lab is not None
        self.lab.take(steps)
        self.act()

    def begin_anew(self) -> None:
        """Back to step 0."""
        self.act()
        self.stop()
        self.wanted, self.made_of = 0, ()

    def adopt(self, state: State) -> None:
        """Go on from a state that was saved."""
        trainer = resume(state, self.problem(state.settings))
        usual = values_of(preset(self.start["preset"])) | {
            "vary": "",
            "values": "",
            "hide": self.start["hide"],
        }
        settings = {name: getattr(state.settings, name) for name in state.settings.strings()}
        self.seed(usual | settings | {"step": min(trainer.step, MOST_STEPS)}, None)
        self.lab, self.made_of = around(trainer), self.ingredients((state.settings,))

    def problem(self, settings: Settings) -> Problem | None:
        """The data of one's own, where the settings are for them and there is a file."""
        if settings.data != OWN_DATA or not self.file:
            return None
        return read_csv(self.file, settings.train_share, settings.data_seed)

    def ingredients(self, nets: Sequence[Settings]) -> tuple[Any, ...]:
        return (*nets, hash(self.file) if nets[0].data == OWN_DATA else None)

    def set_up(self, nets: Sequence[Settings]) -> None:
        """A laboratory for these networks; where a setting changed, as many steps are taken as before."""
        ingredients = self.ingredients(nets)
        if self.lab is not None and ingredients == self.made_of and self.wanted in (None, self.lab.trainer.step):
            self.wanted = None
            return
        fresh = lab_for(nets, self.problem(nets[0]))
        before = self.lab.trainer.step if self.lab is not None else 0
        fresh.take(min(MOST_STEPS, before if self.wanted is None else self.wanted))
        if self.lab is not None and self.lab.running:
            fresh.run()
        self.lab, self.made_of, self.wanted = fresh, ingredients, None

    def show(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The view as its link holds it."""
        assert self.lab is not None
        self.shown = {**values, "step": min(self.lab.trainer.step, MOST_STEPS)}
        return self.shown

    @property
    def net(self) -> int:
        """The network that is looked at: the best of a sweep, unless one was chosen."""
        assert self.lab is not None
        return self.looked_at if 0 <= self.looked_at < len(self.lab.trainer.nets) else self.lab.trainer.best


def desk() -> Desk:
    """The desk of this visitor."""
    return st.session_state.setdefault(KEY, Desk())
