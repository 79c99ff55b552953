"""`derive`: the steps of each `derive` line of a worksheet."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from derivations.account import Account, told
from derivations.derive import Derived, derive_value
from derivations.export.text import as_text
from derivations.language import read_sheet
from derivations.language.sheet import Line
from derivations.worker.confined import confined
from derivations.worker.process import Stopped

UNREADABLE = 2


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("derive", help="derive the gradients that a worksheet asks for")
    command.add_argument("file", help="a worksheet with `derive` lines")
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print the derivations; 0 all finished, 1 one got stuck, 2 a line was not read, or not done in time."""
    try:
        code, said = confined(partial(answer, given.file, given.json))
    except Stopped as stopped:
        print(json.dumps([]) if given.json else stopped)
        return UNREADABLE
    print(said)
    return code


def answer(file: str, as_json: bool) -> tuple[int, str]:
    """The exit code, and the derivations as data or for a person."""
    try:
        sheet = read_sheet(Path(file).read_bytes().decode("utf-8", errors="replace"))
    except OSError as problem:
        raise LookupError(f"{file}: {problem.strerror}.") from None
    made = list(derivations_of(sheet.requests))
    unread = not made or any(derived is None for _, derived, _ in made)
    code = UNREADABLE if unread else int(any(d.obstacle for _, d, _ in made if d))
    if as_json:
        return code, json.dumps([as_data(told_of) for _, _, told_of in made], indent=1, ensure_ascii=False)
    rows = [row for each in made for row in for_a_person(*each)]
    return code, "\n".join(rows or ["There is no `derive` line in this worksheet."])


def for_a_person(line: Line, derived: Derived | None, told_of: Account | None) -> Iterator[str]:
    """A request and its derivation, or why there is none."""
    yield f"line {line.number}: {line.text}"
    yield as_text(told_of) if told_of else problem_of(line)
    if derived and derived.obstacle:
        yield f"This is how far it gets. {derived.obstacle}"


def derivations_of(requests: tuple[Line, ...]) -> Iterator[tuple[Line, Derived | None, Account | None]]:
    """Each request with its derivation, if it could be read."""
    for line in requests:
        derived = derive_value(line.value) if line.value is not None else None
        yield line, derived, told(derived.derivation, "", line.text) if derived else None


def problem_of(line: Line) -> str:
    return str(line.problem) if line.problem else "This line asks for no derivative."


def as_data(made: Account | None) -> dict[str, Any]:
    """A derivation under the names of the contract."""
    if made is None:
        return {"steps": [], "result_latex": None, "result": None}
    steps = [
        {"rule": line.rule, "why": line.why, "latex": line.latex, "verdict": str(line.verdict)} for line in made.lines
    ]
    return {"steps": steps, "result_latex": made.result_latex, "result": made.result_latex}
