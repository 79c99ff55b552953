"""The gallery of the home page: derivations by topic, each with what it states, and the map of what builds on what."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from html import escape
from statistics import mean
from typing import Any

import streamlit as st

from derivations.catalogue import Entry, catalogue
from derivations.figures.lineage import height_of, lineage
from pages.parts import address
from pages.parts.cards import cards
from pages.parts.chart import chart
from pages.parts.frame import paint
from pages.parts.links import follow
from pages.parts.parameter import choice, text

START_HERE = ("sigmoid-derivative", "softmax-jacobian", "cross-entropy")
EVERYTHING = "Everything"
MOST = 24
"""So many cards are shown at most for a search; whoever wants more can say more."""


@cache
def topics() -> tuple[str, ...]:
    """The topics, from what rests on little to what rests on much."""
    held = list(catalogue().values())
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(held):
        places.setdefault(entry.topic, []).append(place)
    return tuple(sorted(places, key=lambda topic: mean(places[topic])))


def parameters() -> tuple[Any, ...]:
    """What the address of the home page holds."""
    return choice("topic", "Softmax", [*topics(), EVERYTHING]), text("search", "", 60)


def mentions(entry: Entry, words: str) -> bool:
    """Whether all of some words occur in what is said of a derivation."""
    said = f"{entry.slug} {entry.topic} {entry.title} {entry.states}".lower()
    return all(word in said for word in words.lower().split())


def gallery() -> None:
    """Start here; then search and topics, the derivations they lead to, and the map of those."""
    st.subheader("Start here", anchor=False)
    cards(START_HERE, "home/start")
    paint()
    view = address.open_view("home", parameters())
    browse(view)


@st.fragment
def browse(view: dict[str, Any]) -> None:
    """Search and topics, and what they lead to."""
    corner = address.corner()
    st.subheader("All derivations", anchor=False)
    words = st.text_input(
        "Search the derivations",
        placeholder="hidden layer, bias, word2vec …",
        key=address.start("home/search", view["search"]),
    )
    key = address.start("home/topic", view["topic"])
    topic = st.pills("Topic", [*topics(), EVERYTHING], required=True, key=key, disabled=bool(words))
    found = [
        entry.slug
        for entry in catalogue().values()
        if (mentions(entry, words) if words else topic in (entry.topic, EVERYTHING))
    ]
    if words:
        st.markdown(what_was_found(words, len(found)))
    cards(found[:MOST] if words else found, "home/found")
    if found:
        st.subheader("What builds on what", anchor=False)
        st.markdown("Each derivation rests on those to its left that it is joined to. Click a dot to walk through it.")
        the_map(found)
    address.show_view(corner, "home", parameters(), {"topic": topic, "search": words[:60]})


def what_was_found(words: str, count: int) -> str:
    """How many derivations a search found; where none, what to try."""
    if not count:
        meant = nearest(words)
        instead = f"Did you mean *{meant}*?" if meant else "Try one word of a title, such as *softmax*."
        return f"Nothing here mentions all of these words. {instead} Clear the search to choose a topic again."
    shown = f"; the first {MOST} are shown" if count > MOST else ""
    return f"{count} of {len(catalogue())} derivations{shown}."


def nearest(words: str) -> str:
    """The words as they would be found, where each is nearly one that is; nothing where one is not."""
    known = {word for entry in catalogue().values() for word in f"{entry.topic} {entry.title}".lower().split()}
    close = [get_close_matches(word, known, n=1, cutoff=0.75) for word in words.lower().split()]
    found = " ".join(match[0] for match in close if match)
    return found if all(close) and any(mentions(entry, found) for entry in catalogue().values()) else ""


def the_map(chosen: Sequence[str]) -> None:
    """The chosen derivations, all that they rest on and what rests on them, as a figure whose dots can be clicked."""
    entries = catalogue()
    near = neighbourhood(chosen)
    titles = {slug: entries[slug].title for slug in near}
    joined = {slug: [below for below in entries[slug].rests_on if below in near] for slug in near}
    figure = lineage(titles, joined, chosen=chosen)
    label = "What builds on what, from left to right"
    with st.container(key="home/map"):
        clicked = chart(
            figure,
            key="home/lineage",
            label=label,
            height=height_of(joined),
            clickable=True,
            patient=True,
            revision=",".join(near),
        )
    told = "".join(in_words(slug, titles, joined[slug]) for slug in near)
    st.html(f'<details class="told"><summary>The map in words</summary><ul>{told}</ul></details>')
    if clicked is not None and isinstance(clicked.point, int) and clicked.point < len(near):
        follow(near[clicked.point])


def in_words(slug: str, titles: Mapping[str, str], below: Sequence[str]) -> str:
    """A derivation with a link to its walk, and what it rests on, as an item of a list."""
    rests = f" rests on {', '.join(titles[each] for each in below)}" if below else ""
    return f'<li><a href="/Walk?derivation={slug}">{escape(titles[slug])}</a>{escape(rests)}</li>'


def neighbourhood(chosen: Sequence[str]) -> list[str]:
    """The chosen ones, everything below them and what stands right on them, in the catalogue's order."""
    entries = catalogue()
    near, below = {*chosen}, [*chosen]
    while below:
        fresh = {*entries[below.pop()].rests_on} - near
        near |= fresh
        below += fresh
    near |= {slug for slug, entry in entries.items() if {*entry.rests_on} & {*chosen}}
    return [slug for slug in entries if slug in near]
