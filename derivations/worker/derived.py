"""The derivation that a sheet asks for, told piece by piece, and its numbers."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from derivations.account import Inks
from derivations.derive import Derived, continued, derive_value
from derivations.language import Line, Sheet
from derivations.numbers import Input, inputs, numbers, sizes
from derivations.opening import starting_values
from derivations.worker import telling
from derivations.worker.sheets import as_inks, read
from derivations.worker.tasks import Answer, Answers

MOST_NUMBERS = 400
"""entries of one array that are put under sliders"""


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


def derivation(derived: Derived | None, inks: Inks) -> Answers:
    """A derivation told piece by piece: its head, each line, and what it could not get past."""
    if derived is None:
        yield {"event": "problem", "problem": None}
        return
    yield telling.head(derived.derivation, inks)
    for step in derived.derivation.steps:
        yield telling.step(step, derived.derivation, inks)
    yield {"event": "close", "obstacle": derived.obstacle}


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


@lru_cache(maxsize=16)
def derived_from(text: str) -> Derived | None:
    """The derivation that the last `derive` line of a text asks for."""
    line = last_request(read(text))
    return derive_value(line.value) if line is not None and line.value is not None else None


def last_request(sheet: Sheet) -> Line | None:
    return sheet.requests[-1] if sheet.requests else None


def as_plain(given: Input) -> Answer:
    return {"name": given.name, "text": given.text, "kind": given.kind, "sizes": given.sizes, "below": given.below}
