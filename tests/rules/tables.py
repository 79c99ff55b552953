"""A rule, what stands before it and what after: rows that name themselves, and two ways to hold them."""

from __future__ import annotations

import pytest
from sympy import Expr, sympify

from derivations.core import Derivation, DoesNotApply, Rule
from derivations.notation import text
from derivations.verify.verdicts import judge


def rows(table: list[tuple]) -> list:
    """The rows of a table, each under the name of its rule and what it starts from."""
    return [pytest.param(*row, id=f"{row[0].name}: {text(row[1])}") for row in table]


def holds(rule: Rule, before: Expr, after: Expr) -> None:
    """The rule makes the one of the other, and the two are equal."""
    made = rule(before)
    assert made == sympify(after)
    assert judge(before, made).verdict.establishes


def does_not_apply(rule: Rule, expr: Expr) -> None:
    """The rule leaves the expression alone, and says so when it is insisted upon."""
    assert rule(expr) is None
    with pytest.raises(DoesNotApply) as error:
        Derivation(expr).by(rule)
    assert str(error.value) == f"“{rule.name}” ({rule.formula}) matches nothing in {text(expr)}."
