"""The parts of the Walk page: what is chosen, the inputs in force, the lines in view, and what stands beside them."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from derivations.account import Account
from derivations.catalogue import Entry, by_topic
from derivations.core import Derivation
from derivations.figures.heat import heat_map
from derivations.numbers import Numbers, inputs, refuted, sizes, starting_values
from pages.parts import address
from pages.parts import inputs as fields
from pages.parts.step import Line

Entries = Mapping[str, Entry]
Values = dict[str, Any]


def chosen(entries: Entries, view: Mapping[str, Any]) -> tuple[str, str]:
    """The derivation and the route that are picked."""
    pick, way = st.columns([6, 6], gap="large")
    ordered = [entry.slug for entry in by_topic()]
    key = address.start("walk/derivation", view["derivation"])
    slug = pick.selectbox(
        "Derivation", ordered, format_func=lambda s: f"{entries[s].topic}: {entries[s].title}", key=key
    )
    routes = list(entries[slug].routes)
    wanted = view["route"] if view["route"] in routes else routes[0]
    key = address.start(f"walk/{slug}/route", wanted)
    if len(routes) == 1:
        return slug, routes[0]
    return slug, way.segmented_control("Route", routes, required=True, key=key)


def inputs_in_force(key: str, derivation: Derivation, at: str) -> Values:
    """The inputs under their sliders: as the link says, else as they start, else as they were dragged."""
    given = inputs(derivation)
    if not given:
        return {}
    memory = st.session_state.setdefault(f"{key}/inputs", {})
    if memory.get("at") != at:
        memory.update(at=at, values=linked(derivation, at))
    now = memory["values"]
    with st.container(key=f"{key}/numbers", border=True):
        st.markdown("**Numbers**")
        lengths = fields.sized(f"{key}/size", sizes(derivation), fields.lengths_of(given, now))
        if lengths != memory.get("lengths"):
            memory["seeds"] = fields.overlaid(starting_values(derivation, lengths), now)
            memory["lengths"] = lengths
        memory["values"] = fields.controls(key, given, memory["seeds"])
    return memory["values"]


def linked(derivation: Derivation, at: str) -> Values:
    """The inputs of a link; where they do not fit, those to start with, and a word about it."""
    given = inputs(derivation)
    fresh = starting_values(derivation, dict.fromkeys(sizes(derivation), 3))
    if not at:
        return fresh
    try:
        values = fields.read(at, given)
        fields.lengths_of(given, values)
    except ValueError as problem:
        st.warning(f"The link's numbers were set aside: {problem}.")
        return fresh
    return values


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
        fine = tuple(
            Line(f"= {f.marked_after}", f.rule, "", str(f.verdict), f.verdict.meaning) for f in line.fine
        )
        verdict, meaning = str(line.verdict), line.verdict.meaning
        formula = f"{line.left_latex} = {latex}"
        yield Line(formula, line.rule, line.why, verdict, meaning, value(found, place), fine, place)


def value(found: Numbers | None, place: int) -> str:
    """What a line comes to, its digits aligned."""
    if found is None:
        return ""
    return array_text(found.lines[place])


def array_text(array: Any) -> str:
    """An array with its digits aligned, rows under each other, and no minus before a zero."""
    shown = np.round(array, 4) + 0.0
    rows = np.array2string(shown, precision=4, suppress_small=True, floatmode="fixed", sign=" ")
    return rows.replace("[[", "[").replace("]]", "]").replace("\n [", "\n[")


def check(found: Numbers) -> None:
    """How well the lines agree, and what differences say."""
    st.markdown(f"All lines agree; the largest disagreement is {found.disagreement:.1e}.")
    if found.by_differences is not None:
        gap = float(np.max(np.abs(found.by_differences - found.lines[-1]), initial=0.0))
        st.markdown(f"Central differences of the forward function give the same, to {gap:.1e}:")
        st.code(array_text(found.by_differences), language=None)


def as_heat_map(found: Numbers) -> go.Figure:
    """The result as a heat map."""
    rows, columns = found.lines[-1].shape
    return heat_map(found.lines[-1], [str(k + 1) for k in range(rows)], [str(k + 1) for k in range(columns)])


def glossary(told: Account) -> None:
    """What every symbol in view means."""
    with st.expander("Symbols", expanded=True):
        for symbol in told.symbols:
            meaning = f" = {symbol.meaning_latex}" if symbol.meaning_latex else ""
            st.markdown(f"${symbol.latex}{meaning}$ · {symbol.kind}")


def mistakes(entry: Entry, derivation: Derivation, values: Values) -> None:
    """What people write instead, and the point that refutes it at the present inputs."""
    if not entry.mistakes:
        return
    with st.expander("Common mistakes"):
        for mistake in entry.mistakes:
            wrong = refuted(derivation, mistake.wrong(), values)
            st.latex(wrong.latex)
            st.markdown(f"**{mistake.name}.** {mistake.why}")
            st.caption(wrong.sentence)


def links(entry: Entry, entries: Entries) -> None:
    """What this derivation rests on, and what rests on it."""
    using = [other.slug for other in entries.values() if entry.slug in other.rests_on]
    for label, slugs in (("Rests on", entry.rests_on), ("Used by", using)):
        if slugs:
            st.caption(label)
        for slug in slugs:
            st.page_link("pages/1_Walk.py", label=entries[slug].title, query_params={"derivation": slug})


def view_now(slug: str, route: str, step: int, values: Values) -> Values:
    """The view as its address holds it."""
    return {"derivation": slug, "route": route, "step": step, "at": fields.written(values)}
