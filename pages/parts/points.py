"""The points that a classifier learns from, on a plane of their own: a click flips one, or moves one."""

from typing import Any

import numpy as np
import streamlit as st

from derivations.figures.decision import decision_surface
from derivations.numeric.stability import sigmoid
from pages.parts import address
from pages.parts.chart import chart
from pages.parts.slider import Panel

Data = dict[str, Any]
REACH, NEAR, GRID = 3.0, 0.4, 31
HINT = (
    "Click a point to flip its class, or a free place to bring the nearest one there. "
    "The tint is what the weights at the start answer."
)


def changed(name: str) -> Data:
    """What clicks have made of a scene's points since the page was opened."""
    opened, points = st.session_state.get(f"field/{name}/points", (0, {}))
    return points if opened == address.opened("field") else {}


def plane(name: str, panel: Panel, held: Data, start: tuple[float, float]) -> None:
    """The points among what the weights at the start answer; a click is on its way before the page is drawn again."""
    grid = np.linspace(-REACH, REACH, GRID)
    answer = sigmoid(start[0] * grid + start[1] * grid[:, None])
    figure = decision_surface(grid, grid, answer, (held["X"], held["t"]))
    label = "The points with their classes, and what the weights at the start answer over the plane"
    click = chart(figure, key=f"field/{name}/plane", label=label, height=270, clickable=True, patient=True)
    st.caption(HINT)
    if click is not None:
        st.session_state[f"field/{name}/points"] = address.opened("field"), after_click(held, click.x, click.y)
        for group in ("X", "t"):
            panel.begin_anew(group)
        st.rerun(scope="fragment")


def after_click(held: Data, x: float, y: float) -> Data:
    """A point that was hit is of the other class; to a free place the nearest one comes."""
    where, classes = np.array(held["X"]), np.array(held["t"])
    apart = np.hypot(where[:, 0] - x, where[:, 1] - y)
    nearest = int(np.argmin(apart))
    if apart[nearest] < NEAR:
        classes[nearest] = 1 - classes[nearest]
    else:
        where[nearest] = np.clip(np.round((x, y), 1), -REACH, REACH)
    return {"X": where, "t": classes}
