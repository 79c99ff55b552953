"""A derivation for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.account import Account, Line


def as_text(told: Account, fine: bool = False) -> str:
    """The derivation in lines of Unicode, rule and reason under each."""
    head = [told.title, "─" * len(told.title)]
    head += [*filter(None, [told.states, told.route and f"Route: {told.route}"]), ""]
    where = [f"  {s.text}{f' = {s.meaning_text}' if s.meaning_text else ''}   ({s.kind})" for s in told.symbols]
    body = [row for line in told.lines for row in rows(line, fine)]
    return "\n".join([*head, "where", *where, "", f"  {told.start_text}", *body])


def rows(line: Line, fine: bool) -> Iterator[str]:
    """A line, what made it, and its finer steps."""
    yield f"{line.left_text} = {line.text}" if line.left_text else f"= {line.text}"
    yield f"      {line.rule}  [{line.verdict.shown_as}]"
    yield f"      {line.why}"
    if fine:
        for step in line.fine:
            yield f"        · {step.text}    {step.rule}  [{step.verdict.shown_as}]"
    yield ""
