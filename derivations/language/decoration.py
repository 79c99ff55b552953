"""What only dresses a formula — colours, boxes, braces with remarks — taken off, and accents moved to their letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from derivations.language.tokens import BOLD, DECORATIONS, Mark
from derivations.language.vocabulary import GREEK

Marks = tuple[Mark, ...]
Taken = tuple[Marks, int]
"""What stands in place of a command and its arguments, and the place after them."""

SIGNS_WITH_LIMITS = (r"\sum", r"\prod", r"\max", r"\min", r"\Sigma", r"\Pi")
MOST_NESTED = 20
"""Commands inside one another that are taken off; deeper ones stay, and are refused as unknown."""
OPENED = {"(": 1, "[": 1, "{": 1, r"\{": 1, ")": -1, "]": -1, "}": -1, r"\}": -1}


def undecorated(line: Marks, depth: int = 0) -> Marks:
    """A line without its dress, and without the remark that may stand behind it."""
    found: list[Mark] = []
    place = 0
    while place < len(line):
        taken = undressed(line, place) if depth < MOST_NESTED else None
        if taken is None:
            found.append(line[place])
            place += 1
        else:
            found += undecorated(taken[0], depth + 1)
            place = taken[1]
    return tuple(found)


def undressed(line: Marks, place: int) -> Taken | None:
    """What a command of dress comes to, None where none stands."""
    name = line[place].text.rstrip("*")
    if line[place].sort == "text" and name.startswith((r"\text", r"\mbox")) and is_remark(line, place):
        return (), len(line)
    if line[place].sort != "command":
        return None
    if name in (r"\text", r"\textrm", r"\mbox"):
        return (), len(line)  # longer than any name, so a remark
    if name.removeprefix("\\") in DECORATIONS:
        return accent_on_its_letter(line, place)
    return DRESS[name](line, place + 1) if name in DRESS else None


def argument(line: Marks, place: int) -> Taken:
    """The argument of a command: what stands in its braces, or one mark."""
    if place >= len(line) or line[place].text != "{":
        return line[place : place + 1], place + 1
    depth = 0
    for end in range(place, len(line)):
        depth += (line[end].text == "{") - (line[end].text == "}")
        if depth == 0:
            return line[place + 1 : end], end + 1
    return line[place : place + 1], place + 1


def grouped(inside: Marks, like: Mark) -> Marks:
    """Marks in braces."""
    first, last = (inside[0].start, inside[-1].end) if inside else (like.start, like.start)
    return (Mark("symbol", "{", first, first), *inside, Mark("symbol", "}", last, last))


def nothing(line: Marks, place: int) -> Taken:
    """\\color{red} → nothing"""
    return (), argument(line, place)[1]


def rest(line: Marks, place: int) -> Taken:
    """\\forall i … → nothing"""
    return (), len(line)


def content(line: Marks, place: int) -> Taken:
    """\\boxed{x} → x"""
    inside, end = argument(line, place)
    return grouped(inside, line[place - 1]), end


def second_content(line: Marks, place: int) -> Taken:
    """\\textcolor{red}{x} → x"""
    return content(line, argument(line, place)[1])


def content_without_script(line: Marks, place: int) -> Taken:
    """\\underbrace{x}_{remark} → x"""
    inside, end = content(line, place)
    if end < len(line) and line[end].text in ("_", "^"):
        end = argument(line, end + 1)[1]
    return inside, end


def stacked(line: Marks, place: int) -> Taken:
    """\\overset{(1)}{=} → =, \\underset{k}{\\sum} → \\sum_{k}"""
    beside, middle = argument(line, place)
    inside, end = argument(line, middle)
    if inside and inside[0].text in SIGNS_WITH_LIMITS and beside:
        at = beside[0].start
        return (*inside, Mark("symbol", "_", at, at), *grouped(beside, line[place - 1])), end
    return inside, end


def rows_as_list(line: Marks, place: int) -> Taken:
    """\\substack{k \\\\ k \\ne i} → k, k \\ne i"""
    inside, end = argument(line, place)
    return tuple(replace(mark, sort="symbol", text=",") if mark.sort == "newline" else mark for mark in inside), end


DRESS: dict[str, Callable[[Marks, int], Taken]] = {
    **dict.fromkeys((r"\color", r"\tag", r"\label", r"\hspace", r"\vspace", r"\phantom", r"\hphantom"), nothing),
    **dict.fromkeys((r"\boxed", r"\fbox", r"\cancel", r"\bcancel", r"\xcancel", r"\mathop", r"\mathbin"), content),
    **dict.fromkeys((r"\textcolor", r"\colorbox"), second_content),
    **dict.fromkeys((r"\underbrace", r"\overbrace", r"\underbracket", r"\overbracket"), content_without_script),
    **dict.fromkeys((r"\underset", r"\overset", r"\stackrel", r"\stackbin"), stacked),
    r"\substack": rows_as_list,
    r"\forall": rest,
}


def accent_on_its_letter(line: Marks, place: int) -> Taken | None:
    """\\hat{y_i} → \\hat{y}_{i}, \\mathbf{Xw} → \\mathbf{X}\\mathbf{w}"""
    command, (inside, end) = line[place], argument(line, place + 1)
    if command.text.removeprefix("\\") in BOLD:
        return tuple(bold for mark in inside for bold in emboldened(mark, command.text)), end
    if len(inside) < 2 or inside[1].text not in ("_", "^"):
        return None
    return (decorated(inside[0], command.text), *inside[1:]), end


def emboldened(mark: Mark, command: str) -> Iterator[Mark]:
    """The letters of a mark in bold; what is no letter stays as it is."""
    if mark.sort == "letters":
        for place, letter in enumerate(mark.text):
            at = mark.start + place
            yield Mark("decorated", f"{command}{{{letter}}}", at, at + 1)
    elif mark.text.removeprefix("\\") in GREEK:
        yield decorated(mark, command)
    else:
        yield mark


def decorated(mark: Mark, command: str) -> Mark:
    return Mark("decorated", f"{command}{{{mark.text}}}", mark.start, mark.end)


def is_remark(line: Marks, place: int) -> bool:
    """Whether an upright text outside of all brackets is a remark behind the formula: several words, or in brackets."""
    depth = sum(OPENED.get(mark.text, 0) + mark.text.startswith(r"\begin") for mark in line[:place])
    depth -= sum(mark.text.startswith(r"\end") for mark in line[:place])
    words = line[place].text.partition("{")[2].rstrip("}").strip(" ,.;:")
    begins_so = any(f"{words.lower()} ".startswith(f"{remark} ") for remark in REMARKS)
    return bool(depth <= 0 and words and (words[0] in "([" or begins_so))


REMARKS = (
    *("by", "since", "because", "using", "as", "chain", "product", "quotient", "from", "so", "this", "note", "here"),
    *("for all", "for every", "for each"),
)
"""Words with which a remark behind a formula begins; “if” and “for” begin conditions, which count."""
