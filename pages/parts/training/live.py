"""What is watched while a network trains: the plane, a look at its course, and what is wrong with it in words.

What moves is brought by one part, the plane, so that a browser keeps up with ten of its runs a second.
"""

import streamlit as st

from derivations.nets import Trainer, diagnose
from pages.parts.board import Board, chart_place, keep_places
from pages.parts.training.desk import Desk
from pages.parts.training.inside import drawing
from pages.parts.training.lab import training_now
from pages.parts.training.looks import LOOKS, absent, figure_of, names_of
from pages.parts.training.plane import answers
from pages.parts.training.words import link_to, percent, short

# Each run of a part has the browser look through the whole page, so one brings what moves, and each in its time;
# what need not move so often is brought less often still where several train, as they share one interpreter.
TICK, LOOK_TICK, DRAWN_TICK, MESSAGE_TICK = 0.1, 0.5, 0.7, 2.0
HEIGHT = 400
WALK = "pages/1_Walk.py"


def watch(desk: Desk) -> None:
    """The living parts: the first of them trains, for as long as someone looks."""
    assert desk.lab is not None
    running = desk.lab.running
    left, right = st.columns([1, 1.15], gap="small")
    desk.sent.clear()
    with left:
        st.fragment(plane, run_every=TICK if running else None)(desk, running)
    with right:
        place_look(desk.lab.trainer, choose_look())
    st.fragment(messages, run_every=MESSAGE_TICK if running else None)(desk)


def plane(desk: Desk, clocked: bool) -> None:
    """Train a little, and show what the network now answers; when it ended or was paused, draw the page anew."""
    lab = desk.lab
    assert lab is not None
    was_running = lab.running
    if was_running:
        lab.tick(st.session_state.get("train/pace", "quickening"))
    answers(
        lab,
        desk.net,
        standing(lab.trainer, desk.net),
        key="train/surface",
        height=HEIGHT,
        pressed=desk.pressed,
        looks=course(desk),
        drawn=drawing(desk) if lab.running and desk.is_due("drawn", DRAWN_TICK * training_now()) else None,
    )
    # A pause is first answered by the bar, which is quicker than a page.
    answered = was_running or not desk.offers_pause
    if clocked and not lab.running and answered:
        st.rerun()


def standing(trainer: Trainer, net: int) -> tuple[str, str]:
    """How the training stands, in two lines."""
    for broken in trainer.divergences:
        if broken.net == net:
            kept = f"shown is step {broken.kept:,}, the last good state"
            return f"Diverged at step {broken.step:,}", kept
    last = trainer.history.last
    losses = [short(last(f"{part} loss", net), 3) for part in ("train", "test")]
    said = f"loss {losses[0]} train, {losses[1]} test"
    if trainer.problem.classes:
        right = [percent(last(f"{part} accuracy", net)) for part in ("train", "test")]
        said += f" · right {right[0]} train, {right[1]} test"
    return f"Step {trainer.step:,} · epoch {trainer.epoch:,.1f}", said


def choose_look() -> str:
    """Which look is taken; each is computed only while it is looked at."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.session_state.setdefault("train/panel", "Curves")
        look = st.segmented_control(
            "Look at the course", list(LOOKS), key="train/panel", required=True, label_visibility="collapsed"
        )
        if look == "Curves":
            st.session_state.setdefault("train/log", True)
            st.toggle("Log", key="train/log", help="The loss on a logarithmic axis.")
    return look


def place_look(trainer: Trainer, look: str) -> None:
    """Where the look goes, or why there is none."""
    if missing := absent(trainer, look):
        st.markdown(missing)
    else:
        keep_places(chart_place(place_of(look), LOOKS[look], HEIGHT))


def place_of(look: str) -> str:
    return f"train/{look}"


def course(desk: Desk) -> Board | None:
    """The look that is taken, when it is due."""
    lab, look, board = desk.lab, st.session_state.get("train/panel", "Curves"), Board("train/looks")
    assert lab is not None
    if absent(lab.trainer, look) or (not desk.is_due("look", LOOK_TICK * training_now()) and lab.running):
        return None
    figure = figure_of(look, lab.trainer, desk.net, st.session_state.get("train/log", True))
    board.draw(place_of(look), figure)
    return board


def messages(desk: Desk) -> None:
    """What went wrong, what keeps the network from learning, and where the cause is derived."""
    lab, net = desk.lab, desk.net
    assert lab is not None
    trainer = lab.trainer
    for divergence in trainer.divergences:
        name = f"**{names_of(trainer)[divergence.net]}**: " if lab.sweeping else ""
        st.error(name + divergence.sentence)
    if lab.sweeping:
        st.markdown(f"Best on the test points so far: **{names_of(trainer)[trainer.best]}**, the thick curve.")
    for note in filter(None, [lab.ended, *lab.notes]):
        st.info(note)
    if trainer.stopped:
        return
    for place, finding in enumerate(diagnose(trainer, net)):
        with st.container(key=f"train/finding/{place}", border=True, gap="xxsmall"):
            st.markdown(f"**{finding.kind.capitalize()}.** {finding.sentence}")
            link = link_to(finding.topic)
            if link:
                st.page_link(WALK, label=f"Derived: {link[1]}", query_params={"derivation": link[0]})
