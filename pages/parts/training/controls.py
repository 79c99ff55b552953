"""The settings of a training under their controls, in tabs; what a link hides keeps its value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from derivations.nets import FEATURES, LOSSES, SWEEPABLE
from derivations.nets.settings import BOUNDS, CHOICES, DEEPEST, LINK_BOUNDS, OWN_DATA
from pages.parts.slider import Scale, slider
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
    """Where the controls begin, and which of them are hidden."""

    start: Mapping[str, Any]
    revision: int

    def shows(self, *names: str) -> bool:
        return not set(names) & set(self.start["hide"])

    def key(self, name: str, value: Any = None) -> str:
        """The key of a control, which begins at its value."""
        key = f"train/{self.revision}/{name}"
        st.session_state.setdefault(key, self.start[name] if value is None else value)
        return key

    def choose(self, name: str, options: Sequence[str]) -> str:
        """One of a few words."""
        if not self.shows(name):
            return self.start[name]
        begin = self.start[name] if self.start[name] in options else options[0]
        key = self.key(f"{name}/{len(options)}", begin)
        return st.selectbox(LABELS[name], options, key=key, help=HELP.get(name))

    def number(self, name: str, step: float) -> Any:
        """A number that is typed or stepped."""
        if not self.shows(name):
            return self.start[name]
        whole = isinstance(self.start[name], int)
        low, high = BOUNDS[name]
        kind = int if whole else float
        return st.number_input(
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
    left, right = st.columns(2)
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
        picked = st.pills(LABELS["features"], list(FEATURES), selection_mode="multi", key=key)
        values["features"] = tuple(name for name in FEATURES if name in picked) or ("x", "y")
    values["hidden"] = widths(board)
    left, right = st.columns(2)
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
    key = f"train/{board.revision}/depth"
    depth = int(slider(key, "Hidden layers", float(len(begin)), Scale(0, DEEPEST, 1)))
    units = []
    for layer, column in enumerate(column for _ in range(0, depth, 3) for column in st.columns(3)):
        if layer < depth:
            start = begin[layer] if layer < len(begin) else 8
            label = f"Layer {layer + 1}"
            units.append(column.number_input(label, 1, LINK_BOUNDS["width"], key=board.key(label, start)))
    return tuple(units)


def training_controls(board: Board) -> dict[str, Any]:
    """How the weights move."""
    values = {"learning_rate": rate(board)}
    left, right = st.columns(2)
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
        return slider(f"train/{board.revision}/rate", LABELS["learning_rate"], begin, RATE)
    return board.number("learning_rate", 0.1)


def sweep_controls(board: Board) -> dict[str, str]:
    """Which setting several networks differ in, and its values."""
    st.markdown("Up to eight networks that differ in one setting, trained at once on the same points.")
    key = board.key("vary")
    name = st.selectbox("Vary", ["", *SWEEPABLE], key=key, format_func=lambda n: LABELS.get(n, "nothing"))
    if not name:
        return {"vary": "", "values": ""}
    usual = USUAL_SWEEPS.get(name) or ",".join(list(CHOICES[name])[:8])
    begin = board.start["values"] if name == board.start["vary"] else usual
    if name in CHOICES:
        options = list(CHOICES[name])
        kept = [value for value in begin.split(",") if value in options]
        picked = st.multiselect("Values", options, key=board.key(f"values/{name}", kept), max_selections=8)
        return {"vary": name, "values": ",".join(picked)}
    typed = st.text_input("Values, with commas", key=board.key(f"values/{name}", begin), max_chars=200)
    return {"vary": name, "values": typed}
