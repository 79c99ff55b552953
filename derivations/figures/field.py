"""A loss over two parameters seen from above: contours, the field of descent, and the paths taken."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import ALARM, FAINT, RIM, UNSIGNED, colour, series
from derivations.figures.paper import Array, Figure, Trace, arrays, axis, floats, sheet

BARB_ANGLE = 0.45
BARB_LENGTH = 0.35
SYMBOLS = ("circle", "square", "diamond")
PATH = "path"
"""What tells a path apart, so that whoever shows the figure can draw it step by step."""


def descent_field(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    loss: npt.ArrayLike,
    arrows: tuple[npt.ArrayLike, npt.ArrayLike, npt.ArrayLike, npt.ArrayLike] | None = None,
    *,
    names: tuple[str, str] = ("", ""),
    paths: Mapping[str, npt.ArrayLike] | None = None,
    start: tuple[float, float] | None = None,
    landmarks: Mapping[str, npt.ArrayLike] | None = None,
    contours: int = 18,
) -> Figure:
    """Contours of loss[row of y, column of x], arrows (x, y, −∂x, −∂y) scaled to fit, paths and landmarks."""
    across, up, height = floats(x, 1, "x"), floats(y, 1, "y"), floats(loss, 2, "loss")
    if height.shape != (len(up), len(across)):
        raise ValueError(
            f"A loss over {len(up)} values of y and {len(across)} of x has not the shape {height.shape}."
        )
    traces = [_contours(across, up, height, contours)]
    if arrows is not None:
        traces.append(quiver(*arrows, spacing=_spacing(across, up, arrows)))
    traces += [
        _path(points, name, place) for place, (name, points) in enumerate(arrays(paths or {}, 2).items())
    ]
    places = arrays(landmarks or {}, 2)
    traces += [_landmarks(points, name, place) for place, (name, points) in enumerate(places.items())]
    if start is not None:
        traces.append(_start(*start))
    # One scale for both axes: only then do the arrows stand at right angles to the contours.
    x_axis = axis(names[0], range=[across[0], across[-1]], showgrid=False, constrain="domain")
    y_axis = axis(names[1], range=[up[0], up[-1]], showgrid=False, constrain="domain", scaleanchor="x")
    return sheet(traces, xaxis=x_axis, yaxis=y_axis, showlegend=bool(paths))


def quiver(
    x: npt.ArrayLike, y: npt.ArrayLike, u: npt.ArrayLike, v: npt.ArrayLike, *, spacing: float
) -> Trace:
    """A field of arrows as one line with gaps: shaft, then both barbs; the longest is one spacing long."""
    px, py, du, dv = (np.ravel(np.asarray(part, dtype=float)) for part in (x, y, u, v))
    length = np.hypot(du, dv)
    longest = float(np.nanmax(length, initial=0.0)) or 1.0
    # The root tames the range: small gradients stay visible beside large ones.
    size = 0.9 * spacing * np.sqrt(length / longest) / np.where(length > 0, length, 1.0)
    du, dv = du * size, dv * size
    tip_x, tip_y = px + du, py + dv
    gap = np.full_like(px, np.nan)
    left, right = (_barb(tip_x, tip_y, du, dv, angle) for angle in (BARB_ANGLE, -BARB_ANGLE))
    line_x = np.column_stack([px, tip_x, left[0], tip_x, right[0], gap]).ravel()
    line_y = np.column_stack([py, tip_y, left[1], tip_y, right[1], gap]).ravel()
    ink = {"color": colour("gradient"), "width": 1.2}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": line_x,
        "y": line_y,
        "line": ink,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _contours(x: Array, y: Array, height: Array, count: int) -> Trace:
    return {
        "type": "contour",
        "x": x,
        "y": y,
        "z": height,
        "ncontours": count,
        "colorscale": UNSIGNED,
        "showscale": False,
        "line": {"width": 0.8, "smoothing": 1, "color": FAINT},
        "hovertemplate": "(%{x:.3g}, %{y:.3g}): %{z:.4g}<extra></extra>",
        "showlegend": False,
    }


def _spacing(x: Array, y: Array, arrows: tuple[npt.ArrayLike, ...]) -> float:
    """The distance between neighbouring arrows, so that they do not run into each other."""
    count = max(1.0, np.sqrt(np.size(np.asarray(arrows[0]))))
    return float(min(np.ptp(x), np.ptp(y)) / count)


def _barb(tip_x: Array, tip_y: Array, u: Array, v: Array, angle: float) -> tuple[Array, Array]:
    cos, sin = np.cos(angle), np.sin(angle)
    return tip_x - BARB_LENGTH * (cos * u - sin * v), tip_y - BARB_LENGTH * (sin * u + cos * v)


def _path(points: Array, name: str, place: int) -> Trace:
    # Each later path is thinner, so that one below another is still seen.
    ink = {"color": series(place), "width": max(1.5, 4.5 - 1.2 * place)}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "meta": PATH,
        "x": points[:, 0],
        "y": points[:, 1],
        "name": name,
        "line": ink,
        "marker": {"size": 6 - place % 3, "symbol": SYMBOLS[place % len(SYMBOLS)]},
    }


def _landmarks(points: Array, name: str, place: int) -> Trace:
    symbol, ink = [("star", colour("y")), ("x", ALARM)][place % 2]
    marker = {"symbol": symbol, "size": 12, "color": ink, "line": {"color": RIM, "width": 1}}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": points[:, 0],
        "y": points[:, 1],
        "text": [name] * len(points),
        "textposition": "top center",
        "textfont": {"shadow": f"0 0 3px {RIM}, 0 0 3px {RIM}"},
        "marker": marker,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _start(x: float, y: float) -> Trace:
    marker = {"symbol": "circle", "size": 13, "color": ALARM, "line": {"color": RIM, "width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "marker": marker,
        "showlegend": False,
        "hoverinfo": "skip",
    }
