"""The text of a sheet, as its writer sees it: in an editor that loses nothing, with verdicts in the margin."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts import address
from pages.parts.browser import component

EDITOR = """<div class="sheet-editor"><div class="gutter" role="group"></div>
<textarea spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off"></textarea></div>
<button type="button" class="sheet-before" hidden>Bring back what stood here before</button>"""

MARGIN = "Line numbers and verdicts"

_editor = component("sheet/editor", EDITOR)
_marks = component("sheet/marks", '<span class="sheet-marks"></span>')


def editor(name: str, label: str, start: str, default: str) -> str:
    """The text in force: what is being typed, else what a link, an example or a file has put there."""
    memory, opened = memory_of(name), address.opened(name)
    if memory["opened"] != opened:
        # Whoever comes back without a link finds what was typed, also what had not been sent yet.
        if memory["opened"] is None or (address.is_given(name, "sheet") and start != memory["text"]):
            put(name, start)
        memory["opened"] = opened
    state = (st.session_state.get(f"{name}/editor") or {}).get("state") or {}
    if state.get("revision") == memory["revision"] and isinstance(state.get("text"), str):
        memory["text"] = state["text"]
    data = {
        "name": name,
        "label": label,
        "text": memory["text"],
        "revision": memory["revision"],
        "is_default": memory["text"] == default,
    }
    _editor(key=f"{name}/editor", data=data, on_state_change=lambda: None)
    return memory["text"]


def put(name: str, text: str) -> None:
    """Put a text into an editor, in place of what stands there; the browser can bring that back."""
    memory = memory_of(name)
    memory.update(text=text, revision=memory["revision"] + 1)


def text_of(name: str) -> str:
    """The text that an editor holds."""
    return memory_of(name)["text"]


def mark(name: str, marks: Mapping[int, Mapping[str, str]]) -> None:
    """Show verdicts in the margin of an editor, each beside its line."""
    shown = {str(number): dict(said) for number, said in marks.items()}
    _marks(key=f"{name}/marks", data={"editor": name, "label": MARGIN, "marks": shown})


def memory_of(name: str) -> dict[str, Any]:
    return st.session_state.setdefault(f"{name}/text", {"text": "", "revision": 0, "opened": None})
