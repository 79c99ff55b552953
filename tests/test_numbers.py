"""The numbers under every derivation: its lines agree, differences confirm them, and mistakes are refuted."""

import numpy as np
import pytest

from derivations.catalogue import catalogue
from derivations.core import Derivation
from derivations.notation import Index, Partial, Sum, scalar, size, vector
from derivations.numbers import along, inputs, lines_of, numbers, refuted, shown, sizes, stand_ins, variable
from derivations.opening import rounded, starting_sizes, starting_values
from derivations.ranges import range_of
from derivations.rules.definitions import unfold

ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]
MISTAKES = [(slug, place) for slug, entry in catalogue().items() for place in range(len(entry.mistakes))]
SIZES = (1, 2, 4)
VISIBLE = 0.01


def at_sizes(slug: str, route: str | None, length: int | None):
    """A derivation and inputs of it, all its sizes alike, or the example that it opens on."""
    derivation, example = catalogue()[slug].derivation(route), catalogue()[slug].example
    lengths = dict.fromkeys(sizes(derivation), length) if length else starting_sizes(derivation, example)
    return derivation, starting_values(derivation, lengths, example)


@pytest.mark.parametrize("slug", catalogue())
def test_an_example_says_every_input_in_few_digits_within_its_range(slug):
    entry = catalogue()[slug]
    derivation, values = at_sizes(slug, None, None)
    lengths = starting_sizes(derivation, entry.example)
    shown = [each for each in inputs(derivation) if each.kind != "size"]
    assert {each.name for each in shown} <= set(entry.example)
    for each in shown:
        numbers_in_it, word = np.asarray(entry.example[each.name], dtype=float), each.kind.split()[0]
        assert np.array_equal(numbers_in_it - (word == "index"), values[each.name])
        assert np.array_equal(numbers_in_it, np.round(numbers_in_it, 1))
        if word == "index":
            assert 1 <= numbers_in_it.min() <= numbers_in_it.max() <= lengths[str(each.below)]
        elif word == "one-hot":
            assert sorted(numbers_in_it) == [0] * (len(numbers_in_it) - 1) + [1]
        else:
            assert all(map(entry.ranges.get(each.name, range_of(each.kind)).holds, numbers_in_it.flat))
        if word == "distribution":
            assert numbers_in_it.sum() == pytest.approx(1)


def test_at_other_sizes_an_example_gives_way_to_what_is_drawn():
    entry = catalogue()["cross-entropy"]
    values = starting_values(entry.derivation(), {"n": 5}, entry.example)
    assert values["z"].shape == values["y"].shape == (5,)


@pytest.mark.parametrize(("slug", "route"), ROUTES)
def test_all_lines_agree_with_each_other_and_with_differences(slug, route):
    derivation, values = at_sizes(slug, route, None)
    found = numbers(derivation, values)
    scale = 1 + np.abs(found.lines[0]).max()
    assert len(found.lines) == len(derivation.lines)
    assert found.disagreement <= 1e-12 * scale
    assert np.abs(found.lines[-1]).max() > 1e-3
    start = lines_of(derivation)[0].as_coeff_Mul()[1]
    assert (found.by_differences is not None) == isinstance(start, Partial)
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
    refutation = refuted(derivation, catalogue()[slug].mistakes[place].wrong(), values)
    assert "right is" in refutation.sentence
    assert abs(refutation.claimed - refutation.right) >= VISIBLE
    assert f"{refutation.claimed:.3g}" != f"{refutation.right:.3g}"


@pytest.mark.parametrize(("value", "said"), [(-0.00001, "0.0000"), (-1.25, "−1.2500"), (0.66666, "0.6667")])
def test_numbers_in_a_sentence_have_a_true_minus_and_none_before_a_zero(value, said):
    assert shown(value) == said


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
    x, examples = vector("x", size("d")), size("N")
    i, k = Index("i", size("d")), Index("k", size("d"))
    mean = scalar("E").defined_by(Sum(x[k] ** 2, k) / examples)
    given = {each.name: each.kind for each in inputs(Derivation(Partial(mean, x[i])).by(unfold(mean), "Write it out."))}
    assert given == {"x": "vector d", "N": "size"}


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("cbow-outside", [r"F = \frac{1}{2} \sum_{b,x} U_{bx}^2 + \sum_b \operatorname{softplus}(\hat{v}_b)"]),
        ("deep-two-layers", [r"g(x) = \tanh x"]),
        ("cross-entropy", []),
    ],
)
def test_what_stands_for_a_function_known_by_name_alone_is_said(slug, told):
    assert list(stand_ins(catalogue()[slug].derivation())) == told


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
