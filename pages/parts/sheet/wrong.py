"""The first wrong line opened: where it fails, the likely mistake, what became of the rest, and how it goes on."""

import streamlit as st

from derivations.check.findings import Counterexample
from derivations.worker.answers import Row
from derivations.worker.pool import pool
from pages.parts.formula import inks
from pages.parts.sheet import point, told
from pages.parts.sheet.checked import Checked
from pages.parts.sheet.words import plain, what_follows


def opened(so_far: Checked, place: int) -> None:
    """Where a wrong line fails, and the likely mistake."""
    found, each = so_far.found[place], so_far.rows[place]
    with st.container(key="check/opened", gap="xsmall"):
        if found.counterexample is not None:
            where_it_fails(found.counterexample, claim_of(so_far, each))
        if found.mistake:
            st.markdown(f"Likely mistake: **{plain(found.mistake)}**. With it mended, the line is right.")


def and_then(so_far: Checked, place: int, text: str) -> None:
    """What became of the lines below a wrong one, and how it would go on rightly."""
    with st.container(key="check/then", gap="xsmall"):
        rest = the_rest(so_far, place)
        if rest:
            st.markdown(rest)
        if st.toggle("Show me how it goes on", key=f"check/go on/{so_far.rows[place].chain}"):
            how_it_goes_on(so_far, place, text)


def where_it_fails(found: Counterexample, claim: str) -> None:
    """The point, what was claimed there, and what the line gives."""
    claimed, given = point.values(found.left, found.right)
    at = ", ".join(inline(formula) for formula in point.point(found.inputs))
    said = f"your line gives **{given}**, but {inline(claim)} is **{claimed}**."
    with st.container(key="check/point", gap="xxsmall"):
        if at:
            st.markdown(f"At {at}")
        st.markdown(said if at else f"{said[0].upper()}{said[1:]}")


def inline(formula: str) -> str:
    """A formula within a sentence; what it holds cannot end it."""
    return f"${formula.replace('$', '')}$"


def claim_of(so_far: Checked, each: Row) -> str:
    """The claim that a row belongs to, as a formula."""
    claims = (row.latex for row in so_far.rows if row.role == "claim" and row.chain == each.chain)
    return next(claims, "")


def the_rest(so_far: Checked, place: int) -> str:
    """What is to be said of the lines below a wrong one in its chain."""
    chain = so_far.rows[place].chain
    later = [
        (so_far.rows[p], f) for p, f in so_far.found.items() if p > place and so_far.rows[p].chain == chain
    ]
    return what_follows(later)


def how_it_goes_on(so_far: Checked, place: int, text: str) -> None:
    """The derivation from the last right line above, or from the claim."""
    chain = so_far.rows[place].chain
    above = [p for p, row in enumerate(so_far.rows) if row.chain == chain and row.role == "=" and p < place]
    right = max((k for k, p in enumerate(above, 1) if so_far.found[p].verdict == "right"), default=0)
    job = pool().ask("go on", text=text, chain=chain, right=right, inks=[list(ink) for ink in inks()])
    told.lines(job, key=f"check/on/{chain}")
