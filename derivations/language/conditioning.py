"""A condition behind a line: “= p_i (1 - p_i) if i = k”, “…, \\quad i \\ne k”, “… (i = k)”."""

from __future__ import annotations

from derivations.language.statements import split_at
from derivations.language.tokens import Mark
from derivations.language.vocabulary import IFS, RELATIONS

Marks = tuple[Mark, ...]


def split_condition(line: Marks) -> tuple[Marks, Marks]:
    """A line and the condition behind it, which is empty where there is none."""
    for place in outside_of_brackets(line):
        if is_if(line[place]) and place:
            rest = line[place + 1 :]
            return without_comma(line[:place]), unwrapped(rest)
    *before, last = split_at(line, (",",)) if line else ((),)
    if before and is_condition(unwrapped(last)):
        return line[: line.index(last[0]) - 1], unwrapped(last)
    return line, ()


def outside_of_brackets(line: Marks) -> list[int]:
    """The places of a line that no bracket and no cases hold."""
    depth, found = 0, []
    for place, mark in enumerate(line):
        depth += mark.text in ("(", "[", "{", r"\{") or mark.text.startswith(r"\begin")
        depth -= mark.text in (")", "]", "}", r"\}") or mark.text.startswith(r"\end")
        if depth <= 0:
            found.append(place)
    return found


def is_if(mark: Mark) -> bool:
    """Whether a mark says “if”, plain or upright."""
    word = mark.text.partition("{")[2].rstrip("}") if mark.sort == "text" else mark.text
    return mark.sort in ("text", "letters") and word.strip(" ,.") in IFS


def without_comma(line: Marks) -> Marks:
    return line[:-1] if line and line[-1].text in (",", ";") else line


def unwrapped(line: Marks) -> Marks:
    """A condition without an “if” before it, and without the full stop and the brackets around it."""
    line = line[1:] if line and is_if(line[0]) else line
    while line and line[-1].text in (".", ",", ";"):
        line = line[:-1]
    closes = {"(": ")", "[": "]"}
    return line[1:-1] if len(line) > 2 and closes.get(line[0].text) == line[-1].text else line


def is_condition(line: Marks) -> bool:
    """Whether two sides with one relation between them stand here."""
    return len([mark for mark in line if mark.text in RELATIONS]) == 1 and len(line) <= 12


def as_indicator(condition: Marks) -> Marks:
    """A condition as [condition], which is 1 where it holds."""
    start, end = condition[0].start, condition[-1].end
    return (Mark("symbol", "[", start, start), *condition, Mark("symbol", "]", end, end))
