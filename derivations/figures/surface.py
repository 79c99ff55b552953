"""A loss over two parameters as a surface to turn, the paths lying on it, and from where all of them are seen."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from derivations.figures.field import PATH
from derivations.figures.palette import ALARM, HIGH, PLAIN, RIM, series
from derivations.figures.paper import Array, Figure, Trace, arrays, floats, sheet

Point = tuple[float, float, float]

AROUND = np.deg2rad([-45, -22.5, -67.5, 0, -90, 22.5, -112.5, 45, -135, 90, 180, 135])
EYES: list[Point] = [
    (float(far * np.cos(turn)), float(far * np.sin(turn)), high)
    for far, high in ((2.26, 1.1), (1.8, 1.8))
    for turn in AROUND
]
"""From where a surface may be looked at, the first choice first; the surface fills a cube of side 1 around 0."""
CENTRE = {"x": 0, "y": 0, "z": -0.15}
ALONG = np.linspace(0.02, 0.6, 60)
SUNKEN = 0.01
"""So much of the surface's height may lie above a sight: a path lies on the surface, not over it."""


def surface(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    loss: npt.ArrayLike,
    *,
    names: tuple[str, str, str],
    paths: Mapping[str, npt.ArrayLike] | None = None,
    eye: Point | None = None,
) -> Figure:
    """The loss as a surface to turn, with paths of (x, y, loss) points lying on it, seen from where an eye is."""
    across, up, height = floats(x, 1, "x"), floats(y, 1, "y"), floats(loss, 2, "loss")
    sheet_of_loss: Trace = {
        "type": "surface",
        "x": across,
        "y": up,
        "z": height,
        "colorscale": [[0.0, PLAIN], [1.0, HIGH]],
        "showscale": False,
        "opacity": 0.9,
        "contours": {"z": {"show": True, "color": RIM, "width": 1}},
        "hovertemplate": "(%{x:.3g}, %{y:.3g}): %{z:.4g}<extra></extra>",
    }
    within = {name: _over(across, up, points) for name, points in arrays(paths or {}, 2).items()}
    traces = [sheet_of_loss, *(_raised(points, name, place) for place, (name, points) in enumerate(within.items()))]
    traces += [_start(points[:1]) for points in [*within.values()][:1]]
    titles = dict(
        zip(("xaxis", "yaxis", "zaxis"), ({"title": {"text": name}} for name in names), strict=True)
    )
    camera = {"eye": dict(zip("xyz", eye or EYES[0], strict=True)), "center": CENTRE}
    scene = {**titles, "aspectmode": "cube", "camera": camera}
    return sheet(traces, scene=scene, margin={"l": 0, "r": 0, "t": 0, "b": 0}, showlegend=bool(paths))


def eye_that_sees(x: npt.ArrayLike, y: npt.ArrayLike, loss: npt.ArrayLike, paths: Mapping[str, npt.ArrayLike]) -> Point:
    """From where the paths are hidden least by the surface they lie on."""
    across, up, height = floats(x, 1, "x"), floats(y, 1, "y"), floats(loss, 2, "loss")
    walked = [_over(across, up, points) for points in arrays(paths, 2).values()]
    points = np.concatenate([np.empty((0, 3)), *walked])
    points = points[np.isfinite(points).all(axis=1)]
    low, high = float(np.min(height)), float(np.max(height))
    corner, size = np.array([across[0], up[0], low]), np.array([np.ptp(across), np.ptp(up), (high - low) or 1.0])
    cube, ground = (points - corner) / size - 0.5, (height - low) / size[2] - 0.5
    return min(EYES, key=lambda eye: _hidden(cube, ground, np.array(eye)))


def _hidden(points: Array, ground: Array, eye: Array) -> int:
    """How many points of the cube lie behind the ground when seen from an eye."""
    sights = points[:, None] + ALONG[:, None] * (eye - points)[:, None]
    rows, columns = (
        np.clip(np.rint((sights[..., side] + 0.5) * (count - 1)).astype(int), 0, count - 1)
        for side, count in ((1, ground.shape[0]), (0, ground.shape[1]))
    )
    inside = (np.abs(sights[..., :2]) <= 0.5).all(axis=-1)
    behind = inside & (ground[rows, columns] > sights[..., 2] + SUNKEN)
    return int(behind.any(axis=1).sum())


def _over(x: Array, y: Array, points: Array) -> Array:
    """The part of a path that lies on the surface: beyond its edge a line would hang in the air."""
    inside = (points[:, 0] >= x[0]) & (points[:, 0] <= x[-1]) & (points[:, 1] >= y[0]) & (points[:, 1] <= y[-1])
    return np.where(inside[:, None], points, np.nan)


def _raised(points: Array, name: str, place: int) -> Trace:
    across, up, height = points.T
    ink = {"color": series(place), "width": 7}
    xyz = {"x": across, "y": up, "z": height}
    return {"type": "scatter3d", "mode": "lines", "meta": PATH, "name": name, "line": ink, **xyz}


def _start(point: Array) -> Trace:
    marker = {"size": 6, "color": ALARM}
    xyz = dict(zip("xyz", point.T, strict=True))
    return {"type": "scatter3d", "mode": "markers", "marker": marker, "showlegend": False, "hoverinfo": "skip", **xyz}
