"""What a network answers over the plane under the points it was asked about, for two classes, several, or values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from derivations.figures.palette import INK, RIM, SIGNED, series, translucent
from derivations.figures.paper import Array, Trace, axis, floats, sheet

SYMBOLS = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "cross",
    "x",
    "star",
    "hexagon",
    "pentagon",
    "bowtie",
)
SUREST = 0.55  # the opacity of a class's colour where it alone is left


@dataclass(frozen=True)
class Points:
    """Positions (n, 2) with a class number or a value each, and which of them train; the others are hollow."""

    positions: npt.ArrayLike
    labels: npt.ArrayLike
    training: npt.ArrayLike

    @property
    def parts(self) -> tuple[tuple[Array, Array, bool], ...]:
        """Positions and labels of the training points, then of the test points, with whether they are hollow."""
        where, what = floats(self.positions, 2, "positions"), floats(self.labels, 1, "labels")
        train = np.asarray(self.training, bool)
        if not len(where) == len(what) == len(train):
            raise ValueError(f"{len(where)} points need as many labels, not {len(what)}, and {len(train)} parts.")
        return (where[train], what[train], False), (where[~train], what[~train], True)


def two_classes(x: npt.ArrayLike, y: npt.ArrayLike, share: npt.ArrayLike, points: Points, **more: str) -> go.Figure:
    """The share of the second class over the grid: blue where it is 0, orange where it is 1."""
    grid = floats(share, 2, "share")
    return _plane(x, y, _heat(x, y, grid, (0.0, 1.0), SIGNED, "share of class 1"), _by_class(points), more)


def many_classes(x: npt.ArrayLike, y: npt.ArrayLike, shares: npt.ArrayLike, points: Points, **more: str) -> go.Figure:
    """The likeliest class over the grid by its colour, deeper the surer; shares are (classes, y, x)."""
    all_shares = floats(shares, 3, "shares")
    classes = len(all_shares)
    sure = (all_shares.max(axis=0) - 1 / classes) / (1 - 1 / classes)
    grid = all_shares.argmax(axis=0) + np.clip(sure, 0, 0.999)
    heat = _heat(x, y, grid, (0.0, float(classes)), _bands(classes), "class and how sure")
    return _plane(x, y, heat | {"zsmooth": False, "hoverinfo": "skip"}, _by_class(points), more)


def values(x: npt.ArrayLike, y: npt.ArrayLike, answer: npt.ArrayLike, points: Points, **more: str) -> go.Figure:
    """The value over the grid, and the points filled with the values that they should have, on one scale."""
    grid = floats(answer, 2, "answer")
    most = float(np.abs(floats(points.labels, 1, "labels")).max(initial=0.0)) or 1.0
    parts = [_by_value(where, what, hollow, most) for where, what, hollow in points.parts if len(where)]
    return _plane(x, y, _heat(x, y, grid, (-most, most), SIGNED, "value"), parts, more)


def unit_surface(x: npt.ArrayLike, y: npt.ArrayLike, held: npt.ArrayLike, points: Points, **more: str) -> go.Figure:
    """What one unit holds over the grid, even around zero, with the points above it."""
    grid = floats(held, 2, "held")
    finite = grid[np.isfinite(grid)]
    most = float(np.abs(finite).max(initial=0.0)) or 1.0
    heat = _heat(x, y, grid, (-most, most), SIGNED, "activation") | {
        "showscale": True,
        "colorbar": _colour_bar(),
    }
    whole = bool((np.asarray(points.labels, float) % 1 == 0).all())
    return _plane(x, y, heat, _by_class(points) if whole else [], more)


def _colour_bar() -> Trace:
    return {"thickness": 10, "outlinewidth": 0, "nticks": 5, "len": 0.9}


def _heat(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    grid: Array,
    limits: tuple[float, float],
    scale: Sequence[object],
    said: str,
) -> Trace:
    return {
        "type": "heatmap",
        "x": floats(x, 1, "x").astype(np.float32),
        "y": floats(y, 1, "y").astype(np.float32),
        "z": grid.astype(np.float32),
        "zmin": limits[0],
        "zmax": limits[1],
        "colorscale": scale,
        "zsmooth": "fast",
        "showscale": False,
        "hovertemplate": f"(%{{x:.2f}}, %{{y:.2f}})<br>{said} %{{z:.3f}}<extra></extra>",
    }


def _bands(classes: int) -> list[tuple[float, str]]:
    """A scale of one band a class, each from the paper to its colour."""
    ends = [(k, series(k)) for k in range(classes)]
    faint = [((k / classes), translucent(ink, 0.06)) for k, ink in ends]
    deep = [((k + 1) / classes, translucent(ink, SUREST)) for k, ink in ends]
    return [stop for pair in zip(faint, deep, strict=True) for stop in pair]


def _by_class(points: Points) -> list[Trace]:
    return [_markers(where[what == k], hollow, int(k)) for where, what, hollow in points.parts for k in np.unique(what)]


def _markers(where: Array, hollow: bool, k: int) -> Trace:
    symbol = SYMBOLS[k % len(SYMBOLS)] + ("-open" if hollow else "")
    rim = {"color": series(k) if hollow else RIM, "width": 1.2 if hollow else 0.8}
    return _dots(where, {"symbol": symbol, "size": 6, "color": series(k), "line": rim})


def _by_value(where: Array, what: Array, hollow: bool, most: float) -> Trace:
    marker = {"color": what.astype(np.float32), "cmin": -most, "cmax": most, "colorscale": SIGNED}
    shape = {"symbol": "square" if hollow else "circle", "size": 7, "line": {"color": INK, "width": 0.8}}
    return _dots(where, marker | shape)


def _dots(where: Array, marker: Trace) -> Trace:
    near = where.astype(np.float32)
    shape = {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "marker": marker}
    return shape | {"x": near[:, 0], "y": near[:, 1]}


def _plane(
    x: npt.ArrayLike, y: npt.ArrayLike, heat: Trace, points: Sequence[Trace], names: dict[str, str]
) -> go.Figure:
    across, up = floats(x, 1, "x"), floats(y, 1, "y")
    even = {"showgrid": False, "constrain": "domain"}
    x_axis = axis(names.get("across", "x"), range=[across[0], across[-1]], **even)
    y_axis = axis(names.get("up", "y"), range=[up[0], up[-1]], scaleanchor="x", **even)
    margin = {"l": 40, "r": 8, "t": 8, "b": 36}
    return sheet([heat, *points], xaxis=x_axis, yaxis=y_axis, margin=margin, showlegend=False)
