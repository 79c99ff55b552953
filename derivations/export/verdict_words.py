"""What is said of a line of a worksheet, in sentences for a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from derivations.check.findings import Finding

SHAPES: Mapping[str, str] = {"right": "✓", "wrong": "✗", "undecided": "?", "unreadable": "!"}
ESTABLISHED: Mapping[str, str] = {"proved": "for every n", "small sizes": "for n ≤ 4"}
TESTED = "at every point tested"
IN_THE_OTHER_LAYOUT = "Right, in the other layout."


def sentence(found: Finding) -> str:
    """The verdict on a line: Line 9 is wrong: at z = (0.5, 1), i = 2 the claim is 0.2, and this line gives 1.2."""
    return f"Line {found.line} {verdict(found)}".rstrip()


def verdict(found: Finding) -> str:
    if found.verdict == "right":
        layout = ", in the other layout" if found.layout == "transposed" else ""
        how = ESTABLISHED.get(found.method or "", TESTED)
        return f"is right {how}{layout}. {found.note.removeprefix(IN_THE_OTHER_LAYOUT).strip()}"
    if found.verdict == "wrong":
        return f"is wrong: {where(found)}. {f'Likely mistake: {found.mistake}.' if found.mistake else found.note}"
    said = "can’t be decided" if found.verdict == "undecided" else "can’t be read"
    return f"{said}: {found.note.partition(chr(10))[0]}"


def where(found: Finding) -> str:
    """A point at which a wrong line is wrong."""
    point = found.counterexample
    if point is None:
        return "it is not what was claimed"
    at = ", ".join(f"{name} = {written(value)}" for name, value in {**point.inputs, **point.indices}.items())
    values = f"the claim is {written(point.left)} and this line gives {written(point.right)}"
    return f"at {at} {values}" if at else values


def written(value: Any) -> str:
    """A number, or an array by its rows in brackets."""
    if np.ndim(value):
        return f"({', '.join(map(written, value))})"
    return f"{float(value):.4g}".replace("-", "−")


def summary(findings: Sequence[Finding]) -> str:
    """How many lines are right, and how many are not: 4 lines: 3 right, 1 wrong."""
    counts = Counter(found.verdict for found in findings)
    parts = ", ".join(f"{counts[each]} {each}" for each in SHAPES if counts[each])  # type: ignore[index]
    return f"{len(findings)} line{'' if len(findings) == 1 else 's'}: {parts}." if findings else "No line is judged."
