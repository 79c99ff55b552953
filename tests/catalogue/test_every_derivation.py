"""Every derivation of the catalogue by every route: computed, never typed; established, and met by other ways."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from sympy import Symbol

from derivations.catalogue import Entry, catalogue
from derivations.core import Derivation
from derivations.notation import Expr, Index, Partial, Quantity, quantity_of, text
from derivations.notation.scope import all_indices, free_indices
from derivations.numbers import lines_of
from derivations.numeric.compiling import compiled
from derivations.numeric.differences import differences
from derivations.numeric.preparing import quantities_in
from derivations.numeric.sampling import random_values
from derivations.verify.survey import survey
from derivations.verify.verdicts import Verdict, judge
from tests.catalogue.by_sympy import CannotSay, derivative_at

ROUTES = [pytest.param(e, route, id=f"{e.slug}, {route}") for e in catalogue().values() for route in e.routes]
ENTRIES = [pytest.param(e, id=e.slug) for e in catalogue().values()]
MISTAKES = [pytest.param(e, m, id=f"{e.slug}, {m.name}") for e in catalogue().values() for m in e.mistakes]
FILES = sorted(Path(import_module("derivations.catalogue").__file__ or "").parent.glob("*.py"))


@pytest.mark.parametrize(("entry", "route"), ROUTES)
def test_every_line_is_what_its_rules_return_for_the_line_above(entry: Entry, route: str) -> None:
    derivation = entry.derivation(route)
    assert derivation.steps
    line = derivation.start
    for coarse in derivation.steps:
        assert coarse.before == line
        for fine in coarse.fine:
            assert fine.before == line
            assert fine.made_by is not None
            assert fine.made_by(fine.before) == fine.after
            line = fine.after
        assert coarse.after == line
    assert derivation.result == line


@pytest.mark.parametrize(("entry", "route"), ROUTES)
def test_every_line_says_why_in_whole_sentences(entry: Entry, route: str) -> None:
    for line in entry.derivation(route).steps:
        assert line.why.endswith("."), line.why
        assert len(line.why.split()) > 1, line.why


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_result_is_typed(file: Path) -> None:
    """A derivation is made of a start alone, and grows by rules and sentences alone."""
    for call in [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]:
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        assert name not in ("Step", "replace", "Line"), ast.unparse(call)
        if name == "Derivation":
            assert len(call.args) == 1, ast.unparse(call)
            assert not call.keywords, ast.unparse(call)
        if name == "by" and isinstance(call.func, ast.Attribute):
            assert all(map(may_be_a_move, call.args)), ast.unparse(call)


def may_be_a_move(argument: ast.expr) -> bool:
    """Whether an argument may be a rule or a sentence, and is no formula."""
    arithmetic = ast.BinOp | ast.UnaryOp | ast.Lambda | ast.Compare | ast.Subscript
    named = isinstance(argument, ast.Name | ast.Attribute | ast.Call | ast.Starred | ast.IfExp | ast.JoinedStr)
    sentence = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return (named or sentence) and not isinstance(argument, arithmetic)


@pytest.mark.parametrize(("entry", "route"), ROUTES)
def test_every_step_is_established(entry: Entry, route: str) -> None:
    found = survey(entry.slug, route, entry.derivation(route))
    weak = [
        f"{judgement.verdict}: {step.rule}: {text(step.before)} → {text(step.after)}"
        for step, judgement in (*found.coarse, *found.fine)
        if not judgement.verdict.establishes
    ]
    assert not weak
    assert found.is_established


def test_nine_steps_in_ten_are_proved_for_all_sizes() -> None:
    surveys = [survey(e.slug, route, e.derivation(route)) for e in catalogue().values() for route in e.routes]
    total = sum(len(found.coarse) + len(found.fine) for found in surveys)
    assert sum(found.counts[Verdict.PROVED] for found in surveys) >= 0.9 * total


@pytest.mark.parametrize("entry", [row for row in ENTRIES if len(row.values[0].routes) > 1])
def test_the_routes_meet(entry: Entry) -> None:
    first, *others = (entry.derivation(route) for route in entry.routes)
    for other in others:
        assert judge(first.result, other.result).verdict.establishes


@pytest.mark.parametrize(("entry", "mistake"), MISTAKES)
def test_a_mistake_is_refuted_by_a_point(entry: Entry, mistake) -> None:
    judgement = judge(entry.derivation().result, mistake.wrong())
    assert judgement.verdict is Verdict.REFUTED
    assert judgement.counterexample.left != pytest.approx(judgement.counterexample.right, rel=1e-7)
    assert mistake.why.endswith(".")


@pytest.mark.parametrize(("entry", "route"), ROUTES)
def test_a_route_is_told_in_four_to_ten_lines(entry: Entry, route: str) -> None:
    """A page counts the lines under the start, paper counts the start as well: both counts are to be 4 to 10."""
    lines = len(entry.derivation(route).steps)
    assert lines >= 4
    assert 1 + lines <= 10


@pytest.mark.parametrize(("entry", "route"), ROUTES)
def test_every_line_differs_from_the_one_above_and_says_why_in_one_sentence(entry: Entry, route: str) -> None:
    for line in entry.derivation(route).steps:
        assert text(line.before) != text(line.after)
        assert is_one_sentence(line.why)


def is_one_sentence(said: str) -> bool:
    """Whether words begin with a word, not with a symbol, and end with their only full stop."""
    return bool(re.fullmatch(r"[A-Z][a-z]*[ ,:].*\.", said)) and not re.search(r"[.!?] ", said)


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_an_entry_says_of_itself(entry: Entry) -> None:
    assert is_one_sentence(entry.states)
    assert all(is_one_sentence(mistake.why) for mistake in entry.mistakes)
    assert entry.taught_in
    assert entry.mistakes
    assert entry.title
    assert entry.topic
    assert set(entry.rests_on) <= set(catalogue())
    assert entry.slug == entry.slug.lower().replace(" ", "-")


def test_each_derivation_comes_after_those_on_which_it_rests() -> None:
    order = {slug: place for place, slug in enumerate(catalogue())}
    assert all(order[below] < order[e.slug] for e in catalogue().values() for below in e.rests_on)


def test_no_slug_is_used_twice() -> None:
    modules = [m for f in FILES if (m := __import__(f"derivations.catalogue.{f.stem}", fromlist=["ENTRIES"]))]
    slugs = [e.slug for module in modules for e in getattr(module, "ENTRIES", ())]
    assert sorted(slugs) == sorted(catalogue())


class Gradient:
    """A derivation that starts from one derivative: the function, its variable, and the result as an array.

    A loss that is known by name alone is the one that stands for it in the numbers, and an activation g is tanh.
    """

    def __init__(self, derivation: Derivation) -> None:
        lines = lines_of(derivation)
        factor, partial = lines[0].as_coeff_Mul()
        self.factor, self.result = float(factor), lines[-1]
        self.of, self.wrt = partial.args
        self.variable = quantity_of(self.wrt)
        self.by = tuple(self.wrt.args[1:])
        rest = (free_indices(self.opened) | free_indices(self.result)) - set(self.by)
        self.free = tuple(sorted(rest, key=lambda index: index.name))
        self.shared = tuple(index for index in self.by if index in free_indices(self.opened))

    def values(self, seed: int) -> dict:
        built_on = quantities_in([self.of, self.wrt, self.result])
        bodies = [self.opened, self.result, *(q.definition.body for q in built_on if q.definition)]
        lengths = [index.size for body in bodies for index in all_indices(body)]
        lengths += [n for q in built_on for n in q.kind.shape]
        counts = [symbol for body in bodies for symbol in body.free_symbols if type(symbol) is Symbol]
        names = sorted({symbol.name for n in [*lengths, *counts] for symbol in n.free_symbols})
        sizes = {name: 2 + place % 3 for place, name in enumerate(names)}
        values = random_values([self.opened, self.result], sizes, seed)
        values |= {index.size.name: sizes[index.size.name] for index in self.by if index.size.name in sizes}
        if self.variable.definition is not None:  # what follows from it is what matters, not where it comes from
            axes = self.variable.definition.indices
            values[self.variable.name] = compiled(self.variable[axes] if axes else self.variable, axes)(values)
        return values

    @property
    def opened(self) -> Expr:
        return self.of.unfolded() if isinstance(self.of, Quantity) and self.of.definition else self.of

    def measured(self, values: dict):
        """By central differences and by the complex step; two axes under one index, ∂a_i/∂W_ij, are their diagonal."""
        axes = (*self.shared, *self.free)
        found = differences(self.opened, self.variable, values, axes)
        have, want = ([self.number(index) for index in on] for on in ((*axes, *self.by), (*self.free, *self.by)))
        return [np.einsum(array, have, want) for array in (found.central, found.complex_step)]

    def number(self, index: Index) -> int:
        return (*self.free, *self.by).index(index)

    def claimed(self, values: dict):
        return compiled(self.result, (*self.free, *self.by))(values)


def gradient_of(entry: Entry) -> Gradient:
    derivation = entry.derivation()
    partial = derivation.start.as_coeff_Mul()[1]
    known = isinstance(partial, Partial) and not isinstance(partial.of, Partial)
    if not known or not all(getattr(at, "size", None) for at in partial.wrt.args[1:]):
        return None
    return Gradient(derivation)


GRADIENTS = [pytest.param(g, id=e.slug) for e in catalogue().values() if (g := gradient_of(e))]


def test_most_derivations_are_gradients() -> None:
    assert len(GRADIENTS) >= 0.6 * len(ENTRIES)


@pytest.mark.parametrize("gradient", GRADIENTS)
def test_a_gradient_agrees_with_central_differences_and_with_the_complex_step(gradient: Gradient) -> None:
    values = gradient.values(seed=3)
    claimed = gradient.claimed(values)
    central, complex_step = gradient.measured(values)
    scale = max(1.0, np.abs(claimed).max())
    assert np.allclose(claimed, gradient.factor * central, rtol=1e-6, atol=1e-6 * scale)
    assert np.allclose(claimed, gradient.factor * complex_step, rtol=1e-9, atol=1e-9 * scale)


@pytest.mark.parametrize("gradient", GRADIENTS)
def test_a_gradient_agrees_with_sympy_at_an_explicit_size(gradient: Gradient) -> None:
    try:
        measured, claimed = derivative_at(gradient.opened, gradient.wrt, gradient.result, gradient.free, size=2)
    except CannotSay as reason:
        pytest.skip(str(reason))
    assert np.allclose(claimed, gradient.factor * measured, rtol=1e-9, atol=1e-9)
