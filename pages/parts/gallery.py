"""The gallery of the home page: every derivation by topic, with what it states as a formula."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from derivations.account import statement
from derivations.catalogue import by_topic, catalogue
from derivations.figures.lineage import lineage
from pages.parts.chart import chart
from pages.parts.formula import inks

WALK = "pages/1_Walk.py"
START_HERE = ("sigmoid-derivative", "softmax-jacobian", "cross-entropy")


@dataclass(frozen=True)
class Card:
    """A derivation in the gallery."""

    slug: str
    topic: str
    title: str
    states: str
    formula: str

    def mentions(self, words: str) -> bool:
        """Whether all of some words occur in what is said of it."""
        said = f"{self.slug} {self.topic} {self.title} {self.states}".lower()
        return all(word in said for word in words.lower().split())


@st.cache_data(show_spinner="Deriving everything once …")
def cards(inks: tuple[tuple[str, str], ...]) -> list[Card]:
    """A card for every derivation, by topic."""
    return [Card(e.slug, e.topic, e.title, e.states, statement(e, inks)) for e in by_topic()]


def gallery() -> None:
    """Start here, search, all derivations by topic, and the map of what builds on what."""
    held = cards(inks())
    st.subheader("Start here", anchor=False)
    in_rows([card for slug in START_HERE for card in held if card.slug == slug])
    words = st.text_input("Search the derivations", placeholder="softmax, hidden layer, bias …", key="home/search")
    found = [card for card in held if card.mentions(words)]
    if not found:
        st.markdown(f"Nothing here mentions “{words[:60]}”. Try one word of a title, such as *softmax*.")
    for topic, group in groupby(found, key=lambda card: card.topic):
        st.subheader(topic, anchor=False)
        in_rows(list(group))
    st.subheader("What builds on what", anchor=False)
    st.markdown("From left to right, each derivation rests on those it is joined to. Click one to walk through it.")
    the_map()


def in_rows(held: Sequence[Card], width: int = 3) -> None:
    """Cards side by side."""
    for row in rows(held, width):
        for column, card in zip(st.columns(width, gap="medium"), row, strict=False):
            with column, st.container(border=True, height="stretch"):
                st.page_link(WALK, label=f"**{card.title}**", query_params={"derivation": card.slug})
                st.latex(card.formula)
                st.caption(card.states)


def rows(held: Sequence[Card], width: int) -> Iterator[Sequence[Card]]:
    return (held[start : start + width] for start in range(0, len(held), width))


def the_map() -> None:
    """What builds on what, as a figure whose names can be clicked."""
    entries = catalogue()
    titles = {slug: entry.title for slug, entry in entries.items()}
    figure = lineage(titles, {slug: entry.rests_on for slug, entry in entries.items()})
    clicked = chart(figure, key="home/map", label="What builds on what", height=26 * len(titles) + 40, clickable=True)
    if clicked is not None and isinstance(clicked.point, int):
        st.switch_page(WALK, query_params={"derivation": list(titles)[clicked.point]})
