"""What a step changed, marked as narrowly as it can be, and nothing but marked."""

import pytest
from hypothesis import given

from derivations.notation import Element, Marked, Partial, Sum, exp, indices, log, scalar, size, vector
from derivations.notation.changes import mark_changes
from tests.notation.test_printing_of_anything import AS_SYMPY_BUILDS_IT

n = size("n")
i, k = indices("i k", n)
a, b, c, x = map(scalar, "abcx")
z, u = vector("z", n), vector("u", n)
M = Marked

TABLE = [
    (a, a, a, a),
    (a, b, M(a), M(b)),
    (log(a), exp(a), M(log(a)), M(exp(a))),
    (log(a), log(b), log(M(a)), log(M(b))),
    (a * b + c, a * x + c, a * M(b) + c, a * M(x) + c),
    (a + b, a + b + c, a + b, a + b + M(c)),
    (a * b * c, a, M(a * b * c), M(a)),
    (a * b * c, a * b, a * b * M(c), M(a * b)),
    (x + log(a * b), x + log(a), x + log(M(a * b)), x + log(M(a))),
    (x + log(a * b * c), x + log(a * b), x + log(a * b * M(c)), x + log(M(a * b))),
    (a + b + c, a + x * b, a + M(b + c), a + M(x * b)),
    (Sum(z[k] * u[k], k), Sum(z[k] * u[i], k), Sum(z[k] * M(u[k]), k), Sum(z[k] * M(u[i]), k)),
    (Sum(z[k], k), Sum(z[i], i), M(Sum(z[k], k)), M(Sum(z[i], i))),
    (Partial(log(a), x), Partial(b, x), Partial(M(log(a)), x), Partial(M(b), x)),
]


@pytest.mark.parametrize(
    ("before", "after", "marked_before", "marked_after"), TABLE, ids=[str(row[:2]) for row in TABLE]
)
def test_marks(before, after, marked_before, marked_after):
    assert mark_changes(before, after) == (marked_before, marked_after)


def unmarked(expr):
    if isinstance(expr, Marked):
        return unmarked(expr.content)
    if isinstance(expr, Element) or not expr.args:
        return expr
    return expr.func(*map(unmarked, expr.args))


@given(AS_SYMPY_BUILDS_IT, AS_SYMPY_BUILDS_IT)
def test_a_mark_changes_no_meaning(before, after):
    marked = mark_changes(before, after)
    assert tuple(map(unmarked, marked)) == (unmarked(before), unmarked(after))
    assert marked[1].has(Marked) or before == after
