"""The settings of a training under their controls, in tabs; what a link hides keeps its value."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import streamlit as st

from derivations.nets import FEATURES, LOSSES, SWEEPABLE
from derivations.nets.settings import BOUNDS, CHOICES, DEEPEST, LINK_BOUNDS, OWN_DATA
from pages.parts.slider import Panel, Scale
from pages.parts.training.words import HELP, LABELS

RATE = Scale(1e-4, 100, log=True)
USUAL_SWEEPS = {
    "learning_rate": "0.001,0.01,0.1,1",
    "l1": "0,0.001,0.01,0.1",
    "l2": "0,0.001,0.01,0.1",
    "seed": "0,1,2,3,4,5",
}


@dataclass(frozen=True)
class Board:
    """Where the controls begin, which of them are hidden, and whether their tab is open.

    The browser looks at all that is mounted each time that the training is drawn, so that a closed tab is empty:
    its controls keep what they stand at.
    """

    start: Mapping[str, Any]
    revision: int
    open: bool = True

    def shows(self, *names: str) -> bool:
        return not set(names) & set(self.start["hide"])

    def key(self, name: str, value: Any = None) -> str:
        """The key of a control, which begins at its value."""
        key = f"train/{self.revision}/{name}"
        st.session_state.setdefault(key, self.start[name] if value is None else value)
        return key

    def columns(self, count: int) -> Sequence[AbstractContextManager[Any]]:
        """Columns for the controls."""
        return st.columns(count) if self.open else [nullcontext()] * count

    def ask(self, widget: Callable[..., Any], label: str, *given: Any, key: str, **how: Any) -> Any:
        """What a control stands at."""
        if not self.open:
            return st.session_state[key]
        return widget(label, *given, key=key, persist_state="page", **how)

    def slide(self, name: str, label: str, begin: float, scale: Scale) -> float:
        """What a living slider stands at."""
        panel = Panel(f"train/{self.revision}/{name}")
        value = panel.number("value", label, begin, scale)
        if self.open:
            panel.show()
        return value

    def choose(self, name: str, options: Sequence[str]) -> str:
        """One of a few words."""
        if not self.shows(name):
            return self.start[name]
        begin = self.start[name] if self.start[name] in options else options[0]
        key = self.key(f"{name}/{len(options)}", begin)
        return self.ask(st.selectbox, LABELS[name], options, key=key, help=HELP.get(name))

    def number(self, name: str, step: float) -> Any:
        """A number that is typed or stepped."""
        if not self.shows(name):
            return self.start[name]
        whole = isinstance(self.start[name], int)
        low, high = BOUNDS[name]
        kind = int if whole else float
        return self.ask(
            st.number_input,
            LABELS[name],
            kind(low),
            kind(LINK_BOUNDS.get(name, high)),
            step=kind(step),
            format="%d" if whole else "%g",
            key=self.key(name),
            help=HELP.get(name),
        )


def data_controls(board: Board) -> dict[str, Any]:
    """Which points, how many, how noisy."""
    values = {"data": board.choose("data", CHOICES["data"])}
    own = values["data"] == OWN_DATA
    left, right = board.columns(2)
    for name, step, column in (
        ("points", 50, left),
        ("noise", 0.1, right),
        ("train_share", 0.1, left),
        ("data_seed", 1, right),
    ):
        with column:
            kept = own and name in ("points", "noise")
            values[name] = board.start[name] if kept else board.number(name, step)
    with left:
        values["classes"] = board.number("classes", 1) if values["data"] == "blobs" else board.start["classes"]
    return values


def network_controls(board: Board, classified: bool) -> dict[str, Any]:
    """What the network sees, its layers, and how it begins."""
    values: dict[str, Any] = {"features": board.start["features"]}
    if board.shows("features"):
        key = board.key("features", list(board.start["features"]))
        picked = board.ask(st.pills, LABELS["features"], list(FEATURES), key=key, selection_mode="multi")
        values["features"] = tuple(name for name in FEATURES if name in picked) or ("x", "y")
    values["hidden"] = widths(board)
    left, right = board.columns(2)
    with left:
        values["activation"] = board.choose("activation", CHOICES["activation"])
        losses = list(LOSSES) if classified else ["squared error"]
        values["loss"] = board.choose("loss", losses)
    with right:
        values["initialisation"] = board.choose("initialisation", CHOICES["initialisation"])
        values["seed"] = board.number("seed", 1)
    squared = values["loss"] == "squared error"
    values["output"] = board.choose("output", CHOICES["output"]) if squared else board.start["output"]
    return values


def widths(board: Board) -> tuple[int, ...]:
    """How many hidden layers, and how many units each has."""
    begin = board.start["hidden"]
    if not board.shows("hidden"):
        return begin
    depth = int(board.slide("depth", "Hidden layers", float(len(begin)), Scale(0, DEEPEST, 1)))
    columns = [column for _ in range(0, depth, 3) for column in board.columns(3)]
    return tuple(width(board, layer, column) for layer, column in enumerate(columns[:depth]))


def width(board: Board, layer: int, column: AbstractContextManager[Any]) -> int:
    """How many units a layer has."""
    begin, label = board.start["hidden"], f"Layer {layer + 1}"
    key = board.key(label, begin[layer] if layer < len(begin) else 8)
    with column:
        return int(board.ask(st.number_input, label, 1, LINK_BOUNDS["width"], key=key))


def training_controls(board: Board) -> dict[str, Any]:
    """How the weights move."""
    values = {"learning_rate": rate(board)}
    left, right = board.columns(2)
    with left:
        values["optimiser"] = board.choose("optimiser", CHOICES["optimiser"])
        values["l1"] = board.number("l1", 0.001)
        values["schedule"] = board.choose("schedule", CHOICES["schedule"])
    with right:
        values["batch"] = board.number("batch", 5)
        values["l2"] = board.number("l2", 0.001)
        values["precision"] = board.choose("precision", CHOICES["precision"])
    scheduled = values["schedule"] != "constant"
    values["schedule_steps"] = board.number("schedule_steps", 100) if scheduled else board.start["schedule_steps"]
    return values


def rate(board: Board) -> float:
    """The learning rate, under a slider where it has room on one."""
    begin = board.start["learning_rate"]
    if not board.shows("learning_rate"):
        return begin
    if RATE.low <= begin <= RATE.high:
        return board.slide("rate", LABELS["learning_rate"], begin, RATE)
    return board.number("learning_rate", 0.1)


def sweep_controls(board: Board) -> dict[str, str]:
    """Which setting several networks differ in, and its values."""
    if board.open:
        st.markdown("Up to eight networks that differ in one setting, trained at once on the same points.")
    names, key = ["", *SWEEPABLE], board.key("vary")
    name = board.ask(st.selectbox, "Vary", names, key=key, format_func=lambda n: LABELS.get(n, "nothing"))
    if not name:
        return {"vary": "", "values": ""}
    usual = USUAL_SWEEPS.get(name) or ",".join(list(CHOICES[name])[:8])
    begin = board.start["values"] if name == board.start["vary"] else usual
    if name in CHOICES:
        options = list(CHOICES[name])
        kept = [value for value in begin.split(",") if value in options]
        key = board.key(f"values/{name}", kept)
        picked = board.ask(st.multiselect, "Values", options, key=key, max_selections=8)
        return {"vary": name, "values": ",".join(picked)}
    key = board.key(f"values/{name}", begin)
    return {"vary": name, "values": board.ask(st.text_input, "Values, with commas", key=key, max_chars=200)}
