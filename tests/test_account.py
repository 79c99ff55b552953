"""A derivation told: every line with its formula, its marks and its verdict, and nothing left unexplained."""

import re

import pytest

from derivations.account import account, roles, statement
from derivations.catalogue import catalogue
from derivations.notation.dependence import quantities_in
from derivations.verify.verdicts import Verdict

ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]
INKS = (("z", "#000001"), ("p", "#000002"), ("y", "#000003"), ("J", "#000004"))


@pytest.mark.parametrize(("slug", "route"), ROUTES)
def test_every_line_is_told_and_established(slug, route):
    entry = catalogue()[slug]
    told = account(entry, route)
    assert [line.rule for line in told.lines] == [step.rule for step in entry.derivation(route).steps]
    assert {line.verdict for line in told.lines} <= {Verdict.PROVED, Verdict.SMALL_SIZES, Verdict.TESTED}
    for line in told.lines:
        assert line.latex
        assert line.text
        assert "colorbox" in line.marked_after
        assert "colorbox" not in line.latex
    assert told.result_latex == told.lines[-1].latex


@pytest.mark.parametrize("slug", catalogue())
def test_every_symbol_that_is_defined_stands_after_those_it_is_defined_by(slug):
    quantities = catalogue()[slug].quantities
    names = [quantity.name for quantity in quantities]
    assert len(names) == len(set(names)) == len(account(catalogue()[slug]).symbols)
    for place, quantity in enumerate(quantities):
        if quantity.definition is not None:
            assert quantities_in(quantity.definition.body) <= {*quantities[:place]}


def test_the_roles_of_the_cross_entropy_are_read_off_its_definitions():
    assert roles(catalogue()["cross-entropy"].derivation()) == {"J": "J", "p": "p", "z": "z", "y": "y"}


def test_each_quantity_has_the_ink_of_its_role():
    formula = statement(catalogue()["cross-entropy"], INKS)
    inked = dict(re.findall(r"\\textcolor\{(#\d+)\}\{(\w)", formula))
    assert inked == {"#000004": "J", "#000001": "z", "#000002": "p", "#000003": "y"}


def test_without_inks_a_statement_is_plain():
    assert statement(catalogue()["cross-entropy"]) == r"\frac{\partial J}{\partial z_{i}} = p_{i} - y_{i}".replace(
        "_{i}", "_i"
    )
