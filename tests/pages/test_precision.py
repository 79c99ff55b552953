"""The softmax in finite precision, against arithmetic with fifty digits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from mpmath import mp, mpf

from derivations.precision import (
    FORMS,
    PRECISIONS,
    breakdown,
    cooling,
    naive_softmax,
    softmax_jacobian,
    stable_softmax,
    study_of_shifts,
)

LOGITS = some.lists(some.floats(-10, 10), min_size=2, max_size=10)


def by_many_digits(z: list[float]) -> list[float]:
    with mp.workdps(50):
        powers = [mp.exp(mpf(x)) for x in z]
        return [float(power / sum(powers)) for power in powers]


@pytest.mark.parametrize("softmax", FORMS.values())
@given(z=LOGITS)
def test_both_forms_are_right_where_nothing_overflows(softmax, z):
    assert np.allclose(softmax(z), by_many_digits(z), rtol=1e-13, atol=0)


@given(z=LOGITS, shift=some.floats(-1000, 1000))
def test_the_stable_form_always_has_numbers_that_sum_to_one(z, shift):
    assert math.isclose(stable_softmax(np.array(z) + shift).sum(), 1, rel_tol=1e-12)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("temperature", [0.5, 1.0, 4.0])
@pytest.mark.parametrize("end", ["underflow", "overflow"])
def test_the_naive_form_breaks_where_it_is_said_to(precision, temperature, end):
    z = np.array([2.0, 1.0, 0.1])
    edge = getattr(breakdown(z, precision, temperature), end)
    margin = 0.02 * temperature * (1 if end == "overflow" else -1)
    beyond = naive_softmax((z + edge + margin) / temperature, precision)
    within = naive_softmax((z + edge - margin) / temperature, precision)
    assert np.isnan(beyond).any()
    assert not np.isnan(within).any()


@given(z=LOGITS, temperature=some.floats(0.1, 10))
def test_the_jacobian_is_the_derivative(z, temperature):
    step = 1e-20  # a complex step has no cancellation
    p = stable_softmax(np.array(z) / temperature)
    for j, column in enumerate(softmax_jacobian(p, temperature).T):
        moved = np.array(z, dtype=complex)
        moved[j] += 1j * step
        powers = np.exp((moved - max(z)) / temperature)
        assert np.allclose(column, (powers / powers.sum()).imag / step, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("shift", [-900.0, 0.0, 87.0, 900.0])
def test_a_study_agrees_with_its_parts(shift):
    study = study_of_shifts([2.0, 1.0, 0.1], shift)
    for (form, precision), answer in study.answers.items():
        again = FORMS[form](np.array([2.0, 1.0, 0.1]) + shift, precision)
        assert np.array_equal(answer, again, equal_nan=True)
    assert math.isnan(study.error(("as written", "float16"))) == (shift not in (0.0,))
    assert all(len(errors) == len(study.shifts) for errors in study.errors.values())


def test_cold_picks_the_largest_and_hot_forgets():
    cold, hot = cooling([2.0, 1.0, 0.1], [0.01, 1e6])
    assert np.allclose(cold, [1, 0, 0])
    assert np.allclose(hot, [1 / 3] * 3, atol=1e-5)
