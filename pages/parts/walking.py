"""The parts of the Walk page: the inputs in force, the numbers beside its lines, and how well these agree."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import streamlit as st

from derivations.account import Account
from derivations.catalogue import Entry
from derivations.catalogue.deep_network_written_out import depth_of
from derivations.core import Derivation
from derivations.figures.heat import heat_map
from derivations.numbers import Numbers, inputs, stand_ins
from derivations.opening import starting_sizes, starting_values
from pages.parts import inputs as fields
from pages.parts.chart import chart
from pages.parts.slider import Panel
from pages.parts.step import Line, digits
from pages.parts.words import words

Values = dict[str, Any]


def start_of(view: Mapping[str, Any], entry: Entry, route: str) -> int:
    """The line to begin at: where the link says for the derivation it names, at the first for any other."""
    wanted = view["route"] or next(iter(entry.routes))
    return view["step"] if (view["derivation"], wanted) == (entry.slug, route) else 1


def patience(entry: Entry) -> AbstractContextManager[None]:
    """A word on what takes so long, where many layers are derived."""
    depth = depth_of(entry.slug)
    return st.spinner(f"Deriving and checking {depth} layers …") if depth else nullcontext()


def inputs_in_force(panel: Panel, entry: Entry, route: str, view: Mapping[str, Any]) -> Values:
    """The inputs named on a panel: as the link says of its derivation, else the example, else as they were dragged."""
    at = view["at"] if view["derivation"] == entry.slug else ""
    derivation = entry.derivation(route)
    given = inputs(derivation)
    memory = st.session_state.setdefault(f"{panel.key}/inputs", {})
    if memory.get("at") != at:
        memory.update(at=at, values=linked(entry, derivation, at))
    now = memory["values"]
    lengths = fields.sized(panel, {**starting_sizes(derivation, entry.example), **fields.lengths_of(given, now)})
    if lengths != memory.get("lengths"):
        memory["seeds"] = fields.overlaid(starting_values(derivation, lengths, entry.example), now)
        memory["lengths"] = lengths
    memory["values"] = fields.controls(panel, given, memory["seeds"], lengths, entry.ranges)
    return memory["values"]


def linked(entry: Entry, derivation: Derivation, at: str) -> Values:
    """The inputs of a link; where they do not fit, those to start with, and a word about it."""
    given = inputs(derivation)
    if at:
        try:
            values = fields.read(at, given)
            begun = starting_values(derivation, fields.lengths_of(given, values))
            return {name: np.asarray(value, dtype=np.asarray(begun[name]).dtype) for name, value in values.items()}
        except ValueError as problem:
            st.warning(f"The link's numbers were set aside: {problem}.")
    return opening(entry, derivation)


def opening(entry: Entry, derivation: Derivation) -> Values:
    """The example on which an entry opens."""
    return starting_values(derivation, starting_sizes(derivation, entry.example), entry.example)


def panel_of_numbers(panel: Panel, derivation: Derivation, found: Numbers) -> None:
    """The inputs under their sliders, what the numbers beside the lines are, and what stands for any function."""
    with st.container(key=f"{panel.key}/numbers", border=True, gap="small"):
        said = f"**Numbers.** {what_is_shown(found)} All of them agree {gap(found)}."
        words(" ".join([said, *any_function(stand_ins(derivation))]), key="numbers")
        panel.show()


def any_function(stand_ins: Sequence[str]) -> Iterator[str]:
    """What the numbers take the functions to be that are known by name alone, if there are any."""
    if stand_ins:
        yield f"The lines hold for any function; here {' and '.join(f'${each}$' for each in stand_ins)}."


def what_is_shown(found: Numbers) -> str:
    """Which entries stand beside a line."""
    shape = found.lines[0].shape
    words = [f"${{{name} = {places(length)}}}$" for name, length in zip(found.axes, shape, strict=True)]
    if len(words) == 2:
        return f"Beside each line stands its value: rows {words[0]}, columns {words[1]}."
    return "Beside each line stands its value" + (f" for {' and '.join(words)}." if words else ".")


def places(length: int) -> str:
    """1, 2, 3"""
    return ", ".join(str(k + 1) for k in range(length))


def lines_in_view(told: Account, step: int, found: Numbers | None) -> Iterator[Line]:
    """The lines up to the present step; what the last one changed is marked in it and in the one before."""
    shown = told.lines[step - 1].marked_before if step == 1 else told.start_latex
    yield Line(shown, place=0, value=value(found, 0))
    for place, line in enumerate(told.lines[:step], start=1):
        latex = line.latex
        if place == step:
            latex = line.marked_after
        elif place == step - 1:
            latex = told.lines[step - 1].marked_before
        fine = tuple(Line(f"= {f.marked_after}", f.rule, "", str(f.verdict), f.verdict.meaning) for f in line.fine)
        verdict, meaning = str(line.verdict), line.verdict.meaning
        formula = f"{line.left_latex} = {latex}"
        yield Line(formula, line.rule, line.why, verdict, meaning, value(found, place), fine, place)


def value(found: Numbers | None, place: int) -> str:
    """What a line comes to, its digits aligned."""
    if found is None:
        return ""
    return array_text(found.lines[place])


def array_text(array: Any, width: int | None = None) -> str:
    """An array with its digits aligned, rows under each other, and no minus before a zero."""
    shown = np.round(array, 4) + 0.0
    rows = np.array2string(shown, width, precision=4, suppress_small=True, floatmode="fixed", sign=" ")
    return rows.replace("[[", "[").replace("]]", "]").replace("\n [", "\n[")


def gap(found: Numbers) -> str:
    """The largest disagreement of any two lines."""
    return f"to `{found.disagreement:.0e}`" if found.disagreement else "to the last digit"


def check(found: Numbers) -> None:
    """How well the lines agree, and what differences say."""
    words(agreement(found), key="agreement")


def agreement(found: Numbers) -> str:
    """The largest disagreement of the lines, and the derivative by differences beside it."""
    said = f"**All lines agree** {gap(found)}."
    if found.by_differences is None:
        return said
    apart = float(np.max(np.abs(found.by_differences - found.lines[-1]), initial=0.0))
    return (
        f"{said} Central differences of the forward function, which know no rule, agree to `{apart:.0e}`:\n\n"
        f"{digits(array_text(found.by_differences))}"
    )


def heat(found: Numbers, key: str) -> None:
    """The result as a heat map, where it is a matrix."""
    if found.lines[-1].ndim != 2:
        return
    rows, columns = (
        [f"{name} = {k + 1}" for k in range(length)]
        for name, length in zip(found.axes, found.lines[-1].shape, strict=True)
    )
    figure = heat_map(found.lines[-1], rows, columns)
    chart(figure, key=key, label="The result as a heat map", height=60 + 44 * len(rows))


def view_now(entry: Entry, route: str, step: int, values: Values) -> Values:
    """The view as its address holds it; the first route, and inputs that stand where they start, are left out."""
    derivation, first = entry.derivation(route), next(iter(entry.routes))
    begun = opening(entry, derivation)
    at, first_at = fields.written(values), fields.written({name: begun[name] for name in values})
    way = "" if route == first else route
    return {"derivation": entry.slug, "route": way, "step": step, "at": "" if at == first_at else at}
