"""A derivation told: each line in LaTeX and in plain text, what changed marked, and what has been established of it.

Pages and exports show accounts and nothing else, so that none of them needs to know an expression.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape

from derivations.catalogue.entry import Entry, glossary
from derivations.core import Derivation, Step
from derivations.notation import Expr, Quantity, quantity_of
from derivations.notation.dependence import quantities_in
from derivations.notation.heads import Partial
from derivations.notation.printing import latex, text
from derivations.notation.printing.whole import axes_of, whole
from derivations.verify.verdicts import Judgement, Verdict, judge

Inks = tuple[tuple[str, str], ...]
"""The colour of each role: of the logits "z", the predictions "p", the targets "y" and the loss "J"."""


@dataclass(frozen=True)
class Line:
    """One line of a derivation: what it says, by which rule, why, and what has been established of it."""

    rule: str
    why: str
    latex: str
    text: str
    marked_before: str
    marked_after: str
    judgement: Judgement
    fine: tuple[Line, ...] = ()
    left_latex: str = ""
    left_text: str = ""
    """The left side anew, where a line goes over from elements to whole arrays."""

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

    def _repr_html_(self) -> str:
        """How a notebook shows it: a table of formulas, rules, reasons and verdicts."""
        formula = "$\\displaystyle {}$".format
        rows = [
            map(escape, (formula(f"{line.left_latex} = {line.latex}"), line.why, line.rule, line.verdict.shown_as))
            for line in self.lines
        ]
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        head = f"<b>{escape(self.title)}.</b> {escape(self.states)}"
        return f"<p>{head}</p><p>{escape(formula(self.start_latex))}</p><table>{body}</table>"


@lru_cache(maxsize=512)
def account(entry: Entry, route: str | None = None, inks: Inks = ()) -> Account:
    """A derivation of the catalogue, told, each of its steps judged."""
    name = route or next(iter(entry.routes))
    return told(entry.derivation(name), entry.slug, entry.title, name, entry.states, inks)


def told(
    derivation: Derivation, slug: str, title: str, route: str = "", states: str = "", inks: Inks = ()
) -> Account:
    """Any derivation, told."""
    write = writing(derivation, inks)
    start = left_side(derivation)
    return Account(
        slug,
        title,
        route,
        states,
        write(start),
        text(start),
        tuple(symbol(quantity, write) for quantity in glossary(derivation)),
        tuple(line(step, write, derivation.start) for step in derivation.steps),
    )


def left_side(derivation: Derivation) -> Expr:
    """What is derived: the array as a whole where every line is in matrix notation."""
    axes = [axes_of(step.after) for step in derivation.steps]
    return whole(derivation.start, axes[0]) if axes and None not in axes else derivation.start


def line(step: Step, write: Callable[..., str], start: Expr | None = None) -> Line:
    """A step, told."""
    before, after = step.marked
    axes = axes_of(step.after)
    arrays_begin = axes is not None and axes_of(step.before) is None
    left = whole(start, axes) if arrays_begin and start is not None else None
    return Line(
        step.rule,
        step.why,
        write(step.after),
        text(step.after),
        write(before, highlight=True),
        write(after, highlight=True),
        judge(step.before, step.after),
        tuple(line(fine, write) for fine in step.fine),
        write(left) if left is not None else "",
        text(left) if left is not None else "",
    )


def symbol(quantity: Quantity, write: Callable[..., str]) -> Symbol:
    """A quantity, told."""
    if quantity.definition is None:
        return Symbol(write(quantity), text(quantity), str(quantity.kind))
    at = quantity[quantity.definition.indices] if quantity.definition.indices else quantity
    meaning = quantity.definition.body
    return Symbol(write(at), text(at), str(quantity.kind), write(meaning), text(meaning))


@lru_cache(maxsize=512)
def colouring(derivation: Derivation, inks: Inks) -> Callable[[Quantity], str | None]:
    """The colour of each quantity by its role in a derivation."""
    role, ink = roles(derivation), dict(inks)
    return lambda quantity: ink.get(role.get(quantity.name, ""))


def roles(derivation: Derivation) -> dict[str, str]:
    """Which quantity is the loss, which the prediction, the target and the logits, read off the definitions."""
    top = derivation.start.of if isinstance(derivation.start, Partial) else derivation.start
    chain = [q for q in (quantity_of(top),) if q is not None]
    found: dict[str, str] = {}
    for role in ("J", "p", "z") if chain and not chain[0].kind.shape else ("p", "z"):
        found |= {q.name: role for q in chain if q.name not in found}
        bodies = [q.definition.body for q in chain if q.definition is not None]
        parts = [q for body in bodies for q in sorted(quantities_in(body), key=str)]
        found |= {q.name: "y" for q in parts if q.kind.is_distribution and q.definition is None}
        if role == "J" and any(q.definition is not None for q in parts):
            found |= {q.name: "y" for q in parts if q.definition is None}
        chain = [q for q in parts if q.definition is not None] or [q for q in parts if role != "J"]
    return found


def statement(entry: Entry, inks: Inks = ()) -> str:
    """What a derivation states, as one formula: its start and its result."""
    derivation = entry.derivation()
    return claim(derivation, derivation.result, inks)


def claim(derivation: Derivation, result: Expr, inks: Inks = ()) -> str:
    """That a derivation has a result, right or wrong, as one formula."""
    write, axes = writing(derivation, inks), axes_of(result)
    left = derivation.start if axes is None else whole(derivation.start, axes)
    return f"{write(left)} = {write(result)}"


def loss(entry: Entry, inks: Inks = ()) -> str:
    """What a derivation differentiates, and what that stands for."""
    derivation = entry.derivation()
    assert isinstance(derivation.start, Partial)
    told = symbol(derivation.start.of, writing(derivation, inks))
    return f"{told.latex} = {told.meaning_latex}"


def writing(derivation: Derivation, inks: Inks) -> Callable[..., str]:
    """How the formulas of a derivation are written."""
    return partial(latex, colours=colouring(derivation, inks) if inks else None)
