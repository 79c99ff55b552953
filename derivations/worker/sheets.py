"""Sheets read and judged, told as plain data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from derivations.account import Inks
from derivations.check.checking import findings
from derivations.language import read_sheet
from derivations.worker import telling
from derivations.worker.tasks import Answer, Answers

MOST_SHOWN = 10_000
"""entries of an array in a point that refutes"""
read = lru_cache(maxsize=8)(read_sheet)


def check(text: str, inks: list[list[str]]) -> Answers:
    """The lines as they were understood, then what is said of each."""
    sheet = read(text)
    yield telling.sheet(sheet, as_inks(inks))
    for found in findings(sheet):
        yield {"event": "finding", **shortened(found.as_data)}


def shortened(said: Answer) -> Answer:
    """What is said of a line without the arrays of its point that nobody could read."""
    point = said["counterexample"]
    if point is None:
        return said
    shown = {name: value for name, value in point.items() if entries(value) <= MOST_SHOWN}
    return {**said, "counterexample": shown}


def entries(value: Any) -> int:
    """How many numbers an array has."""
    return sum(map(entries, value)) if isinstance(value, list) else 1


def names(text: str, inks: list[list[str]]) -> Answers:
    """The lines as they were understood, and the names that they declare."""
    sheet = read(text)
    yield telling.sheet(sheet, as_inks(inks))
    yield telling.names(sheet)


def as_inks(written: list[list[str]]) -> Inks:
    return tuple((role, ink) for role, ink in written)
