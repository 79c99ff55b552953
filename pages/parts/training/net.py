"""The network drawn: units with small surfaces or numbers, weights as lines, all of which can be picked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivations.figures.palette import MINUS, MUTED, PLUS
from pages.parts.browser import component
from pages.parts.formula import theme
from pages.parts.training.ink import in_bytes, signed, themed

MOST_UNITS, MOST_EDGES = 16, 320
_component = component("training/net", '<div class="net" role="group"></div>')
Array = Any


@dataclass(frozen=True)
class Seen:
    """What is drawn: matrices (units, sources + 1) for the lines, and for each unit a surface or a number."""

    lines: Sequence[Array]
    line_name: str
    surfaces: Sequence[Array] | None = None
    numbers: Sequence[Array] | None = None


@dataclass(frozen=True)
class Choice:
    """A weight, a bias or a unit of the network; layers, units and sources count from 0."""

    kind: str
    layer: int
    unit: int
    source: int | None


def network(drawing: dict[str, Any], *, key: str, picked: Callable[[], None]) -> None:
    """Show a network; `picked` is called when someone picks a part of it, found under the key as `pick`."""
    _component(key=key, data=drawing, on_pick_change=picked)


def drawing_of(seen: Seen, inputs: Sequence[str], chosen: Choice, side: int) -> dict[str, Any]:
    """A network as it is to be drawn."""
    return {
        "label": "The network: choose a unit, a bias or a weight",
        "columns": columns(seen, inputs),
        "edges": strongest(seen),
        "chosen": vars(chosen),
        "side": side,
        "ramp": signed(theme()),
        "minus": themed(MINUS, theme()),
        "plus": themed(PLUS, theme()),
        "mark": themed(MUTED, theme()),
    }


def columns(seen: Seen, inputs: Sequence[str]) -> list[dict[str, Any]]:
    """The inputs, then a column for each layer."""
    numbers = seen.numbers
    first = [
        unit(f"Input {name}", name if numbers is None else f"{numbers[0][k]:.2f}", None)
        for k, name in enumerate(inputs[:MOST_UNITS])
    ]
    held = [{"name": "inputs", "units": first, "more": max(0, len(inputs) - MOST_UNITS)}]
    for layer, matrix in enumerate(seen.lines):
        name = f"layer {layer + 1}" if layer + 1 < len(seen.lines) else "output"
        units = [layer_unit(seen, layer, k, name) for k in range(min(MOST_UNITS, len(matrix)))]
        held.append({"name": name, "units": units, "more": max(0, len(matrix) - MOST_UNITS)})
    return held


def layer_unit(seen: Seen, layer: int, k: int, name: str) -> dict[str, Any]:
    """One unit of a layer with its bias."""
    bias = float(seen.lines[layer][k, -1])
    made = unit(f"Unit {k + 1} of {name}", "", None)
    if seen.numbers is not None:
        column = np.asarray(seen.numbers[layer + 1])
        largest = float(np.abs(column).max(initial=0.0)) or 1.0
        made |= {"text": shortest(float(column[k])), "value": none_if_odd(float(column[k]) / largest)}
    elif seen.surfaces is not None:
        made["picture"] = picture(seen.surfaces[layer][k])
    return made | {
        "bias": none_if_odd(bias),
        "bias_label": f"{seen.line_name} of the bias of unit {k + 1}: {bias:.4g}",
    }


def unit(label: str, text: str, value: float | None) -> dict[str, Any]:
    return {"label": label, "text": text, "value": value, "picture": None, "bias": 0.0, "bias_label": ""}


def picture(surface: Array) -> str:
    """A surface as bytes, 0 in the middle."""
    finite = np.nan_to_num(surface, posinf=0, neginf=0)
    largest = float(np.abs(finite).max(initial=0.0)) or 1.0
    return in_bytes(finite, -largest, largest)


def strongest(seen: Seen) -> list[list[Any]]:
    """The longest lines, each as layer, unit, source, strength within −1 to 1, and what to say of it."""
    found = []
    for layer, matrix in enumerate(seen.lines):
        weights = np.nan_to_num(np.asarray(matrix)[:MOST_UNITS, :-1][:, :MOST_UNITS])
        largest = float(np.abs(weights).max(initial=0.0)) or 1.0
        found += [(layer, i, j, w / largest, w) for i, row in enumerate(weights.tolist()) for j, w in enumerate(row)]
    kept = sorted(found, key=lambda edge: -abs(edge[3]))[:MOST_EDGES]
    return [
        [layer, i, j, round(s, 3), f"{seen.line_name} from {j + 1} to {i + 1}: {w:.4g}"]
        for layer, i, j, s, w in sorted(kept)
    ]


def shortest(value: float) -> str:
    """A number that fits into a unit."""
    if not np.isfinite(value):
        return "NaN"
    if value == 0 or 0.01 <= abs(value) < 100:
        return f"{value:.2f}".replace("-", "−")
    return f"{value:.0e}".replace("-", "−").replace("e−0", "e−").replace("e+0", "e")


def none_if_odd(value: float) -> float | None:
    return value if np.isfinite(value) else None
