"""The course of a training: panels of curves over the same steps, one under another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import MUTED, colour, series
from derivations.figures.paper import Array, Figure, Trace, arrays, axis, floats, sheet

DASHES = ("solid", "dot", "dash", "dashdot", "longdash")
GAP = 0.09  # of the height, between two panels


@dataclass(frozen=True)
class Panel:
    """Named curves with the title of their axis; on a logarithmic axis what is not positive is left out."""

    title: str
    lines: Mapping[str, npt.ArrayLike]
    log: bool = False
    span: tuple[float, float] | None = None
    quantities: Mapping[str, str] = field(default_factory=dict)


def progress(steps: npt.ArrayLike, panels: Sequence[Panel], *, best: str | None = None) -> Figure:
    """Panels over the same steps; a name has one ink in all of them, and the best is thicker."""
    at = floats(steps, 1, "steps")
    names = list(dict.fromkeys(name for panel in panels for name in panel.lines))
    traces = [
        _line(at, values, name, place, names.index(name), name == best, panel)
        for place, panel in enumerate(panels)
        for name, values in arrays(panel.lines, 1).items()
    ]
    shown = {name for panel in panels[:1] for name in panel.lines}
    for trace in traces:
        trace["showlegend"] = len(names) > 1 and (trace["yaxis"] == "y" or trace["name"] not in shown)
    layout = {_name("yaxis", place): _upright(panel, place, len(panels)) for place, panel in enumerate(panels)}
    x_axis = axis("step", anchor=_name("y", len(panels) - 1), rangemode="tozero")
    return sheet(traces, **layout, xaxis=x_axis, hovermode="x unified", margin={"l": 56, "r": 10, "t": 30, "b": 38})


def _name(letter: str, place: int) -> str:
    return letter if place == 0 else f"{letter}{place + 1}"


def _upright(panel: Panel, place: int, count: int) -> Trace:
    height = (1 - GAP * (count - 1)) / count
    top = 1 - place * (height + GAP)
    kind = {"type": "log", "exponentformat": "power", **_log_ticks(panel)} if panel.log else {"nticks": 6}
    upright = axis(panel.title, domain=[max(0.0, top - height), top], **kind)
    if panel.span is not None:
        upright["range"] = list(np.log10(panel.span)) if panel.log else list(panel.span)
    return upright


def _log_ticks(panel: Panel) -> Trace:
    """1, 2 and 5 of each power of ten where a curve spans one or two of them: all nine digits would touch."""
    values = np.concatenate([floats(line, 1, "values") for line in panel.lines.values()])
    seen = np.log10(values[np.isfinite(values) & (values > 0)])
    if not seen.size or not 0.7 <= np.ptp(seen) <= 2.2:
        return {"nticks": 5}
    powers = range(int(np.floor(seen.min())), int(np.ceil(seen.max())) + 1)
    places = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
    return {"tickvals": places, "ticktext": [f"{place:.6g}" for place in places]}


def _line(x: Array, y: Array, name: str, place: int, at: int, best: bool, panel: Panel) -> Trace:
    if len(x) != len(y):
        raise ValueError(f"The curve {name!r} has {len(y)} points, but there are {len(x)} steps.")
    quantity = panel.quantities.get(name)
    ink = series(at) if quantity is None else MUTED if quantity == "muted" else colour(quantity)
    dash = DASHES[(at + at // len(DASHES)) % len(DASHES)]
    shown = np.where(np.isfinite(y) & ((y > 0) | (not panel.log)), y, np.nan)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": shown,
        "name": name,
        "legendgroup": name,
        "xaxis": "x",
        "yaxis": _name("y", place),
        "line": {"color": ink, "dash": dash, "width": 3.5 if best else 1.8},
        "hovertemplate": "%{y:.4g}",
    }
