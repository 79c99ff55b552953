"""Inputs as text for an address, and back."""

import numpy as np
import pytest

from derivations.numbers import Input
from pages.parts.beside import shape
from pages.parts.inputs import entry, lengths_of, overlaid, read, written
from pages.parts.step import digits, typeset

GIVEN = (
    Input("z", "z", "vector n", ("n",)),
    Input("W", "W", "matrix n d", ("n", "d")),
    Input("w", "w", "index n", ("d",), "n"),
    Input("b", "b", "scalar", ()),
)
VALUES = {"z": np.array([1.0, -0.5]), "W": np.array([[1.0, 2.0], [0.0, 0.25]]), "w": np.array([1, 0]), "b": 0.125}


def test_inputs_survive_their_text():
    text = written(VALUES)
    assert text == "z=1,-0.5;W=1,2|0,0.25;w=1,0;b=0.125"
    found = read(text, GIVEN)
    assert found["w"].dtype.kind == "i"
    assert all(np.array_equal(found[name], value) for name, value in VALUES.items())
    assert lengths_of(GIVEN, found) == {"n": 2, "d": 2}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("z=1,2", "numbers for W, w, b are missing"),
        ("z=1,a;W=1;w=0;b=1", "numbers for z cannot be read"),
        ("z=1,inf;W=1;w=0;b=1", "not finite"),
        ("z=1,2;W=1,2|3;w=0;b=1", "numbers for W cannot be read"),
        ("z=1,2,3,4,5,6;W=1;w=0;b=1", "too many"),
    ],
)
def test_what_cannot_be_read_is_told(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        read(text, GIVEN)


def test_sizes_that_disagree_are_told():
    with pytest.raises(ValueError, match="the size n is 2 in one place and 1 in another"):
        lengths_of(GIVEN, VALUES | {"W": np.ones((1, 2))})


def test_new_sizes_keep_what_they_can():
    fresh = {"z": np.array([9.0, 9.0, 9.0]), "b": np.array(7.0), "n": np.array(3), "w": np.array([2, 2, 2])}
    found = overlaid(fresh, VALUES | {"n": np.array(2)})
    assert found["z"].tolist() == [1.0, -0.5, 9.0]
    assert float(found["b"]) == 0.125
    assert int(found["n"]) == 3
    assert found["w"].tolist() == [2, 2, 2]


@pytest.mark.parametrize(
    ("name", "places", "shown"),
    [("z", (1,), "z₁"), ("W", (1, 2), "W₁₂"), ("W₁", (1, 2), "W_{1,12}"), ("v_c", (2,), "v_{c,2}")],
)
def test_entries_are_named_as_in_the_formulas(name, places, shown):
    assert entry(name, *places) == shown


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("matrix n d", "$n$ × $d$ matrix"),
        ("symmetric n", "symmetric $n$ × $n$ matrix"),
        ("one-hot d_3", "one-hot of length $d_3$"),
        ("scalar", "scalar"),
    ],
)
def test_a_kind_is_told_with_its_shape(kind, words):
    assert shape(kind) == words


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (r"chain rule through \hat{v}", r"chain rule through $\hat{v}$"),
        (r"definition of \theta under", r"definition of $\theta$ under"),
        ("by f_k and ∂f_k/∂h_j", "by $f_k$ and $∂f_k$/$∂h_j$"),
        ("the weight W_kj of class k", "the weight $W_{kj}$ of class k"),
        ("no name at all", "no name at all"),
    ],
)
def test_names_in_a_sentence_are_set_as_formulas(sentence, shown):
    assert typeset(sentence) == shown


def test_rows_of_numbers_stand_under_each_other():
    assert digits("[ 1.0 -2.0]\n[ 0.0  1.0]") == "`[ 1.0 -2.0]`  \n`[ 0.0  1.0]`"
