"""LaTeX that KaTeX and amsmath accept and that the worksheet language reads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derivations.notation.printing.names import parts
from derivations.notation.printing.pen import Pen
from derivations.notation.printing.pieces import Level, Piece

TOP = r"\top"


@dataclass(frozen=True)
class LatexPen(Pen):
    """Sets a formula in LaTeX."""

    def name(self, latex: str, indices: Sequence[str] = ()) -> Piece:
        letter, sub, sup = parts(latex)
        below = ",".join(filter(None, [sub, subscript(indices)]))
        text = letter + (f"^{braced(sup)}" if sup else "") + (f"_{braced(below)}" if below else "")
        return Piece(text, Level.POWER if sup or "'" in latex else Level.ATOM)

    def parenthesised(self, piece: Piece, pair: str = "()") -> str:
        if piece.tall:
            return rf"\left{pair[0]} {piece.text} \right{pair[1]}"
        return pair[0] + piece.text + pair[1]

    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        inline = f"{self.at_least(Level.PRODUCT, top)}/{self.at_least(Level.POWER, bottom)}"
        low = None if top.tall or bottom.tall else inline
        return Piece(rf"\frac{{{top.text}}}{{{bottom.text}}}", Level.FRACTION, tall=True, inline=low)

    def raised(self, base: str, exponent: Piece) -> str:
        return f"{base}^{TOP if exponent.text == TOP else braced(scripted(exponent))}"

    def root(self, inside: Piece) -> Piece:
        return Piece(rf"\sqrt{{{inside.text}}}", tall=inside.tall)

    def exponential(self, exponent: Piece) -> Piece:
        return Piece(f"e^{{{scripted(exponent)}}}", Level.POWER)

    def reduction(self, sign: str, indices: Sequence[str], upper: str | None) -> str:
        below = ",".join(indices)
        return f"{sign}_{braced(below)}" if upper is None else f"{sign}_{{{below}=1}}^{{{upper}}}"

    def derivative(
        self, of: Piece, named: bool, variables: Sequence[tuple[Piece, int]], sign: str = r"\partial"
    ) -> Piece:
        order = sum(times for _, times in variables)
        top = sign if order == 1 else f"{sign}^{braced(str(order))}"
        below = " ".join(f"{sign} {self.repeated(variable, times)}" for variable, times in variables)
        if named:
            return Piece(rf"\frac{{{top} {of.text}}}{{{below}}}", Level.FRACTION, tall=True)
        operator = rf"\frac{{{top}}}{{{below}}} "
        is_one_bracket = of.level > Level.PRODUCT or not of.text.startswith(("(", r"\left("))
        open_text = operator + (self.at_least(Level.HADAMARD, of) if is_one_bracket else self.parenthesised(of))
        return Piece(open_text, Level.OPEN, tall=True, closed=operator + self.parenthesised(of))

    def repeated(self, variable: Piece, times: int) -> str:
        if times == 1:
            return variable.text
        return f"{self.at_least(Level.ATOM, variable)}^{braced(str(times))}"

    def cases(self, rows: Sequence[tuple[str, str]]) -> Piece:
        body = r" \\ ".join(f"{value} & {condition}" for value, condition in rows)
        return Piece(rf"\begin{{cases}} {body} \end{{cases}}", Level.OPEN, tall=True)

    def marked(self, text: str) -> str:
        return rf"\colorbox{{#ffe8a3}}{{$\textcolor{{#1a1a1a}}{{\displaystyle {text}}}$}}"

    def coloured(self, piece: Piece, colour: str) -> Piece:
        return Piece(rf"\textcolor{{{colour}}}{{{piece.text}}}", piece.level)


def braced(script: str) -> str:
    """A script, in braces unless it is one character."""
    return script if len(script) == 1 else f"{{{script}}}"


def scripted(exponent: Piece) -> str:
    """An exponent: a fraction in it lies on the line, and a highlight keeps its size."""
    return (exponent.inline or exponent.text).replace(r"\displaystyle", r"\scriptstyle")


def subscript(indices: Sequence[str]) -> str:
    """Indices side by side: `ij`, but `1,2` and `k,j_s`, where they would run into each other."""
    return (
        "" if all(len(index.rstrip("'")) == 1 and not index.isdigit() for index in indices) else ","
    ).join(indices)
