"""The numbers under a derivation that lives in another process: its inputs under sliders, its lines in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from derivations.numbers import Input, Numbers
from derivations.opening import first_sizes
from derivations.worker.answers import Answer, list_in, number_in, part_in, text_in
from derivations.worker.pool import Job, pool
from derivations.worker.process import Stopped
from pages.parts import inputs as fields
from pages.parts.inputs import Values
from pages.parts.slider import Panel


class TooMany(ValueError):
    """More numbers than a page can show."""


@dataclass(frozen=True)
class Needs:
    """What must be given before the lines have values, and the names of the sizes."""

    inputs: tuple[Input, ...] = ()
    sizes: tuple[str, ...] = ()


def needs(job: Job) -> Needs:
    """What a derivation needs, as its last answer says."""
    answer = next((a for a in job.result() if a.get("event") == "needs"), None)
    if answer is None:
        return Needs()
    given = tuple(as_input(each) for each in list_in(answer, "inputs") if isinstance(each, dict))
    return Needs(given, tuple(map(str, list_in(answer, "sizes"))))


def as_input(data: Answer) -> Input:
    """An input, checked."""
    sizes = tuple(n if isinstance(n, int) else str(n) for n in list_in(data, "sizes"))
    below = data.get("below")
    words = (text_in(data, "name"), text_in(data, "text"), text_in(data, "kind"))
    return Input(*words, sizes, below if below is None or isinstance(below, int) else str(below))


def inputs_in_force(key: str, text: str, needed: Needs, at: str) -> Values:
    """The inputs under their sliders: as the link says, else as they start, else as they were dragged."""
    memory = st.session_state.setdefault(f"{key}/inputs", {})
    if memory.get("at") != at:
        memory.update(at=at, values=linked(text, needed, at), lengths=None)
    now, panel = memory["values"], Panel(f"{key}/panel")
    lengths = fields.sized(panel, {**first_sizes(needed.sizes), **fields.lengths_of(needed.inputs, now)})
    if lengths != memory.get("lengths"):
        memory["seeds"] = fields.overlaid(starting_values(text, lengths), now)
        memory["lengths"] = lengths
    memory["values"] = fields.controls(panel, needed.inputs, memory["seeds"], lengths)
    with st.container(key=f"{key}/numbers", border=True):
        st.markdown("**Numbers**")
        panel.show()
    return memory["values"]


def linked(text: str, needed: Needs, at: str) -> Values:
    """The inputs of a link; where they do not fit, those to start with, and a word about it."""
    if at:
        try:
            values = fields.read(at, needed.inputs)
            fields.lengths_of(needed.inputs, values)
        except ValueError as problem:
            st.warning(f"The link's numbers were set aside: {problem}.")
        else:
            return values
    return starting_values(text, first_sizes(needed.sizes))


def starting_values(text: str, lengths: Mapping[str, int]) -> Values:
    """Inputs to begin with at these sizes."""
    for answer in pool().ask("start", text=text, lengths=dict(lengths)).result():
        if answer.get("event") == "unfit":
            raise TooMany("There are no numbers here: these arrays have more entries than can stand under sliders.")
        values = part_in(answer, "values") or {}
        return {name: as_array(value) for name, value in values.items()}
    raise Stopped("failed")


def numbers(text: str, values: Values) -> Numbers | None:
    """What each line comes to, or nothing where it cannot be worked out."""
    given = {name: np.asarray(value).tolist() for name, value in values.items()}
    job = pool().ask("evaluate", text=text, values=given)
    for answer in job.result():
        if answer.get("event") == "unfit":
            return None
        lines = tuple(map(as_array, list_in(answer, "lines")))
        slope = answer.get("by_differences")
        axes = tuple(map(str, list_in(answer, "axes")))
        return Numbers(
            axes, lines, number_in(answer, "disagreement"), None if slope is None else as_array(slope)
        )
    return None


def as_array(value: Any) -> Any:
    """Numbers as an array, or else they are not believed."""
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise Stopped("garbled") from None
