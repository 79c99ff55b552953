"""What is said of a line of a worksheet, and of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["right", "wrong", "undecided", "unreadable"]
Layout = Literal["as declared", "transposed"]


@dataclass(frozen=True)
class Counterexample:
    """A point where a line is not what was claimed: the inputs, what was claimed there, and what the line gives."""

    inputs: Mapping[str, Any]
    indices: Mapping[str, int]
    left: float
    right: float

    @property
    def as_data(self) -> dict[str, Any]:
        """The point as plain numbers and lists."""
        return {**self.inputs, **self.indices, "left": self.left, "right": self.right}


@dataclass(frozen=True)
class Finding:
    """What is said of one line."""

    line: int
    text: str
    verdict: Verdict
    method: str | None = None
    follows: bool | None = None
    layout: Layout | None = None
    mistake: str | None = None
    counterexample: Counterexample | None = None
    note: str = ""

    @property
    def as_data(self) -> dict[str, Any]:
        """The finding under the names of the command line's contract."""
        point = self.counterexample.as_data if self.counterexample else None
        return {
            "line": self.line,
            "text": self.text,
            "verdict": self.verdict,
            "method": self.method,
            "follows": self.follows,
            "layout": self.layout,
            "mistake": self.mistake,
            "counterexample": point,
            "note": self.note,
        }


@dataclass(frozen=True)
class Report:
    """What is said of a whole worksheet."""

    title: str
    findings: tuple[Finding, ...]

    @property
    def first_wrong(self) -> int | None:
        """The number of the first line that is wrong."""
        return next((f.line for f in self.findings if f.verdict == "wrong"), None)

    @property
    def exit_code(self) -> int:
        """0 all right, 1 something is wrong, 2 something could not be read or decided."""
        if self.first_wrong is not None:
            return 1
        return 2 if any(f.verdict in ("undecided", "unreadable") for f in self.findings) else 0
