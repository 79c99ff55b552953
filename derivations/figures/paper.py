"""The sheet every figure is drawn on: no template, small margins, axes that keep their place."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

Array = npt.NDArray[np.float64]
Trace = dict[str, Any]

MARGIN = {"l": 44, "r": 12, "t": 28, "b": 40}


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """An axis with a title, without the zero line that would compete with the data."""
    named = {"title": {"text": title, "standoff": 6, "font": {"size": 13}}} if title else {}
    return {**named, "zeroline": False, **more}


def sheet(traces: Sequence[Trace], **layout: Any) -> go.Figure:
    """The traces on a sheet; ink, grid and paper take the theme's colours where it is shown."""
    plain: dict[str, Any] = {
        "template": {},
        "margin": MARGIN,
        "showlegend": len([t for t in traces if t.get("name")]) > 1,
        "legend": {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "xanchor": "left"},
        "xaxis": axis(),
        "yaxis": axis(),
    }
    # Checking each property takes most of the time a figure needs; the tests check every figure instead.
    return go.Figure({"data": list(traces), "layout": plain | layout}, _validate=False)


def floats(values: npt.ArrayLike, dimensions: int, name: str) -> Array:
    """The values as an array of so many dimensions, or a sentence that says what came instead."""
    array = np.asarray(values, dtype=float)
    if array.ndim != dimensions:
        raise ValueError(f"{name} needs {dimensions} dimensions, but has the shape {array.shape}.")
    return array


def arrays(given: Mapping[str, npt.ArrayLike], dimensions: int) -> dict[str, Array]:
    """Every named series as an array."""
    return {name: floats(values, dimensions, name) for name, values in given.items()}
