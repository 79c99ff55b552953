"""Living sliders: numbers that stream while they are dragged; alone, as a vector or as a matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from derivations.figures.palette import colour
from pages.parts.browser import component
from pages.parts.formula import theme

Numbers = tuple[float, ...]

_component = component("slider", '<fieldset class="living-sliders"></fieldset>')


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
) -> Numbers:
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
) -> Numbers:
    seeds = tuple(float(min(max(seed, scale.low), scale.high)) for seed in seeds)
    if len(names) != len(seeds):
        raise ValueError(f"{label} has {len(names)} names but {len(seeds)} values.")
    revision, values = _in_force(key, seeds)
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
        "colour": colour(quantity, theme()) if quantity else None,
    }
    _component(key=key, data=spec, on_state_change=lambda: None)
    return values


def _in_force(key: str, seeds: Numbers) -> tuple[int, Numbers]:
    """What the sliders stand at, and how often the page has set them anew; the browser adopts them each time.

    Where a vector only grew or shrank, the components it had keep what they were dragged to.
    """
    memory = f"{key}/start"
    before, revision, start = st.session_state.get(memory, (seeds, 0, seeds))
    held = _held(key, revision, start)
    if before != seeds:
        common = min(len(before), len(seeds))
        resized = len(before) != len(seeds) and before[:common] == seeds[:common]
        start = held[:common] + seeds[common:] if resized else seeds
        held, revision = start, revision + 1
    st.session_state[memory] = (seeds, revision, start)
    return revision, held


def _held(key: str, revision: int, start: Numbers) -> Numbers:
    """What the browser last sent for this revision, or where the sliders started."""
    state = (st.session_state.get(key) or {}).get("state") or {}
    if state.get("revision") == revision and len(state["values"]) == len(start):
        return tuple(map(float, state["values"]))
    return start
