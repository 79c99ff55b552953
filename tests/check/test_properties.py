"""Chains of the catalogue: broken in a term they are refuted there, written in another form they never are."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derivations.catalogue import catalogue
from derivations.check.checking import check
from derivations.check.parts import changed_terms
from derivations.core import Derivation
from derivations.language import read_sheet
from derivations.notation import Expr, Partial
from derivations.notation.arrays import Entry as ArrayEntry
from derivations.notation.printing import latex, text
from derivations.notation.scope import children, hygienic, with_children
from derivations.verify.points import agreement
from tests.check.sheets import sheet

ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]
EXAMPLES = int(os.environ.get("CHAINS", "0"))
"""How many chains each property is tried on, drawn anew each time; a few, always the same, where nothing is said."""
CHAINS = settings(
    max_examples=EXAMPLES or 15, deadline=None, derandomize=not EXAMPLES, suppress_health_check=list(HealthCheck)
)


def lines_of(derivation: Derivation) -> list[Expr]:
    """The lines of a derivation in index notation."""
    afters = [step.after for step in derivation.steps]
    return [line.unfolded if isinstance(line, ArrayEntry) else line for line in afters]


def broken(line: Expr) -> list[Expr]:
    """A line with one of its terms, or one of its factors, changed."""
    changes = [new for factor in (2, -1, 3) for new in changed_terms(line, lambda term, by=factor: [by * term])]
    return changes or [2 * line, -line]


@given(st.sampled_from(ROUTES), st.data())
@CHAINS
def test_a_chain_with_a_broken_term_is_refuted_there(route: tuple[str, str], data: st.DataObject) -> None:
    derivation = catalogue()[route[0]].derivation(route[1])
    lines = lines_of(derivation)
    place = data.draw(st.integers(0, len(lines) - 1))
    wrong = data.draw(st.sampled_from(broken(lines[place])))
    if not isinstance(agreement(derivation.start, wrong), dict):
        return  # what was changed is 0, or the numbers cannot tell
    written = sheet(derivation, [*lines[:place], wrong, *lines[place + 1 :]])
    found = check(read_sheet(written))
    first = len(written.splitlines()) - len(lines) + place + 1
    verdicts = {finding.line: finding.verdict for finding in found.findings}
    assert verdicts[first] == "unreadable" or found.first_wrong == first, written


def reversed_order(expr: Expr) -> str:
    """A sum with its terms in the opposite order."""
    return " + ".join(rf"\left( {latex(term)} \right)" for term in reversed(expr.args)) if expr.is_Add else latex(expr)


def factors_apart(expr: Expr) -> str:
    """A product with its factors in brackets and in the opposite order."""
    return r" \cdot ".join(f"({latex(part)})" for part in reversed(expr.args)) if expr.is_Mul else latex(expr)


def one_unfolded(expr: Expr) -> str:
    """An expression with a name of it replaced by what it stands for."""
    return latex(hygienic(unfolded(expr)))


def unfolded(expr: Expr) -> Expr:
    held = getattr(expr, "quantity", None)
    if held is not None and held.definition is not None:
        return held.definition.at(expr.indices)
    if isinstance(expr, Partial) or not children(expr):
        return expr
    return with_children(expr, map(unfolded, children(expr)))


FORMS: dict[str, Callable[[Expr], str]] = {
    "plain text": text,
    "multiplied out": lambda e: latex(e.expand()),
    "terms turned round": reversed_order,
    "factors turned round": factors_apart,
    "twice negated": lambda e: rf"- \bigl[ - \left( {latex(e)} \right) \bigr]",
    "halves": lambda e: rf"\tfrac12 ({latex(e)}) + \frac{{{latex(e)}}}{{2}}",
    "definitions written out": one_unfolded,
    "underbraced": lambda e: rf"\underbrace{{{latex(e)}}}_{{\text{{so}}}} \quad \text{{(by the rule above)}}",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@given(st.sampled_from(ROUTES))
@CHAINS
def test_a_chain_in_another_form_is_never_accused(form: Callable[[Expr], str], route: tuple[str, str]) -> None:
    derivation = catalogue()[route[0]].derivation(route[1])
    lines = lines_of(derivation)
    head = sheet(derivation, lines).splitlines()[: -len(lines)]
    written = "\n".join([*head, *(f"= {form(line)}" for line in lines)])
    assert check(read_sheet(written)).first_wrong is None, written


HANDS: tuple[Callable[[str], str], ...] = (
    lambda line: f"= {line}",
    lambda line: f"$= {line}$",
    lambda line: rf"&= {line} \\",
    lambda line: f"= {line}  % so it goes on",
    lambda line: "= " + line.replace(r"\frac", r"\dfrac").replace(r"\sum", r"\sum\limits"),
    lambda line: "= " + line.replace(" ", r" \, "),
    lambda line: rf"\[ = {line}. \]",
)
"""How the same line is put on paper."""


@given(st.sampled_from(ROUTES), st.data())
@CHAINS
def test_a_chain_in_mixed_forms_is_never_accused(route: tuple[str, str], data: st.DataObject) -> None:
    derivation = catalogue()[route[0]].derivation(route[1])
    lines = lines_of(derivation)
    head = sheet(derivation, lines).splitlines()[: -len(lines)]
    forms = [data.draw(st.sampled_from(sorted(FORMS))) for _ in lines]
    hands = [data.draw(st.sampled_from(HANDS)) for _ in lines]
    rows = [hand(FORMS[form](line)) for hand, form, line in zip(hands, forms, lines, strict=True)]
    written = "\n".join([*head, *rows])
    assert check(read_sheet(written)).first_wrong is None, written
