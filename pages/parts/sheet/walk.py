"""The walk through a derivation that is made while one watches: its lines, its numbers, and how far it got."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from derivations.account import Account
from derivations.numbers import Numbers
from derivations.worker.pool import Job, pool
from derivations.worker.process import Stopped
from pages.parts import inputs as fields
from pages.parts import walking
from pages.parts.beside import glossary
from pages.parts.formula import inks
from pages.parts.sheet import numbers, takeaway
from pages.parts.sheet.told import Told, harmless, problems, telling
from pages.parts.step import line
from pages.parts.stepper import stepper


def walk(text: str, view: Mapping[str, Any], lines: DeltaGenerator, beside: DeltaGenerator) -> dict[str, Any]:
    """The derivation that a sheet asks for; what of it belongs in the address."""
    job = pool().ask("derive", text=text, inks=[list(ink) for ink in inks()])
    lines, beside = lines.container(key="derive/lines"), beside.container(key="derive/beside")
    with lines:
        told = as_it_comes(job)
        problems(told)
    if told.account is None or not told.account.lines:
        return {}
    key = f"derive/{sha256(text.encode()).hexdigest()[:12]}"
    with beside:
        values, found = numbers_under(key, text, job, view["at"])
    account = harmless(told.account)
    with lines:
        result(account, told.is_finished)
        step = stepper("derive/step", key, min(view["step"], len(account.lines)), len(account.lines))
        for shown in walking.lines_in_view(account, step, found):
            line(shown, key=f"{key}/{shown.place}")
        if found is not None and step == len(account.lines):
            walking.check(found)
            walking.heat(found, f"{key}/heat")
        takeaway.derived(text, values, key)
    with beside:
        glossary(account)
    return {"step": step, "at": fields.written(values)}


def result(told: Account, is_finished: bool) -> None:
    """What comes out, before how it comes about."""
    last = told.lines[-1]
    if is_finished and all(line.verdict.establishes for line in told.lines):
        with st.container(key="derive/result"):
            st.latex(f"{last.left_latex or told.start_latex} = {last.latex}", width="content")


def as_it_comes(job: Job) -> Told:
    """The derivation, with a word on how far it has come while it is made."""
    progress = st.empty()
    told = Told()
    for told in telling(job):
        lines = len(told.account.lines) if told.account else 0
        if not told.is_closed:
            progress.caption(f"Line {lines} of {told.steps} …" if told.steps else "Deriving …")
    progress.empty()
    return told


def numbers_under(key: str, text: str, job: Job, at: str) -> tuple[dict[str, Any], Numbers | None]:
    """The inputs in force and what each line comes to at them, where they can be evaluated."""
    needed = numbers.needs(job)
    if not needed.inputs:
        return {}, None
    try:
        values = numbers.inputs_in_force(key, text, needed, at)
        return values, numbers.numbers(text, values)
    except (Stopped, numbers.TooMany) as reason:
        st.warning(str(reason))
        return {}, None
