"""Words that people write around their formulas: “Now plug in the known result:”, “where p = softmax(z)”."""

from __future__ import annotations

import re

from derivations.language.tokens import Mark

Marks = tuple[Mark, ...]

WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
PROSE = re.compile(rf"(?:\\text\w*\{{ ?)?({WORD}(?:[,;]? {WORD})*) ?[.:,;!…]*(?: ?\}})?[.:,;]?")
CONNECTIVES = ("hence", "thus", "therefore", "so", "then", "now", "proof", "solution", "answer", "and", "also")
FEWEST, LONG, LONGEST = 4, 3, 400
"""Words of a line that is prose, letters of a word that is no product of names, and letters of a line."""
INTRODUCING = ("where", "with", "define", "given", "set", "assume", "suppose", "denote")
"""Words that declare as “let” does."""


def is_prose(text: str) -> bool:
    """Whether a line is words and nothing else, or one of the words that join two steps."""
    found = PROSE.fullmatch(" ".join(text.split())) if len(text) <= LONGEST else None
    if found is None:
        return False
    words = re.findall(WORD, found[1])
    long = sum(len(word) >= LONG for word in words)
    return words[0].lower() in CONNECTIVES or (len(words) >= FEWEST and 2 * long >= len(words))


def introduces(line: Marks) -> bool:
    """Whether a line declares with another word than “let”."""
    return bool(line) and said(line[0]) in INTRODUCING and any(mark.text in (":", "=", r"\in") for mark in line)


def said(mark: Mark) -> str:
    """The word that a mark says, plain or upright."""
    word = mark.text.partition("{")[2].rstrip("}") if mark.sort == "text" else mark.text
    return word.strip(" ,.:").lower() if mark.sort in ("text", "letters") else ""


def split_where(line: Marks) -> tuple[Marks, Marks]:
    """A line and the definition behind it, `where p = softmax(z)`; i = k is a condition, which stays."""
    depth = 0
    for place, mark in enumerate(line):
        depth += (mark.text in ("(", "[", "{", r"\{")) - (mark.text in (")", "]", "}", r"\}"))
        if place and depth == 0 and said(mark) in ("where", "with"):
            before = line[: place - (line[place - 1].text in (",", ";"))]
            return (before, line[place + 1 :]) if is_definition(line[place + 1 :]) else (line, ())
    return line, ()


def is_definition(line: Marks) -> bool:
    """Whether a name and what it stands for are written here, rather than two indices that are equal."""
    while line and line[-1].text in (".", ",", ";"):
        line = line[:-1]
    signs = [place for place, mark in enumerate(line) if mark.text == "="]
    return len(signs) == 1 and 0 < signs[0] <= 5 and len(line) - signs[0] > 2 and line[0].text not in ("(", "[")
