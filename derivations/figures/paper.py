"""The sheet every figure is drawn on: no template, small margins, axes that keep their place."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import plotly.graph_objects as go

Array = npt.NDArray[np.float64]
Trace = dict[str, Any]

MARGIN = {"l": 44, "r": 12, "t": 28, "b": 40}
# The kinds of number that plotly.js reads from bytes; it has none of eight bytes for whole ones.
IN_BYTES = ("f4", "f8", "i1", "i2", "i4", "u1", "u2", "u4")


@dataclass(frozen=True)
class Figure:
    """Traces on a sheet, as plotly.js reads them.

    A live page draws several of these for every move of a slider, and building plotly's own object takes ten times
    as long as all the rest: it is made when someone asks for it.
    """

    data: Sequence[Trace]
    layout: Mapping[str, Any]

    def to_json(self) -> str:
        """The figure as plotly.js reads it, its arrays in bytes."""
        return json.dumps({"data": self.data, "layout": self.layout}, default=_in_bytes, allow_nan=False)

    @property
    def plotly(self) -> go.Figure:
        """The figure as plotly's own object, each property checked: to save it, or to show it in a notebook."""
        # Half a second to import, which a page that only shows figures does not pay.
        import plotly.graph_objects as go

        return go.Figure({"data": list(self.data), "layout": dict(self.layout)})

    def _repr_mimebundle_(self, **given: Any) -> Any:
        return self.plotly._repr_mimebundle_(**given)


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """An axis with a title, without the zero line that would compete with the data."""
    named = {"title": {"text": title, "standoff": 6, "font": {"size": 13}}} if title else {}
    return {**named, "zeroline": False, **more}


def sheet(traces: Sequence[Trace], **layout: Any) -> Figure:
    """The traces on a sheet; ink, grid and paper take the theme's colours where it is shown."""
    plain: dict[str, Any] = {
        "template": {},
        "margin": MARGIN,
        "showlegend": len([t for t in traces if t.get("name")]) > 1,
        "legend": {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "xanchor": "left"},
        "xaxis": axis(),
        "yaxis": axis(),
    }
    return Figure(traces, plain | layout)


def floats(values: npt.ArrayLike, dimensions: int, name: str) -> Array:
    """The values as an array of so many dimensions, or a sentence that says what came instead."""
    array = np.asarray(values, dtype=float)
    if array.ndim != dimensions:
        raise ValueError(f"{name} needs {dimensions} dimensions, but has the shape {array.shape}.")
    return array


def arrays(given: Mapping[str, npt.ArrayLike], dimensions: int) -> dict[str, Array]:
    """Every named series as an array."""
    return {name: floats(values, dimensions, name) for name, values in given.items()}


def _in_bytes(value: Any) -> Any:
    """An array as its bytes, which plotly.js reads as they are, with what is no number in it."""
    array = np.asarray(value)
    if array.dtype.kind in "iu" and array.dtype.itemsize == 8:
        array = array.astype(np.int32)
    kind = array.dtype.str[1:]
    if array.ndim == 0 or kind not in IN_BYTES:
        return array.tolist()
    bytes_of = b64encode(array.tobytes()).decode()
    return {"dtype": kind, "bdata": bytes_of, "shape": ", ".join(map(str, array.shape))}
