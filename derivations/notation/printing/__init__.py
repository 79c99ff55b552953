"""Printers: an expression as LaTeX for a page and as Unicode for a terminal, as people write it."""

from __future__ import annotations

from functools import lru_cache

from sympy import Expr

from derivations.notation.heads import Head
from derivations.notation.printing import calculus, functions  # noqa: F401, they register their heads
from derivations.notation.printing.latex_pen import LatexPen
from derivations.notation.printing.matrices import as_array
from derivations.notation.printing.pen import Colours
from derivations.notation.printing.text_pen import TextPen
from derivations.notation.printing.traits import unmarked
from derivations.notation.printing.whole import whole
from derivations.notation.printing.writer import write

__all__ = ["latex", "text", "whole"]

TEXT = TextPen()


@lru_cache(maxsize=20_000)
def latex(
    expr: Expr, *, highlight: bool = False, colours: Colours | None = None, limits: bool = False
) -> str:
    """LaTeX of an expression.

    `highlight` shows what is marked; `colours`, a pure function, gives each quantity its colour;
    `limits` shows from where to where Σ runs.
    """
    shown = expr if highlight else unmarked(expr)
    return write(as_array(shown), LatexPen(colours, limits)).text


@lru_cache(maxsize=20_000)
def text(expr: Expr) -> str:
    """An expression in one line of Unicode: `∂J/∂z_i = p_i − y_i`."""
    return write(as_array(unmarked(expr)), TEXT).text


def in_a_notebook(head: Head, _printer: object) -> str:
    """How SymPy's own printer, which a notebook asks, shows a head of ours."""
    return latex(head)


Head._latex = in_a_notebook  # here, because a head knows no printer
