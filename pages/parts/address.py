"""The address of a view: where a page's inputs start, and how the URL follows them."""

import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.browser import component
from pages.parts.frame import ARRIVED
from pages.parts.parameter import Parameter, read_query, write_query

# The browser writes its address a moment after we ask; until then the old one is still ours.
SETTLED_SECONDS = 3.0

_component = component("address", '<button type="button" class="copy-link">Copy link</button>')


def open_view(page: str, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Where a page's inputs start: as the URL says, else as at the last visit, else at the defaults.

    The answer stays the same from run to run until someone follows another link, so that inputs may be seeded
    with it. Call it once, at the top of the page; call `show_view` with the values in force at its end.
    """
    memory = st.session_state.setdefault(f"{page}/address", {"query": None, "asked": {}, "values": {}, "opened": 0})
    query = _query_string(parameters)
    if _came_from_outside(memory, query):
        start, complaints = read_query(parameters, st.query_params)
        given = [p.name for p in parameters if p.name in st.query_params]
        start = start if given else {**start, **memory["values"]}
        memory.update(start=start, given=given, complaints=complaints, asked={}, opened=memory["opened"] + 1)
    memory["query"] = query
    for complaint in memory["complaints"]:
        st.warning(complaint)
    return dict(memory["start"])


def corner() -> DeltaGenerator:
    """The place of the link to copy; called before all that comes after it for those who go by Tab."""
    return st.container(key="copy-link")


def show_view(
    place: DeltaGenerator, page: str, parameters: Sequence[Parameter], values: Mapping[str, Any]
) -> None:
    """Write the values in force to the address bar, and offer to copy the link."""
    memory = st.session_state[f"{page}/address"]
    query = write_query(parameters, values)
    memory["asked"][query] = time.monotonic()
    memory["values"] = dict(values)
    with place:
        if _component(key=f"{page}/copy link", data={"query": query}, on_theme_change=lambda: None).theme:
            st.rerun()


def start(key: str, value: Any) -> str:
    """The key of a widget that starts at the value, and starts there again when the view is opened anew."""
    memory = f"{key}/start"
    now = (value, opened(key.partition("/")[0]))
    if key not in st.session_state or st.session_state.get(memory) != now:
        st.session_state[key] = value
    st.session_state[memory] = now
    return key


def opened(page: str) -> int:
    """How often a page was opened from outside; what was done since belongs to the last time."""
    return st.session_state.get(f"{page}/address", {}).get("opened", 0)


def is_given(page: str, name: str) -> bool:
    """Whether the address that opened a page named a value itself, rather than leave it as at the last visit."""
    return name in st.session_state.get(f"{page}/address", {}).get("given", ())


def _came_from_outside(memory: dict[str, Any], query: str) -> bool:
    if st.session_state.pop(ARRIVED, False) or "start" not in memory:
        return True
    return query != memory["query"] and query not in _ours(memory["asked"])


def _ours(asked: dict[str, float]) -> set[str]:
    """The queries that we asked the browser to write and that it may still be showing."""
    newest = max(asked, key=asked.__getitem__, default=None)
    now = time.monotonic()
    for query in [q for q, when in asked.items() if q != newest and now - when > SETTLED_SECONDS]:
        del asked[query]
    return set(asked)


def _query_string(parameters: Sequence[Parameter]) -> str:
    known = {p.name for p in parameters}
    return urlencode([(name, value) for name, value in st.query_params.items() if name in known], safe=",")
