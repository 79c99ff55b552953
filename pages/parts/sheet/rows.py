"""A sheet as it was understood, line by line, with what is said of each as soon as it is known."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from derivations.worker.answers import Row
from derivations.worker.pool import pool
from pages.parts.formula import inks
from pages.parts.sheet import wrong
from pages.parts.sheet.checked import Checked, in_order, listened
from pages.parts.sheet.words import headline, meaning, plain, shape_and_word


@dataclass(frozen=True)
class Places:
    """Where a row's verdict goes, and what is said below it."""

    verdict: DeltaGenerator
    below: DeltaGenerator


def checked(text: str) -> Checked:
    """Show how a text was understood and what is said of its lines, as they come."""
    job = pool().ask("check", text=text, inks=[list(ink) for ink in inks()])
    top = st.container(key="check/headline").empty()
    body = st.container(key="check/lines", gap=None)
    so_far, places = Checked(), {}
    for news in listened(job, so_far):
        if news is None:
            top.markdown(progress(so_far))
        elif news == "sheet":
            with body:
                places = {place: row(each, place) for place, each in in_order(so_far.rows)}
        else:
            show(so_far, news, places[news])
    said = plain(so_far.trouble) if so_far.trouble else f"**{headline(so_far.rows, so_far.found)}**"
    top.markdown(said)
    if so_far.first_wrong is not None:
        with places[so_far.first_wrong].below:
            wrong.and_then(so_far, so_far.first_wrong, text)
    return so_far


def progress(so_far: Checked) -> str:
    """Where the checking stands."""
    if not so_far.rows:
        return "Reading …"
    waiting = so_far.waiting
    return f"Checking line {so_far.rows[waiting[0]].number} …" if waiting else "Done."


def row(each: Row, place: int) -> Places:
    """A row without its verdict: its number, and the formula as it was understood."""
    with st.container(
        key=f"check/row/{place}/{each.role}", horizontal=True, gap="small", vertical_alignment="center"
    ):
        st.markdown(f":small[{each.number}]", width=24)
        if each.latex:
            st.latex(f"= {each.latex}" if each.role == "=" else each.latex)
        else:
            st.code(each.problem.caret if each.problem else each.text[:200], language=None)
        verdict = st.container(width=150)
    return Places(verdict, st.container(key=f"check/below/{place}", gap="xsmall"))


def show(so_far: Checked, place: int, where: Places) -> None:
    """The verdict on a row, and what there is to say about it."""
    found, each = so_far.found[place], so_far.rows[place]
    shape, word, colour = shape_and_word(found)
    where.verdict.markdown(f":{colour}-badge[{shape} {word}]", help=meaning(found))
    with where.below:
        if each.problem is not None:
            st.text(each.problem.sentence)
        elif found.verdict == "wrong" and place == so_far.first_wrong:
            wrong.opened(so_far, place)
        elif found.note and not found.follows:
            st.caption(plain(found.note))


def margin(text: str, so_far: Checked) -> dict[int, dict[str, str]]:
    """The verdicts for the margin of the editor: where a line holds several, the gravest."""
    lines = text.split("\n")
    grave = {"right": 0, "undecided": 1, "unreadable": 2, "wrong": 3}
    marks: dict[int, dict[str, str]] = {}
    for place, found in sorted(so_far.found.items(), key=lambda given: grave[given[1].verdict]):
        number = so_far.rows[place].number
        if 1 <= number <= len(lines):
            shape, word, _ = shape_and_word(found)
            marks[number] = {
                "shape": shape,
                "word": word,
                "verdict": found.verdict,
                "text": lines[number - 1],
            }
    return marks
