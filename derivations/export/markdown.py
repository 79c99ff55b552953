"""A derivation as Markdown that common viewers render."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.account import Account, Line, Symbol
from derivations.export.latex_words import in_markdown


def as_markdown(told: Account, fine: bool = False) -> str:
    """The symbols as a list, then each line as a formula under its reason."""
    return "\n".join(
        [
            f"# {in_markdown(told.title)}",
            "",
            in_markdown(told.states),
            "",
            *map(glossary_item, told.symbols),
            "",
            *formula(told.start_latex),
            *(row for line in told.lines for row in rows(line, fine)),
        ]
    )


def row(line: Line) -> Iterator[str]:
    """A line under its reason."""
    return rows(line, fine=False)


def rows(line: Line, fine: bool) -> Iterator[str]:
    """A line under its reason, its finer steps between."""
    yield f"{in_markdown(line.why)} *({in_markdown(line.rule)}; {line.verdict.shown_as})*"
    yield ""
    if fine:
        for step in line.fine[:-1]:
            yield from formula(f"= {step.latex}")
    yield from formula(f"{line.left_latex} = {line.latex}".strip())


def formula(source: str) -> list[str]:
    """A formula on lines of its own."""
    return ["$$", source, "$$", ""]


def glossary_item(symbol: Symbol) -> str:
    """A symbol, what it stands for, and its kind."""
    meaning = f" = {symbol.meaning_latex}" if symbol.meaning_latex else ""
    return f"- ${symbol.latex}{meaning}$ ({symbol.kind})"
