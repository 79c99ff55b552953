"""The softmax: adding a constant changes nothing on paper, and breaks a computer's sums."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from derivations.precision import FORMS, PRECISIONS, study_of_shifts
from pages.parts import address, softmax
from pages.parts.board import Board
from pages.parts.frame import frame
from pages.parts.parameter import choice, number, numbers
from pages.parts.slider import Panel

PARAMETERS = (
    numbers("z", softmax.LOGITS[:3], -10, 10, range(2, 11)),
    number("c", 60.0, -1000, 1000),
    number("T", 1.0, 0.05, 20),
    choice("precision", "float32", PRECISIONS),
    choice("form", "as written", list(FORMS)),
)


# A fragment, so that a slider's move sends only what it can change.
@st.fragment
def study(view: dict[str, Any]) -> None:
    """The controls, and what follows from where they stand: the bars first."""
    corner = address.corner()
    panel, board = Panel("softmax/inputs"), Board("softmax/board")
    given = softmax.named(panel, view)
    found = study_of_shifts(given.z, given.c, given.T)
    softmax.bars(board, found, given)
    softmax.values(board, given)
    softmax.errors(board, found)
    softmax.jacobian(board, found, given)
    softmax.triangle(board, found, given)
    board.show()
    softmax.controls(panel)
    address.show_view(corner, "softmax", PARAMETERS, asdict(given))


frame("Softmax", "Drag the shift c: the bars stay where they are. Then take it past 87, and they break.")
start = address.open_view("softmax", PARAMETERS)
with softmax.places():
    study(start)
