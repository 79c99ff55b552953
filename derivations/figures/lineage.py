"""A map of what builds on what: each name beside those it rests on, joined to them by a line."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from derivations.figures.palette import FAINT, INK, MUTED, series
from derivations.figures.paper import Trace, sheet

Place = tuple[float, float]


def lineage(titles: Mapping[str, str], rests_on: Mapping[str, Sequence[str]]) -> go.Figure:
    """The names in columns by how much they build on; an edge leads from what is used to what uses it."""
    places = arranged(list(titles), rests_on)
    edges = [(places[below], places[above]) for above in titles for below in rests_on[above]]
    hidden = {"visible": False, "fixedrange": True}
    columns = max((x for x, _ in places.values()), default=0.0)
    return sheet(
        [lines(edges), names(titles, places)],
        xaxis=hidden | {"range": [-0.15, columns + 1]},
        yaxis=hidden,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        showlegend=False,
    )


def arranged(slugs: Sequence[str], rests_on: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """A place for each name: the column is the longest way down, the row keeps the order given."""
    columns: dict[str, int] = {}

    def column(slug: str) -> int:
        if slug not in columns:
            columns[slug] = 1 + max((column(below) for below in rests_on[slug]), default=-1)
        return columns[slug]

    rows: dict[int, list[str]] = {}
    for slug in slugs:
        rows.setdefault(column(slug), []).append(slug)
    return {
        slug: (float(at), -(place + 0.5) / len(held))
        for at, held in rows.items()
        for place, slug in enumerate(held)
    }


def lines(edges: Sequence[tuple[Place, Place]]) -> Trace:
    """All edges as one trace, broken between them."""
    ends = np.array([[below, above, (np.nan, np.nan)] for below, above in edges]).reshape(-1, 2)
    x, y = ends.T if len(ends) else (np.empty(0), np.empty(0))
    thin = {"color": FAINT, "width": 1.5}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": thin, "hoverinfo": "skip"}


def names(titles: Mapping[str, str], places: Mapping[str, Place]) -> Trace:
    """A dot and a name for each derivation; a click tells its slug."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[slug][0] for slug in titles],
        "y": [places[slug][1] for slug in titles],
        "text": list(titles.values()),
        "textposition": "top right",
        "textfont": {"size": 11, "color": INK},
        "marker": {"size": 9, "color": series(0), "line": {"color": MUTED, "width": 0}},
        "hoverinfo": "text",
    }
