"""A line cut into marks: letters, commands, decorated letters, numbers and symbols, whatever is declared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from derivations.language.limits import MAX_TOKENS
from derivations.language.problems import Problem, Refusal

Sort = Literal["letters", "command", "decorated", "text", "number", "prime", "symbol", "wrapper", "newline"]

BOLD = ("mathbf", "boldsymbol", "bm", "bf", "pmb", "symbf", "vec", "mathbfit", "textbf")
UPRIGHT = ("text", "textrm", "mathrm", "operatorname", "mbox", "mathsf", "mathtt", "rm", "textit", "mathit", "textsf")
DECORATIONS = (
    "hat", "widehat", "bar", "overline", "tilde", "widetilde", "dot", "ddot", "underline", "check", "breve",
    "mathcal", "mathbb", "mathbbm", "mathds", "mathfrak", "mathscr", "cal", *BOLD,
)  # fmt: skip
SPACES = (
    "quad|qquad|left|right|middle|big|Big|bigg|Bigg|bigl|bigr|Bigl|Bigr|biggl|biggr|Biggl|Biggr|bigm|displaystyle|"
    "textstyle|scriptstyle|limits|nolimits|nonumber|notag|mathstrut|thinspace|enspace|space"
)
ENVIRONMENTS = r"(?:aligned|align|alignat|equation|gathered|gather|split|displaymath|math|multline|eqnarray)\*?"
LETTER = r"(?:\\[A-Za-z]+|[A-Za-z0-9]+)"
DECORATED = rf"\\(?:{'|'.join(sorted(DECORATIONS, key=len, reverse=True))})(?![A-Za-z])\s*"

PATTERN = re.compile(
    "|".join(
        (
            rf"(?P<space>\s+|~|\\[,;:!> ]|\\(?:{SPACES})(?![A-Za-z]))",
            rf"(?P<wrapper>\$\$?|\\[\[\]()]|\\(?:begin|end)\s*\{{{ENVIRONMENTS}\}})",
            r"(?P<newline>\\\\(?:\[[^\[\]]{0,9}\])?)",
            r"(?P<cases>\\(?:begin|end)\s*\{[dr]?cases\*?\})",
            r"(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+(?![A-Za-z]))?|\.[0-9]+)",
            r"(?P<prime>'+|\^\s*\{\s*(?:\\prime\s*)+\}|\^\s*\\prime(?![A-Za-z])|\\prime(?![A-Za-z]))",
            rf"(?P<text>\\(?:{'|'.join(sorted(UPRIGHT, key=len, reverse=True))})(?![A-Za-z])\*?\s*"
            r"(?:\{[^{}\\$]{0,40}\}|[A-Za-z]))",
            rf"(?P<decorated>{DECORATED}(?:\{{\s*(?:{LETTER}|{DECORATED}(?:\{{\s*{LETTER}\s*\}}|{LETTER}))\s*\}}"
            r"|\\[A-Za-z]+|[A-Za-z0-9]))",
            r"(?P<command>\\[A-Za-z]+\*?)",
            r"(?P<letters>log1p|expm1|[A-Za-z]+)",
            r"(?P<symbol>\\[{}|]|\|\||\.[*/]|\*\*|<>|=/=|[!<>=/]=|[-+*/^_=(){}\[\]|,:<>&!@.;])",
        )
    )
)


@dataclass(frozen=True)
class Mark:
    """One mark of a line, with its place in the spelled text."""

    sort: Sort
    text: str
    start: int
    end: int


def marks(text: str) -> tuple[Mark, ...]:
    """The marks of a spelled line; space and wrappers such as `$` are left out."""
    found: list[Mark] = []
    place = 0
    while place < len(text):
        match = PATTERN.match(text, place)
        if match is None:
            raise Problem(unexpected(text[place]), place, place + 1)
        sort = match.lastgroup
        if sort not in ("space", "wrapper"):
            found.append(Mark("command" if sort == "cases" else sort, match[0], place, match.end()))  # type: ignore[arg-type]
        place = match.end()
        if len(found) > MAX_TOKENS:
            raise Refusal(f"A line may have {MAX_TOKENS} symbols; break it in two with “let”.", place - 1, place)
    return tuple(found)


def unexpected(char: str) -> str:
    return f"The character “{char}” (U+{ord(char):04X}) has no meaning in a formula." if char.isprintable() else (
        f"There is an invisible character (U+{ord(char):04X}) here; remove it."
    )  # fmt: skip
