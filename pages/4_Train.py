"""Train a small network live, look into it, and have every gradient explained."""

import streamlit as st

from derivations.nets import CsvError, SettingsError, StateError
from pages.parts.address import corner
from pages.parts.frame import ARRIVED, frame
from pages.parts.training import address
from pages.parts.training.bar import buttons
from pages.parts.training.desk import desk as desk_of_visitor
from pages.parts.training.files import files
from pages.parts.training.inside import inside
from pages.parts.training.live import watch
from pages.parts.training.settings import asked_for

frame(
    "Train",
    "Press Run and watch a network learn; pause, and click a weight to see where its gradient comes from.",
)
link = corner()
arrived = st.session_state.get(ARRIVED, False)
desk = desk_of_visitor()
desk.open(address.opened(), arrived)

left, right = st.columns([8.4, 3.6], gap="medium")
with right, st.container(key="train-settings"):
    asked = asked_for(desk)
with left:
    bar = st.container()
    try:
        desk.set_up(address.nets_of(asked.values))
    except (SettingsError, CsvError, StateError) as problem:
        st.error(str(problem))
    if desk.lab is not None:
        with bar:
            buttons(desk, asked.board)
        watch(desk)
if desk.lab is not None:
    inside(desk)
    if asked.files is not None:
        with asked.files:
            files(desk, asked.values)
    address.show(link, desk.show(asked.values))
