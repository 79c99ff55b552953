"""A network drawn: units as dots in columns, weights as lines whose width and colour show size and sign."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import MINUS, MUTED, PLUS, RIM
from derivations.figures.paper import Array, Figure, Trace, floats, sheet

WIDTHS = (0.6, 1.5, 3.0, 5.0)


def network(weights: Sequence[npt.ArrayLike], units: Sequence[Sequence[str]]) -> Figure:
    """Layers left to right; weights[l] has the shape (units of layer l, units of layer l + 1)."""
    layers = [floats(w, 2, f"weights[{place}]") for place, w in enumerate(weights)]
    columns = [_column(place, len(names)) for place, names in enumerate(units)]
    for place, w in enumerate(layers):
        expected = (len(units[place]), len(units[place + 1]))
        if w.shape != expected:
            raise ValueError(
                f"weights[{place}] joins layers of {expected} units, but has the shape {w.shape}."
            )
    largest = max((float(np.nanmax(np.abs(w), initial=0.0)) for w in layers), default=0.0) or 1.0
    traces = [
        line
        for place, w in enumerate(layers)
        for line in _lines(w / largest, columns[place], columns[place + 1])
    ]
    dots = [
        _dots(column, names, place) for place, (column, names) in enumerate(zip(columns, units, strict=True))
    ]
    hidden = {"visible": False, "fixedrange": True}
    x_axis = hidden | {"range": [-0.25, len(units) - 0.75]}
    margin = {"l": 4, "r": 4, "t": 4, "b": 4}
    return sheet(
        [*traces, *dots], xaxis=x_axis, yaxis=hidden | {"range": [-0.1, 1.1]}, margin=margin, showlegend=False
    )


def _column(layer: int, count: int) -> Array:
    return np.column_stack([np.full(count, float(layer)), 1 - (np.arange(count) + 0.5) / count])


def _lines(w: Array, left: Array, right: Array) -> list[Trace]:
    """One trace for each sign and width, however many weights there are."""
    i, j = np.indices(w.shape).reshape(2, -1)
    size = np.digitize(np.abs(w).ravel(), (0.1, 0.35, 0.7))
    groups = [
        (ink, k, (np.sign(w).ravel() == sign) & (size == k))
        for sign, ink in ((-1, MINUS), (1, PLUS))
        for k in range(4)
    ]
    return [_bundle(left[i[of]], right[j[of]], ink, WIDTHS[k]) for ink, k, of in groups if of.any()]


def _bundle(tails: Array, heads: Array, ink: str, width: float) -> Trace:
    gaps = np.full(len(tails), np.nan)
    x = np.column_stack([tails[:, 0], heads[:, 0], gaps]).ravel()
    y = np.column_stack([tails[:, 1], heads[:, 1], gaps]).ravel()
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": ink, "width": width},
        "hoverinfo": "skip",
    }


def _dots(column: Array, names: Sequence[str], layer: int) -> Trace:
    marker = {
        "size": 22 if len(names) <= 10 else 10,
        "color": MUTED,
        "line": {"color": RIM, "width": 2},
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": column[:, 0],
        "y": column[:, 1],
        "marker": marker,
        "hovertext": list(names),
        "hoverinfo": "text",
        "customdata": [[layer, unit] for unit in range(len(names))],
    }
