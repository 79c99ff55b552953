"""What the `derive` lines of a sheet come to, told as the command line prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derivations.account import Account, told
from derivations.derive import Derived, derive_value
from derivations.export.text import as_text
from derivations.language import Line, read_sheet

FINISHED, STUCK, UNREADABLE = 0, 1, 2


def requests(text: str) -> Iterator[dict[str, Any]]:
    """The lines that ask for a derivation, then the derivation of each."""
    asked = read_sheet(text).requests
    yield {"event": "requests", "lines": [f"line {line.number}: {line.text}" for line in asked]}
    for line in asked:
        yield derivation(line)


def derivation(line: Line) -> dict[str, Any]:
    """A derivation as data and for a person, and whether it was finished; or why there is none."""
    derived = derive_value(line.value) if line.value is not None else None
    if derived is None:
        why = str(line.problem) if line.problem else "This line asks for no derivative."
        return {"event": "derived", "code": UNREADABLE, "data": as_data(None), "text": why}
    account = told(derived.derivation, "", line.text)
    code = STUCK if derived.obstacle else FINISHED
    return {"event": "derived", "code": code, "data": as_data(account), "text": for_a_person(account, derived)}


def for_a_person(account: Account, derived: Derived) -> str:
    """The derivation in lines, and what it could not get past."""
    end = f"\nThis is how far it gets. {derived.obstacle}" if derived.obstacle else ""
    return as_text(account) + end


def as_data(made: Account | None) -> dict[str, Any]:
    """A derivation under the names of the contract."""
    if made is None:
        return {"steps": [], "result_latex": None, "result": None}
    steps = [
        {"rule": line.rule, "why": line.why, "latex": line.latex, "verdict": str(line.verdict)} for line in made.lines
    ]
    return {"steps": steps, "result_latex": made.result_latex, "result": made.result_latex}
