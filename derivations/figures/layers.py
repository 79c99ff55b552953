"""Histograms of what the units of each layer hold, a panel a layer."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import MUTED
from derivations.figures.paper import Array, Figure, Trace, axis, floats, sheet

FLOOR = 0.72  # where in its share of the height a panel ends, above the numbers of its axis


def layer_histograms(tables: Sequence[tuple[npt.ArrayLike, npt.ArrayLike]]) -> Figure:
    """For each layer the edges of the bins and how many activations fall into each, one panel under another."""
    traces, layout = list[Trace](), dict[str, Trace]()
    for place, (edges, counts) in enumerate(tables):
        end = "" if place == 0 else str(place + 1)
        bounds, heights = floats(edges, 1, "edges"), floats(counts, 1, "counts")
        if len(bounds) != len(heights) + 1:
            raise ValueError(f"{len(heights)} bins need {len(heights) + 1} edges, not {len(bounds)}.")
        traces.append(_bars(bounds, heights, end))
        domain = [1 - (place + FLOOR) / len(tables), 1 - place / len(tables)]
        layout[f"xaxis{end}"] = axis(anchor=f"y{end}", nticks=7)
        layout[f"yaxis{end}"] = axis(f"layer {place + 1}", domain=domain, anchor=f"x{end}", showticklabels=False)
    return sheet(traces, **layout, bargap=0, showlegend=False, margin={"l": 34, "r": 8, "t": 8, "b": 26})


def _bars(bounds: Array, counts: Array, end: str) -> Trace:
    return {
        "type": "bar",
        "x": (bounds[:-1] + bounds[1:]) / 2,
        "width": np.diff(bounds),
        "y": counts,
        "xaxis": f"x{end}",
        "yaxis": f"y{end}",
        "marker": {"color": MUTED},
        "hovertemplate": "%{x:.3g}: %{y} activations<extra></extra>",
    }
