"""Which derivation is walked, and by which route; of a network written out, how many layers it has."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from derivations.catalogue import Entry, by_topic, catalogue, entry
from derivations.catalogue.deep_network_written_out import DEEPEST, depth_of, slug_of_depth
from pages.parts import address

WRITTEN_OUT = slug_of_depth(3)
"""The network under which those of every depth stand in the list."""
LISTED = [each.slug for each in by_topic() if depth_of(each.slug) is None or each.slug == WRITTEN_OUT]
DERIVATION, LAYERS = "walk/derivation", "walk/layers"
SLUGS = list(dict.fromkeys([*catalogue(), *map(slug_of_depth, range(2, DEEPEST + 1))]))


def picked(view: Mapping[str, Any]) -> tuple[Entry, str]:
    """The derivation and the route in force, known before they are shown."""
    linked = view["derivation"] if depth_of(view["derivation"]) is None else WRITTEN_OUT
    slug = st.session_state[address.start(DERIVATION, linked)]
    if slug == WRITTEN_OUT:
        depth = st.session_state[address.start(LAYERS, depth_of(view["derivation"]) or 3)]
        found = entry(slug_of_depth(int(depth)))
        return found, next(iter(found.routes))
    return entry(slug), route_of(entry(slug), view)


def route_of(found: Entry, view: Mapping[str, Any]) -> str:
    """The route in force: as picked, as linked, or the first."""
    routes = list(found.routes)
    wanted = view["route"] if view["route"] in routes else routes[0]
    if found.slug == view["derivation"] and view["route"] not in ("", *routes):
        st.warning(f"The link's route was set aside: it is one of {', '.join(routes)}. Used {wanted} instead.")
    return str(st.session_state[address.start(route_key(found), wanted)])


def route_key(found: Entry) -> str:
    """Under which its route is picked."""
    return f"walk/{found.slug}/route"


def places() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where a derivation and its way will be picked, as high as what will stand there."""
    with st.container(key="walk/picks"):
        pick, way = st.columns([6, 6], gap="small")
    return pick, way


def pickers(found: Entry, pick: DeltaGenerator, way: DeltaGenerator) -> None:
    """A derivation, and beside it its route or how many layers there are."""
    pick.selectbox("Derivation", LISTED, format_func=label, key=DERIVATION)
    if depth_of(found.slug) is not None:
        way.number_input("Layers", 2, DEEPEST, key=LAYERS)
    else:
        way.pills("Route", list(found.routes), required=True, key=route_key(found))


def label(slug: str) -> str:
    """A derivation's title after its topic, where the title does not begin with it."""
    if slug == WRITTEN_OUT:
        return f"{entry(slug).topic}: all its layers written out, by the weights of the first"
    found = entry(slug)
    return found.title if found.title.startswith(found.topic) else f"{found.topic}: {found.title}"
