"""A checked worksheet as Markdown: every line as it was understood, its verdict under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.export.checked import CheckedSheet, Claim, Request, Row
from derivations.export.latex_words import in_markdown
from derivations.export.markdown import formula, glossary_item, row


def sheet_in_markdown(sheet: CheckedSheet) -> str:
    """What is declared, each claim with its lines, and what was to be derived."""
    parts = (claimed(part) if isinstance(part, Claim) else derived(part) for part in sheet.parts)
    return "\n".join([*heading(sheet), *(line for part in parts for line in part)])


def heading(sheet: CheckedSheet) -> Iterator[str]:
    """The title, what has come out, and the symbols."""
    yield f"# {in_markdown(sheet.heading)}"
    yield from ("", in_markdown(sheet.summary), "")
    yield from map(glossary_item, sheet.symbols)
    yield ""
    for unread in sheet.unread:
        yield from (in_words(unread), "")


def claimed(claim: Claim) -> Iterator[str]:
    """A claim and its lines."""
    yield from claim_heading(claim)
    for line in claim.rows:
        yield from judged(line)


def claim_heading(claim: Claim) -> Iterator[str]:
    """What is claimed."""
    yield from (f"## Line {claim.head.line.number}: a claim", "")
    yield from formula(claim.head.latex) if claim.head.latex else (in_words(claim.head), "")


def judged(line: Row) -> Iterator[str]:
    """A line, the remark of its writer, and what is said of it."""
    yield from formula(f"= {line.latex}") if line.latex else ()
    yield from (in_markdown(line.line.remark), "") if line.line.remark else ()
    yield from (in_words(line), "")


def in_words(line: Row) -> str:
    """The verdict; a line that could not be read is quoted."""
    says = f"{line.shape} {in_markdown(line.says)}"
    return says if line.latex else f"{says} It says: {quoted(line.line.text)}"


def quoted(text: str) -> str:
    """A text as it is, between more backticks than it holds in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {' '.join(text.split())} {fence}"


def derived(request: Request) -> Iterator[str]:
    """What was to be derived, as far as that got."""
    yield from (f"## Line {request.line.number}: derived", "")
    if request.account is not None:
        yield from formula(request.account.start_latex)
        for line in request.account.lines:
            yield from row(line)
    if request.obstacle:
        yield from (in_markdown(request.obstacle), "")
