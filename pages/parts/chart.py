"""The living chart: one Plotly node that keeps its zoom, hover and camera while its numbers change."""

from dataclasses import dataclass
from typing import Any

from derivations.figures.palette import TWINS
from derivations.figures.paper import Figure
from pages.parts.browser import PLOTLY_URL, component

_component = component("chart", '<div class="living-chart" role="figure"></div>')


@dataclass(frozen=True)
class Click:
    """Where a chart was clicked: the place on its axes, and the trace and point nearest to it."""

    x: float
    y: float
    z: float | None
    trace: int
    point: Any


def chart(
    figure: Figure,
    *,
    key: str,
    label: str,
    height: int = 320,
    clickable: bool = False,
    patient: bool = False,
    revision: str = "keep",
) -> Click | None:
    """Show a figure on a living node; the label is what a screen reader says of it.

    The view a person zoomed to is kept until `revision` changes. A click is returned in the run it causes.
    A patient chart is repainted when the browser has nothing better to do: for what is not the page's point.
    """
    data = {
        "figure": figure.to_json(),
        "label": label,
        "height": height,
        "clickable": clickable,
        "patient": patient,
        "revision": revision,
        "library": PLOTLY_URL,
        "twins": TWINS,
    }
    clicked = _component(key=key, data=data, on_click_change=lambda: None).click
    return Click(**clicked) if clicked else None
