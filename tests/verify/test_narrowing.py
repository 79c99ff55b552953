"""Two sides are compared where they differ, and only there."""

import pytest

from derivations.notation import Delta, Partial, Sum, exp, indices, log, matrix, scalar, sigmoid, size, vector
from derivations.verify.narrowing import narrowed
from derivations.verify.verdicts import Verdict, judge

n = size("n")
i, k = indices("i k", n)
x, y = scalar("x"), scalar("y")
u, w = vector("u", n), vector("w", n)
A, B = matrix("A", n, n), matrix("B", n, n)

NARROWED = {
    "a term of a sum": (x + u[i] * w[i], x + u[i], u[i] * w[i], u[i]),
    "a factor": (x * exp(y), x * exp(2 * y), y, 2 * y),
    "two terms": (x + y + u[i], x + w[i] + 1, y + u[i], w[i] + 1),
    "under a sum": (Sum(A[i, k] * u[k], k), Sum(B[i, k] * u[k], k), A[i, k], B[i, k]),
    "under sums in a product": (x * Sum(w[k] * log(u[k]), k), x * Sum(w[k] * log(w[k]), k), u[k], w[k]),
    "a base": (sigmoid(x) ** 2, sigmoid(y) ** 2, x, y),
}
WHOLE = {
    "nothing is shared": (x * y, u[i] + 1),
    "another index is bound": (Sum(u[k], k), Sum(u[i], i)),
    "another power": (x**2, x**3),
    "what is differentiated": (Partial(x * y + y, x), Partial(x * y, x)),
}


@pytest.mark.parametrize("name", NARROWED)
def test_what_both_sides_have_is_left_out(name):
    left, right, *apart = NARROWED[name]
    assert list(narrowed(left, right)) == apart


@pytest.mark.parametrize("name", WHOLE)
def test_the_rest_is_compared_as_a_whole(name):
    left, right = WHOLE[name]
    assert narrowed(left, right) == (left, right)


def test_what_agrees_only_beside_the_rest_is_still_proved():
    assert judge(Delta(i, k) * u[i], Delta(i, k) * u[k]).verdict is Verdict.PROVED
    assert judge(Partial(x * y + y, x), Partial(x * y, x)).verdict is Verdict.PROVED
