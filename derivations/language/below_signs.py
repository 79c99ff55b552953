"""What plain text writes below the sign of a sum, as LaTeX would: `in`, `such that`, `1..n`, `V\\{o}`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivations.language.tokens import Mark
from derivations.language.vocabulary import IFS

Marks = tuple[Mark, ...]
SIGNS = ("sum", r"\sum", "prod", r"\prod")
OPENING, CLOSING = ("{", r"\{", "(", "[", r"\lbrace"), ("}", r"\}", ")", "]", r"\rbrace")
SUCH_THAT = (*IFS, "with", "st", "such that", "s.t.", "such", "that")
BARS = ("|", r"\mid", r"\vert", ";")
MINUS = (r"\setminus", r"\backslash", r"\smallsetminus")
DOTS = (".", r"\dots", r"\ldots", r"\cdots", r"\dotsc")


def below_signs(line: Marks) -> Iterator[Mark]:
    """The line with what stands in brackets below the sign of a sum in the words of LaTeX."""
    place = 0
    while place < len(line):
        yield line[place]
        place += 1
        if line[place - 1].text in SIGNS and "".join(mark.text for mark in line[place : place + 2]) in ("_{", "_("):
            end = closing(line, place + 1)
            yield from (line[place], replace(line[place + 1], text="{"), *in_latex(line[place + 2 : end]))
            yield from (replace(mark, text="}") for mark in line[end : end + 1])
            place = end + 1


def closing(line: Marks, opened: int) -> int:
    """Where the bracket that is opened here is closed; the end of the line where it is not."""
    depth = 0
    for place in range(opened, len(line)):
        depth += (line[place].text in OPENING) - (line[place].text in CLOSING)
        if depth == 0:
            return place
    return len(line)


def in_latex(below: Marks) -> Marks:
    """What stands below a sign, in the words of LaTeX."""
    return without_members(with_whole_ranges(with_colons(below)))


def with_colons(below: Marks) -> Marks:
    """“in” as ∈; “with”, “such that” and a single bar as a colon."""
    bars = [mark for mark in below if mark.text in BARS]
    found: list[Mark] = []
    for mark in below:
        word = mark.text.partition("{")[2].strip("} ,") if mark.sort == "text" else mark.text
        if word == "in" and found:
            found.append(replace(mark, sort="command", text=r"\in"))
        elif found and (word in SUCH_THAT or (mark in bars and len(bars) % 2 == 1 and mark is bars[0])):
            found += [colon(mark)] if found[-1].text != ":" else []
        else:
            found.append(mark)
    return without_letters_of_such_that(tuple(found))


def without_letters_of_such_that(below: Marks) -> Marks:
    """s . t . as a colon."""
    for place in range(1, len(below) - 3):
        if [mark.text for mark in below[place : place + 4]] == ["s", ".", "t", "."]:
            return (*below[:place], colon(below[place]), *below[place + 4 :])
    return below


def colon(at: Mark) -> Mark:
    return Mark("symbol", ":", at.start, at.end)


def with_whole_ranges(below: Marks) -> Marks:
    """j ∈ {1, …, n}, j ∈ 1..n and j = 1, …, n as j ∈ [n]."""
    texts = [mark.text for mark in below]
    for place in range(1, len(below) - 2):
        first = place + 1 + (texts[place + 1] in OPENING)
        if texts[place] not in ("=", r"\in") or texts[first : first + 1] != ["1"]:
            continue
        last = after_dots(texts, first + 1)
        end = next((k for k in range(last, len(texts)) if texts[k] in (*CLOSING, ":", ",")), len(texts))
        if last > first + 1 and end > last:
            rest = below[end + (first > place + 1) :]
            to = (Mark("symbol", "[", *span(below[last])), *below[last:end], Mark("symbol", "]", *span(below[last])))
            return (*below[:place], replace(below[place], sort="command", text=r"\in"), *to, *rest)
    return below


def after_dots(texts: list[str], place: int) -> int:
    """Where a range goes on behind its dots and the commas around them; the same place where there are no dots."""
    end = place
    while end < len(texts) and texts[end] in (",", *DOTS):
        end += 1
    return end if any(text in DOTS for text in texts[place:end]) else place


def span(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def without_members(below: Marks) -> Marks:
    """j ∈ V \\ {o, c} as j ∈ V : j ≠ o, j ≠ c."""
    starts = (k for k in range(2, len(below)) if below[k].text in (*MINUS, r"\{") and below[k - 1].text != r"\in")
    place = next(starts, None)
    if place is None:
        return below
    opened = place + (below[place].text in MINUS)
    bracketed = opened < len(below) and below[opened].text in OPENING
    end = closing(below, opened) if bracketed else opened + 1
    left_out = [mark for mark in below[opened + bracketed : end] if mark.text != ","]
    apart = [(below[0], Mark("symbol", "!=", *span(mark)), mark) for mark in left_out]
    commas = [part for each in apart for part in (Mark("symbol", ",", *span(each[2])), *each)]
    return (*below[:place], *((colon(below[place]), *commas[1:]) if commas else ()), *below[end + bracketed :])
