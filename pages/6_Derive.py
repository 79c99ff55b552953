"""Derive the gradient of any loss that can be written down."""

from typing import Any

import streamlit as st

from derivations.worker.process import Stopped
from pages.parts import address
from pages.parts.frame import frame
from pages.parts.parameter import text as words
from pages.parts.parameter import whole
from pages.parts.sheet import asking
from pages.parts.sheet.editor import editor, mark
from pages.parts.sheet.link import in_link, sheet_parameter
from pages.parts.sheet.loading import saving
from pages.parts.sheet.walk import walk

EXAMPLE = r"""title: Softmax regression with weight decay
let W : matrix c d
let x : vector d
let y : one-hot c
let \lambda : positive
let p = softmax(W x)
let J = -\sum_k y_k \log p_k + \frac{\lambda}{2} \|W\|_F^2
"""
PARAMETERS = (
    sheet_parameter("sheet"),
    words("of", "", 80),
    words("by", "", 80),
    whole("step", 99, 0, 99),
    words("at", "", 4000),
)


@st.fragment
def derive(view: dict[str, Any]) -> None:
    """The sheet, what is asked of it, and the walk through the answer."""
    corner = address.corner()
    written, lines = st.columns([6, 7], gap="large")
    with written:
        text = editor("derive", "Quantities and a loss", view["sheet"] or EXAMPLE, EXAMPLE)
        with st.container(horizontal=True, gap="small"):
            asking.declaring("derive")
            saving("derive", text)
        rows, names, trouble = asking.understood(text)
        asked = asking.asked("derive", names, view)
        unread = asking.problems(rows, trouble)
        mark("derive", asking.margin(text, rows))
    now = {"sheet": in_link(text, EXAMPLE), "of": "", "by": "", "step": view["step"], "at": ""}
    if asked is not None:
        now |= {"of": asked.loss, "by": asked.variable}
        try:
            now |= walk(asking.request(text, asked), view, lines, written)
        except Stopped as stopped:
            lines.warning(str(stopped))
    elif unread:
        lines.markdown("The derivation appears here as soon as every line can be read.")
    else:
        lines.markdown("Define a loss, such as `let J = \\|x\\|^2`, and its derivative appears here.")
    address.show_view(corner, "derive", PARAMETERS, now)


frame(
    "Derive",
    "Change the loss, or choose $x$ in place of $W$: the gradient is derived line by line.",
)
derive(address.open_view("derive", PARAMETERS))
