"""Names as the worksheet language writes them, `W_1`, `\\hat{y}`, taken apart and put into Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Parts(NamedTuple):
    """A name's letter, its own subscript and its own superscript."""

    letter: str
    sub: str
    sup: str


SCRIPT = re.compile(r"([_^])(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\\[A-Za-z]+|.))")


@lru_cache(maxsize=10_000)
def parts(name: str) -> Parts:
    r"""`b^{(2)}` → ("b", "", "(2)"); a script inside an accent, `\hat{y_1}`, belongs to the letter."""
    scripts = {"_": "", "^": ""}
    letter = name
    while (found := re.search(SCRIPT.pattern + "$", letter)) and found.start():
        scripts[found[1]] = found[2] or found[3]
        letter = letter[: found.start()]
    return Parts(letter, scripts["_"], scripts["^"])


GREEK = {
    unicodedata.name(letter).split()[-1].lower().replace("lamda", "lambda"): letter
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
}
CAPITALS = {name.capitalize(): letter.upper() for name, letter in GREEK.items()}
SIGNS = (
    GREEK
    | CAPITALS
    | {
        "varepsilon": "ε",
        "varphi": "φ",
        "vartheta": "ϑ",
        "ell": "ℓ",
        "infty": "∞",
        "partial": "∂",
        "sum": "Σ",
        "prod": "Π",
        "ne": "≠",
        "le": "≤",
        "in": "∈",
        "top": "ᵀ",
    }
)
ACCENTS = {
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
}
RAISED = str.maketrans("0123456789()+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁻ⁿ")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
STYLED = re.compile(r"\\([A-Za-z]+)\s*(?:\{([^{}]*)\})?")


DRESS = re.compile(r"\\(?:hat|bar|tilde|dot|ddot|vec|mathbf|boldsymbol|mathrm|mathcal)\b\s*")


@lru_cache(maxsize=10_000)
def unicode(name: str) -> str:
    r"""A name in Unicode: `\hat{y}` → ŷ, `\mathbf{1}` → 𝟏, `\lambda` → λ."""
    while (written := STYLED.sub(styled, name)) != name:
        name = written
    return unicodedata.normalize("NFC", name.replace("'", "′"))


def styled(command: re.Match[str]) -> str:
    word, inside = command[1], unicode(command[2] or "")
    if word in ACCENTS:
        return inside[:1] + ACCENTS[word] + inside[1:]
    if word in ("mathbf", "boldsymbol"):
        return "".join(map(bold, inside))
    if word == "mathbb":
        return "".join(chr(ord("𝟘") + int(c)) if c.isdigit() else c for c in inside)
    if word in ("operatorname", "text", "mathrm", "mathcal", "mathit"):
        return inside
    return SIGNS.get(word, word) + inside


@lru_cache(maxsize=10_000)
def alphabetical(name: str) -> tuple[str, str]:
    """The place of a name in the alphabet, whatever its accent or case; Greek letters come first."""
    return DRESS.sub("", name).replace("{", "").lower(), name


def bold(letter: str) -> str:
    for first, last, start in (("0", "9", "𝟎"), ("A", "Z", "𝐀"), ("a", "z", "𝐚")):
        if first <= letter <= last:
            return chr(ord(start) + ord(letter) - ord(first))
    return letter
