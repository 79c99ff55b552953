"""A checked worksheet as a LaTeX document: every line as it was understood, its verdict under it."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.export.checked import CheckedSheet, Claim, Request, Row
from derivations.export.latex import chained, document, glossary, lines, row
from derivations.export.latex_words import escaped


def sheet_in_latex(sheet: CheckedSheet) -> str:
    """A document that compiles: what is declared, each claim with its lines, and what was to be derived."""
    return document(heading(sheet), *(claimed(p) if isinstance(p, Claim) else derived(p) for p in sheet.parts))


def heading(sheet: CheckedSheet) -> Iterator[str]:
    """The title, what has come out, and the symbols."""
    yield rf"\section*{{{escaped(sheet.heading)}}}"
    yield escaped(sheet.summary)
    yield from glossary(sheet.symbols)
    for unread in sheet.unread:
        yield rf"\par {escaped(in_words(unread))}"


def claimed(claim: Claim) -> Iterator[str]:
    """A claim and its lines, aligned."""
    yield rf"\subsection*{{Line {claim.head.line.number}: a claim}}"
    head = row("", in_words(claim.head)) if not claim.head.latex else ""
    yield from chained(claim.head.latex, [*filter(None, [head]), *map(judged, claim.rows)])


def judged(line: Row) -> str:
    """A line, the remark of its writer, and what is said of it."""
    return row(f"&= {line.latex}" if line.latex else "", line.line.remark, in_words(line))


def in_words(line: Row) -> str:
    """The verdict; a line that could not be read is quoted."""
    return f"{line.says} It says: {line.line.text}" if not line.latex else line.says


def derived(request: Request) -> Iterator[str]:
    """What was to be derived, as far as that got."""
    yield rf"\subsection*{{Line {request.line.number}: derived}}"
    if request.account is not None:
        yield from lines(request.account)
    yield escaped(request.obstacle)
