"""Unicode as people type or paste it, spelled in LaTeX, with each character's place in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SYMBOLS = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "·": r"\cdot ", "⋅": r"\cdot ", "•": r"\cdot ", "∙": r"\cdot ",
    "×": r"\times ", "∗": r"\ast ", "⊙": r"\odot ", "∘": r"\odot ", "÷": "/", "∕": "/", "⁄": "/",
    "⊗": r"\otimes ", "⊘": r"\oslash ",
    "∂": r"\partial ", "∇": r"\nabla ", "∑": r"\sum ", "∏": r"\prod ", "√": r"\sqrt ",
    "‖": r"\|", "∥": r"\|", "∣": "|", "≠": r"\ne ", "≤": r"\le ", "≥": r"\ge ", "∈": r"\in ", "≔": "=", "≡": "=",
    "⟨": r"\langle ", "⟩": r"\rangle ", "′": "'", "’": "'", "‘": "'", "″": "''", "⊤": r"\top ", "⊺": r"\top ",
    "ᵀ": "^T", "𝟙": r"\mathbb{1}", "𝟏": r"\mathbf{1}", "ℝ": r"\mathbb{R}", "ℓ": r"\ell ", "ℒ": r"\mathcal{L}",
    "½": r"\frac{1}{2}", "¼": r"\frac{1}{4}", "∞": r"\infty ", "…": r"\dots ", "⋯": r"\dots ",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ", "\u2061": " ", "\u2062": " ",
}  # fmt: skip
ACCENTS = {
    "\u0302": "hat", "\u0304": "bar", "\u0303": "tilde", "\u0307": "dot", "\u20d7": "vec", "\u0305": "overline",
}  # fmt: skip
NUMPY_TRANSPOSE = re.compile(r"(?<=[A-Za-z0-9)\]}])\.T(?![A-Za-z0-9])")
GREEK_VARIANTS = {"ϵ": "epsilon", "ϕ": "phi", "ϑ": "vartheta", "ϱ": "varrho", "ς": "varsigma"}
SMALL = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True))
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵃᵇᶜᵈᵉᵏˡᵐᵒᵖʳˢᵘᵛʰʲˣ", "0123456789+-()niabcdeklmoprsuvhjx", strict=True))


@dataclass(frozen=True)
class Spelled:
    """A text in LaTeX, and for each of its characters the place of the one it stands for, with the end's place last."""

    text: str
    places: tuple[int, ...]


def spelled(original: str) -> Spelled:
    """The original in plain LaTeX."""
    pieces: list[tuple[str, int]] = []
    for place, piece in parts(original):
        if piece in ACCENTS and pieces and re.search(r"[A-Za-z}]\s*$", pieces[-1][0]):
            letter, at = pieces.pop()
            pieces.append((f"\\{ACCENTS[piece]}{{{letter.strip()}}}", at))
        elif piece:
            pieces.append((piece, place))
    places = [place for piece, place in pieces for _ in piece]
    return Spelled("".join(piece for piece, _ in pieces), (*places, len(original)))


def parts(original: str) -> Iterator[tuple[int, str]]:
    """The original piece by piece, a run of small digits as one script, a composed letter as letter and accent."""
    place = 0
    while place < len(original):
        if NUMPY_TRANSPOSE.match(original, place):
            yield place, "^T"
            place += 2
            continue
        for mark, table in (("_", SMALL), ("^", RAISED)):
            end = place
            while end < len(original) and original[end] in table:
                end += 1
            if end > place:
                yield place, mark + "{" + "".join(table[c] for c in original[place:end]) + "}"
                break
        else:
            end = place + 1
            yield from ((place, piece) for piece in character(original[place]))
        place = end


def character(char: str) -> tuple[str, ...]:
    """One character in LaTeX."""
    if char in SYMBOLS:
        return (SYMBOLS[char],)
    if char.isascii() or char in ACCENTS:
        return (char,)
    name = unicodedata.name(char, "")
    if char in GREEK_VARIANTS or name.startswith(("GREEK SMALL LETTER ", "GREEK CAPITAL LETTER ")):
        return (greek(char, name),)
    if name.startswith("MATHEMATICAL "):
        return (mathematical(char, name),)
    composed = unicodedata.normalize("NFD", char)
    return tuple(composed) if len(composed) == 2 and composed[1] in ACCENTS else (char,)


def greek(char: str, name: str) -> str:
    letter = GREEK_VARIANTS.get(char) or name.split()[-1].lower().replace("lamda", "lambda")
    return f"\\{letter.capitalize() if 'CAPITAL' in name else letter} "


def mathematical(char: str, name: str) -> str:
    """A letter of the mathematical alphabets, 𝐱 or 𝑥."""
    plain = unicodedata.normalize("NFKC", char)
    if not plain.isascii():
        plain = character(plain)[0].strip() if len(plain) == 1 and plain != char else plain
    return f"\\mathbf{{{plain}}}" if "BOLD" in name else f"\\mathcal{{{plain}}}" if "SCRIPT" in name else plain
