"""Free and bound indices: no renaming lets one capture another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.notation import Delta, Largest, Sum, exp, indices, matrix, scalar, size, vector
from derivations.notation.scope import (
    all_indices,
    alpha,
    children,
    free_indices,
    fresh,
    hygienic,
    rename_bound,
    replace_indices,
    with_children,
)
from tests.notation.test_printing_of_anything import AS_SYMPY_BUILDS_IT

n, m = size("n"), size("m")
i, j, k, l = indices("i j k l", n)  # noqa: E741
(r,) = indices("r", m)
z, u, W = vector("z", n), vector("u", n), matrix("W", n, n)
x = scalar("x")
w = vector("w", n)

FREE = [
    (z[i], {i}),
    (x + 1, set()),
    (Sum(z[k], k), set()),
    (z[k] * Sum(z[k] * u[i], k), {i, k}),
    (Sum(Sum(W[i, k], k), i), set()),
    (Delta(i, k), {i, k}),
    (z[w[k]], {k}),
    (Largest(W[i, k], k), {i}),
]


@pytest.mark.parametrize(("expr", "free"), FREE, ids=[str(expr) for expr, _ in FREE])
def test_free_indices(expr, free):
    assert free_indices(expr) == free


REPLACED = [
    (z[i], {i: k}, z[k]),
    (W[i, j], {i: j, j: i}, W[j, i]),
    (Sum(z[k], k), {k: i}, Sum(z[k], k)),
    (z[i] * Sum(z[k], k), {i: j}, z[j] * Sum(z[k], k)),
    (z[w[i]], {i: j}, z[w[j]]),
    (z[i], {i: w[j]}, z[w[j]]),
    (Delta(i, k), {i: k}, 1),
    (W[i, j], {i: 1}, W[1, j]),
]


@pytest.mark.parametrize(("expr", "new", "after"), REPLACED, ids=[f"{expr} to {after}" for expr, _, after in REPLACED])
def test_replaced(expr, new, after):
    from sympy import sympify

    assert replace_indices(expr, {old: sympify(to) for old, to in new.items()}) == after


CAPTURES = [
    (Sum(W[i, k], k), {i: k}, lambda e: alpha(e) == alpha(Sum(W[k, j], j))),
    (Sum(Sum(W[i, k] * z[j], k), j), {i: k}, lambda e: k in free_indices(e)),
    (Sum(W[i, k], k), {i: w[k]}, lambda e: free_indices(e) == {k}),
    (Largest(W[i, k], k), {i: k}, lambda e: free_indices(e) == {k}),
]


@pytest.mark.parametrize(("expr", "new", "holds"), CAPTURES, ids=map(str, range(len(CAPTURES))))
def test_a_bound_index_steps_aside(expr, new, holds):
    assert holds(replace_indices(expr, new))


def test_a_fresh_index_keeps_its_range_and_avoids_names():
    assert fresh(k, [i, j]) == k
    assert fresh(k, [k, j]).name not in ("k", "j", "n")
    assert fresh(r, [r]).size == m


HYGIENE = [
    (z[k] * Sum(z[k], k), "a bound one under the name of a free one"),
    (Sum(z[k] * Sum(u[k], k), k), "a bound one within one of the same name"),
    (Sum(z[k], k) * Sum(u[k], k), "two side by side"),
    (exp(Sum(z[i], i)) * z[i], "inside a function"),
]


@pytest.mark.parametrize("expr", [row[0] for row in HYGIENE], ids=[row[1] for row in HYGIENE])
def test_hygiene_changes_names_and_nothing_else(expr):
    clean = hygienic(expr)
    assert alpha(clean) == alpha(expr)
    assert free_indices(clean) == free_indices(expr)
    assert no_name_twice(clean, {index.name for index in free_indices(clean)})


def no_name_twice(expr, outer):
    """Whether no sum binds a name that is bound around it, or free."""
    if isinstance(expr, Sum | Largest):
        return expr.index.name not in outer and no_name_twice(expr.body, outer | {expr.index.name})
    return all(no_name_twice(part, outer) for part in expr.args)


def test_hygiene_leaves_alone_what_is_clean():
    clean = z[i] * Sum(z[k], k)
    assert hygienic(clean) is clean


def test_alpha_forgets_the_names_of_bound_indices_and_keeps_the_free_ones():
    assert alpha(Sum(Sum(W[k, l], k), l)) == alpha(Sum(Sum(W[j, i], j), i))
    assert alpha(Sum(Sum(W[k, l], k), l)) != alpha(Sum(Sum(W[l, k], k), l))
    assert alpha(Sum(W[i, k], k)) != alpha(Sum(W[j, k], k))


@given(AS_SYMPY_BUILDS_IT)
def test_of_any_expression(expr):
    clean = hygienic(expr)
    assert no_name_twice(clean, {index.name for index in free_indices(clean)})
    assert free_indices(clean) == free_indices(expr)
    assert hygienic(clean) == clean
    assert with_children(expr, children(expr)) == expr
    assert free_indices(expr) <= all_indices(expr)


@given(AS_SYMPY_BUILDS_IT, st.sampled_from([i, j, l]))
def test_renaming_a_bound_index_means_the_same(expr, to):
    total = Sum(expr, k)
    if isinstance(total, Sum) and to not in free_indices(total.body):
        assert alpha(rename_bound(total, to)) == alpha(total)
