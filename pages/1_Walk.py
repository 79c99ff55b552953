"""Walk through a derivation line by line, its numbers alive under sliders."""

import streamlit as st

from derivations.account import account
from derivations.catalogue import catalogue
from derivations.numbers import numbers
from pages.parts import address, walking
from pages.parts.beside import beside
from pages.parts.conventions import conventions
from pages.parts.formula import inks
from pages.parts.frame import frame, paint
from pages.parts.lines import lines
from pages.parts.parameter import choice, text, whole
from pages.parts.picking import SLUGS, picked, pickers, places
from pages.parts.slider import Panel
from pages.parts.step import typeset
from pages.parts.stepper import stepper

ENTRIES = catalogue()
PARAMETERS = (
    choice("derivation", "cross-entropy", SLUGS),
    text("route", "", 80),
    whole("step", 1, 0, 99),
    text("at", "", 4000),
)

frame("Walk", "Press → for the next line; drag a number, and every line moves with it and still agrees.")
view = address.open_view("walk", PARAMETERS)


@st.fragment
def walk() -> None:
    """The derivation in view; its lines and its numbers run without the rest of the page."""
    entry, route = picked(view)
    slug = entry.slug
    with walking.patience(entry):
        derivation, told = entry.derivation(route), account(entry, route, inks())
    panel = Panel(f"walk/{slug}")
    values = walking.inputs_in_force(panel, entry, route, view)
    found = numbers(derivation, values)
    corner, picks = address.corner(), places()
    written, controls = st.columns([8, 4], gap="large")
    with written:
        st.markdown(f"**{entry.title}.** {typeset(entry.states)}")
        step = stepper("walk/step", f"{slug}/{route}", walking.start_of(view, entry, route), len(told.lines))
        shown = [walking.array_text(line) for line in found.lines]
        lines(told, key=f"walk/{slug}/{route}/lines", values=shown, walk=f"{slug}/{route}", step=step)
    paint()
    pickers(entry, *picks)
    with written:
        conventions(entry, ENTRIES, inks())
        if step == len(told.lines):
            walking.check(found)
            walking.heat(found, f"walk/{slug}/heat")
    with controls:
        walking.panel_of_numbers(panel, derivation, found)
        beside(told, entry, values)
    address.show_view(corner, "walk", PARAMETERS, walking.view_now(entry, route, step, values))


walk()
