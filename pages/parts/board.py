"""A board: charts and words that stand still on a page, and get what is new to them in one piece.

Every element that a slider's move sends costs the server and the browser time. Here the page mounts its places once,
outside the fragment, and the fragment sends one element with the contents of all.
"""

from derivations.figures.paper import Figure
from pages.parts.browser import component

_component = component("board", '<span class="board"></span>')


class Board:
    """What goes to the places of a page; what is most worth seeing goes first."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._contents: dict[str, str | None] = {}

    def draw(self, place: str, figure: Figure | None) -> None:
        """A figure for a chart that was mounted without one; None clears it."""
        self._contents[place] = figure.to_json() if figure is not None else None

    def say(self, place: str, text: str) -> None:
        """A text for words that were mounted without one."""
        self._contents[place] = text

    def show(self) -> None:
        """Send it all."""
        _component(key=self.key, data=self._contents)
