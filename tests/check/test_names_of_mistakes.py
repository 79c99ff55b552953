"""Every mistake of the catalogue handed in as homework: its name is its author's, or one that is as right, or none."""

from collections.abc import Iterator
from functools import cache

import pytest

from derivations.catalogue import catalogue
from derivations.check import checking
from derivations.check.findings import Report
from derivations.language import read_sheet
from tests.check.sheets import wrong

MISTAKES = [(slug, place) for slug, entry in catalogue().items() for place in range(len(entry.mistakes))]

AS_RIGHT = {
    "a term dropped": {
        "a term too many",  # the shift m is in the top alone: it may be taken out there, or put in below
        "exponent",  # 1 − tanh x for 1 − tanh² x
        "factor",  # λ for λ w
        "inner derivative missing",  # 2(z − t) for 2(z − t) x_j
        "derivative of the logarithm missing",  # e^z for e^z / Σ e^z
        "off-diagonal terms missing",  # p_k (1 − p_k), which is the case k = i alone
        "the function for its derivative",  # h for h (1 − h)
    },
    "factor": {
        "a term dropped",  # e^c p_k: the bottom of p_k without its shift c
        "derivative of another activation",  # tanh (1 − tanh) for 1 − tanh²
        "inner derivative missing",  # the 1/T of a softmax of z/T
    },
    "derivative of the activation missing": {
        "inner derivative missing",  # 1 / Σ e^z for e^z / Σ e^z
        "the function for its derivative",  # relu(x) for 1[x > 0]
    },
    "extra derivative of the activation": {"derivative of the logarithm missing"},  # σ (1 − σ) for the slope of log σ
    "sum lost": {
        "a sum too many",  # Σ_j 2 W_kj for 2 W_kj: its author means that the sum collapses
        "a term dropped",  # a sum that is a term of the loss
        "factor",  # Σ_j of what does not depend on j
        "off-diagonal terms missing",  # p_i y_i − y_i for p_i Σ_k y_k − y_i
    },
    "off-diagonal terms missing": {"a term dropped"},
    "index swapped": {"factor"},  # 1/K for 1/N
    "sign": {
        "a term dropped",  # −σ(x) for 1 − σ(x)
        "inner derivative missing",  # σ(−x) for σ(x), which is 1/(1 + e^x)
    },
    "summed over everything": {"a sum too many"},
    "the case dropped": {"inner derivative missing"},
    "the wrong argument": {"sign"},  # σ(s) for σ(−s)
    "derivative of the prediction left in": {"extra derivative of the activation"},
    "the activation for its derivative": {"the function for its derivative"},
    "the hidden unit left in": {"factor"},
    "the slope taken out of the sum": {"a sum taken apart"},
    "the product of the sums": {"a sum taken apart"},
}
"""Beside each author's name, ours that say as much of the same line."""
AT_LEAST_THE_SAME, AT_MOST_WITHOUT_A_NAME = 145, 15


@pytest.fixture(scope="module", autouse=True)
def with_time_to_look() -> Iterator[None]:
    """Seconds enough that what is found does not depend on how busy the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "SECONDS", 20.0)
        yield


@cache
def report_on(slug: str, place: int) -> Report:
    return checking.check(read_sheet(wrong(catalogue()[slug], place)))


def named(slug: str, place: int) -> tuple[str, str | None]:
    """A mistake's name, and ours."""
    return catalogue()[slug].mistakes[place].name, report_on(slug, place).findings[-1].mistake


@pytest.mark.parametrize(("slug", "place"), MISTAKES)
def test_a_mistake_is_refuted_where_it_is_made(slug: str, place: int) -> None:
    found = report_on(slug, place)
    last = found.findings[-1]
    assert (last.verdict, found.first_wrong) == ("wrong", last.line), last
    assert last.counterexample is not None
    assert last.counterexample.left != pytest.approx(last.counterexample.right, rel=1e-7)


@pytest.mark.parametrize(("slug", "place"), MISTAKES)
def test_a_mistake_has_its_own_name_or_none(slug: str, place: int) -> None:
    author, ours = named(slug, place)
    assert ours in {None, author, *AS_RIGHT.get(author, ())}


def test_few_mistakes_have_no_name_and_most_have_their_authors() -> None:
    both = [named(*each) for each in MISTAKES]
    assert sum(author == ours for author, ours in both) >= AT_LEAST_THE_SAME
    assert sum(ours is None for _author, ours in both) <= AT_MOST_WITHOUT_A_NAME
