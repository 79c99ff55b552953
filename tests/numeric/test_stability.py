"""Stable forms stay finite and right where the naive ones overflow, and agree with them elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from derivations.notation import Partial, log, sigmoid, softplus
from derivations.numeric import stability
from derivations.numeric.compiling import compiled, compiled_many
from tests.numeric.networks import cross_entropy, i

example = cross_entropy()
LOGITS = np.array([1000.0, 0.0, -1000.0])


def test_large_logits():
    values = {"z": LOGITS, "y": np.array([0.0, 1.0, 0.0])}
    loss, gradient = compiled_many([example.J, Partial(example.J, example.z[i])])(values)
    assert loss == 1000.0
    assert gradient == pytest.approx([1, -1, 0])
    assert not np.isfinite(compiled(example.J, stable=False)(values))


EDGES = [
    (sigmoid, [1.0, 0.5, 0.0]),
    (softplus, [1000.0, np.log(2), 0.0]),
    (lambda u: log(sigmoid(u)), [0.0, -np.log(2), -1000.0]),
    (lambda u: log(1 - sigmoid(u)), [-1000.0, -np.log(2), 0.0]),
]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(("function", "expected"), EDGES, ids=["σ", "softplus", "log σ", "log 1 − σ"])
def test_functions_of_large_numbers(function, expected, dtype):
    got = compiled(function(example.z[i]), dtype=dtype)({"z": LOGITS})
    assert got.dtype == dtype
    assert got == pytest.approx(np.array(expected), rel=1e-6)


PAIRS = [(getattr(stability, name), getattr(stability, f"naive_{name}")) for name in
         ("softmax", "log_softmax", "log_sum_exp", "sigmoid", "softplus", "log_sigmoid")]  # fmt: skip


@pytest.mark.parametrize(("stable", "naive"), PAIRS, ids=lambda f: f.__name__)
def test_stable_and_naive_agree_where_neither_overflows(stable, naive):
    rng = np.random.default_rng(0)
    z = 3 * rng.standard_normal((4, 5))
    assert stable(z) == pytest.approx(naive(z), rel=1e-12)
    assert stable(z + 1e-30j).imag == pytest.approx(naive(z + 1e-30j).imag, rel=1e-12)
    assert np.isfinite(stable(1000 * z)).all()
    assert stable(z.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize(("x", "expected"), [(2, 1.0), (-1.5, 0.0), (0, 0.0)])
def test_a_step_of_a_plain_number(x, expected):
    assert stability.step(x) == expected
