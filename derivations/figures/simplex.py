"""The triangle of all distributions over three classes, and where a distribution lies in it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import FAINT, MUTED, colour
from derivations.figures.paper import Array, Figure, Trace, floats, sheet

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(3) / 2]])


def on_the_plane(distributions: npt.ArrayLike) -> Array:
    """Barycentric to plane: the corners of the triangle are the three certain answers."""
    points = floats(np.atleast_2d(np.asarray(distributions, dtype=float)), 2, "distributions")
    if points.shape[1] != 3:
        raise ValueError(f"The triangle shows three classes, not {points.shape[1]}.")
    plane: Array = points @ CORNERS
    return plane


def simplex(
    p: npt.ArrayLike,
    labels: Sequence[str],
    *,
    trail: npt.ArrayLike | None = None,
    target: npt.ArrayLike | None = None,
) -> Figure:
    """A distribution as a point in the triangle, with the way it takes as a line and a target as a ring."""
    corners = on_the_plane(np.eye(3))
    traces = [_edges(corners), _thirds()]
    if trail is not None:
        way = on_the_plane(trail)
        ink = {"color": colour("p"), "width": 1.5, "dash": "dot"}
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": way[:, 0],
                "y": way[:, 1],
                "line": ink,
                "hoverinfo": "skip",
            }
        )
    if target is not None:
        traces.append(
            _point(on_the_plane(target)[0], {"symbol": "circle-open", "color": colour("y"), "size": 16})
        )
    traces.append(_point(on_the_plane(p)[0], {"color": colour("p"), "size": 14}))
    names = [_name(corner, label) for corner, label in zip(corners, labels, strict=True)]
    hidden = {"visible": False, "fixedrange": True}
    y_axis = hidden | {"range": [-0.12, 1.0], "scaleanchor": "x"}
    margin = {"l": 8, "r": 8, "t": 8, "b": 8}
    return sheet(
        traces, xaxis=hidden | {"range": [-0.12, 1.12]}, yaxis=y_axis, annotations=names, margin=margin
    )


def _edges(corners: Array) -> Trace:
    ring = np.vstack([corners, corners[:1]])
    ink = {"color": MUTED, "width": 1.5}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": ring[:, 0],
        "y": ring[:, 1],
        "line": ink,
        "hoverinfo": "skip",
    }


def _thirds() -> Trace:
    """Where two classes are equally likely: the lines that meet at the uniform distribution."""
    middles = on_the_plane([[0.0, 0.5, 0.5], [0.5, 0.0, 0.5], [0.5, 0.5, 0.0]])
    centre = on_the_plane([1 / 3] * 3)[0]
    path = np.vstack([row for middle in middles for row in (centre, middle, [np.nan, np.nan])])
    ink = {"color": FAINT, "width": 1}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": path[:, 0],
        "y": path[:, 1],
        "line": ink,
        "hoverinfo": "skip",
    }


def _point(where: Array, marker: dict[str, object]) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": where[:1],
        "y": where[1:],
        "marker": marker,
        "hoverinfo": "skip",
    }


def _name(corner: Array, label: str) -> dict[str, object]:
    below = corner[1] == 0
    return {"x": corner[0], "y": corner[1], "text": label, "showarrow": False, "yshift": -14 if below else 14}
