"""The frame of every page: its title, its theme and one navigation that also stands on a cold deep link."""

from functools import cache
from pathlib import Path
from time import sleep

import streamlit as st

HERE = Path(__file__).parent
HOME = "app.py"
# Set in the session for the first run of a page that another page, or none, stood before.
ARRIVED = "arrived at this page"
# The server sends from another thread, and a browser paints once nothing more comes in: both get this turn, so that
# the title is seen before the rest is computed. The whole page stands no later for it, as a browser takes longer.
PAINTING_SECONDS = 0.025


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
    if st.session_state.get("page in view") != title:
        st.session_state["page in view"] = title
        st.session_state[ARRIVED] = True
    with st.container(key="navigation", horizontal=True, gap="small"):
        for path, label in pages():
            st.page_link(path, label=label)
    st.title(title, anchor=False)
    st.markdown(lead)
    if st.session_state.get(ARRIVED, False):
        sleep(PAINTING_SECONDS)
