"""What is proved, what is refuted and at which point, and what is neither."""

from functools import partial

import numpy as np
import pytest
from sympy import Rational, S, Symbol, sqrt

from derivations.notation import (
    Applied,
    Cases,
    Delta,
    Largest,
    Partial,
    Product,
    Sum,
    absolute,
    exp,
    indices,
    log,
    matrix,
    positive,
    quantity,
    relu,
    scalar,
    sigmoid,
    sign,
    size,
    softplus,
    step,
    tanh,
    vector,
)
from derivations.verify.proofs import proved_at_small_sizes
from derivations.verify.stages import carried_out
from derivations.verify.verdicts import Verdict, judge
from tests.numeric.interpreter import interpreted

n, m = size("n"), size("m")
i, j, k = indices("i j k", n)
(r,) = indices("r", m)
a, b, c, x = (scalar(name) for name in "abcx")
u, w, z = (vector(name, n) for name in "uwz")
A, B, C = matrix("A", m, n), matrix("B", n, n), matrix("C", n, n)
q, t = positive("q"), quantity("t", "signs", n)
p = vector("p", n).defined_by(lambda k: exp(z[k]) / Sum(exp(z[j]), j))

EQUAL = {
    "a bound index may have any name": (Sum(u[j], j), Sum(u[k], k)),
    "sums of sums": (Sum(u[j], j) ** 2, Sum(u[i] * u[j], i, j)),
    "the order of sums": (Sum(A[r, j] * u[j], r, j), Sum(Sum(A[r, j], r) * u[j], j)),
    "a sum over a delta": (Sum(Delta(i, k) * u[k], k), u[i]),
    "a sum of ones is the size": (Sum(1 + u[k], k), n + Sum(u[k], k)),
    "a delta renames": (Delta(i, j) * u[i] * w[j], Delta(i, j) * u[j] * w[i]),
    "three matrices associate": (Sum(B[i, k] * Sum(C[k, j] * u[j], j), k), Sum(Sum(B[i, k] * C[k, j], k) * u[j], j)),
    "a softmax sums to one": (Sum(p[k], k), S.One),
    "a softmax is shifted": (exp(z[i] + c) / Sum(exp(z[k] + c), k), p[i]),
    "the slope of a softmax": (Partial(p[k], z[i]), p[k] * (Delta(i, k) - p[i])),
    "the slope of a logarithm of a sum": (Partial(log(Sum(exp(z[k]), k)), z[i]), p[i]),
    "two sides of a sigmoid": (1 - sigmoid(x), sigmoid(-x)),
    "a sigmoid and a tangent": (tanh(x), 2 * sigmoid(2 * x) - 1),
    "a softplus less its mirror": (softplus(x) - softplus(-x), x),
    "a fraction in two parts": ((a + b) / c, a / c + b / c),
    "a difference of squares": ((a**2 - b**2) / (a - b), a + b),
    "a root of a square of what is positive": (sqrt(q**2), q),
    "a logarithm of a product of what is positive": (log(q * exp(x)), log(q) + x),
    "a sign squared": (t[i] ** 2, S.One),
    "an absolute value": (absolute(x), x * sign(x)),
    "a relu": (relu(x), x * step(x)),
    "cases on a delta": (Cases(Delta(i, k), p[k] * (1 - p[i]), -p[k] * p[i]), p[k] * (Delta(i, k) - p[i])),
}
DIFFERENT = {
    "a sum is not its terms": (Sum(u[k], k), n * u[i]),
    "a sum of squares is not the square of a sum": (Sum(u[k] ** 2, k), Sum(u[k], k) ** 2),
    "two sizes are two": (Sum(A[r, i] ** 2, r), Sum(A[r, i] ** 2, r) * n / m),
    "a transpose": (Sum(B[i, k] * u[k], k), Sum(B[k, i] * u[k], k)),
    "matrices do not commute": (Sum(B[i, k] * C[k, j], k), Sum(C[i, k] * B[k, j], k)),
    "a sign": (p[i] - u[i], u[i] - p[i]),
    "a half": (Sum(u[k] ** 2, k) / 2, Sum(u[k] ** 2, k)),
    "only the diagonal": (Partial(p[k], z[i]), Delta(i, k) * p[k] * (1 - p[k])),
    "a root of a square": (sqrt(x**2), x),
    "a logarithm of a square": (log(x**2), 2 * log(absolute(x)) + 1),
    "a product is not a sum": (Product(u[k], k), Sum(u[k], k)),
    "the largest is not the sum": (Largest(u[k], k), Sum(u[k], k)),
    "an absolute value is not its content": (absolute(x), x),
    "off by a little": (x, x * (1 + Rational(1, 10**4))),
    "a size is a number too": (Sum(Sum(S.One, k), j), 2 * n),
    "equal only where n = 1": (Sum(p[k] ** 2, k), S.One),
}


@pytest.mark.parametrize(("left", "right"), EQUAL.values(), ids=EQUAL)
def test_what_is_equal_is_proved_for_every_size(left, right):
    assert judge(left, right).verdict is Verdict.PROVED
    assert judge(right, left).verdict is Verdict.PROVED


@pytest.mark.parametrize(("left", "right"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_is_refuted_at_a_point_that_anyone_can_check(left, right):
    found = judge(left, right)
    assert found.verdict is Verdict.REFUTED
    shown = found.counterexample
    free = tuple(index for index in (i, j, k, r) if index.name in shown.indices)
    sizes = sizes_of(shown.inputs)
    place = tuple(shown.indices[index.name] - 1 for index in free)
    for side, said in ((left, shown.left), (right, shown.right)):
        assert interpreted(carried_out(side), free, shown.inputs, sizes)[place] == pytest.approx(said)
    assert abs(shown.left - shown.right) > 1e-6 * max(abs(shown.left), abs(shown.right))


def sizes_of(inputs) -> dict[str, int]:
    """The sizes at a point: as it says, or as long as its arrays are."""
    shapes = {held.name: [length.name for length in held.kind.shape] for held in (u, w, z, t, A, B, C)}
    found = {name: inputs[name] for name in ("n", "m") if name in inputs}
    for name, value in inputs.items():
        found |= zip(shapes.get(name, ()), np.shape(value), strict=True)
    return found


def test_what_is_not_defined_is_undecided():
    assert judge(log(-exp(x)), log(-exp(x)) + 1).verdict is Verdict.UNDECIDED


def test_without_time_nothing_is_claimed():
    left, right = EQUAL["three matrices associate"]
    assert judge(left, right, seconds=-1.0).verdict is Verdict.UNDECIDED


def test_small_sizes_are_written_out():
    left, right = EQUAL["sums of sums"]
    assert proved_at_small_sizes(left, right)
    of = partial(Applied, Symbol("g"))  # the name of a function is no size
    assert proved_at_small_sizes(Sum(of(z[k], 0), k), Sum(of(z[j], 0), j))
    assert not proved_at_small_sizes(*DIFFERENT["equal only where n = 1"])
    assert not proved_at_small_sizes(Largest(u[k], k), Largest(u[j], j))  # has no closed form, so nothing is claimed


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_word_and_a_meaning(verdict):
    assert verdict.shown_as
    assert verdict.meaning.endswith(".")
