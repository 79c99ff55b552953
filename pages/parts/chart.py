"""The living chart: one Plotly node that keeps its zoom, hover and camera while its numbers change."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from derivations.figures.palette import TWINS
from pages.parts.browser import PLOTLY_URL, source

_component = st.components.v2.component(
    "living_chart",
    html='<div class="living-chart" role="figure"></div>',
    css=".living-chart { width: 100%; overflow: hidden; }",
    js=source("chart.js"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Click:
    """Where a chart was clicked: the place on its axes, and the trace and point nearest to it."""

    x: float
    y: float
    z: float | None
    trace: int
    point: Any


def chart(
    figure: go.Figure,
    *,
    key: str,
    label: str,
    height: int = 320,
    clickable: bool = False,
    revision: str = "keep",
) -> Click | None:
    """Show a figure on a living node; the label is what a screen reader says of it.

    The view a person zoomed to is kept until `revision` changes. A click is returned in the run it causes.
    """
    data = {
        "figure": figure.to_json(validate=False),
        "label": label,
        "height": height,
        "clickable": clickable,
        "revision": revision,
        "library": PLOTLY_URL,
        "twins": TWINS,
    }
    clicked = _component(key=key, data=data, on_click_change=lambda: None).click
    return Click(**clicked) if clicked else None
