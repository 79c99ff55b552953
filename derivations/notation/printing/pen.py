"""What a typesetter provides; how pieces are parenthesised and set side by side is common to all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from derivations.notation.printing.pieces import Level, Piece
from derivations.notation.quantities import Quantity

Colours = Callable[[Quantity], str | None]


@dataclass(frozen=True)
class Pen(ABC):
    """A typesetter: the writer hands it names in LaTeX and pieces, and it sets them in its own way."""

    colours: Colours | None = None
    limits: bool = False
    """Whether Σ shows from where to where it runs."""

    minus = "-"
    cross = r" \odot "

    @abstractmethod
    def name(self, latex: str, indices: Sequence[str] = ()) -> Piece:
        """A name with its own scripts and with indices."""

    @abstractmethod
    def parenthesised(self, piece: Piece, pair: str = "()") -> str:
        """A piece between parentheses of its height."""

    @abstractmethod
    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        """A fraction."""

    @abstractmethod
    def raised(self, base: str, exponent: Piece) -> str:
        """A power."""

    @abstractmethod
    def root(self, inside: Piece) -> Piece:
        """A square root."""

    @abstractmethod
    def exponential(self, exponent: Piece) -> Piece:
        """e to a power."""

    @abstractmethod
    def reduction(self, sign: str, indices: Sequence[str], upper: str | None) -> str:
        """Σ, Π or max with what stands below and above it."""

    @abstractmethod
    def derivative(
        self, of: Piece, named: bool, variables: Sequence[tuple[Piece, int]], sign: str = r"\partial"
    ) -> Piece:
        """∂²J/∂x∂y, or the operator before what it is applied to."""

    @abstractmethod
    def cases(self, rows: Sequence[tuple[str, str]]) -> Piece:
        """Values beside their conditions."""

    def marked(self, text: str) -> str:
        """A text that is highlighted, where this can be."""
        return text

    def coloured(self, piece: Piece, colour: str) -> Piece:
        """A piece in a colour, where there are colours."""
        return piece

    def between(self, left: Piece, right: Piece) -> str:
        """What stands between two factors."""
        if right.level >= Level.PRODUCT and right.text[0] in "0123456789":
            return self.dot
        return "" if left.text.isdigit() and (right.level < Level.PRODUCT or right.text[0].isalpha()) else " "

    @property
    def dot(self) -> str:
        return r" \cdot "

    def at_least(self, level: Level, piece: Piece) -> str:
        """The text of a piece where a level is asked for."""
        return piece.text if piece.level >= level else self.parenthesised(piece)

    def negated(self, piece: Piece) -> Piece:
        """Minus a piece."""
        text, closed = self.at_least(Level.HADAMARD, piece), None
        if piece.closed is not None and piece.level >= Level.HADAMARD:
            closed = self.minus + piece.closed
        inline = self.minus + piece.inline if piece.inline else None
        return Piece(self.minus + text, Level.SUM, piece.tall, closed, inline, minus=True)

    def sum(self, terms: Sequence[tuple[bool, Piece]]) -> Piece:
        """Terms with their signs; a sum among them is parenthesised where two signs would meet."""
        text = ""
        for negative, term in terms:
            sign = self.minus if negative else "+" if text else ""
            nested = term.level is Level.SUM and (negative or (term.minus and text))
            body = self.parenthesised(term) if nested else term.text
            text += f" {sign} {body}" if text else sign + body
        return Piece(
            text, Level.SUM, any(term.tall for _, term in terms), minus=terms[0][0] or terms[0][1].minus
        )

    def product(self, pieces: Sequence[Piece], snug: bool = False) -> Piece:
        """Factors side by side; one that is open to the right is closed unless it is the last."""
        if len(pieces) == 1:
            return pieces[0]
        text = ""
        for left, right in pairwise(pieces):
            gap = "" if snug and right.level < Level.PRODUCT else self.between(left, right)
            text += self.inner(left) + gap
        last, closed = self.at_least(Level.PRODUCT, pieces[-1]), self.inner(pieces[-1])
        tall = any(piece.tall for piece in pieces)
        return Piece(text + last, Level.PRODUCT, tall, None if closed == last else text + closed)

    def inner(self, factor: Piece) -> str:
        """A factor that another one follows."""
        return factor.followed if factor.level >= Level.PRODUCT else self.parenthesised(factor)

    def entrywise(self, pieces: Sequence[Piece]) -> Piece:
        """A ⊙ B …"""
        if len(pieces) == 1:
            return pieces[0]
        closed = [replace(piece, text=piece.followed) for piece in pieces[:-1]]
        text = self.cross.join(self.at_least(Level.HADAMARD, piece) for piece in [*closed, pieces[-1]])
        return Piece(text, Level.HADAMARD, any(piece.tall for piece in pieces))
