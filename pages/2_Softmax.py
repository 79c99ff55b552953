"""The softmax: adding a constant changes nothing on paper, and breaks a computer's sums."""

import numpy as np
import streamlit as st

from derivations.figures.bars import two_distributions
from derivations.figures.heat import heat_map
from derivations.figures.shift_error import error_against_shift
from derivations.figures.simplex import simplex
from derivations.precision import FORMS, PRECISIONS, cooling, study_of_shifts
from pages.parts import address, softmax_words
from pages.parts.chart import chart
from pages.parts.formula import component, inked
from pages.parts.frame import frame
from pages.parts.parameter import choice, number, numbers
from pages.parts.slider import Scale, slider, vector

LOGITS = (2.0, 1.0, 0.1, -1.0, 0.5, 1.5, -0.5, 0.0, -2.0, 1.2)
TEMPERATURES = np.geomspace(0.02, 50, 80)
PARAMETERS = (
    numbers("z", LOGITS[:3], -10, 10, range(2, 11)),
    number("c", 60.0, -1000, 1000),
    number("T", 1.0, 0.05, 20),
    choice("precision", "float32", PRECISIONS),
    choice("form", "as written", list(FORMS)),
)

frame("Softmax", "Drag the shift c: the bars stay where they are. Then take it past 87, and they break.")
view = address.open_view("softmax", PARAMETERS)
picture, controls = st.columns([8, 5], gap="large")

with controls:
    c = slider("softmax/c", "Shift c", view["c"], Scale(-1000, 1000, 1))
    size = int(slider("softmax/size", "Classes", len(view["z"]), Scale(2, 10, 1)))
    classes = [component("z", k) for k in range(1, size + 1)]
    seeds = (view["z"] + LOGITS[len(view["z"]) :])[:size]
    temperature = slider("softmax/T", "Temperature T", view["T"], Scale(0.05, 20, log=True))
    z = vector("softmax/z", "Logits", classes, seeds, Scale(-10, 10, 0.1), quantity="z")
    precision_key = address.start("softmax/precision", view["precision"])
    precision = st.segmented_control("Precision", PRECISIONS, required=True, key=precision_key)
    form_key = address.start("softmax/form", view["form"])
    form = st.segmented_control("Evaluated", list(FORMS), required=True, key=form_key)

study = study_of_shifts(z, c, temperature)

with picture:
    p_i, z_i, z_k = inked("p_i", "p"), inked("z_i", "z"), inked("z_k", "z")
    st.latex(rf"{p_i} = \frac{{e^{{({z_i} + c)/T}}}}{{\sum_k e^{{({z_k} + c)/T}}}}")
    names = ("softmax(z), exact", f"softmax(z + c), {form}, {precision}")
    bars = two_distributions(study.exact, study.answers[form, precision], classes, names)
    chart(bars, key="softmax/bars", label="softmax(z + c) as narrow bars within softmax(z)", height=300)
    st.markdown(softmax_words.what_happened(study, form, precision))

st.header("Where it breaks", anchor=False)
errors = error_against_shift(study.shifts, study.errors, softmax_words.marks(study), shift=c, floor=1e-18)
chart(errors, key="softmax/errors", label="The largest error of each evaluation over the shift c", height=360)
reasons, table = st.columns(2, gap="large")
reasons.markdown(softmax_words.why_it_breaks(study.breakdowns))
table.table(softmax_words.error_table(study))

rows, triangle = st.columns(2, gap="large")
answers = [component("p", k) for k in range(1, size + 1)]
with rows:
    st.header("How p moves with z", anchor=False)
    jacobian = heat_map(study.jacobian, answers, classes)
    chart(jacobian, key="softmax/jacobian", label="The Jacobian of the softmax as a heat map", height=320)
    st.markdown(softmax_words.row_sums(study))
with triangle:
    st.header("Hot and cold", anchor=False)
    if size == 3:
        certain = [f"{name} = 1" for name in answers]
        point = simplex(study.exact, certain, trail=cooling(z, TEMPERATURES))
        chart(point, key="softmax/simplex", label="p as a point in the triangle of distributions", height=320)
        st.markdown("Every distribution over three classes is a point. T moves it along the dotted way.")
    else:
        st.markdown("Set Classes to 3 to see p as a point in the triangle of all distributions.")

view_now = {"z": z, "c": c, "T": temperature, "precision": precision, "form": form}
address.show_view("softmax", PARAMETERS, view_now)
