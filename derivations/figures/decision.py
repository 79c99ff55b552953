"""What a classifier answers over the plane, with the points it learnt from and those it is tested on."""

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import RIM, SIGNED, series
from derivations.figures.paper import Array, Figure, Trace, axis, floats, sheet

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross")


def decision_surface(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    answer: npt.ArrayLike,
    train: tuple[npt.ArrayLike, npt.ArrayLike],
    test: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
    *,
    limits: tuple[float, float] = (0.0, 1.0),
) -> Figure:
    """The answer over the grid, rows along y; points as (n, 2) positions with a whole-number class each.

    Test points are hollow. Classes differ in shape as well as in colour.
    """
    across, up, grid = floats(x, 1, "x"), floats(y, 1, "y"), floats(answer, 2, "answer")
    traces: list[Trace] = [
        {
            "type": "heatmap",
            "x": across,
            "y": up,
            "z": grid,
            "zmin": limits[0],
            "zmax": limits[1],
            "colorscale": SIGNED,
            "zsmooth": "best",
            "showscale": False,
            "hovertemplate": "(%{x:.2f}, %{y:.2f}): %{z:.3f}<extra></extra>",
        }
    ]
    traces += _points(*train, hollow=False)
    traces += _points(*test, hollow=True) if test is not None else []
    square = {"scaleanchor": "x", "constrain": "domain"}
    x_axis = axis("x₁", range=[across[0], across[-1]], showgrid=False, constrain="domain")
    return sheet(
        traces,
        xaxis=x_axis,
        yaxis=axis("x₂", range=[up[0], up[-1]], showgrid=False, **square),
        showlegend=False,
    )


def _points(positions: npt.ArrayLike, classes: npt.ArrayLike, *, hollow: bool) -> list[Trace]:
    where, what = floats(positions, 2, "points"), np.asarray(classes)
    return [_class_points(where[what == k], int(k), hollow) for k in np.unique(what)]


def _class_points(where: Array, k: int, hollow: bool) -> Trace:
    symbol = SYMBOLS[k % len(SYMBOLS)] + ("-open" if hollow else "")
    rim = {"color": series(k) if hollow else RIM, "width": 1}
    marker = {"symbol": symbol, "size": 7, "color": series(k), "line": rim}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": where[:, 0],
        "y": where[:, 1],
        "marker": marker,
        "hoverinfo": "skip",
    }
