"""What stands beside a walk: its symbols, the mistakes that are made of it, files to take away, and its neighbours."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from derivations.account import Account, Symbol, claim
from derivations.catalogue import Entry, Mistake, catalogue
from derivations.core import Derivation
from derivations.export.subject import subject_of
from derivations.numbers import refuted
from pages.parts.formula import inks
from pages.parts.links import links
from pages.parts.step import typeset
from pages.parts.takeaway import take_away
from pages.parts.words import words

SHAPES = {
    "matrix": "{} × {} matrix",
    "symmetric": "symmetric {0} × {0} matrix",
    "invertible": "invertible {0} × {0} matrix",
    "distribution": "distribution over {}",
    "one-hot": "one-hot of length {}",
    "vector": "vector of length {}",
    "row": "row of length {}",
    "signs": "{} signs ±1",
    "index": "one of 1, …, {}",
}


def beside(told: Account, entry: Entry, values: Mapping[str, Any]) -> None:
    """The tabs, of which only the open one is filled, and the links."""
    derivation = entry.derivation(told.route)
    with_symbols, with_mistakes, with_files = st.tabs(
        ["Symbols", "Mistakes", "Take away"], key="walk/beside", on_change="rerun"
    )
    if with_symbols.open:
        with with_symbols:
            symbols(told)
    if with_mistakes.open:
        with with_mistakes:
            mistakes(entry, derivation, values)
    if with_files.open:
        with with_files:
            take_away(subject_of(entry, told.route, dict(values)), f"walk/{entry.slug}/{told.route}")
    links(neighbours(entry), key=f"walk/{entry.slug}/links")


def glossary(told: Account) -> None:
    """What every symbol in view means, and its shape, behind a heading."""
    with st.expander("Symbols", expanded=True):
        symbols(told)


def symbols(told: Account) -> None:
    """What every symbol in view means, and its shape."""
    words("\n\n".join(f"${defined(symbol)}$ ~{shape(symbol.kind)}~" for symbol in told.symbols), key="symbols")


def defined(symbol: Symbol) -> str:
    """A symbol, and what it stands for, if it is defined."""
    return rf"{symbol.latex} = {symbol.meaning_latex}" if symbol.meaning_latex else symbol.latex


def shape(kind: str) -> str:
    """A kind in words, its sizes as formulas: n × d matrix."""
    word, *sizes = kind.split()
    named = [f"${size}$" for size in sizes]
    return SHAPES.get(word, word + " of {}").format(*named) if named else word


def mistakes(entry: Entry, derivation: Derivation, values: Mapping[str, Any]) -> None:
    """What people write instead, and the point that refutes it at the present inputs."""
    words("\n\n".join(refutation(each, derivation, values) for each in entry.mistakes), key="mistakes")


def refutation(mistake: Mistake, derivation: Derivation, values: Mapping[str, Any]) -> str:
    """A mistake, why it is one, and where it is off at the inputs in force."""
    wrong = mistake.wrong()
    formula, refutation = claim(derivation, wrong, inks()), refuted(derivation, wrong, values)
    return f"$${formula}$$\n\n**{mistake.name}.** {typeset(mistake.why)} ~✕ {refutation.sentence}~"


def neighbours(entry: Entry) -> dict[str, Sequence[str]]:
    """What a derivation rests on, and what rests on it."""
    using = [other.slug for other in catalogue().values() if entry.slug in other.rests_on]
    return {"Rests on": entry.rests_on, "Used by": using}
