"""Quantities in formulas, in the colour they have in the charts."""

from functools import cache

import streamlit as st

from derivations.figures.palette import QUANTITIES, Theme, colour

LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def theme() -> Theme:
    """The theme the reader sees."""
    return "dark" if st.context.theme.type == "dark" else "light"


def inked(latex: str, quantity: str) -> str:
    """A piece of LaTeX in the colour of a quantity."""
    return rf"\textcolor{{{colour(quantity, theme())}}}{{{latex}}}"


def component(name: str, place: int) -> str:
    """The name of a component in plain text, such as z₁."""
    return name + str(place).translate(LOWERED)


def inks() -> tuple[tuple[str, str], ...]:
    """The colours of the roles in a derivation, for the theme the reader sees."""
    return inks_of(theme())


@cache
def inks_of(shown: Theme) -> tuple[tuple[str, str], ...]:
    """The colours of the roles in a derivation, for a theme."""
    return tuple((role, colour(role, shown)) for role in QUANTITIES)
