"""What can be asked of the process that reads texts; each task yields its answer piece by piece, as plain data."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any

import numpy as np

from derivations.account import Inks
from derivations.check.checking import findings
from derivations.derive import Derived, continued, derive_value
from derivations.export.formats import exported, exported_sheet
from derivations.export.subject import Subject
from derivations.language import Line, Sheet, read_sheet
from derivations.numbers import Input, inputs, numbers, sizes
from derivations.numeric.preparing import CannotCompile
from derivations.opening import starting_values
from derivations.worker import telling
from derivations.worker.requests import requests

Answer = dict[str, Any]
Answers = Iterator[Answer]
MOST_SHOWN = 10_000
"""entries of an array in a point that refutes"""
MOST_NUMBERS = 400
"""entries of one array that are put under sliders"""
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
    shown = {name: value for name, value in point.items() if np.size(value) <= MOST_SHOWN}
    return {**said, "counterexample": shown}


def names(text: str, inks: list[list[str]]) -> Answers:
    """The lines as they were understood, and the names that they declare."""
    sheet = read(text)
    yield telling.sheet(sheet, as_inks(inks))
    yield telling.names(sheet)


def go_on(text: str, chain: int, right: int, inks: list[list[str]]) -> Answers:
    """How a chain goes on after so many right lines, or how it goes from its claim."""
    held = read(text).chains[chain : chain + 1]
    lines = [line for each in held for line in (each.claim, *each.lines)]
    if not 0 <= right < len(lines):
        yield {"event": "problem", "problem": None}
        return
    claim, above = lines[0], lines[right]
    derived = continued(claim.value, above.value) if claim.value and above.value else None
    yield from derivation(derived, as_inks(inks))


def derive(text: str, inks: list[list[str]]) -> Answers:
    """The derivation that the last `derive` line asks for, line by line, and what numbers it needs."""
    line = last_request(read(text))
    if line is None or line.problem is not None:
        yield {"event": "problem", "problem": telling.problem(line)}
        return
    derived = derived_from(text)
    yield from derivation(derived, as_inks(inks))
    if derived is not None:
        yield needs(text)


def export(text: str, to: str, values: dict[str, Any]) -> Answers:
    """The derivation that the last `derive` line asks for, in a format."""
    line, derived = last_request(read(text)), derived_from(text)
    if line is None or derived is None:
        yield {"event": "problem", "problem": telling.problem(line)}
        return
    given = {name: np.asarray(value) for name, value in values.items()}
    subject = Subject(derived.derivation, read(text).title or "A derivation", "derivation", values=given)
    yield from file_of(partial(exported, to, subject))


def export_checked(text: str, to: str, name: str = "worksheet") -> Answers:
    """A sheet with the verdict on each of its lines, in a format."""
    yield from file_of(partial(exported_sheet, to, text, name))


def file_of(write: Callable[[], str]) -> Answers:
    """What is written as a file, or why there is none."""
    try:
        yield {"event": "file", "content": write()}
    except (CannotCompile, LookupError, ValueError) as problem:
        yield {"event": "refused", "sentence": str(problem.args[0]) if problem.args else ""}


def needs(text: str) -> Answer:
    """The inputs that the numbers under a derivation begin with, and the names of the sizes."""
    derived = derived_from(text)
    if derived is None:
        return {"event": "needs", "inputs": [], "sizes": []}
    held = derived.derivation
    return {"event": "needs", "inputs": list(map(as_plain, inputs(held))), "sizes": list(sizes(held))}


def start(text: str, lengths: dict[str, int]) -> Answers:
    """Inputs to begin with at these sizes."""
    derived = derived_from(text)
    try:
        found = starting_values(derived.derivation, lengths) if derived and not too_many(derived, lengths) else None
    except (ValueError, LookupError):
        found = None
    if found is None:
        yield {"event": "unfit"}
        return
    yield {"event": "start", "values": {name: np.asarray(value).tolist() for name, value in found.items()}}


def too_many(derived: Derived, lengths: dict[str, int]) -> bool:
    """Whether there are more numbers than a person can look at."""
    shapes = [[n if isinstance(n, int) else lengths[n] for n in each.sizes] for each in inputs(derived.derivation)]
    return any(math.prod(map(abs, shape)) > MOST_NUMBERS for shape in shapes)


def evaluate(text: str, values: dict[str, Any]) -> Answers:
    """What each line comes to at some inputs."""
    derived = derived_from(text)
    if derived is None:
        return
    try:
        found = numbers(derived.derivation, {name: np.asarray(value) for name, value in values.items()})
    except (ValueError, LookupError, TypeError, OverflowError):
        yield {"event": "unfit"}
        return
    slope = found.by_differences
    yield {
        "event": "numbers",
        "axes": list(found.axes),
        "lines": [line.tolist() for line in found.lines],
        "disagreement": found.disagreement,
        "by_differences": None if slope is None else np.asarray(slope).tolist(),
    }


def derivation(derived: Derived | None, inks: Inks) -> Answers:
    """A derivation told piece by piece: its head, each line, and what it could not get past."""
    if derived is None:
        yield {"event": "problem", "problem": None}
        return
    yield telling.head(derived.derivation, inks)
    for step in derived.derivation.steps:
        yield telling.step(step, derived.derivation, inks)
    yield {"event": "close", "obstacle": derived.obstacle}


@lru_cache(maxsize=16)
def derived_from(text: str) -> Derived | None:
    """The derivation that the last `derive` line of a text asks for."""
    line = last_request(read(text))
    return derive_value(line.value) if line is not None and line.value is not None else None


def last_request(sheet: Sheet) -> Line | None:
    return sheet.requests[-1] if sheet.requests else None


def as_plain(given: Input) -> Answer:
    return {"name": given.name, "text": given.text, "kind": given.kind, "sizes": given.sizes, "below": given.below}


def as_inks(written: list[list[str]]) -> Inks:
    return tuple((role, ink) for role, ink in written)


TASKS: dict[str, Callable[..., Answers]] = {
    "check": check,
    "names": names,
    "go on": go_on,
    "derive": derive,
    "start": start,
    "evaluate": evaluate,
    "export": export,
    "export checked": export_checked,
    "requests": requests,
}
