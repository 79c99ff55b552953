"""Living sliders: numbers that stream while they are dragged; alone, as a vector or as a matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from derivations.figures.palette import colour
from pages.parts.browser import source

_component = st.components.v2.component(
    "living_sliders",
    html='<fieldset class="living-sliders"></fieldset>',
    css=source("slider.css"),
    js=source("slider.js"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Scale:
    """The limits, the step and the spacing of a slider's numbers."""

    low: float
    high: float
    step: float = 0.1
    log: bool = False

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"A slider needs low < high, not low = {self.low} and high = {self.high}.")
        if self.log and self.low <= 0:
            raise ValueError(f"A logarithmic slider needs low > 0, not low = {self.low}.")

    @property
    def decimals(self) -> int:
        """As many decimals as the step has, so that digits stay aligned."""
        digits = f"{self.step:.6f}".rstrip("0")
        return len(digits.partition(".")[2])


def slider(key: str, label: str, value: float, scale: Scale, *, quantity: str | None = None) -> float:
    """One number under a living slider; it starts at `value`, and starts again there when `value` changes."""
    return _sliders(key, label, [label], [value], scale, 1, quantity)[0]


def vector(
    key: str,
    label: str,
    names: Sequence[str],
    values: Sequence[float],
    scale: Scale,
    *,
    quantity: str | None = None,
) -> tuple[float, ...]:
    """A vector as a column of living sliders, one a component."""
    return _sliders(key, label, names, values, scale, 1, quantity)


def matrix(
    key: str,
    label: str,
    names: Sequence[Sequence[str]],
    values: Sequence[Sequence[float]],
    scale: Scale,
    *,
    quantity: str | None = None,
) -> tuple[tuple[float, ...], ...]:
    """A matrix as a grid of living sliders."""
    width = len(values[0])
    flat_names = [name for row in names for name in row]
    flat = _sliders(key, label, flat_names, [v for row in values for v in row], scale, width, quantity)
    return tuple(flat[start : start + width] for start in range(0, len(flat), width))


def _sliders(
    key: str,
    label: str,
    names: Sequence[str],
    seeds: Sequence[float],
    scale: Scale,
    columns: int,
    quantity: str | None,
) -> tuple[float, ...]:
    seeds = tuple(float(min(max(seed, scale.low), scale.high)) for seed in seeds)
    if len(names) != len(seeds):
        raise ValueError(f"{label} has {len(names)} names but {len(seeds)} values.")
    revision = _revision(key, seeds)
    values = _held(key, revision, seeds)
    spec = {
        "label": label,
        "names": list(names),
        "values": list(values),
        "revision": revision,
        "low": scale.low,
        "high": scale.high,
        "step": scale.step,
        "log": scale.log,
        "decimals": scale.decimals,
        "columns": columns,
        "colour": colour(quantity, st.context.theme.type or "light") if quantity else None,
    }
    _component(key=key, data=spec, on_state_change=lambda: None)
    return values


def _revision(key: str, seeds: tuple[float, ...]) -> int:
    """Count how often the page changed where the sliders start; the browser adopts them anew each time."""
    memory = f"{key}/seeds"
    before, revision = st.session_state.get(memory, (seeds, 0))
    if before != seeds:
        revision += 1
    st.session_state[memory] = (seeds, revision)
    return revision


def _held(key: str, revision: int, seeds: tuple[float, ...]) -> tuple[float, ...]:
    """What the sliders stand at: what the browser last sent for this revision, or where they start."""
    state = (st.session_state.get(key) or {}).get("state") or {}
    values = state.get("values")
    if state.get("revision") == revision and values and len(values) == len(seeds):
        return tuple(map(float, values))
    return seeds
