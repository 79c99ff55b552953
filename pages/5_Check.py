"""Check a derivation that someone wrote, line by line, as it is being written."""

from typing import Any

import streamlit as st

from derivations.worksheets import worksheets
from pages.parts import address
from pages.parts.frame import frame
from pages.parts.sheet import takeaway
from pages.parts.sheet.editor import editor, mark
from pages.parts.sheet.link import in_link, sheet_parameter
from pages.parts.sheet.loading import loading, saving
from pages.parts.sheet.rows import checked, margin

EXAMPLES = worksheets()
EXAMPLE = next(iter(EXAMPLES.values()))
PARAMETERS = (sheet_parameter("sheet"),)


@st.fragment
def check(view: dict[str, Any]) -> None:
    """The sheet, and what is said of it."""
    corner = address.corner()
    written, understood = st.columns(2, gap="large")
    with written:
        loading("check", EXAMPLES)
        text = editor("check", "Your worksheet", view["sheet"] or EXAMPLE, EXAMPLE)
        saving("check", text)
    address.show_view(corner, "check", PARAMETERS, {"sheet": in_link(text, EXAMPLE)})
    with understood:
        so_far = checked(text)
        takeaway.checked(text, "check")
    mark("check", margin(text, so_far))


frame(
    "Check",
    "Mend line 8, or write a derivation of your own: every line is judged as you type.",
)
check(address.open_view("check", PARAMETERS))
