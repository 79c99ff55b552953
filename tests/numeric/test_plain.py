"""Numbers that a person can copy are still of their kind, and refutations are told in them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sympy import exp

from derivations.notation import Index, Quantity
from derivations.notation.kinds import kind, size
from derivations.numeric.plain import plain
from derivations.verify.verdicts import judge

SOME = arrays(float, st.integers(1, 6), elements=st.floats(-4, 4))


@given(SOME, st.sampled_from(["vector n", "row n", "scalar"]))
def test_any_number_has_few_digits_and_stays_near(values, kind):
    found = plain(values, kind)
    assert np.abs(found - values).max() <= 0.05 + 1e-12
    assert [float(f"{v:.1f}") for v in found] == found.tolist()


@given(SOME)
def test_what_is_positive_stays_positive(values):
    assert (plain(np.abs(values) + 1e-9, "positive") > 0).all()


@given(SOME)
def test_shares_still_sum_to_one(values):
    shares = np.exp(values) / np.exp(values).sum()
    assert plain(shares, "distribution n").sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("kind", ["invertible n", "one-hot n", "signs n", "index n"])
def test_some_kinds_stay_as_they_are(kind):
    values = np.array([0.123, 1.0])
    assert plain(values, kind) is values


def test_a_line_is_refuted_at_a_point_that_can_be_copied():
    n = size("n")
    z, i = Quantity("z", kind("vector", n)), Index("i", n)
    point = judge(exp(z[i]), exp(-z[i])).counterexample
    assert point is not None
    assert [round(value, 1) for value in point.inputs["z"]] == list(point.inputs["z"])
    assert point.left == pytest.approx(np.exp(point.inputs["z"][point.indices["i"] - 1]))
