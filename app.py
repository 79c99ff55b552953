"""The home page, and the server that also hands out plotly.js: run it with `streamlit run app.py`."""

import streamlit as st

from pages.parts.browser import routes
from pages.parts.frame import frame


def home() -> None:
    """What the app is, and where to start."""
    frame(
        "Derivations",
        "Walk through the gradients of machine learning line by line, see them move, and check your own.",
    )
    st.latex(r"\frac{\partial}{\partial z_i}\Bigl(-\sum_k y_k \log p_k\Bigr) = p_i - y_i")
    st.page_link("pages/2_Softmax.py", label="Start with the softmax: why adding a constant changes nothing")


# Streamlit runs this file as a script for each visitor, and imports it once to find the server's routes.
if __name__ == "__main__":
    home()
else:
    app = st.App(__file__, routes=routes())
