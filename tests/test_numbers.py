"""The numbers under every derivation: its lines agree, differences confirm them, and mistakes are refuted."""

import numpy as np
import pytest

from derivations.catalogue import catalogue
from derivations.notation import Index, size
from derivations.numbers import (
    along,
    inputs,
    numbers,
    refuted,
    rounded,
    sizes,
    starting_sizes,
    starting_values,
    variable,
)

ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]
MISTAKES = [(slug, place) for slug, entry in catalogue().items() for place in range(len(entry.mistakes))]
SIZES = (1, 2, 4)


def at_sizes(slug: str, route: str | None, length: int | None):
    """A derivation and inputs of it, all its sizes alike, or as it starts."""
    derivation = catalogue()[slug].derivation(route)
    lengths = dict.fromkeys(sizes(derivation), length) if length else starting_sizes(derivation)
    return derivation, starting_values(derivation, lengths)


@pytest.mark.parametrize(("slug", "route"), ROUTES)
def test_all_lines_agree_with_each_other_and_with_differences(slug, route):
    derivation, values = at_sizes(slug, route, None)
    if not values:
        pytest.skip("A function is known by name alone.")
    found = numbers(derivation, values)
    scale = 1 + np.abs(found.lines[0]).max()
    assert len(found.lines) == len(derivation.lines)
    assert found.disagreement <= 1e-12 * scale
    assert np.abs(found.lines[-1]).max() > 1e-3
    if found.by_differences is not None:
        assert np.allclose(found.by_differences, found.lines[-1], rtol=1e-7, atol=1e-9 * scale)


@pytest.mark.parametrize("length", SIZES)
@pytest.mark.parametrize("slug", ["cross-entropy", "hidden-layer-w1", "word2vec-outside", "l2-mean"])
def test_lines_agree_at_every_size(slug, length):
    derivation, values = at_sizes(slug, None, length)
    found = numbers(derivation, values)
    assert found.disagreement < 1e-12
    assert found.lines[0].shape == tuple(length for _ in found.axes)


@pytest.mark.parametrize(("slug", "place"), MISTAKES)
def test_a_common_mistake_is_refuted_where_the_sliders_start(slug, place):
    derivation, values = at_sizes(slug, None, None)
    if not values:
        pytest.skip("A function is known by name alone.")
    refutation = refuted(derivation, catalogue()[slug].mistakes[place].wrong(), values)
    assert "right is" in refutation.sentence
    assert refutation.latex


def test_what_is_right_is_not_refuted():
    derivation, values = at_sizes("cross-entropy", None, None)
    assert "happens to give the same" in refuted(derivation, derivation.result, values).sentence


@pytest.mark.parametrize(
    ("slug", "first"),
    [("cross-entropy", "z"), ("hidden-layer-w1", "W_1"), ("softmax-by-temperature", "T"), ("word2vec-centre", "v_c")],
)
def test_the_inputs_begin_with_what_is_varied(slug, first):
    derivation = catalogue()[slug].derivation()
    assert variable(derivation) == first
    assert inputs(derivation)[0].name == first


def test_a_size_that_no_array_has_is_an_input():
    given = {each.name: each.kind for each in inputs(catalogue()["l2-mean"].derivation())}
    assert given["n"] == "size"


@pytest.mark.parametrize("slug", ["cbow-context", "skip-gram-centre", "deep-weights"])
def test_a_function_known_by_name_alone_has_no_numbers(slug):
    derivation = catalogue()[slug].derivation()
    assert inputs(derivation) == ()
    assert starting_values(derivation, {"n": 2, "d": 2, "c": 2}) == {}


def test_a_rounded_distribution_keeps_its_sum_and_no_zero():
    found = rounded(np.array([0.97, 0.02, 0.01]), "distribution n")
    assert found.sum() == pytest.approx(1)
    assert found.min() > 0


def test_axes_are_turned_and_a_shared_index_is_a_diagonal():
    i, j = Index("i", size("n")), Index("j", size("n"))
    array = np.arange(9.0).reshape(3, 3)
    assert np.array_equal(along(array, (i, j), (j, i)), array.T)
    assert np.array_equal(along(array, (i, i), (i,)), array.diagonal())
    assert along(array, (i, i), (j,)) is None
