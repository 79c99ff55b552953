"""A matrix as a heat map, signed around zero."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import INK, SIGNED, UNSIGNED
from derivations.figures.paper import Figure, Trace, axis, floats, sheet

LARGEST_WRITTEN = 8


def heat_map(
    values: npt.ArrayLike,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    signed: bool = True,
    digits: int = 3,
    limit: float | None = None,
) -> Figure:
    """A matrix with its first row on top; small ones have their numbers written in the cells.

    A signed map has the paper's colour at zero, so that what vanishes vanishes. `limit` fixes the scale.
    """
    matrix = floats(values, 2, "a heat map")
    if matrix.shape != (len(rows), len(columns)):
        raise ValueError(
            f"{len(rows)} rows and {len(columns)} columns are named for a {matrix.shape} matrix."
        )
    extreme = limit or float(np.nanmax(np.abs(matrix), initial=0.0)) or 1.0
    cell: Trace = {
        "type": "heatmap",
        "z": matrix,
        "x": list(columns),
        "y": list(rows),
        "zmin": -extreme if signed else 0,
        "zmax": extreme,
        "colorscale": SIGNED if signed else UNSIGNED,
        "xgap": 1.5,
        "ygap": 1.5,
        "showscale": False,
        "hovertemplate": "%{y}, %{x}: %{z:.6g}<extra></extra>",
    }
    if max(matrix.shape) <= LARGEST_WRITTEN:
        cell["texttemplate"] = f"%{{z:.{digits}f}}"
        cell["textfont"] = {"color": INK}
    top = axis(type="category", side="top", showgrid=False, ticks="")
    down = axis(type="category", autorange="reversed", showgrid=False, ticks="")
    return sheet([cell], xaxis=top, yaxis=down, margin={"l": 36, "r": 8, "t": 32, "b": 8})
