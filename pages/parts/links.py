"""Links to the walks of other derivations, group by group on one node; where there are many they fold."""

from collections.abc import Mapping, Sequence

import streamlit as st

from derivations.catalogue import catalogue
from pages.parts.browser import component

WALK = "pages/1_Walk.py"
MANY = 6

_component = component("links", '<div class="links"></div>')


def links(groups: Mapping[str, Sequence[str]], key: str) -> None:
    """Show under each heading its derivations; a click on one opens its walk."""
    shown = [group(heading, slugs) for heading, slugs in groups.items() if slugs]
    follow(_component(key=key, data={"shelves": shown}, on_opened_change=lambda: None).opened)


def group(heading: str, slugs: Sequence[str]) -> dict[str, object]:
    """A heading, which says how many there are if they are folded, and its links."""
    folds = len(slugs) > MANY
    said = f"{heading} {len(slugs)} derivations" if folds else heading
    named = [{"slug": slug, "title": catalogue()[slug].title} for slug in slugs]
    return {"heading": said, "folds": folds, "links": named}


def follow(slug: str | None) -> None:
    """Open the walk of a derivation that was clicked."""
    if slug in catalogue():
        st.switch_page(WALK, query_params={"derivation": slug})
