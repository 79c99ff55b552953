"""Derivations as cards, each with what it states as a formula, that lead to their walks."""

from collections.abc import Sequence
from functools import cache

from derivations.account import Inks, statement
from derivations.catalogue import catalogue
from pages.parts.browser import component
from pages.parts.formula import inks
from pages.parts.links import follow

_component = component("cards", '<ul class="cards"></ul>')


def cards(slugs: Sequence[str], key: str) -> None:
    """Show derivations side by side; a click on one opens its walk."""
    shown = [card(slug, inks()) for slug in slugs]
    follow(_component(key=key, data={"cards": shown}, on_opened_change=lambda: None).opened)


@cache
def card(slug: str, colours: Inks) -> dict[str, str]:
    """A card, its formula in the colours of a theme."""
    entry = catalogue()[slug]
    return {"slug": slug, "title": entry.title, "states": entry.states, "formula": statement(entry, colours)}
