"""Walking through lines: next and previous by button or by arrow key, play, show all."""

import streamlit as st

from pages.parts.browser import component

_component = component(
    "stepper", '<div class="stepper" role="group" aria-label="Walk through the lines"></div>'
)


def stepper(key: str, subject: str, start: int, last: int) -> int:
    """How many lines to show; it begins at `start`, and begins there again for another subject."""
    at = f"{key}/{subject}"
    held = (st.session_state.get(at) or {}).get("step")
    step = min(start if held is None else int(held), last)
    _component(key=at, data={"subject": subject, "step": step, "last": last}, on_step_change=lambda: None)
    return step
