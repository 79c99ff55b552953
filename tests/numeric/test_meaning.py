"""What a compiled function returns is what the notation means, for any expression and sizes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sympy import zoo

from derivations.calculus import differentiate
from derivations.notation import Quantity
from derivations.numeric.compiling import compiled, compiled_many
from derivations.numeric.differences import differences
from derivations.numeric.sampling import random_values
from tests.numeric.expressions import II, A, R, b, c, expressions, x
from tests.numeric.interpreter import interpreted

SIZES = st.fixed_dictionaries({"n": st.integers(1, 4), "m": st.integers(1, 4)})
SEED = st.integers(0, 2**32 - 1)
ANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
FEW = settings(ANY, max_examples=20)
FREE = (II, R)


def values_for(exprs, sizes, seed):
    """All that the expressions can need, whether or not each of them needs it."""
    from tests.numeric import expressions as e

    everything = sum((q[(1,) * len(q.kind.shape)] for q in (e.x, e.y, e.b, e.A, e.B, e.C)), e.c)
    return random_values([everything], sizes, seed) | dict(sizes)


def meaning(expr, free, values, sizes):
    """The interpreted value, where there is a finite one."""
    assume(not expr.has(zoo) and expr.is_finite is not False)
    try:
        expected = interpreted(expr, free, values, sizes)
    except (OverflowError, ZeroDivisionError, ValueError):
        assume(False)
    assume(np.all(np.abs(expected) < 1e8))
    return expected


@ANY
@given(expressions(FREE), SIZES, SEED, st.booleans())
def test_compiled_is_what_the_notation_means(expr, sizes, seed, stable):
    values = values_for([expr], sizes, seed)
    expected = meaning(expr, FREE, values, sizes)
    got = compiled(expr, FREE, stable=stable)(values)
    assert got.shape == expected.shape
    assert got == pytest.approx(expected, rel=1e-8, abs=1e-8)


@FEW
@given(st.lists(expressions(FREE, 3), min_size=2, max_size=4), SIZES, SEED)
def test_many_at_once_are_the_same_as_one_by_one(exprs, sizes, seed):
    values = values_for(exprs, sizes, seed)
    for expr in exprs:
        meaning(expr, FREE, values, sizes)
    together = compiled_many(exprs, [FREE] * len(exprs))(values)
    for expr, value in zip(exprs, together, strict=True):
        assert value == pytest.approx(compiled(expr, FREE)(values), rel=1e-9, abs=1e-9)


@FEW
@given(expressions(FREE), SIZES, SEED)
def test_float32_stays_float32(expr, sizes, seed):
    values = values_for([expr], sizes, seed)
    meaning(expr, FREE, values, sizes)
    assert compiled(expr, FREE, dtype=np.float32)(values).dtype == np.float32


@ANY
@given(expressions(FREE, 3), SIZES, SEED, st.sampled_from([x, b, A, c]))
def test_a_derivative_is_what_differences_say(expr, sizes, seed, wrt: Quantity):
    from derivations.notation import Index

    values = values_for([expr], sizes, seed)
    meaning(expr, FREE, values, sizes)
    indices = tuple(Index(f"d_{axis}", length) for axis, length in enumerate(wrt.kind.shape))
    slope = differentiate(expr, wrt[indices] if indices else wrt)
    got = compiled(slope, (*FREE, *indices))(values)
    found = differences(expr, wrt, values, FREE)
    assume(
        found.central == pytest.approx(found.complex_step, rel=1e-4, abs=1e-4)
    )  # not at the kink of a relu
    assert got == pytest.approx(found.complex_step, rel=1e-7, abs=1e-7)
