"""The parts of the Derive page: quantities to declare, what to derive, and the walk through the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from derivations.worker.answers import Name, Row, as_names, as_rows
from derivations.worker.pool import pool
from derivations.worker.process import Stopped
from pages.parts import address
from pages.parts.formula import inks
from pages.parts.sheet.editor import put, text_of
from pages.parts.sheet.words import plain

SIZES = {
    "scalar": 0,
    "positive": 0,
    "vector": 1,
    "row": 1,
    "matrix": 2,
    "one-hot": 1,
    "distribution": 1,
    "signs": 1,
    "symmetric": 1,
    "invertible": 1,
}


def declaring(name: str) -> None:
    """A small form that adds a quantity to the sheet."""
    with st.popover("Add a quantity"), st.form(f"{name}/declare", border=False, clear_on_submit=True):
        called = st.text_input(
            "Name", placeholder=r"w, W_1, \hat{y}", max_chars=40, key=f"{name}/declare/name"
        )
        kind = st.selectbox("Kind", list(SIZES), index=2, key=f"{name}/declare/kind")
        sizes = st.text_input("Size, such as n; a matrix has two, m n", "n", max_chars=40, key=f"{name}/declare/sizes")
        if st.form_submit_button("Add") and called.strip():
            add(name, f"let {called.strip()} : {kind} {' '.join(sizes.split()[: SIZES[kind]])}".rstrip())
            st.rerun(scope="fragment")


def add(name: str, declaration: str) -> None:
    """Put a declaration after the last one that has a kind, so that what is defined may use it."""
    lines = text_of(name).rstrip("\n").split("\n")
    given = [place for place, line in enumerate(lines) if line.startswith("let ") and ":" in line]
    lines.insert(given[-1] + 1 if given else 0, declaration)
    put(name, "\n".join(lines) + "\n")


def understood(text: str) -> tuple[tuple[Row, ...], tuple[Name, ...], str]:
    """The lines of a sheet, the quantities it declares, and what went wrong on the way."""
    job = pool().ask("names", text=text, inks=[list(ink) for ink in inks()])
    rows: tuple[Row, ...] = ()
    names: tuple[Name, ...] = ()
    try:
        for answer in job.result():
            rows = as_rows(answer) if answer.get("event") == "sheet" else rows
            names = as_names(answer) if answer.get("event") == "names" else names
    except Stopped as stopped:
        return rows, names, str(stopped)
    return rows, names, job.trouble


@dataclass(frozen=True)
class Asked:
    """What is to be differentiated, and with respect to what, by their names in the sheet."""

    loss: str
    variable: str


def asked(key: str, names: Sequence[Name], view: Mapping[str, Any]) -> Asked | None:
    """The loss and the variable that are picked; nothing where there is nothing to pick from."""
    called = {name.name: name.text for name in names}
    losses = ordered_losses(names)
    if not losses:
        return None
    of, by = st.columns([4, 8], gap="small")
    loss = picked(of, "Derive", f"{key}/of", losses, view["of"], called)
    variables = ordered_variables(names, loss)
    if not variables:
        return None
    return Asked(loss, picked(by, "with respect to", f"{key}/by", variables, view["by"], called))


def picked(
    where: DeltaGenerator,
    label: str,
    key: str,
    options: Sequence[str],
    wanted: str,
    called: Mapping[str, str],
) -> str:
    """One of some names: as a link says, else as before, else the first."""
    key = address.start(key, wanted if wanted in options else options[0])
    if st.session_state[key] not in options:
        st.session_state[key] = options[0]
    return where.pills(label, options, required=True, key=key, format_func=lambda name: called[name])


def ordered_losses(names: Sequence[Name]) -> list[str]:
    """What may be differentiated: what is defined, scalars first and the last one before the others."""
    defined = [name for name in reversed(names) if name.is_defined]
    return [name.name for name in sorted(defined, key=lambda name: name.kind != "scalar")]


def ordered_variables(names: Sequence[Name], loss: str) -> list[str]:
    """With respect to what: everything but the loss, what is given before what is defined."""
    others = [name for name in names if name.name != loss]
    return [name.name for name in sorted(others, key=lambda name: name.is_defined)]


def request(text: str, asked: Asked) -> str:
    """The sheet with a line that asks for the derivative."""
    return f"{text.rstrip()}\nderive \\frac{{\\partial {asked.loss}}}{{\\partial {asked.variable}}}\n"


def margin(text: str, rows: Sequence[Row]) -> dict[int, dict[str, str]]:
    """A mark in the margin of the editor beside each line that could not be read."""
    lines, mark = text.split("\n"), {"shape": "!", "word": "can’t read", "verdict": "unreadable"}
    unread = [row.number for row in rows if row.problem is not None and row.number <= len(lines)]
    return {number: {**mark, "text": lines[number - 1]} for number in unread}


def problems(rows: Sequence[Row], trouble: str) -> bool:
    """Say of every line what kept it from being read; whether there was anything to say."""
    unread = [row for row in rows if row.problem is not None]
    for row in unread:
        if row.problem is not None:
            st.markdown(f":orange-badge[! can’t read] line {row.number}, column {row.problem.column}")
            st.text(row.problem.sentence)
            st.code(row.problem.caret, language=None)
    if trouble:
        st.warning(plain(trouble))
    return bool(unread or trouble)
