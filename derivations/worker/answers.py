"""What comes back from the process that reads texts, checked piece by piece before a page believes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derivations.check.findings import Counterexample, Finding
from derivations.worker.process import Stopped

Answer = Mapping[str, Any]
LONGEST = 200_000
"""characters of one string"""
LAYOUTS = ("as declared", "transposed", None)
VERDICTS = ("right", "wrong", "undecided", "unreadable")


@dataclass(frozen=True)
class Unread:
    """What kept a line from being read: a sentence, and the line with a mark under the place."""

    sentence: str
    caret: str
    column: int


@dataclass(frozen=True)
class Row:
    """A line of a sheet as it was understood."""

    number: int
    role: str
    text: str
    latex: str
    problem: Unread | None
    chain: int | None

    @property
    def is_judged(self) -> bool:
        """Whether a finding about it is to be expected."""
        return self.problem is not None or self.role == "="


@dataclass(frozen=True)
class Name:
    """A quantity of a sheet: its name in the worksheet language, and for people."""

    name: str
    text: str
    kind: str
    is_defined: bool


def text_in(answer: Answer, key: str) -> str:
    """A string, or else the answer is not believed."""
    value = answer.get(key)
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Stopped("garbled")
    return value


def whole_in(answer: Answer, key: str) -> int:
    """A whole number, or else the answer is not believed."""
    value = answer.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Stopped("garbled")
    return value


def number_in(answer: Answer, key: str) -> float:
    """A number, or else the answer is not believed."""
    value = answer.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Stopped("garbled")
    return float(value)


def list_in(answer: Answer, key: str) -> list[Any]:
    """A list, or else the answer is not believed."""
    value = answer.get(key)
    if not isinstance(value, list):
        raise Stopped("garbled")
    return value


def part_in(answer: Answer, key: str) -> Answer | None:
    """A part with names of its own, or None."""
    value = answer.get(key)
    if value is not None and not isinstance(value, dict):
        raise Stopped("garbled")
    return value


def as_unread(data: Answer | None) -> Unread | None:
    """A problem, if there is one."""
    if data is None:
        return None
    return Unread(text_in(data, "sentence"), text_in(data, "caret"), whole_in(data, "column"))


def as_rows(answer: Answer) -> tuple[Row, ...]:
    """The lines of a sheet."""
    rows = list_in(answer, "rows")
    return tuple(as_row(row) for row in rows if isinstance(row, dict))


def as_row(data: Answer) -> Row:
    """A line of a sheet."""
    chain = whole_in(data, "chain") if data.get("chain") is not None else None
    problem = as_unread(part_in(data, "problem"))
    words = (text_in(data, "role"), text_in(data, "text"), text_in(data, "latex"))
    return Row(whole_in(data, "number"), *words, problem, chain)


def as_names(answer: Answer) -> tuple[Name, ...]:
    """The quantities of a sheet."""
    return tuple(
        Name(text_in(n, "name"), text_in(n, "text"), text_in(n, "kind"), n.get("is_defined") is True)
        for n in list_in(answer, "names")
        if isinstance(n, dict)
    )


def as_finding(answer: Answer) -> Finding:
    """What is said of a line."""
    verdict, layout, follows = answer.get("verdict"), answer.get("layout"), answer.get("follows")
    if (
        verdict not in VERDICTS
        or layout not in ("as declared", "transposed", None)
        or follows not in (True, False, None)
    ):
        raise Stopped("garbled")
    return Finding(
        whole_in(answer, "line"),
        text_in(answer, "text"),
        verdict,
        text_in(answer, "method") if answer.get("method") is not None else None,
        follows,
        layout,
        text_in(answer, "mistake") if answer.get("mistake") is not None else None,
        as_counterexample(part_in(answer, "counterexample")),
        text_in(answer, "note"),
    )


def as_counterexample(data: Answer | None) -> Counterexample | None:
    """A point that refutes; whole numbers among its inputs are the indices."""
    if data is None:
        return None
    inputs = {name: value for name, value in data.items() if name not in ("left", "right")}
    return Counterexample(inputs, {}, number_in(data, "left"), number_in(data, "right"))
