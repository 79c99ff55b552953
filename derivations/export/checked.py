"""A checked worksheet as a document: what was understood line by line, and the verdict on each line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from derivations.check.findings import Finding
from derivations.export.latex import document
from derivations.export.latex_words import escaped
from derivations.export.latex_words import in_markdown as written_plainly

SHOWN_AS = {"proved": "right, for every n", "small sizes": "right, for n ≤ 4", "tested": "right, tested"}
OTHERS = {"wrong": "wrong", "undecided": "can’t tell", "unreadable": "can’t read"}
SHAPES = {"right": "✓", "wrong": "✗", "undecided": "?", "unreadable": "!"}


@dataclass(frozen=True)
class Understood:
    """A line of a sheet as it was understood, and what was said of it."""

    number: int
    role: str
    text: str
    latex: str
    found: Finding | None = None


def verdict(found: Finding) -> str:
    """A verdict in words."""
    if found.verdict == "right":
        return SHOWN_AS.get(found.method or "", "right")
    carried = ", but it follows from the line above" if found.verdict == "wrong" and found.follows else ""
    return OTHERS[found.verdict] + carried


def remarks(found: Finding) -> Iterator[str]:
    """What there is to say beside the verdict."""
    point = found.counterexample
    if point is not None:
        at = ", ".join(f"{name} = {value}" for name, value in {**point.inputs, **point.indices}.items())
        here = f"At {at}" if at else "Everywhere"
        yield f"{here} this line gives {point.right:.6g}, and what was claimed is {point.left:.6g}."
    if found.mistake:
        yield f"Likely mistake: {found.mistake}."
    elif found.note and not found.counterexample:
        yield found.note.split("\n")[0]


def in_markdown(title: str, lines: Iterable[Understood]) -> str:
    """A checked sheet as Markdown."""
    rows = [f"# {written_plainly(title)}", ""]
    for each in lines:
        rows += ["$$", f"{sign(each)}{each.latex}", "$$", ""] if each.latex else [f"    {each.text}", ""]
        if each.found is not None:
            said = f"**{SHAPES[each.found.verdict]} line {each.number}: {verdict(each.found)}.**"
            rows += [" ".join([said, *map(written_plainly, remarks(each.found))]), ""]
    return "\n".join(rows)


def in_latex(title: str, lines: Iterable[Understood]) -> str:
    """A checked sheet as a LaTeX document that compiles."""
    return document([rf"\section*{{{escaped(title)}}}", *(row for each in lines for row in latex_rows(each))])


def latex_rows(each: Understood) -> Iterator[str]:
    if each.latex:
        yield from (r"\[", rf"{sign(each)}{each.latex}", r"\]")
    else:
        yield rf"\begin{{quote}}\ttfamily {escaped(each.text)}\end{{quote}}"
    if each.found is not None:
        said = rf"\textbf{{Line {each.number}: {escaped(verdict(each.found))}.}}"
        yield rf"\noindent {' '.join([said, *map(escaped, remarks(each.found))])}"


def sign(each: Understood) -> str:
    return "= " if each.role == "=" else ""


DOCUMENTS: Mapping[str, Callable[[str, Iterable[Understood]], str]] = {"latex": in_latex, "markdown": in_markdown}
