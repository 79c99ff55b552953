"""Files of a training: one's own points, the weights and the curves to take away, and a state to go on from."""

from typing import Any

import streamlit as st

from derivations.nets import (
    CsvError,
    StateError,
    from_json,
    history_csv,
    load_weights_csv,
    preset,
    read_csv,
    to_json,
    weights_csv,
)
from pages.parts.parameter import write_query
from pages.parts.training.address import GROUPS, SETTINGS, parameters
from pages.parts.training.desk import Desk
from pages.parts.training.words import LABELS

EXAMPLE = "height,weight,kind\n1.62,55,cat\n1.80,82,dog\n…"


def own_points(desk: Desk) -> None:
    """A CSV of one's own; a bad file is told about, and what was there before stays."""
    given = st.file_uploader("Your points, as CSV", type=["csv", "txt", "tsv"], key="train/own")
    if given is not None:
        text = given.getvalue().decode("utf-8", errors="replace")
        try:
            read_csv(text)
        except CsvError as wrong:
            st.error(str(wrong))
        else:
            desk.file = text
    if desk.file:
        problem = read_csv(desk.file)
        kind = f"{len(problem.classes)} classes" if problem.classes else "values"
        st.caption(f"{len(problem.points)} points with {kind} are in use, standardised; another file replaces them.")
    else:
        st.caption("Two features and a label a line, with or without a header:")
        st.code(EXAMPLE, language=None)


def files(desk: Desk, values: dict[str, Any]) -> None:
    """What can be taken away, and brought back."""
    lab = desk.lab
    if lab is None:
        return
    trainer, net = lab.trainer, desk.net
    for label, name, kind, written in (
        ("State (JSON)", "network.json", "application/json", to_json),
        ("Weights (CSV)", "weights.csv", "text/csv", weights_csv),
        ("Curves (CSV)", "history.csv", "text/csv", history_csv),
    ):
        st.download_button(
            label,
            lambda w=written: w(trainer, net),
            name,
            kind,
            key=f"train/get/{name}",
            on_click="ignore",
            width="stretch",
        )
    given = st.file_uploader(
        "Go on from a state or weights",
        type=["json", "csv"],
        key="train/put",
        on_change=bring_back,
        args=(desk,),
    )
    if given is not None and desk.complaint:
        st.error(desk.complaint)
    share(values)


def bring_back(desk: Desk) -> None:
    """Take up a state or weights from a file; a bad file changes nothing."""
    given = st.session_state["train/put"]
    desk.complaint = ""
    if given is None or desk.lab is None:
        return
    text = given.getvalue().decode("utf-8", errors="replace")
    desk.stop()
    try:
        if given.name.endswith(".json"):
            desk.adopt(from_json(text))
        else:
            load_weights_csv(desk.lab.trainer, text, desk.net)
            desk.lab.trainer.record()
            desk.lab.edited = True
    except (StateError, CsvError, ValueError) as wrong:
        desk.complaint = str(wrong)


def share(values: dict[str, Any]) -> None:
    """A link to this very run that hides some of its controls."""
    names = [*GROUPS, *SETTINGS]
    picked = st.multiselect(
        "Hide in a link",
        names,
        key="train/share",
        format_func=lambda n: LABELS.get(n, f"all of: {n}"),
        persist_state="page",
    )
    if picked:
        query = write_query(parameters(preset(values["preset"])), values | {"hide": tuple(picked)})
        st.code(f"/Train?{query}", language=None, wrap_lines=True)
