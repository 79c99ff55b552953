"""Sheets from elsewhere, and away to elsewhere: examples, files, a link."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.parts.sheet.editor import put
from pages.parts.sheet.link import LONGEST_SHEET, fits
from pages.parts.sheet.words import plain

TOO_LONG = "This sheet is too long for a link; save it as a file to share it."


class NoSheet(ValueError):
    """A file that is not opened, and why."""


def loading(name: str, examples: Mapping[str, str]) -> None:
    """Examples to load, and files to open."""
    opened = st.session_state.get(f"{name}/opened", {})
    choices = {**opened, **examples}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Examples",
            list(choices),
            index=None,
            placeholder="Load an example, or one of your files …" if opened else "Load an example …",
            key=f"{name}/example",
            label_visibility="collapsed",
            on_change=load,
            args=(name, choices),
        )
        with st.popover("Open files"):
            st.file_uploader(
                "Worksheets (*.gw), or any text",
                accept_multiple_files=True,
                key=f"{name}/file",
                on_change=open_files,
                args=(name,),
            )
    for sentence in st.session_state.get(f"{name}/unopened", ()):
        st.warning(plain(sentence))


def load(name: str, choices: Mapping[str, str]) -> None:
    """Put the chosen sheet into the editor."""
    title = st.session_state.get(f"{name}/example")
    if title in choices:
        put(name, choices[title])
    st.session_state[f"{name}/example"] = None


def open_files(name: str) -> None:
    """Put the first of the files that came last into the editor, and keep all of them to choose from."""
    before = st.session_state.get(f"{name}/opened", {})
    opened, sentences = sheets_in(st.session_state.get(f"{name}/file") or ())
    st.session_state[f"{name}/opened"] = opened
    st.session_state[f"{name}/unopened"] = sentences
    fresh = [text for title, text in opened.items() if before.get(title) != text]
    if fresh:
        put(name, fresh[0])


def sheets_in(files: Sequence[Any]) -> tuple[dict[str, str], list[str]]:
    """The sheets among some files by their names, and a sentence for each of the other files."""
    opened: dict[str, str] = {}
    sentences = []
    for file in files:
        try:
            opened[file.name] = text_of(file.name, file.getvalue())
        except NoSheet as problem:
            sentences.append(str(problem))
    return opened, sentences


def text_of(name: str, content: bytes) -> str:
    """The text of a file."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise NoSheet(f"{name} was not opened: line {line} holds a byte that is no letter of UTF-8.") from None
    if "\0" in text:
        raise NoSheet(f"{name} was not opened: it holds bytes that no text has.")
    if len(text) > LONGEST_SHEET:
        most = f"a sheet has at most {LONGEST_SHEET:,} characters"
        raise NoSheet(f"{name} was not opened: {most}, and it has {len(text):,}.")
    return text


def saving(name: str, text: str) -> None:
    """The sheet as a file; a link to it is at the top of the page, unless it is too long for one."""
    st.download_button("Save as a file", text, file_name="sheet.gw", mime="text/plain", key=f"{name}/save")
    if not fits(text):
        st.caption(TOO_LONG)
