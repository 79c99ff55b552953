"""The frame of every page: its title, its theme and one navigation that also stands on a cold deep link."""

from functools import cache
from pathlib import Path
from time import sleep

import streamlit as st

HERE = Path(__file__).parent
HOME = "app.py"
# Set in the session for the first run of a page that another page, or none, stood before.
ARRIVED = "arrived at this page"
# Set in the session until what a page is about was sent: how long a browser needs to paint it.
UNPAINTED = "seconds to the first painting"
# The server sends from another thread, and a browser paints once nothing more comes in: both get this turn, so that
# the title is seen before the rest is computed. The whole page stands no later for it, as a browser takes longer.
PAINTING_SECONDS = 0.025
# On a first visit the browser has yet to load and start what it paints with.
LOADING_SECONDS = 0.25


@cache
def pages() -> tuple[tuple[str, str], ...]:
    """Path and label of every page, in the order of their numbers."""
    found = sorted(HERE.parent.glob("[0-9]*_*.py"))
    others = ((f"pages/{path.name}", path.stem.partition("_")[2].replace("_", " ")) for path in found)
    return ((HOME, "Home"), *others)


def frame(title: str, lead: str) -> None:
    """Open a page: call it first, with the title and one sentence that says what to try."""
    st.set_page_config(
        page_title=f"{title} · Derivations" if title != "Derivations" else title,
        page_icon=str(HERE / "favicon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    before = st.session_state.get("page in view")
    if before != title:
        paused = PAINTING_SECONDS if before else LOADING_SECONDS
        st.session_state.update({"page in view": title, ARRIVED: True, UNPAINTED: paused})
    with st.container(key="navigation", horizontal=True, gap="small"):
        for path, label in pages():
            st.page_link(path, label=label)
    st.title(title, anchor=False)
    st.markdown(lead)
    if st.session_state.get(ARRIVED, False):
        sleep(PAINTING_SECONDS)


def paint() -> None:
    """On arrival, let what stands so far be painted before all that stands around it is sent."""
    sleep(st.session_state.pop(UNPAINTED, 0))
