"""Bars of two distributions on top of each other, and a histogram."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import MUTED, colour, translucent
from derivations.figures.paper import MARGIN, Array, Figure, Trace, axis, floats, sheet


def two_distributions(
    behind: npt.ArrayLike, front: npt.ArrayLike, labels: Sequence[str], names: tuple[str, str]
) -> Figure:
    """Two distributions over the same classes, the second as narrow bars within the first."""
    wide, narrow = floats(behind, 1, names[0]), floats(front, 1, names[1])
    if not len(wide) == len(narrow) == len(labels):
        raise ValueError(f"{len(labels)} labels need as many bars, not {len(wide)} and {len(narrow)}.")
    p = colour("p")
    outline = {"color": translucent(p, 0.2), "line": {"color": p, "width": 1.5}}
    traces: list[Trace] = [
        {"type": "bar", "x": list(labels), "y": wide, "width": 0.8, "name": names[0], "marker": outline},
        {
            "type": "bar",
            "x": list(labels),
            "y": narrow,
            "width": 0.42,
            "name": names[1],
            "marker": {"color": p},
        },
        _figures_over(labels, wide, narrow),
    ]
    x_axis = axis(type="category", showgrid=False, fixedrange=True)
    y_axis = axis("probability", range=[0, 1.12], tickvals=[0, 0.25, 0.5, 0.75, 1], fixedrange=True)
    return sheet(traces, barmode="overlay", margin=MARGIN | {"b": 24}, xaxis=x_axis, yaxis=y_axis)


def _figures_over(labels: Sequence[str], wide: Array, narrow: Array) -> Trace:
    """What the front bars come to, written over them; a bar that is no number says so."""
    digits = 3 if len(labels) <= 5 else 2
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(labels),
        "y": np.fmax(np.nan_to_num(wide), np.nan_to_num(narrow)),
        "text": [f"{value:.{digits}f}" if np.isfinite(value) else "nan" for value in narrow],
        "textposition": "top center",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def histogram(
    values: npt.ArrayLike, title: str, bins: int = 40, span: tuple[float, float] | None = None
) -> Figure:
    """How often values fall where; values that are no numbers are left out and counted in the title."""
    flat = np.ravel(np.asarray(values, dtype=float))
    good = flat[np.isfinite(flat)]
    counts, edges = np.histogram(good, bins=bins, range=span)
    lost = len(flat) - len(good)
    label = f"{title} ({lost} not finite)" if lost else title
    middles = (edges[:-1] + edges[1:]) / 2
    bar: Trace = {
        "type": "bar",
        "x": middles,
        "y": counts,
        "width": np.diff(edges),
        "marker": {"color": MUTED},
    }
    return sheet([bar], xaxis=axis(label), yaxis=axis("count"), bargap=0)
