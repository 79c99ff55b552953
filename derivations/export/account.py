"""What there is to tell of a derivation, in LaTeX and in plain text, with its verdicts: the base of every export."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from derivations.catalogue.entry import Entry, glossary
from derivations.core import Derivation, Step
from derivations.notation import Expr, Quantity
from derivations.notation.arrays import Entry as ArrayEntry
from derivations.notation.printing import latex, text, whole
from derivations.verify.verdicts import Judgement, Verdict, judge


@dataclass(frozen=True)
class Line:
    """One line of a derivation: what it says, by which rule, why, and what has been established of it."""

    rule: str
    why: str
    latex: str
    text: str
    judgement: Judgement
    fine: tuple[Line, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict


@dataclass(frozen=True)
class Symbol:
    """A symbol of a derivation: its name, its kind, and what it stands for, if it is defined."""

    latex: str
    text: str
    kind: str
    meaning_latex: str = ""
    meaning_text: str = ""


@dataclass(frozen=True)
class Account:
    """A derivation by one route, told."""

    slug: str
    title: str
    route: str
    states: str
    start_latex: str
    start_text: str
    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...]

    @property
    def result_latex(self) -> str:
        return self.lines[-1].latex if self.lines else self.start_latex


@lru_cache(maxsize=512)
def account(entry: Entry, route: str | None = None) -> Account:
    """A derivation of the catalogue, told, each of its steps judged."""
    name = route or next(iter(entry.routes))
    derivation = entry.derivation(name)
    start = left_side(derivation)
    return Account(
        entry.slug,
        entry.title,
        name,
        entry.states,
        latex(start),
        text(start),
        tuple(map(symbol, glossary(derivation))),
        tuple(map(line, derivation.steps)),
    )


def left_side(derivation: Derivation) -> Expr:
    """What is derived: the array as a whole where every line is in matrix notation."""
    in_arrays = derivation.steps and all(isinstance(step.after, ArrayEntry) for step in derivation.steps)
    return whole(derivation.start) if in_arrays else derivation.start


def line(step: Step) -> Line:
    """A step, told."""
    return Line(
        step.rule,
        step.why,
        latex(step.after),
        text(step.after),
        judge(step.before, step.after),
        tuple(map(line, step.fine)),
    )


def symbol(quantity: Quantity) -> Symbol:
    """A quantity, told."""
    if quantity.definition is None:
        return Symbol(latex(quantity), text(quantity), str(quantity.kind))
    at = quantity[quantity.definition.indices] if quantity.definition.indices else quantity
    meaning = quantity.definition.body
    return Symbol(latex(at), text(at), str(quantity.kind), latex(meaning), text(meaning))
