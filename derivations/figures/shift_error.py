"""The error of a formula against the shift added to its input, and where it stops giving numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from derivations.figures.palette import ALARM, MUTED, series
from derivations.figures.paper import Array, Figure, Trace, axis, floats, sheet

TICKS = (-1000, -100, -10, 0, 10, 100, 1000)
TICK_NAMES = ["−1000", "−100", "−10", "0", "10", "100", "1000"]
DASHES = ("solid", "dot")


@dataclass(frozen=True)
class Mark:
    """A place worth a sentence: its shift, its height, and what happens there."""

    shift: float
    error: float
    text: str


def error_against_shift(
    shifts: npt.ArrayLike,
    errors: Mapping[tuple[str, str], npt.ArrayLike],
    marks: Sequence[Mark],
    *,
    shift: float,
    floor: float,
) -> Figure:
    """The error of each (form, precision); a line breaks off where there is no number at all.

    A form has its dash and a precision its colour. `floor` stands for an error of zero, which a logarithmic
    axis cannot show. The axis of shifts is stretched around zero, where the short precisions break.
    """
    at = floats(shifts, 1, "shifts")
    forms, precisions = (list(dict.fromkeys(names)) for names in zip(*errors, strict=True))
    traces = []
    for (form, precision), values in errors.items():
        place = forms.index(form)
        ink = {"color": series(precisions.index(precision)), "dash": DASHES[place], "width": 2}
        lifted = np.maximum(floats(values, 1, form), floor)
        line = _line(at, lifted, f"{form}, {precision}", ink)
        # The legend names each colour once; what dots and crosses are is said below, where a phone has room for it.
        traces.append(line | ({"name": precision} if place == 0 else {"showlegend": False}))
    ends = [float(place) for place in stretched([at[0], at[-1]])]
    x_axis = axis("shift c", range=ends, tickvals=stretched(TICKS), ticktext=TICK_NAMES)
    y_axis = axis("largest error", type="log", exponentformat="power", dtick=4)
    y_axis["range"] = [np.log10(floor) - 0.4, 1.2]
    return sheet([*traces, _crosses(marks)], xaxis=x_axis, yaxis=y_axis, shapes=[_upright(shift)])


def stretched(shifts: npt.ArrayLike) -> Array:
    """Shifts as places on the axis: in proportion near zero, as logarithms further out."""
    places: Array = np.arcsinh(np.asarray(shifts, dtype=float) / 4)
    return places


def _line(shifts: Array, errors: Array, name: str, ink: dict[str, object]) -> Trace:
    said = f"c = %{{customdata:.4g}}: error %{{y:.2g}}<extra>{name}</extra>"
    # Half the digits are more than a screen shows, and half the bytes to send.
    columns = {"x": stretched(shifts), "y": errors, "customdata": shifts}
    plot = {axis: values.astype(np.float32) for axis, values in columns.items()}
    return {"type": "scatter", "mode": "lines", "name": name, "line": ink, "hovertemplate": said, **plot}


def _upright(shift: float) -> dict[str, object]:
    """The line that stands at the present shift."""
    place = float(stretched(shift))
    ink = {"color": MUTED, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": place, "x1": place, "y0": 0, "y1": 1, "yref": "paper", "line": ink}


def _crosses(marks: Sequence[Mark]) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": stretched([mark.shift for mark in marks]),
        "y": [mark.error for mark in marks],
        "hovertext": [mark.text for mark in marks],
        "hoverinfo": "text",
        "marker": {"symbol": "x", "size": 10, "color": ALARM},
        "showlegend": False,
    }
