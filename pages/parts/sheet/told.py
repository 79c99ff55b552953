"""A derivation that comes from elsewhere line by line: as an account, and as elements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from derivations.account import Account, Line, Symbol
from derivations.verify.verdicts import Judgement, Verdict
from derivations.worker.answers import Answer, as_unread, list_in, part_in, text_in
from derivations.worker.pool import Job
from derivations.worker.process import Stopped
from pages.parts.sheet.words import plain
from pages.parts.step import Line as Shown
from pages.parts.step import line as show

NO_DERIVATIVE = "This is no derivative, so there is nothing to derive."


@dataclass(frozen=True)
class Told:
    """A derivation as far as it has come, what it could not get past, and what keeps it from being read."""

    account: Account | None = None
    steps: int = 0
    obstacle: str = ""
    unread: str = ""
    caret: str = ""
    trouble: str = ""
    is_closed: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether it has come to its end."""
        return self.is_closed and not self.obstacle and not self.trouble


def telling(job: Job) -> Iterator[Told]:
    """The derivation as it comes, again after each of its lines and whenever nothing has come for a moment."""
    told = Told()
    try:
        for answer in job.stream():
            told = after(told, answer) if answer is not None else told
            yield told
    except Stopped as stopped:
        told = replace(told, trouble=str(stopped))
    yield replace(told, trouble=told.trouble or job.trouble)


def told_by(job: Job) -> Told:
    """The derivation once no more of it will come."""
    return list(telling(job))[-1]


def after(told: Told, answer: Answer) -> Told:
    """A derivation with one more answer taken in."""
    event = answer.get("event")
    if event == "head":
        symbols = tuple(
            Symbol(*map(str, symbol)) for symbol in list_in(answer, "symbols") if len(symbol) == 5
        )
        head = Account("", "", "", "", text_in(answer, "latex"), text_in(answer, "text"), symbols, ())
        return replace(told, account=head, steps=int(answer.get("steps", 0)))
    if event == "step" and told.account is not None:
        return replace(
            told, account=replace(told.account, lines=(*told.account.lines, as_line(dict(answer))))
        )
    if event == "close":
        return replace(told, obstacle=text_in(answer, "obstacle"), is_closed=True)
    if event == "problem":
        problem = as_unread(part_in(answer, "problem"))
        sentence, caret = (problem.sentence, problem.caret) if problem else (NO_DERIVATIVE, "")
        return replace(told, unread=sentence, caret=caret)
    return told


def as_line(data: dict[str, Any]) -> Line:
    """A line of a derivation, checked."""
    try:
        verdict = Verdict(text_in(data, "verdict"))
    except ValueError:
        raise Stopped("garbled") from None
    words = (text_in(data, key) for key in ("rule", "why", "latex", "text", "before", "after"))
    fine = tuple(as_line(each) for each in list_in(data, "fine") if isinstance(each, dict))
    return Line(*words, Judgement(verdict), fine, text_in(data, "left_latex"), text_in(data, "left_text"))


def harmless(told: Account) -> Account:
    """An account whose words mean nothing to Markdown, for names in them were given by a person."""
    return replace(told, lines=tuple(map(harmless_line, told.lines)))


def harmless_line(line: Line) -> Line:
    return replace(
        line, rule=plain(line.rule), why=plain(line.why), fine=tuple(map(harmless_line, line.fine))
    )


def lines(job: Job, key: str) -> None:
    """Every line of a derivation under each other."""
    told = told_by(job)
    problems(told)
    if told.account is None:
        return
    account = harmless(told.account)
    st.latex(account.start_latex, width="content")
    for place, each in enumerate(account.lines):
        formula = f"{each.left_latex} = {each.latex}"
        show(
            Shown(formula, each.rule, each.why, str(each.verdict), each.verdict.meaning), key=f"{key}/{place}"
        )


def problems(told: Told) -> None:
    """What kept a derivation from being read, made, or finished."""
    if told.unread:
        st.text(told.unread)
        if told.caret:
            st.code(told.caret, language=None)
    if told.trouble:
        st.warning(plain(told.trouble))
    if told.obstacle:
        st.warning(f"This is how far it gets. {plain(told.obstacle)}")
