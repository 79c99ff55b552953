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
SLUGS = [*catalogue(), *(slug_of_depth(depth) for depth in range(2, DEEPEST + 1))]


def picked(view: Mapping[str, Any]) -> tuple[Entry, str]:
    """The derivation and the route that are picked."""
    pick, way = st.columns([6, 6], gap="small")
    linked = view["derivation"] if depth_of(view["derivation"]) is None else WRITTEN_OUT
    key = address.start("walk/derivation", linked)
    slug = pick.selectbox("Derivation", LISTED, format_func=label, key=key)
    if slug == WRITTEN_OUT:
        return of_depth(way, depth_of(view["derivation"]) or 3)
    return entry(slug), by_route(way, entry(slug), view)


def of_depth(place: DeltaGenerator, linked: int) -> tuple[Entry, str]:
    """The network of the chosen depth, which has one route."""
    key = address.start("walk/layers", linked)
    found = entry(slug_of_depth(int(place.number_input("Layers", 2, DEEPEST, key=key))))
    return found, next(iter(found.routes))


def by_route(place: DeltaGenerator, found: Entry, view: Mapping[str, Any]) -> str:
    """The route that is picked, where there is more than one."""
    routes = list(found.routes)
    wanted = view["route"] if view["route"] in routes else routes[0]
    if found.slug == view["derivation"] and view["route"] not in ("", *routes):
        st.warning(f"The link's route was set aside: it is one of {', '.join(routes)}. Used {wanted} instead.")
    key = address.start(f"walk/{found.slug}/route", wanted)
    return place.pills("Route", routes, required=True, key=key) if len(routes) > 1 else routes[0]


def label(slug: str) -> str:
    """A derivation's title after its topic, where the title does not begin with it."""
    if slug == WRITTEN_OUT:
        return f"{entry(slug).topic}: all its layers written out, by the weights of the first"
    found = entry(slug)
    return found.title if found.title.startswith(found.topic) else f"{found.topic}: {found.title}"
