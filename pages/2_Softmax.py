"""The softmax: adding a constant changes nothing on paper, and breaks a computer's sums."""

from dataclasses import asdict, dataclass

import numpy as np
import streamlit as st

from derivations.figures.bars import two_distributions
from derivations.figures.heat import heat_map
from derivations.figures.shift_error import error_against_shift
from derivations.figures.simplex import simplex
from derivations.precision import FORMS, PRECISIONS, Precision, ShiftStudy, cooling, study_of_shifts
from pages.parts import address, softmax_words
from pages.parts.chart import chart
from pages.parts.formula import component, inked
from pages.parts.frame import frame
from pages.parts.parameter import choice, number, numbers
from pages.parts.slider import Panel, Scale

LOGITS = (2.0, 1.0, 0.1, -1.0, 0.5, 1.5, -0.5, 0.0, -2.0, 1.2)
TEMPERATURES = np.geomspace(0.02, 50, 80)
PARAMETERS = (
    numbers("z", LOGITS[:3], -10, 10, range(2, 11)),
    number("c", 60.0, -1000, 1000),
    number("T", 1.0, 0.05, 20),
    choice("precision", "float32", PRECISIONS),
    choice("form", "as written", list(FORMS)),
)


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
    words = [st.session_state[address.start(f"softmax/{name}", start[name])] for name in ("precision", "form")]
    return Inputs(z, c, temperature, *words)


def controls(panel: Panel) -> None:
    panel.show()
    st.segmented_control("Precision", PRECISIONS, required=True, key="softmax/precision")
    st.segmented_control("Evaluated", list(FORMS), required=True, key="softmax/form")


def formula() -> None:
    p_i, z_i, z_k = inked("p_i", "p"), inked("z_i", "z"), inked("z_k", "z")
    st.latex(rf"{p_i} = \frac{{e^{{({z_i} + c)/T}}}}{{\sum_k e^{{({z_k} + c)/T}}}}")


def bars(study: ShiftStudy, given: Inputs) -> None:
    names = ("softmax(z), exact", f"softmax(z + c), {given.form}, {given.precision}")
    figure = two_distributions(study.exact, study.answers[given.form, given.precision], given.classes, names)
    chart(figure, key="softmax/bars", label="softmax(z + c) as narrow bars within softmax(z)", height=300)
    st.markdown(softmax_words.what_happened(study, given.form, given.precision))


def proof(given: Inputs) -> None:
    # The rest of the page does not wait for SymPy.
    from pages.parts import cancelling

    st.header("Why it cancels", anchor=False)
    lines, values = st.columns([8, 5], gap="large")
    with lines, st.container(key="softmax/proof"):
        st.markdown(cancelling.lines())
    values.markdown(cancelling.values(given.z, given.c, given.T))
    values.page_link("pages/1_Walk.py", label="Walk through it", query_params={"derivation": cancelling.SLUG})


def errors(study: ShiftStudy) -> None:
    st.header("Where it breaks", anchor=False)
    marks = softmax_words.marks(study)
    figure = error_against_shift(study.shifts, study.errors, marks, shift=study.shift, floor=1e-18)
    chart(
        figure,
        key="softmax/errors",
        label="The largest error of each evaluation over c",
        height=360,
    )
    reasons, table = st.columns(2, gap="large")
    reasons.markdown(softmax_words.why_it_breaks(study.breakdowns))
    table.markdown(softmax_words.error_table(study))


def jacobian(study: ShiftStudy, given: Inputs) -> None:
    st.header("How p moves with z", anchor=False)
    answers = [component("p", k + 1) for k in range(len(given.z))]
    figure = heat_map(study.jacobian, answers, given.classes)
    chart(
        figure,
        key="softmax/jacobian",
        label="The Jacobian as a heat map",
        height=320,
        patient=True,
    )
    st.markdown(softmax_words.row_sums(study))


def triangle(study: ShiftStudy, given: Inputs) -> None:
    st.header("Hot and cold", anchor=False)
    if len(given.z) != 3:
        st.markdown("Set Classes to 3 to see p as a point in the triangle of all distributions.")
        return
    certain = [f"{component('p', k)} = 1" for k in (1, 2, 3)]
    figure = simplex(study.exact, certain, trail=cooling(given.z, TEMPERATURES))
    chart(
        figure,
        key="softmax/simplex",
        label="p as a point of the simplex",
        height=320,
        patient=True,
    )
    st.markdown("Every distribution over three classes is a point. T moves it along the dotted way.")


# A fragment, so that a slider's move sends only what it can change.
@st.fragment
def softmax(start: dict) -> None:
    panel = Panel("softmax/inputs")
    given = named(panel, start)
    study = study_of_shifts(given.z, given.c, given.T)
    left, right = st.columns([8, 5], gap="large")
    with left:
        bars(study, given)
    with right:
        controls(panel)
    reasons = st.container()
    errors(study)
    left, right = st.columns(2, gap="large")
    with left:
        jacobian(study, given)
    with right:
        triangle(study, given)
    address.show_view("softmax", PARAMETERS, asdict(given))
    with reasons:
        proof(given)


frame("Softmax", "Drag the shift c: the bars stay where they are. Then take it past 87, and they break.")
formula()
softmax(address.open_view("softmax", PARAMETERS))
