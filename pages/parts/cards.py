"""Derivations as cards, each with what it states as a formula, that lead to their walks."""

from collections.abc import Sequence
from functools import cache

import streamlit as st

from derivations.account import Inks, statement
from derivations.catalogue import catalogue
from pages.parts.browser import component
from pages.parts.formula import inks

WALK = "pages/1_Walk.py"

_component = component("cards", '<ul class="cards"></ul>')


def cards(slugs: Sequence[str], key: str) -> None:
    """Show derivations side by side; a click on one opens its walk."""
    shown = [card(slug, inks()) for slug in slugs]
    opened = _component(key=key, data={"cards": shown}, on_opened_change=lambda: None).opened
    if opened in catalogue():
        st.switch_page(WALK, query_params={"derivation": opened})


@cache
def card(slug: str, colours: Inks) -> dict[str, str]:
    """A card, its formula in the colours of a theme."""
    entry = catalogue()[slug]
    return {"slug": slug, "title": entry.title, "states": entry.states, "formula": statement(entry, colours)}
