"""Living words: what is said of numbers that move, put in place without a new page."""

from pages.parts.browser import component

_component = component("words", '<div class="living-words"></div>')


def words(text: str, *, key: str) -> None:
    """Say something in the few signs of `typeset.js`.

    Streamlit's own markdown reads a text anew on every move of a slider, which costs more than a chart.
    """
    _component(key=key, data={"text": text})
