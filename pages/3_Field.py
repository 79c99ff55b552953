"""Gradient fields: a loss over two of its parameters, the derived gradient as arrows, and the ways down."""

from typing import Any

import streamlit as st

from derivations.landscapes.losses import SCENES
from pages.parts import address, landscape
from pages.parts.frame import frame
from pages.parts.parameter import choice, flag, number, text, whole
from pages.parts.play import play
from pages.parts.points import plane
from pages.parts.slider import Panel, Scale
from pages.parts.step import typeset

PARAMETERS = (
    choice("loss", "logistic", list(SCENES)),
    number("x", landscape.UNSET, -10, landscape.UNSET),
    number("y", landscape.UNSET, -10, landscape.UNSET),
    number("rate", 0.5, 0.001, 10),
    whole("steps", 40, 0, 300),
    text("walkers", "SGD,momentum,Adam", 40),
    flag("surface", False),
    text("at", "", 2000),
)


@st.fragment
def field(view: dict[str, Any]) -> None:
    """The landscape, its controls and its numbers."""
    corner = address.corner()
    scene, name = landscape.chosen(view["loss"])
    view = landscape.view_of(name, view)
    walk, numbers = Panel("field/walk"), Panel(f"field/{name}/data")
    begun = landscape.start(name, scene, (view["x"], view["y"]))
    start = landscape.under_sliders(walk, name, scene, begun)
    rate = walk.number("rate", "Learning rate η", view["rate"], Scale(0.001, 10, log=True))
    steps = int(walk.number("steps", "Steps", view["steps"], Scale(0, 300, 1)))
    data = landscape.data(numbers, name, scene, view["at"])
    walkers, solid = landscape.settings(view)
    seen, other = landscape.looks(name, scene, data, start, walkers, rate, steps)
    st.markdown(typeset(scene.look_at))
    picture, beside = st.columns([13, 17] if other is None else [9, 4], gap="medium")
    with picture:
        clicked = landscape.shown(name, scene, seen, other, data, start, solid)
        st.caption(landscape.ASIDE if solid else landscape.ABOVE)
        landscape.begin(name, walk, clicked)
    with beside, st.container(key="field/beside", horizontal=True, gap="medium"):
        with st.container(key="field/controls"):
            walk.show()
            play(steps if walkers else 0, key="field/play")
            landscape.controls()
            numbers.show()
        with st.container(key="field/seen"):
            if "X" in data:
                plane(name, numbers, data, start)
            landscape.numbers(scene, seen, start, steps)
    now = {"loss": name, "x": start[0], "y": start[1], "rate": rate, "steps": steps}
    more = {"walkers": ",".join(walkers), "surface": solid, "at": landscape.written(scene, data)}
    address.show_view(corner, "field", PARAMETERS, now | more)


frame("Field", "Click anywhere to start from there, then play; drag the learning rate until a path overshoots.")
field(address.open_view("field", PARAMETERS))
