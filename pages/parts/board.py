"""A board: charts and words that stand still on a page, and get what is new to them in one piece.

Every element that a slider's move sends costs the server and the browser time. Here the page sets its places once,
outside the fragment, as bare HTML, and the fragment sends one element with the contents of all.
"""

from html import escape
from typing import Any

import streamlit as st

from derivations.figures.palette import TWINS
from derivations.figures.paper import Figure
from pages.parts.browser import PLOTLY_URL, component

_component = component("board", '<span class="board"></span>')


def chart_place(name: str, label: str, height: int) -> str:
    """A place for a chart; the label is what a screen reader says of it."""
    said, room = escape(label, quote=True), f"height:{height}px"
    return f'<div class="living-chart" role="figure" aria-label="{said}" data-place="{name}" style="{room}"></div>'


def words_place(name: str, lines: int = 1) -> str:
    """A place for words; so many lines are kept free, so that nothing below jumps."""
    return f'<div class="living-words" data-place="{name}" style="min-height:{1.6 * lines}em"></div>'


def heading(text: str) -> str:
    """A heading of a part of the page."""
    return f"<h2>{escape(text)}</h2>"


def stacked(*places: str) -> str:
    """Places under each other."""
    return f'<div class="places">{"".join(places)}</div>'


def side_by_side(*places: str) -> str:
    """Places beside each other, where there is room."""
    return f'<div class="places beside">{"".join(places)}</div>'


def keep_places(*places: str) -> None:
    """Mount places under each other as one element: each that a page mounts takes time when it is opened."""
    st.html(stacked(*places))


class Board:
    """What goes to the places of a page; the first is shown at once, the others a frame later."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._contents: dict[str, str | None] = {}

    def draw(self, place: str, figure: Figure | None) -> None:
        """A figure for a chart; None clears it."""
        self._contents[place] = figure.to_json() if figure is not None else None

    def say(self, place: str, text: str) -> None:
        """A text for words, in the few signs of `typeset.js`."""
        self._contents[place] = text

    def sheet(self) -> dict[str, Any]:
        """It all, for a part that hands it to the places itself."""
        return {"contents": self._contents, "library": PLOTLY_URL, "twins": TWINS}

    def show(self) -> None:
        """Send it all."""
        _component(key=self.key, data=self.sheet())
