"""The lines of a derivation on a living node: walking through them asks the server for nothing, and moves nothing."""

from collections.abc import Sequence
from typing import Any

from derivations.account import Account
from derivations.account import Line as Told
from pages.parts.browser import component
from pages.parts.step import BADGES, digits, typeset

_component = component("lines", '<ol class="lines"></ol>')


def lines(told: Account, *, key: str, values: Sequence[str] = (), walk: str | None = None, step: int = 0) -> None:
    """Show the lines of a derivation, each with what it comes to; all, or as many as the walk of that key is at."""
    data = {
        "lines": [beginning(told), *(as_data(told, place) for place in range(len(told.lines)))],
        "values": [digits(value) for value in values],
        "place": walk,
        "step": step if walk else None,
    }
    _component(key=key, data=data)


def beginning(told: Account) -> dict[str, Any]:
    """What is derived, as it stands and as the first step marks it."""
    before = told.lines[0].marked_before if told.lines else told.start_latex
    return {"plain": told.start_latex, "before": before, "fine": []}


def as_data(told: Account, place: int) -> dict[str, Any]:
    """A line as it stands, as its step marked it, and as the next one marks it."""
    line = told.lines[place]
    following = told.lines[place + 1].marked_before if place + 1 < len(told.lines) else line.latex
    forms = {"plain": line.latex, "after": line.marked_after, "before": following}
    return {name: f"{line.left_latex} = {latex}" for name, latex in forms.items()} | {
        **reason(line),
        "fine": [{"after": f"= {fine.marked_after}", **reason(fine)} for fine in line.fine],
    }


def reason(line: Told) -> dict[str, Any]:
    """By which rule a line follows, why, and what has been established of it."""
    shape, word, _, meaning = BADGES[str(line.verdict)]
    said = f"{meaning} {line.verdict.meaning}".strip()
    verdict = {"kind": str(line.verdict).partition(" ")[0], "said": f"{shape} {word}", "meaning": said}
    return {"rule": typeset(line.rule), "why": typeset(line.why), "verdict": verdict}
