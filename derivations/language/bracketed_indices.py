"""X[i, :] as X_{i,:}: indices in brackets, as NumPy writes them, tight behind the name of an array."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivations.language.names import Scope, letter
from derivations.language.tokens import Mark


def as_scripts(line: tuple[Mark, ...], scope: Scope) -> Iterator[Mark]:
    """The line with X_{i,:} for X[i, :], as NumPy writes an element of an array."""
    place = 0
    while place < len(line):
        yield line[place]
        place += 1
        end = end_of_indices(line, place)
        if end and scope.axes(letter(line[place - 1]) or ""):
            opened, closed = line[place], line[end]
            yield from (replace(opened, text="_"), replace(opened, text="{"))
            yield from (*line[place + 1 : end], replace(closed, text="}"))
            place = end + 1


def end_of_indices(line: tuple[Mark, ...], place: int) -> int:
    """Where the bracket closes that holds indices and stands tight behind a name; 0 where there is none."""
    if place >= len(line) or line[place].text != "[" or line[place].start != line[place - 1].end:
        return 0
    end = place + 1
    while end < len(line) and (line[end].text in (",", ":") or line[end].sort in ("letters", "number")):
        end += 1
    return end if end < len(line) and line[end].text == "]" and end > place + 1 else 0
