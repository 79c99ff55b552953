"""A derivation as plain data, for other programs."""

from __future__ import annotations

from typing import Any

from derivations.account import Account, Line


def as_data(told: Account) -> dict[str, Any]:
    """The derivation as nested dictionaries and lists."""
    return {
        "slug": told.slug,
        "title": told.title,
        "route": told.route,
        "start_latex": told.start_latex,
        "result_latex": told.result_latex,
        "steps": [step(line) | {"fine": list(map(step, line.fine))} for line in told.lines],
    }


def step(line: Line) -> dict[str, Any]:
    """One line as data."""
    return {"rule": line.rule, "why": line.why, "latex": line.latex, "verdict": str(line.verdict)}
