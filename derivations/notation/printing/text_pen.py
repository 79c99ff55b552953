"""Formulas in Unicode, on one line, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derivations.notation.printing.latex_pen import subscript
from derivations.notation.printing.names import LOWERED, RAISED, parts, unicode
from derivations.notation.printing.pen import Pen
from derivations.notation.printing.pieces import Level, Piece


@dataclass(frozen=True)
class TextPen(Pen):
    """Sets a formula in one line of Unicode."""

    minus = "−"
    cross = " ⊙ "

    def name(self, latex: str, indices: Sequence[str] = ()) -> Piece:
        letter, sub, sup = (unicode(part) for part in parts(latex))
        own = sub.translate(LOWERED) if sub.isdigit() else ""
        below = ",".join(filter(None, ["" if own else sub, subscript(indices)]))
        text = letter + own + exponent_text(sup) + (f"_{grouped(below)}" if below else "")
        return Piece(text, Level.POWER if sup else Level.ATOM)

    def parenthesised(self, piece: Piece, pair: str = "()") -> str:
        return pair[0] + piece.text + pair[1]

    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        simple = top.level in (Level.PRODUCT, Level.POWER, Level.ATOM) and self.dot not in top.text
        above = top.text if simple else self.parenthesised(top)
        below = self.at_least(Level.POWER, bottom)
        if bottom.level is Level.OPEN:
            return Piece(f"{above}/{bottom.text}", Level.QUOTIENT, closed=f"{above}/{below}")
        return Piece(f"{above}/{below}", Level.QUOTIENT)

    def raised(self, base: str, exponent: Piece) -> str:
        if exponent.text.isdigit() or exponent.text in "nᵀ":
            return base + exponent.text.translate(RAISED)
        return f"{base}^{self.at_least(Level.POWER, exponent)}"

    def root(self, inside: Piece) -> Piece:
        return Piece(
            "√" + (inside.text if inside.level is Level.ATOM else self.parenthesised(inside)), Level.POWER
        )

    def exponential(self, exponent: Piece) -> Piece:
        return Piece(f"exp({exponent.text})")

    def reduction(self, sign: str, indices: Sequence[str], upper: str | None) -> str:
        below = ",".join(indices)
        if upper is not None:
            return f"{unicode(sign)}_{{{below}=1}}^{grouped(upper)}"
        return f"{unicode(sign)}_{grouped(below)}"

    def derivative(
        self, of: Piece, named: bool, variables: Sequence[tuple[Piece, int]], sign: str = r"\partial"
    ) -> Piece:
        order, letter = sum(times for _, times in variables), unicode(sign)
        top = letter if order == 1 else letter + str(order).translate(RAISED)
        below = "".join(letter + self.repeated(variable, times) for variable, times in variables)
        if named:
            return Piece(f"{top}{of.text}/{below}", Level.QUOTIENT)
        inside = of.text if of.level is Level.ATOM and of.text.endswith(")") else self.parenthesised(of)
        return Piece(f"{top}/{below} {inside}", Level.QUOTIENT)

    def repeated(self, variable: Piece, times: int) -> str:
        return variable.text + (str(times).translate(RAISED) if times > 1 else "")

    def cases(self, rows: Sequence[tuple[str, str]]) -> Piece:
        body = "; ".join(f"{value} if {condition}" for value, condition in rows[:-1])
        return Piece(f"{{{body}; {rows[-1][0]} if {rows[-1][1]}}}".replace("if otherwise", "otherwise"))

    def between(self, left: Piece, right: Piece) -> str:
        if Level.QUOTIENT in (left.level, right.level):
            return self.dot
        return super().between(left, right)

    @property
    def dot(self) -> str:
        return " · "


def exponent_text(sup: str) -> str:
    """A superscript in raised letters where there are such."""
    raised = sup.translate(RAISED)
    return raised if all(old != new for old, new in zip(sup, raised, strict=True)) else f"^{grouped(sup)}"


def grouped(script: str) -> str:
    """A script, in braces where its end could be missed."""
    return script if script.isalnum() else f"{{{script}}}"
