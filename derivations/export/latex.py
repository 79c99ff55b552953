"""A derivation as a LaTeX document."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.account import Account, Line, Symbol

PREAMBLE = r"""\documentclass{article}
\usepackage[margin=25mm]{geometry}
\usepackage{amsmath,amssymb}
\begin{document}
"""


def as_latex(told: Account, fine: bool = False) -> str:
    """A document that compiles: the symbols, then the lines, aligned, with their reasons."""
    return "\n".join(
        [
            PREAMBLE + rf"\section*{{{escaped(told.title)}}}",
            escaped(told.states),
            r"\begin{itemize}",
            *map(glossary_item, told.symbols),
            r"\end{itemize}",
            r"\begin{align*}",
            f"  {told.start_latex}",
            *(row for line in told.lines for row in rows(line, fine)),
            r"\end{align*}",
            r"\end{document}",
            "",
        ]
    )


def rows(line: Line, fine: bool) -> Iterator[str]:
    """A line with its reason, and its finer steps before it."""
    if fine:
        for step in line.fine[:-1]:
            yield rf"  &= {step.latex} && \text{{\footnotesize {escaped(step.rule)}}} \\"
    yield rf"  {line.left_latex} &= {line.latex} && \text{{\footnotesize {escaped(line.why)}}} \\"


def glossary_item(symbol: Symbol) -> str:
    """A symbol, what it stands for, and its kind."""
    meaning = f" = {symbol.meaning_latex}" if symbol.meaning_latex else ""
    return rf"  \item ${symbol.latex}{meaning}$ ({escaped(symbol.kind)})"


def escaped(words: str) -> str:
    """Plain words for LaTeX."""
    for mark in "\\{}$&#%_^~":
        words = words.replace(mark, {"\\": r"\textbackslash "}.get(mark, f"\\{mark}"))
    return words
