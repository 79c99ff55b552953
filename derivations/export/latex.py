"""A derivation as a LaTeX document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from derivations.account import Account, Line, Symbol
from derivations.export.latex_words import escaped

PREAMBLE = r"""\documentclass{article}
\usepackage[margin=20mm]{geometry}
\usepackage{amsmath,amssymb}
\begin{document}
"""
REASON = 95
"""How many letters of a reason fit in a line under its formula."""
LINES = 6
"""How many lines are aligned with one another before a page may break."""


def as_latex(told: Account, fine: bool = False) -> str:
    """A document that compiles: the symbols, then the lines, aligned, each with its reason under it."""
    return document(section(told, fine))


def document(*sections: Iterable[str]) -> str:
    """Sections as one document."""
    body = "\n".join(line for section in sections for line in section)
    return "\n".join([PREAMBLE + body, r"\end{document}", ""])


def section(told: Account, fine: bool = False) -> Iterator[str]:
    """A derivation under its title."""
    yield rf"\section*{{{escaped(told.title)}}}"
    yield escaped(told.states)
    yield from glossary(told.symbols)
    yield from lines(told, fine)


def lines(told: Account, fine: bool = False) -> Iterator[str]:
    """The lines of a derivation."""
    rows = [row for line in told.lines for row in rows_of(line, fine)]
    yield from chained("" if told.lines and told.lines[0].left_latex else told.start_latex, rows)


def chained(left: str, rows: Sequence[str]) -> Iterator[str]:
    """Lines aligned with one another, where a page may break every few of them."""
    for start in range(0, max(len(rows), 1), LINES):
        yield from aligned(left, rows[start : start + LINES])
        left = ""


def aligned(left: str, rows: Sequence[str]) -> list[str]:
    """Lines with their equals signs under one another."""
    return [r"\[", r"\begin{aligned}", f"  {left}" if left else "  {}", *rows, r"\end{aligned}", r"\]"]


def rows_of(line: Line, fine: bool) -> Iterator[str]:
    """A line with its reason, and its finer steps before it."""
    if fine:
        for step in line.fine[:-1]:
            yield row(f"&= {step.latex}", doubted(step, step.rule))
    yield row(f"{line.left_latex} &= {line.latex}", doubted(line, line.why))


def doubted(line: Line, reason: str) -> str:
    """A reason, and that the line is not established where it is not."""
    return reason if line.verdict.establishes else f"{reason} ({line.verdict.shown_as})".strip()


def row(formula: str, *reasons: str) -> str:
    """A formula, and the reasons under it."""
    parts = [escaped(part) for reason in reasons for part in wrap(reason, REASON)]
    said = "".join(f"\n  &\\quad \\text{{\\small {part}}} \\\\" for part in parts)
    return f"  {formula} \\\\{said}[1ex]" if formula else f"{said.lstrip(chr(10))}[1ex]"


def glossary(symbols: Sequence[Symbol]) -> list[str]:
    """The symbols as a list."""
    return [r"\begin{itemize}\itemsep0pt", *map(glossary_item, symbols), r"\end{itemize}"] if symbols else []


def glossary_item(symbol: Symbol) -> str:
    """A symbol, what it stands for, and its kind."""
    meaning = f" = {symbol.meaning_latex}" if symbol.meaning_latex else ""
    return rf"  \item ${symbol.latex}{meaning}$ ({escaped(symbol.kind)})"
