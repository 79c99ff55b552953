"""A checked worksheet as a notebook: every line that can be evaluated is, the wrong ones at a point that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from derivations.core import Derivation
from derivations.export.checked import CheckedSheet, Claim, Request, Row
from derivations.export.computation import computation
from derivations.export.notebook import Cell, Told, evaluated, notebook, told_of
from derivations.export.sheet_markdown import claim_heading, heading, judged
from derivations.export.sheet_markdown import derived as derived_in_words
from derivations.export.subject import Subject
from derivations.export.worksheets import CannotTakeAway, laid_over, steps
from derivations.notation import text
from derivations.numeric.preparing import CannotCompile


def sheet_in_notebook(sheet: CheckedSheet) -> str:
    """The text of an .ipynb file."""
    return notebook(cell for cell in cells(sheet) if cell[1])


def cells(sheet: CheckedSheet) -> Iterator[Cell]:
    """What is declared, each claim with its lines, and what was to be derived."""
    yield "markdown", "\n".join(heading(sheet)).strip()
    for part in sheet.parts:
        yield from claimed(part) if isinstance(part, Claim) else derived(part)


def claimed(claim: Claim) -> Iterator[Cell]:
    """A claim: its lines evaluated, and in words those that cannot be."""
    yield "markdown", "\n".join(claim_heading(claim)).strip()
    lines = [row for row in claim.rows if is_evaluated(claim, row)]
    for row in claim.rows:
        if row not in lines:
            yield "markdown", in_words(row)
    if claim.chain.claim.value is None or not lines:
        return
    start = claim.chain.claim.value
    derivation = Derivation(start.element, tuple(steps(start, tuple(row.line for row in lines))))
    told = [
        Told(row.line.number, in_words(row), text(step.after), row.is_right)
        for row, step in zip(lines, derivation.steps, strict=True)
    ]
    yield from run(Subject(derivation, "", values=inputs(claim)), claim.head.latex, told)


def derived(request: Request) -> Iterator[Cell]:
    """What was to be derived, as far as that got, evaluated where it can be."""
    if request.derivation is None or not request.derivation.steps or request.account is None:
        yield "markdown", "\n".join(derived_in_words(request)).strip()
        return
    yield "markdown", f"## Line {request.line.number}: derived"
    told = [told_of(number, line) for number, line in enumerate(request.account.lines, start=1)]
    yield from run(Subject(request.derivation, ""), request.account.start_latex, told)
    yield "markdown", request.obstacle


def run(subject: Subject, start: str, told: list[Told]) -> Iterator[Cell]:
    """The lines evaluated; in words alone, and why, where they cannot be."""
    try:
        yield from list(evaluated(computation(subject), start, told))
    except CannotCompile as problem:
        yield from (("markdown", line.words) for line in told)
        yield "markdown", f"These lines are not evaluated here. {problem}"


def is_evaluated(claim: Claim, row: Row) -> bool:
    """Whether a line says something of the same shape as its claim."""
    if claim.chain.claim.value is None or row.line.value is None:
        return False
    try:
        laid_over(claim.chain.claim.value, row.line)
    except CannotTakeAway:
        return False
    return True


def in_words(row: Row) -> str:
    return "\n".join(judged(row)).strip()


def inputs(claim: Claim) -> Mapping[str, Any]:
    """The inputs at which the first wrong line is seen to be wrong."""
    points = (row.finding.counterexample for row in claim.rows if row.finding and row.finding.counterexample)
    point = next(points, None)
    return {name: np.asarray(value) for name, value in point.inputs.items()} if point is not None else {}
