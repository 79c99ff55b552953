"""Take it away: what is in view, at the inputs in force, as a file of each format."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from derivations.export.formats import FORMATS, exported
from derivations.export.subject import Subject

HELP = {
    "latex": "A document that compiles",
    "markdown": "Formulas between $$, for any common viewer",
    "notebook": "Every line evaluated at the inputs above and checked against differences; needs NumPy alone",
    "numpy": "loss and gradient as functions; run the file and it checks itself",
    "pytorch": "The same for PyTorch, held against its autograd too",
    "jax": "The same for JAX, held against its autograd too",
}


def take_away(subject: Subject, key: str) -> None:
    """A button for each format; a file is written when it is asked for."""
    offer(subject.slug, {name: (HELP[name], partial(exported, name, subject)) for name in FORMATS}, key)


def offer(slug: str, formats: Mapping[str, tuple[str, Callable[[], str]]], key: str) -> None:
    """A button for each of some formats, with what it is good for and who writes it."""
    with st.container(key=f"{key}/take-away"), st.container(horizontal=True, gap="small"):
        for name, (help_text, write) in formats.items():
            each = FORMATS[name]
            st.download_button(
                each.label,
                write,
                file_name=each.file_name(slug),
                mime=each.media,
                help=help_text,
                key=f"{key}/take-away/{name}",
                on_click="ignore",
            )
