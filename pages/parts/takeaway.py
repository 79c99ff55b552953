"""Take it away: what is in view, at the inputs in force, as a file of each format."""

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
    with st.container(key=f"{key}/take-away"), st.container(horizontal=True, gap="small"):
        for name, each in FORMATS.items():
            st.download_button(
                each.label,
                partial(exported, name, subject),
                file_name=each.file_name(subject.slug),
                mime=each.media,
                help=HELP[name],
                key=f"{key}/take-away/{name}",
                on_click="ignore",
            )
