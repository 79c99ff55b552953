"""Living sliders: numbers, vectors and matrices that stream while they are dragged, mounted together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from derivations.figures.palette import colour
from pages.parts.browser import component
from pages.parts.formula import theme

Numbers = tuple[float, ...]
Rows = tuple[Numbers, ...]

_component = component("slider", '<div class="living-panel"></div>')


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

    def nearest(self, value: float) -> float:
        """The value, or the limit that it is beyond."""
        return float(min(max(value, self.low), self.high))


class Panel:
    """Sliders that are mounted together, for each component on a page costs time on every move.

    A slider tells its number as soon as it is named, so what depends on it can be shown before the panel is.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self._groups: list[dict[str, Any]] = []

    def number(self, name: str, label: str, value: float, scale: Scale, *, quantity: str | None = None) -> float:
        """One number; it starts at `value`, and starts again there when `value` changes."""
        return self._group(name, label, [label], [value], scale, 1, quantity, folded=None)[0]

    def vector(
        self,
        name: str,
        label: str,
        names: Sequence[str],
        values: Sequence[float],
        scale: Scale,
        *,
        quantity: str | None = None,
        folded: bool | None = None,
    ) -> Numbers:
        """A vector as a column of sliders, one a component; `folded` ones stand behind their label."""
        return self._group(name, label, names, values, scale, 1, quantity, folded)

    def matrix(
        self,
        name: str,
        label: str,
        names: Sequence[Sequence[str]],
        values: Sequence[Sequence[float]],
        scale: Scale,
        *,
        quantity: str | None = None,
        folded: bool | None = None,
    ) -> Rows:
        """A matrix as a grid of sliders."""
        width = len(values[0])
        flat_names = [each for row in names for each in row]
        flat_values = [value for row in values for value in row]
        flat = self._group(name, label, flat_names, flat_values, scale, width, quantity, folded)
        return tuple(flat[start : start + width] for start in range(0, len(flat), width))

    def show(self) -> None:
        """Mount the sliders named so far; call it where they shall stand."""
        if self._groups:
            _component(key=self.key, data={"groups": self._groups}, on_state_change=lambda: None)

    def begin_anew(self, name: str) -> None:
        """Have a group stand at its start in the next run, whatever it was dragged to since."""
        memory = f"{self.key}/{name}/start"
        _, revision, held = st.session_state.get(memory, ((), 0, ()))
        st.session_state[memory] = (), revision, held

    def _group(
        self,
        name: str,
        label: str,
        names: Sequence[str],
        seeds: Sequence[float],
        scale: Scale,
        columns: int,
        quantity: str | None,
        folded: bool | None,
    ) -> Numbers:
        if len(names) != len(seeds):
            raise ValueError(f"{label} has {len(names)} names but {len(seeds)} values.")
        revision, values = self._in_force(name, tuple(map(scale.nearest, seeds)))
        self._groups.append(
            {
                "name": name,
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
                "folded": folded,
            }
        )
        return values

    def _in_force(self, name: str, seeds: Numbers) -> tuple[int, Numbers]:
        """What a group stands at, and how often the page has set it anew; the browser adopts it each time.

        Where a vector only grew or shrank, the components it had keep what they were dragged to.
        """
        memory = f"{self.key}/{name}/start"
        before, revision, last = st.session_state.get(memory, (seeds, 0, seeds))
        held = self._sent(name, revision, last)
        if before != seeds:
            common = min(len(before), len(seeds))
            resized = len(before) != len(seeds) and before[:common] == seeds[:common]
            held, revision = (held[:common] + seeds[common:] if resized else seeds), revision + 1
        st.session_state[memory] = (seeds, revision, held)
        return revision, held

    def _sent(self, name: str, revision: int, last: Numbers) -> Numbers:
        """What the browser last sent for this revision, or where the group stood before."""
        state = ((st.session_state.get(self.key) or {}).get("state") or {}).get(name) or {}
        if state.get("revision") == revision and len(state["values"]) == len(last):
            return tuple(map(float, state["values"]))
        return last
