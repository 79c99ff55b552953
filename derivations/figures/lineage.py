"""A map of what builds on what: each name to the right of those it rests on, joined to them by a line."""

from collections.abc import Collection, Mapping, Sequence
from statistics import mean
from textwrap import wrap

import numpy as np

from derivations.figures.palette import FAINT, INK, MUTED, series
from derivations.figures.paper import Figure, Trace, sheet

Place = tuple[float, float]
Joined = Mapping[str, Sequence[str]]
LINE_LENGTH, ROW_HEIGHT, EDGE_POINTS = 24, 46, 12
NAME_WIDTH = 0.64
"""Names take this part of a column, and edges the rest, so that none is struck through."""


def lineage(titles: Mapping[str, str], rests_on: Joined, *, chosen: Collection[str] = ()) -> Figure:
    """The names in columns by how much they build on; an edge leads from what is used to what uses it."""
    places = arranged(list(titles), rests_on)
    edges = [(places[below], places[above]) for above in titles for below in rests_on[above]]
    hidden = {"visible": False, "fixedrange": True}
    columns = max((x for x, _ in places.values()), default=0.0)
    lowest = min((y for _, y in places.values()), default=0.0)
    return sheet(
        [lines(edges), names(titles, places, chosen)],
        xaxis=hidden | {"range": [-0.08, columns + 1]},
        yaxis=hidden | {"range": [lowest - 0.7, 0.5]},
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        showlegend=False,
        hovermode="closest",
        hoverdistance=40,
    )


def height_of(rests_on: Joined) -> int:
    """The height in pixels at which no name touches the next."""
    places = arranged(list(rests_on), rests_on)
    return round(ROW_HEIGHT * (1.2 - min((y for _, y in places.values()), default=0.0)))


def arranged(slugs: Sequence[str], rests_on: Joined) -> dict[str, Place]:
    """A place for each name: the column is the longest way down, the row is near to those it rests on."""
    held: dict[int, list[str]] = {}
    columns = depths(slugs, rests_on)
    for slug in slugs:
        held.setdefault(columns[slug], []).append(slug)
    places: dict[str, Place] = {}
    for column in sorted(held):
        near = {slug: mean([places[below][1] for below in rests_on[slug]] or [0.0]) for slug in held[column]}
        for row, slug in enumerate(sorted(held[column], key=near.__getitem__, reverse=True)):
            places[slug] = (float(column), -float(row))
    return places


def depths(slugs: Sequence[str], rests_on: Joined) -> dict[str, int]:
    """How long the longest way down from each name is."""
    found: dict[str, int] = {}

    def depth(slug: str) -> int:
        if slug not in found:
            found[slug] = 1 + max((depth(below) for below in rests_on[slug]), default=-1)
        return found[slug]

    return {slug: depth(slug) for slug in slugs}


def lines(edges: Sequence[tuple[Place, Place]]) -> Trace:
    """All edges as one trace, each bent so that it leaves and arrives level, broken between them."""
    along = np.linspace(0, 1, EDGE_POINTS)
    bend = along**2 * (3 - 2 * along)
    ways = [
        [*zip(x0 + NAME_WIDTH + (x1 - x0 - NAME_WIDTH) * along, y0 + (y1 - y0) * bend, strict=True), (np.nan, np.nan)]
        for (x0, y0), (x1, y1) in edges
    ]
    x, y = np.array(ways).reshape(-1, 2).T
    thin = {"color": FAINT, "width": 1.2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": thin, "hoverinfo": "skip"}


def names(titles: Mapping[str, str], places: Mapping[str, Place], chosen: Collection[str]) -> Trace:
    """A dot and a name for each derivation, those chosen in colour; a click tells its place."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [places[slug][0] for slug in titles],
        "y": [places[slug][1] for slug in titles],
        "text": ["<br>".join(wrap(title, LINE_LENGTH)) for title in titles.values()],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": INK},
        "marker": {"size": 10, "color": [series(0) if not chosen or slug in chosen else MUTED for slug in titles]},
        "hovertext": list(titles.values()),
        "hoverinfo": "text",
    }
