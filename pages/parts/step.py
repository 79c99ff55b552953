"""One line of a derivation as elements: the formula, the rule and why, the verdict, and its value."""

import re
from dataclasses import dataclass

import streamlit as st

# A name of a quantity as it is written in LaTeX: with a command, or with something below it.
NAME = re.compile(r"\\[A-Za-z]+(\{[^}]*\})?(_(\w|\{[^}]*\}))?|∂?\b[A-Za-z]_(\w{1,2}\b|\{[^}]*\})")
PAIR = re.compile(r"_(\w\w)\b")

# The same where a number is set below it already: W₁_ia.
NUMBERED = re.compile(r"\b([A-Za-z])([₀-₉]+)_(\w+)")
RAISED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

# A verdict is a shape and a word; the colour only repeats what they say.
BADGES: dict[str, tuple[str, str, str, str]] = {
    "proved": ("●", "for every n", "green", "The two sides reduce to the same expression for every size n."),
    "small sizes": ("◐", "n ≤ 4", "blue", "Reduced to the same expression at sizes 1 to 4."),
    "tested": ("○", "tested", "gray", "Equal to ten digits at a hundred random points of several sizes."),
    "refuted": ("✕", "wrong", "red", "There is a point where the two sides differ."),
    "undecided": ("?", "can’t tell", "orange", "Not established either way in the time allowed."),
}


@dataclass(frozen=True)
class Line:
    """What a page shows of one line: plain text and LaTeX, already printed with its highlights."""

    latex: str
    rule: str = ""
    why: str = ""
    verdict: str | None = None
    explanation: str = ""
    value: str = ""
    fine: tuple["Line", ...] = ()
    place: int = 0


def line(step: Line, *, key: str, unfolded: bool = False) -> None:
    """Show one line; its fine steps, where it has any, unfold under it."""
    with st.container(key=f"line-{key}", gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.latex(step.latex, width="content")
            if step.value:
                st.markdown(digits(step.value), width="content")
        _reason(step)
        if len(step.fine) > 1 and st.toggle(f"{len(step.fine)} single steps", value=unfolded, key=f"{key}/unfold"):
            with st.container(key=f"fine-{key}", gap="xsmall"):
                for place, single in enumerate(step.fine):
                    line(single, key=f"{key}-{place}")


def badge(verdict: str, explanation: str = "") -> tuple[str, str]:
    """A verdict as markdown, shape and word, and what it means for the one who hovers over it."""
    shape, word, tint, meaning = BADGES[verdict]
    return f":{tint}-badge[{shape} {word}]", f"{meaning} {explanation}".strip()


def digits(value: str) -> str:
    """Numbers as markdown in a face whose digits stand under each other, row by row."""
    return "  \n".join(f"`{row}`" for row in value.splitlines() if row.strip())


def typeset(sentence: str) -> str:
    """A sentence as markdown in which names such as f_k or \\hat{v} are set as formulas."""
    pieces = NUMBERED.split(sentence)
    said = [NAME.sub(formula, piece) for piece in pieces[::4]]
    names = zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True)
    numbered = [f"${letter}_{{{number.translate(RAISED)},{entry}}}$" for letter, number, entry in names]
    return said[0] + "".join(name + rest for name, rest in zip(numbered, said[1:], strict=True))


def formula(name: re.Match[str]) -> str:
    """A name as a formula, all of its indices below it: W_ij."""
    return PAIR.sub(r"_{\1}", f"${name[0]}$")


def _reason(step: Line) -> None:
    said = (f"**{typeset(step.rule)}**" if step.rule else "", typeset(step.why))
    text = " — ".join(part for part in said if part)
    mark, meaning = badge(step.verdict, step.explanation) if step.verdict else ("", None)
    st.markdown(f"{mark} :small[{text}]", help=meaning)
