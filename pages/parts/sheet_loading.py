"""Sheets from elsewhere, and away to elsewhere: examples, files, a link."""

from collections.abc import Mapping

import streamlit as st

from pages.parts.sheet_editor import put
from pages.parts.sheet_link import fits

TOO_LONG = "This sheet is too long for a link; save it as a file to share it."


def loading(name: str, examples: Mapping[str, str]) -> None:
    """Examples to load, and a file to open."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Examples",
            list(examples),
            index=None,
            placeholder="Load an example …",
            key=f"{name}/example",
            label_visibility="collapsed",
            on_change=load_example,
            args=(name, examples),
        )
        with st.popover("Open a file"):
            st.file_uploader(
                "A worksheet (*.gw)",
                type=["gw", "txt", "tex"],
                key=f"{name}/file",
                on_change=load_file,
                args=(name,),
            )


def load_example(name: str, examples: Mapping[str, str]) -> None:
    """Put the chosen example into the editor."""
    title = st.session_state.get(f"{name}/example")
    if title in examples:
        put(name, examples[title])
    st.session_state[f"{name}/example"] = None


def load_file(name: str) -> None:
    """Put an uploaded file into the editor."""
    given = st.session_state.get(f"{name}/file")
    if given is not None:
        put(name, given.getvalue().decode("utf-8", errors="replace").replace("\r\n", "\n"))


def saving(name: str, text: str) -> None:
    """The sheet as a file; a link to it is at the top of the page, unless it is too long for one."""
    st.download_button("Save as a file", text, file_name="sheet.gw", mime="text/plain", key=f"{name}/save")
    if not fits(text):
        st.caption(TOO_LONG)
