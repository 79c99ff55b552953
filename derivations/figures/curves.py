"""Curves that share their axes: losses, accuracies, norms."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import series
from derivations.figures.paper import Array, Figure, Trace, arrays, axis, floats, sheet

DASHES = ("solid", "dot", "dash", "dashdot", "longdash")
ENOUGH_POINTS = 300


def curves(
    x: npt.ArrayLike,
    lines: Mapping[str, npt.ArrayLike],
    *,
    across: str = "step",
    up: str = "",
    log: bool = False,
    span: tuple[float, float] | None = None,
    best: str | None = None,
) -> Figure:
    """Named curves over a common x, each with a colour and a dash of its own; the best is thicker."""
    at = floats(x, 1, across)
    named = enumerate(arrays(lines, 1).items())
    traces = [_line(at, y, name, place, name == best) for place, (name, y) in named]
    y_axis = axis(up, type="log", exponentformat="power") if log else axis(up)
    if span is not None:
        y_axis["range"] = list(np.log10(span)) if log else list(span)
    return sheet(traces, xaxis=axis(across), yaxis=y_axis, hovermode="x unified")


def thinned(values: Array, most: int = ENOUGH_POINTS) -> Array:
    """At most so many of the values, evenly chosen, always with the first and the last."""
    if len(values) <= most:
        return values
    kept: Array = values[np.unique(np.linspace(0, len(values) - 1, most).round().astype(int))]
    return kept


def _line(x: Array, y: Array, name: str, place: int, best: bool) -> Trace:
    if len(x) != len(y):
        raise ValueError(f"The curve {name!r} has {len(y)} points, but its x has {len(x)}.")
    ink = {"color": series(place), "dash": DASHES[place % len(DASHES)], "width": 3.5 if best else 2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "name": name, "line": ink}
