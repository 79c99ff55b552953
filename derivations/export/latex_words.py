"""Plain words for LaTeX: marks that mean something there escaped, and the signs of formulas set as formulas.

the slope of e^(z_i), where ŷ ≠ y   →   the slope of e\\^{}($z_i$), where $\\hat{y}$ $\\neq$ y
"""

from __future__ import annotations

import re
from unicodedata import normalize

from derivations.numeric.identifiers import ACCENTS, GREEK

MARKS = {mark: f"\\{mark}" for mark in "{}$&#%_"} | {
    "\\": r"\textbackslash{}",
    "^": r"\^{}",
    "~": r"\~{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "\u00a0": "~",
}
SIGNS = {
    "−": "-",
    "·": r"\cdot",
    "×": r"\times",
    "→": r"\to",
    "≠": r"\neq",
    "≤": r"\leq",
    "≥": r"\geq",
    "≈": r"\approx",
    "±": r"\pm",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∞": r"\infty",
    "√": r"\surd",
    "∈": r"\in",
    "⊙": r"\odot",
    "∘": r"\circ",
    "′": "'",
    "″": "''",
    "½": r"\tfrac{1}{2}",
    "ᵀ": r"{}^{\top}",
    "𝟏": r"\mathbf{1}",
    "𝟙": r"\mathbf{1}",
    "‖": r"\|",
    "⁻": "{}^{-}",
    **{sign: f"{{}}^{{{digit}}}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{sign: f"{{}}_{{{digit}}}" for digit, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{sign: f"\\{name}" for sign, name in GREEK.items()},
}
COMBINING = {"\u0302": r"\hat", "\u0303": r"\tilde", "\u0304": r"\bar", "\u0307": r"\dot", "\u20d7": r"\vec"}
ACCENTED = {"\u0300": "`", "\u0301": "'", "\u0308": '"', "\u030a": "r", "\u030c": "v", "\u0327": "c"}
COMMANDS = "|".join([*ACCENTS, *sorted(set(GREEK.values()), key=len, reverse=True)])
PIECES = re.compile(
    rf"(?P<name>\\(?:{COMMANDS})(?![A-Za-z])(?:\{{[A-Za-z]\}})?(?:_(?:[A-Za-z0-9]|\{{[A-Za-z0-9]+\}}))?"
    r"|(?<![A-Za-z])[A-Za-z]_[A-Za-z0-9](?![A-Za-z0-9]))"
    r"|(?P<letter>[^\W\d_])(?P<over>[\u0300-\u036f\u20d7])|(?P<mark>.)",
    re.DOTALL,
)


def escaped(words: str) -> str:
    """Plain words as LaTeX that pdfTeX sets."""
    return "".join(map(piece, PIECES.finditer(normalize("NFD", " ".join(words.split())))))


def in_markdown(words: str) -> str:
    """Plain words as Markdown: names as formulas, and nothing that would begin emphasis, a link or HTML."""
    return "".join(
        f"${found['name']}$" if found["name"] else re.sub(r"[\\`*_<>\[\]#|$]", r"\\\g<0>", found[0])
        for found in PIECES.finditer(" ".join(words.split()))
    )


def piece(found: re.Match[str]) -> str:
    """A name such as \\hat{y} or z_i, a letter with an accent, or a single mark."""
    if found["name"]:
        return f"${found['name']}$"
    if found["letter"]:
        return accented(found["letter"], found["over"])
    mark = found["mark"]
    if mark in SIGNS:
        return f"${SIGNS[mark]}$"
    return MARKS.get(mark) or (mark if mark.isascii() and mark.isprintable() else f"[U+{ord(mark):04X}]")


def accented(letter: str, over: str) -> str:
    """A letter of a formula with a hat, or of a word with its accent."""
    if over in COMBINING:
        inner = SIGNS.get(letter, letter)
        return f"${COMBINING[over]}{{{inner}}}$"
    if over in ACCENTED and letter.isascii():
        return f"\\{ACCENTED[over]}{{{letter}}}"
    return escaped(letter)
