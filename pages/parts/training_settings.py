"""All settings beside the training: the preset with what it shows, then the details in tabs, then files."""

from typing import Any

import streamlit as st

from derivations.nets import CsvError, preset, read_csv
from derivations.nets.settings import OWN_DATA, task_of
from pages.parts import training_files as files
from pages.parts.training_bar import pick_preset
from pages.parts.training_controls import (
    Board,
    data_controls,
    network_controls,
    sweep_controls,
    training_controls,
)
from pages.parts.training_desk import Desk


def asked_for(desk: Desk) -> tuple[Board, dict[str, Any]]:
    """The controls as they began, and the values that they stand at."""
    slug = pick_preset(desk)
    st.caption(preset(slug).text)
    board = Board(desk.start, desk.revision)
    values = dict(desk.start)
    names = [
        name for name in ("Data", "Network", "Training", "Sweep", "Files") if board.shows(GROUP.get(name, "settings"))
    ]
    for name, tab in zip(names, st.tabs(names) if names else (), strict=True):
        with tab:
            values |= tab_of(name, desk, board, values)
    return board, values


GROUP = {"Sweep": "sweep", "Files": "files"}


def tab_of(name: str, desk: Desk, board: Board, values: dict[str, Any]) -> dict[str, Any]:
    """The controls of one tab, and what they stand at."""
    if name == "Data":
        found = data_controls(board)
        if found["data"] == OWN_DATA:
            files.own_points(desk)
        return found
    if name == "Network":
        return network_controls(board, is_classified(desk, values["data"]))
    if name == "Training":
        return training_controls(board)
    if name == "Sweep":
        return sweep_controls(board)
    files.files(desk, values)
    return {}


def is_classified(desk: Desk, data: str) -> bool:
    """Whether the points ask for a class."""
    if data != OWN_DATA:
        return task_of(data) == "classification"
    try:
        return not desk.file or bool(read_csv(desk.file).classes)
    except CsvError:
        return True
