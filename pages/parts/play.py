"""Playing the paths of the charts on a page, a step after another, without asking the server."""

from pages.parts.browser import component

_component = component("play", '<div class="play" role="group" aria-label="Play the paths"></div>')


def play(steps: int, *, key: str) -> None:
    """A button that draws every path of the page from its start; nothing to play where there are no steps."""
    _component(key=key, data={"steps": steps})
