"""The bar above a training: presets, run and pause, single steps, and beginning anew."""

import streamlit as st

from derivations.nets import preset
from pages.parts.training.address import SLUGS
from pages.parts.training.controls import Board
from pages.parts.training.desk import Desk
from pages.parts.training.lab import PACES
from pages.parts.training.looks import names_of
from pages.parts.training.run import KEY, run_button


def pick_preset(desk: Desk) -> str:
    """Which preset the settings begin from."""
    slug = desk.start["preset"]
    if "presets" in desk.start["hide"]:
        return slug
    key = f"train/{desk.revision}/preset"
    st.session_state.setdefault(key, slug)
    return st.selectbox(
        "Preset",
        SLUGS,
        format_func=lambda s: preset(s).title,
        key=key,
        on_change=lambda: desk.pick(st.session_state[key]),
    )


@st.fragment
def buttons(desk: Desk, board: Board) -> None:
    """Run, pause and single steps: a run of its own, so that a press is answered before all else is drawn anew.

    Whoever pauses is answered by this alone: the clock of the plane sees it, and draws the rest.
    """
    lab = desk.lab
    assert lab is not None
    stopped, epoch = lab.trainer.stopped, lab.trainer.steps_per_epoch
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(key="train-bar", horizontal=True, gap="small", width="content"):
            run_button(lab.running, stopped, desk.pressed, lambda: take_press(desk))
            for name, steps in (("1 step", 1), ("10 steps", 10), ("1 epoch", epoch)):
                st.button(name, key=f"train/{name}", on_click=desk.take, args=(steps,), disabled=stopped)
        st.button("Reset", key="train/reset", on_click=desk.begin_anew, help="Back to step 0.")
        if board.shows("data_seed", "settings"):
            st.button("New points", key="train/new", on_click=draw_anew, args=(desk, board))
        st.session_state.setdefault("train/pace", "quickening")
        st.selectbox("Pace", list(PACES), key="train/pace", help=" ".join(PACES.values()), width=140)
        if lab.sweeping:
            look_at(desk)
    desk.offers_pause = lab.running
    if desk.acted:
        st.rerun()


def take_press(desk: Desk) -> None:
    """Someone pressed Run or Pause."""
    press = st.session_state[KEY].get("press")
    if press:
        desk.press(**press)


def look_at(desk: Desk) -> None:
    """Which network of a sweep is looked at."""
    assert desk.lab is not None
    trainer = desk.lab.trainer
    names, key = names_of(trainer), f"train/{desk.revision}/look at {len(trainer.nets)}"
    options = [-1, *range(len(names))]
    said = {-1: "the best"} | dict(enumerate(names))
    desk.looked_at = st.selectbox(
        "Look at", options, format_func=said.__getitem__, key=key, width=130, on_change=desk.act
    )


def draw_anew(desk: Desk, board: Board) -> None:
    """The same data set from the next seed."""
    desk.act()
    key = board.key("data_seed")
    st.session_state[key] += 1
