"""The home page, and the server that also hands out plotly.js: run it with `streamlit run app.py`."""

import sys

import streamlit as st

from pages.parts.browser import routes
from pages.parts.frame import frame
from pages.parts.page import middleware
from pages.parts.preload import in_the_background


def home() -> None:
    """What the app is, and where to start."""
    frame(
        "Derivations",
        "Walk through the gradients of machine learning line by line, see them move, and check your own.",
    )
    # Here, so that the server itself starts without SymPy.
    from pages.parts.gallery import gallery

    gallery()


# Streamlit runs this file as a script for each visitor, and imports it once to find the server's routes.
if __name__ == "__main__":
    home()
else:
    # A slider's run then ends within one turn of its thread, and all that it sends leaves together.
    sys.setswitchinterval(0.01)
    in_the_background()
    app = st.App(__file__, routes=routes(), middleware=middleware())
