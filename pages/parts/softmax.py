"""The parts of the Softmax page: its controls, and what is seen and said of a study of shifts."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from derivations.figures.bars import two_distributions
from derivations.figures.cooling import from_cold_to_hot
from derivations.figures.heat import heat_map
from derivations.figures.shift_error import error_against_shift
from derivations.figures.simplex import simplex
from derivations.precision import FORMS, PRECISIONS, Precision, ShiftStudy, cooling
from pages.parts import address
from pages.parts import softmax_words as said
from pages.parts.board import Board, chart_place, heading, keep_places, side_by_side, stacked, words_place
from pages.parts.formula import component, inked
from pages.parts.slider import Panel, Scale

LOGITS = (2.0, 1.0, 0.1, -1.0, 0.5, 1.5, -0.5, 0.0, -2.0, 1.2)
TEMPERATURES = np.geomspace(0.02, 50, 80)


@dataclass(frozen=True)
class Inputs:
    """What the controls stand at; the names are those of the address."""

    z: tuple[float, ...]
    c: float
    T: float
    precision: Precision
    form: str

    @property
    def classes(self) -> list[str]:
        return [component("z", k + 1) for k in range(len(self.z))]


def named(panel: Panel, start: dict) -> Inputs:
    """What the controls stand at, before they are mounted, so that what they change is sent first."""
    c = panel.number("c", "Shift c", start["c"], Scale(-1000, 1000, 1))
    temperature = panel.number("T", "Temperature T", start["T"], Scale(0.05, 20, log=True))
    size = int(panel.number("size", "Classes", len(start["z"]), Scale(2, 10, 1)))
    seeds = (start["z"] + LOGITS[len(start["z"]) :])[:size]
    names = [component("z", k + 1) for k in range(size)]
    z = panel.vector("z", "Logits", names, seeds, Scale(-10, 10, 0.1), quantity="z")
    chosen = [st.session_state[address.start(f"softmax/{name}", start[name])] for name in ("precision", "form")]
    return Inputs(z, c, temperature, *chosen)


def controls(panel: Panel) -> None:
    """The sliders, and how the formula is evaluated."""
    panel.show()
    st.segmented_control("Precision", PRECISIONS, required=True, key="softmax/precision")
    st.segmented_control("Evaluated", list(FORMS), required=True, key="softmax/form")


def formula() -> None:
    """The softmax with its shift and its temperature."""
    p_i, z_i, z_k = inked("p_i", "p"), inked("z_i", "z"), inked("z_k", "z")
    st.latex(rf"{p_i} = \frac{{e^{{({z_i} + c)/T}}}}{{\sum_k e^{{({z_k} + c)/T}}}}")


def places() -> DeltaGenerator:
    """Mount everything that a study fills; the answer is where its controls go."""
    formula()
    left, right = st.columns([8, 5], gap="large")
    with left:
        bars_place = chart_place("softmax/bars", "softmax(z + c) as narrow bars within softmax(z)", 300)
        keep_places(bars_place, words_place("softmax/happened", 2))
    proof()
    keep_places(
        heading("Where it breaks"),
        chart_place("softmax/errors", "The largest error of each evaluation over c", 360),
        side_by_side(words_place("softmax/reasons"), words_place("softmax/table")),
        side_by_side(
            stacked(
                heading("How p moves with z"),
                chart_place("softmax/jacobian", "The Jacobian as a heat map", 320),
                words_place("softmax/sums", 1),
            ),
            stacked(
                heading("Hot and cold"),
                chart_place("softmax/simplex", "How p moves with the temperature", 320),
                words_place("softmax/point", 2),
            ),
        ),
    )
    return right


def proof() -> None:
    """The derivation that says why, with room for what it comes to."""
    # The rest of the page does not wait for SymPy.
    from pages.parts import cancelling

    st.header("Why it cancels", anchor=False)
    lines, values = st.columns([8, 5], gap="large")
    with lines:
        cancelling.lines("softmax/proof")
    with values:
        keep_places(words_place("softmax/values", 6))
        st.page_link("pages/1_Walk.py", label="Walk through it", query_params={"derivation": cancelling.SLUG})


def bars(board: Board, study: ShiftStudy, given: Inputs) -> None:
    """Both distributions, and what became of the shifted one."""
    names = ("softmax(z), exact", f"softmax(z + c), {given.form}, {given.precision}")
    answer = study.answers[given.form, given.precision]
    board.draw("softmax/bars", two_distributions(study.exact, answer, given.classes, names))
    board.say("softmax/happened", said.what_happened(study, given.form, given.precision))


def values(board: Board, given: Inputs) -> None:
    """What every line of the derivation comes to."""
    from pages.parts import cancelling

    board.say("softmax/values", cancelling.values(given.z, given.c, given.T))


def errors(board: Board, study: ShiftStudy) -> None:
    """How far off each form and precision is, over all shifts."""
    marks = said.marks(study)
    figure = error_against_shift(study.shifts, study.errors, marks, shift=study.shift, floor=1e-18)
    board.draw("softmax/errors", figure)
    board.say("softmax/reasons", said.why_it_breaks(study.breakdowns))
    board.say("softmax/table", said.error_table(study))


def jacobian(board: Board, study: ShiftStudy, given: Inputs) -> None:
    """How each probability moves with each logit."""
    answers = [component("p", k + 1) for k in range(len(given.z))]
    board.draw("softmax/jacobian", heat_map(study.jacobian, answers, given.classes))
    board.say("softmax/sums", said.row_sums(study))


def triangle(board: Board, study: ShiftStudy, given: Inputs) -> None:
    """The distribution as a point, where there are three classes; else each class from cold to hot."""
    certain = [f"{component('p', k)} = 1" for k in (1, 2, 3)]
    cooled, is_three = cooling(given.z, TEMPERATURES), len(given.z) == 3
    if is_three:
        board.draw("softmax/simplex", simplex(study.exact, certain, trail=cooled))
    else:
        board.draw("softmax/simplex", from_cold_to_hot(TEMPERATURES, cooled, given.classes, now=given.T))
    board.say("softmax/point", said.POINT if is_three else said.NO_POINT)
