"""A written part of a formula, and what must be known of it to set it inside a larger one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How tightly a piece holds together; a piece is parenthesised where something tighter is asked for."""

    SUM = 0  # a + b, and all that begins with a minus
    HADAMARD = 1  # a ⊙ b
    PRODUCT = 2  # a b
    QUOTIENT = 3  # a/b on one line
    OPEN = 4  # Σ_k a and log a: what follows would be read as part of it
    FRACTION = 5  # a over b
    POWER = 6  # a^b
    ATOM = 7  # a_i and f(a)


@dataclass(frozen=True, slots=True)
class Piece:
    """A written part of a formula."""

    text: str
    level: Level = Level.ATOM
    tall: bool = False
    closed: str | None = None
    """How it is written where another factor follows, if in another way."""
    inline: str | None = None
    """How it is written in an exponent, if in another way."""
    minus: bool = False
    """Whether it begins with a minus."""

    @property
    def followed(self) -> str:
        return self.text if self.closed is None else self.closed
