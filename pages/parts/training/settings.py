"""All settings beside the training: the preset with what it shows, then the details in tabs, then files."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from derivations.nets import CsvError, preset, read_csv
from derivations.nets.settings import OWN_DATA, task_of
from pages.parts.training.bar import pick_preset
from pages.parts.training.controls import (
    Board,
    data_controls,
    network_controls,
    sweep_controls,
    training_controls,
)
from pages.parts.training.desk import Desk
from pages.parts.training.files import own_points

GROUP = {"Sweep": "sweep", "Files": "files"}


@dataclass(frozen=True)
class Asked:
    """The controls as they began, what they stand at, and the room for files, if it is open."""

    board: Board
    values: dict[str, Any]
    files: DeltaGenerator | None


def asked_for(desk: Desk) -> Asked:
    """Ask for everything."""
    slug = pick_preset(desk)
    st.caption(preset(slug).text)
    board = Board(desk.start, desk.revision)
    names = [name for name in ("Data", "Network", "Training", "Sweep", "Files") if board.shows(group_of(name))]
    tabs = dict(zip(names, st.tabs(names, key="train/tabs", on_change="rerun") if names else (), strict=True))
    values = dict(desk.start)
    for name, tab in tabs.items():
        with tab:
            values |= tab_of(name, desk, replace(board, open=bool(tab.open)), values)
    opened = {name: tab for name, tab in tabs.items() if tab.open}
    return Asked(board, values, opened.get("Files"))


def group_of(tab: str) -> str:
    """What a link calls the controls of a tab."""
    return GROUP.get(tab, "settings")


def tab_of(name: str, desk: Desk, board: Board, values: dict[str, Any]) -> dict[str, Any]:
    """The controls of one tab, and what they stand at."""
    if name == "Data":
        found = data_controls(board)
        if found["data"] == OWN_DATA and board.open:
            own_points(desk)
        return found
    if name == "Network":
        return network_controls(board, is_classified(desk, values["data"]))
    if name == "Training":
        return training_controls(board)
    return sweep_controls(board) if name == "Sweep" else {}


def is_classified(desk: Desk, data: str) -> bool:
    """Whether the points ask for a class."""
    if data != OWN_DATA:
        return task_of(data) == "classification"
    try:
        return not desk.file or bool(read_csv(desk.file).classes)
    except CsvError:
        return True
