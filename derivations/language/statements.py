"""A text cut into statements: wrapped lines unwrapped, remarks set aside, each with the way back to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from derivations.language.code_calls import as_written_here
from derivations.language.decoration import undecorated
from derivations.language.problems import Problem, Unreadable, caret
from derivations.language.spelling import Spelled, spelled
from derivations.language.tokens import Mark, marks
from derivations.language.wording import introduces, is_prose

Role = Literal["let", "claim", "derive", "=", "title", "stray"]

REMARK = re.compile(r"(?<!\\)%|(?:^|(?<=\s))#(?=\s)")
TITLE = re.compile(r"\s*title\s*:(.*)", re.IGNORECASE)
ROLE = re.compile(r"(?:\\begin\{\w{1,20}\*?\}|\\\[|\\\(|[\s$&])*(let\b|claim\b|derive\b|=)", re.IGNORECASE)
JOINED_LINES = 30
WRAPPER = re.compile(r"\\(?:begin|end)\s*\{[a-z]{1,20}\*?\}|\\[\[\]()]|[\s$&]|\\\\$")
LEFT_OPEN = re.compile(r"(?:let|claim|derive|.*[-+=(\[,])", re.IGNORECASE)
GOES_ON = re.compile(r"[-+*/]|\\(?:c?dot|odot|times|cdot)(?![A-Za-z])")


@dataclass(frozen=True)
class Source:
    """A line of the file, or several that an open `cases` joins, with its remark cut off."""

    number: int
    text: str
    remark: str
    spelled: Spelled

    def line_of(self, place: int) -> int:
        """The line of the file in which a place of the spelled text stands."""
        places = self.spelled.places
        return self.number + self.text.count("\n", 0, places[min(place, len(places) - 1)])

    def unreadable(self, problem: Problem, start: int, end: int) -> Unreadable:
        """A problem of this line, with its place in the file."""
        first = problem.start if problem.start is not None else start
        last = problem.end if problem.end is not None else end
        places = self.spelled.places
        at = places[min(max(first, 0), len(places) - 1)]
        width = places[min(max(last, 0), len(places) - 1)] - at
        before = self.text[:at]
        shown = self.text.split("\n")[before.count("\n")]
        column = len(before) - (before.rfind("\n") + 1) + 1
        line = self.number + before.count("\n")
        return Unreadable(line, column, problem.sentence, caret(shown, column, width), problem.about)


@dataclass(frozen=True)
class Statement:
    """One statement: what it does, its marks, and what kept it from being cut into marks."""

    role: Role
    source: Source
    text: str
    marks: tuple[Mark, ...] = ()
    problem: Problem | None = None
    start: int = 0

    @property
    def span(self) -> tuple[int, int]:
        return (self.marks[0].start, self.marks[-1].end) if self.marks else (0, len(self.source.spelled.text))


def sources(text: str) -> Iterator[Source]:
    """The lines of a text that say something."""
    rows = re.split(r"\r\n|\r|\n", text)
    number = 0
    while number < len(rows):
        count = 1
        while number + count < len(rows) and count < JOINED_LINES and goes_on(rows[number : number + count + 1]):
            count += 1
        cut = [REMARK.split(row, maxsplit=1) for row in rows[number : number + count]]
        whole = opens_cases(rows[number : number + count - 1])
        formula = "\n".join(parts[0].rstrip() if whole else unbroken(parts[0], parts is cut[-1]) for parts in cut)
        remark = " ".join(parts[1].strip() for parts in cut if len(parts) > 1)
        if formula.strip():
            yield Source(number + 1, formula, remark, spelled(formula))
        number += count


def goes_on(rows: list[str]) -> bool:
    """Whether the last of these rows belongs to the ones before it: what they began is not ended, or it goes on."""
    if opens_cases(rows[:-1]):
        return True
    before, after = unwrapped(rows[:-1]), unwrapped(rows[-1:])
    if (
        not before
        or not rows[-1].strip()
        or any(sort.match(rows[-1]) for sort in (ROLE, TITLE))
        or TITLE.match(rows[0])
    ):
        return False
    return bool(LEFT_OPEN.fullmatch(before) or (GOES_ON.match(after) and ROLE.match(rows[0])))


def unwrapped(rows: list[str]) -> str:
    """What rows say without remarks, space, and signs that only wrap a formula."""
    return "".join(WRAPPER.sub("", REMARK.split(row, maxsplit=1)[0]) for row in rows)


def unbroken(row: str, is_last: bool) -> str:
    """A row without the `\\\\` at its end, where the next one goes on with it."""
    row = row.rstrip()
    return row if is_last or not row.endswith("\\\\") else row[:-2]


def opens_cases(rows: list[str]) -> bool:
    """Whether a `cases` is begun and not ended in these rows."""
    joined = "".join(REMARK.split(row, maxsplit=1)[0] for row in rows)
    return joined.count("cases}") % 2 == 1 and joined.count(r"\begin{") > joined.count(r"\end{")


def statements(source: Source) -> Iterator[Statement]:
    """The statements of a line: one, or several between `\\\\`."""
    title = TITLE.match(source.text)
    if title:
        yield Statement("title", source, title[1].strip())
        return
    text = " ".join(row.strip() for row in source.text.split("\n"))
    try:
        rows = [as_written_here(undecorated(row)) for row in split_rows(marks(source.spelled.text))]
    except Problem as problem:
        found = ROLE.match(source.text)
        yield Statement(found[1].lower() if found else "stray", source, text, (), problem)  # type: ignore[arg-type]
        return
    for row in filter(None, rows):
        first = row[0].text.lower()
        role = "let" if introduces(row) else first if first in ("let", "claim", "derive", "=") else "stray"
        if role == "stray" and is_prose(text):
            continue
        written = text if len(rows) == 1 else original(source, row)
        content = row if role == "stray" else row[1:]
        yield Statement(role, source, written, content, start=row[0].start)  # type: ignore[arg-type]


def original(source: Source, row: tuple[Mark, ...]) -> str:
    """A stretch of marks as it was typed."""
    places = source.spelled.places
    return " ".join(source.text[places[row[0].start] : places[row[-1].end]].split())


def split_rows(line: tuple[Mark, ...]) -> list[tuple[Mark, ...]]:
    """The rows between `\\\\` outside of cases, without the `&` they begin with."""
    rows: list[list[Mark]] = [[]]
    depth = 0
    for mark in line:
        depth += mark.text.startswith(r"\begin") - mark.text.startswith(r"\end")
        if mark.sort == "newline" and depth <= 0:
            rows.append([])
        elif rows[-1] or mark.text != "&":
            rows[-1].append(mark)
    return [tuple(row) for row in rows if row]


def split_at(line: tuple[Mark, ...], signs: tuple[str, ...], most: int = -1) -> list[tuple[Mark, ...]]:
    """The stretches between signs that stand outside of all brackets; of `:=` the colon goes too."""
    pieces: list[list[Mark]] = [[]]
    depth = 0
    for place, mark in enumerate(line):
        depth += mark.text in ("(", "[", "{", r"\{") or mark.text.startswith(r"\begin")
        depth -= mark.text in (")", "]", "}", r"\}") or mark.text.startswith(r"\end")
        following = line[place + 1].text if place + 1 < len(line) else ""
        if mark.text == ":" and following == "=" and depth <= 0 and "=" in signs:
            continue
        before = line[place - 1].text if place else ""
        if mark.text in signs and depth <= 0 and most != 0 and before not in ("<", ">", "!"):
            pieces.append([])
            most -= 1
        else:
            pieces[-1].append(mark)
    return [tuple(piece) for piece in pieces]
