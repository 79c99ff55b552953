"""What could not be read: where it is, and one sentence that helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

About = Literal["syntax", "name", "shape", "size", "ambiguous", "depends", "limit"]


@dataclass(frozen=True)
class Unreadable:
    """A line, or a part of it, that could not be read; line and column count from 1."""

    line: int
    column: int
    sentence: str
    caret: str
    about: About

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.sentence}\n{self.caret}"


class Problem(ValueError):
    """A part of a line that cannot be read, by its place in the text of the line."""

    about: About = "syntax"

    def __init__(self, sentence: str, start: int | None = None, end: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.start, self.end = sentence, start, end

    def placed(self, start: int, end: int) -> Problem:
        """The same problem, at this place unless it had a narrower one already."""
        if self.start is None:
            self.start, self.end = start, end
        return self


class UnknownName(Problem):
    """A name that was not declared."""

    about: About = "name"


class ShapeProblem(Problem):
    """Two shapes that do not fit where they meet."""

    about: About = "shape"


class SizeProblem(Problem):
    """An index or an array whose size cannot be found."""

    about: About = "size"


class Ambiguous(Problem):
    """A line with several readings of which the kinds do not settle one."""

    about: About = "ambiguous"

    def __init__(self, sentence: str, place: int, readings: tuple[Any, ...]) -> None:
        super().__init__(sentence, place, place + 1)
        self.readings = readings


class Depends(Problem):
    """A line that uses a name whose own line could not be read."""

    about: About = "depends"


class Refusal(Problem):
    """A text that is larger than the language allows."""

    about: About = "limit"


def caret(text: str, column: int, width: int) -> str:
    """The text with a mark under the place: two lines, shortened around it where the text is long."""
    first = max(0, min(column - 1 - 40, len(text) - 80)) if len(text) > 80 else 0
    shown = text[first : first + 80]
    at = max(0, min(column - 1 - first, len(shown)))
    blank = "".join("\t" if character == "\t" else " " for character in shown[:at])
    return f"{shown}\n{blank}^{'~' * max(0, min(width, len(shown) - at) - 1)}"
