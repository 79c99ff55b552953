"""A distribution from cold to hot, class by class."""

from collections.abc import Sequence

import numpy.typing as npt

from derivations.figures.palette import MUTED, UNSIGNED
from derivations.figures.paper import Figure, Trace, axis, floats, sheet


def from_cold_to_hot(
    temperatures: npt.ArrayLike, probabilities: npt.ArrayLike, classes: Sequence[str], *, now: float
) -> Figure:
    """The probability of every class, a row each, over the temperature; a line stands at the present one."""
    across, cells = floats(temperatures, 1, "temperatures"), floats(probabilities, 2, "probabilities")
    if cells.shape != (len(across), len(classes)):
        raise ValueError(
            f"{len(across)} temperatures and {len(classes)} classes are given for {cells.shape} probabilities."
        )
    trace: Trace = {
        "type": "heatmap",
        "x": across,
        "y": list(classes),
        "z": cells.T,
        "zmin": 0,
        "zmax": 1,
        "colorscale": UNSIGNED,
        "showscale": False,
        "hovertemplate": "%{y}, T = %{x:.3g}: %{z:.3g}<extra></extra>",
    }
    ink = {"color": MUTED, "width": 2, "dash": "dot"}
    upright = {"type": "line", "x0": now, "x1": now, "y0": 0, "y1": 1, "yref": "paper", "line": ink}
    x_axis = axis("temperature T", type="log", showgrid=False, tickvals=[0.1, 1, 10], fixedrange=True)
    y_axis = axis(type="category", autorange="reversed", showgrid=False, fixedrange=True)
    return sheet([trace], xaxis=x_axis, yaxis=y_axis, shapes=[upright])
