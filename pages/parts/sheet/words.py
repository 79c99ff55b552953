"""What is said of a sheet in words, and a person's own words made harmless."""

import re
from collections.abc import Mapping, Sequence

from derivations.check.findings import Finding
from derivations.worker.answers import Row

# Shape and word for every verdict; the colour only repeats what they say.
RIGHT = {"proved": ("●", "every n"), "small sizes": ("◐", "n ≤ 4"), "tested": ("○", "tested")}
OTHERS = {
    "wrong": ("✕", "wrong", "red"),
    "undecided": ("?", "can’t tell", "orange"),
    "unreadable": ("!", "can’t read", "orange"),
}
HOW = {
    "proved": "Right: both sides reduce to the same expression for every size.",
    "small sizes": "Right for sizes 1 to 4, written out with symbols as entries.",
    "tested": "Right at a hundred random points or more, to ten digits.",
    "wrong": "There is a point where this line is not what was claimed.",
    "undecided": "Neither a proof nor a point where it fails was found.",
    "unreadable": "This line could not be read.",
}
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|<>$:~&^=-])")


def plain(words: str) -> str:
    """Words as they are, whatever Markdown would make of them."""
    return SPECIAL.sub(r"\\\1", words)


def shape_and_word(found: Finding) -> tuple[str, str, str]:
    """A verdict: its shape, its word, its colour."""
    if found.verdict == "right":
        shape, how = RIGHT.get(found.method or "", ("○", "tested"))
        return shape, f"right, {how}", "green"
    if found.verdict == "wrong" and found.follows:
        return "✕", "wrong, follows", "red"
    return OTHERS[found.verdict]


def meaning(found: Finding) -> str:
    """What a verdict means, for the one who hovers over it."""
    follows = {True: " It follows from the line above.", False: " It does not follow from the line above."}
    said = HOW.get(found.method or "", "") if found.verdict == "right" else HOW[found.verdict]
    return said + follows.get(found.follows, "")


def headline(rows: Sequence[Row], found: Mapping[int, Finding]) -> str:
    """What has come out, in a sentence."""
    wrong = [
        row.number for place, row in enumerate(rows) if place in found and found[place].verdict == "wrong"
    ]
    open_ = [row.number for place, row in enumerate(rows) if place in found and is_open(found[place])]
    judged = sum(row.role == "=" for row in rows)
    if wrong:
        return f"Line {min(wrong)} is the first that is wrong."
    if open_:
        what = (
            "could not be read"
            if any(f.verdict == "unreadable" for f in found.values())
            else "could not be decided"
        )
        return f"Nothing wrong was found; {numbered(open_)} {what}."
    if not judged:
        return "Nothing is claimed yet: begin a line with “claim”, and go on with lines that begin with “=”."
    return "The line is right." if judged == 1 else f"All {judged} lines are right."


def is_open(found: Finding) -> bool:
    return found.verdict in ("undecided", "unreadable")


def numbered(lines: Sequence[int]) -> str:
    """Lines by their numbers."""
    numbers = [str(n) for n in sorted(set(lines))]
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    return f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def what_follows(later: Sequence[tuple[Row, Finding]]) -> str:
    """What is to be said of the lines after the first wrong one."""
    carried = [row.number for row, found in later if found.verdict == "wrong" and found.follows]
    again = [row.number for row, found in later if found.verdict == "right"]
    anew = [row.number for row, found in later if found.verdict == "wrong" and found.follows is False]
    said = []
    if carried:
        verb = "follows" if len(carried) == 1 else "follow"
        said.append(
            f"{numbered(carried).capitalize()} {verb} from the line above: the slip is carried on correctly."
        )
    if anew:
        said.append(f"A further mistake is made in {numbered(anew)}.")
    if again:
        said.append(f"{numbered(again).capitalize()} {'is' if len(again) == 1 else 'are'} right again.")
    return " ".join(said)
