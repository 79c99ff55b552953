"""A person's own sheet to take away: written by the process that read it, when it is asked for."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from derivations.export.formats import FORMATS
from derivations.worker.answers import text_in
from derivations.worker.pool import pool
from derivations.worker.process import Stopped
from pages.parts.takeaway import HELP, offer

CHECKED = {
    "latex": "Every line with its verdict, as a document that compiles",
    "markdown": "Every line with its verdict, formulas between $$",
    "notebook": "Every line evaluated; running it stops at the first line that is wrong",
}
NO_FILE = "This could not be written."


def derived(request: str, values: Mapping[str, Any], key: str) -> None:
    """The derivation that a sheet asks for, at the inputs in force, in every format."""
    given = {name: np.asarray(value).tolist() for name, value in values.items()}
    writers = {name: partial(written, "export", text=request, to=name, values=given) for name in FORMATS}
    st.markdown("**Take it away**")
    offer("derivation", {name: (HELP[name], write) for name, write in writers.items()}, key)


def checked(text: str, key: str) -> None:
    """A sheet with its verdicts as a document, or as a notebook that computes its lines; nothing of an empty one."""
    if not text.strip():
        return
    writers = {name: partial(written, "export checked", text=text, to=name) for name in CHECKED}
    st.markdown("**Take it away**")
    offer("sheet", {name: (CHECKED[name], write) for name, write in writers.items()}, key)


def written(task: str, **given: Any) -> str:
    """The content of a file; the sentence that says why there is none, where there is none."""
    job = pool().ask(task, **given)
    try:
        for answer in job.result():
            if answer.get("event") == "file":
                return text_in(answer, "content")
            if answer.get("event") == "refused":
                return f"{NO_FILE} {text_in(answer, 'sentence')}\n"
    except Stopped as stopped:
        return f"{NO_FILE} {stopped}\n"
    return f"{NO_FILE} {job.trouble}\n"
