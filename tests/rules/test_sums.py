"""Sums over an index, rule by rule."""

import pytest

from derivations.notation import Delta, Partial, Sum, distribution, indices, matrix, one_hot, scalar, size, vector
from derivations.rules import single_terms, sums
from tests.rules.tables import does_not_apply, holds, rows

n, m = size("n"), size("m")
i, j, k, l = indices("i j k l", n)  # noqa: E741
(r,) = indices("r", m)
c, x = scalar("c"), scalar("x")
z, u, v = vector("z", n), vector("u", n), vector("v", m)
y, p, W = one_hot("y", n), distribution("p", n), matrix("W", n, m)
h = vector("h", n).defined_by(lambda k: z[k] ** 2)
others = 1 - Delta(i, k)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    rows(
        [
            (sums.collapse_delta, Sum(Delta(k, i) * z[k], k), z[i]),
            (sums.collapse_delta, Sum(Delta(k, i), k), 1),
            (sums.collapse_delta, Sum(Sum(Delta(k, i) * z[k] * u[j], k), j), Sum(z[i] * u[j], j)),
            (sums.collapse_delta, Sum(Sum(Delta(k, i) * z[k] * u[j], j), k), Sum(z[i] * u[j], j)),
            (sums.collapse_delta, Sum(Delta(k, i) * Sum(W[k, r] * v[r], r), k), Sum(W[i, r] * v[r], r)),
            (sums.collapse_delta, Sum(Delta(k, i) * Sum(z[k] * u[i], i), k), Sum(z[i] * u[j], j)),
            (sums.split_sum, Sum(z[k] + u[k], k), Sum(z[k], k) + Sum(u[k], k)),
            (sums.split_sum, Sum(z[k] - 2 * u[k] + 1, k), Sum(z[k], k) - 2 * Sum(u[k], k) + Sum(1, k)),
            (sums.merge_sums, Sum(z[k], k) + Sum(u[j], j), Sum(z[j] + u[j], j)),
            (sums.merge_sums, Sum(z[k], k) - 3 * Sum(u[j], j) + c, Sum(z[j] - 3 * u[j], j) + c),
            (sums.factor_out_of_sum, Sum(c * z[k], k), c * Sum(z[k], k)),
            (sums.factor_out_of_sum, Sum(-z[i] * z[k], k), -z[i] * Sum(z[k], k)),
            (sums.bring_into_sum, c * Sum(z[k], k), Sum(c * z[k], k)),
            (sums.bring_into_sum, z[k] * Sum(u[k], k), Sum(z[k] * u[j], j)),
            (sums.swap_sums, Sum(Sum(W[k, r], k), r), Sum(Sum(W[k, r], r), k)),
            (sums.sum_of_a_constant, Sum(c, k), n * c),
            (sums.sum_of_a_constant, Sum(z[i], k), n * z[i]),
            (sums.sums_to_one, Sum(y[k], k), 1),
            (sums.sums_to_one, p[i] * Sum(p[k], k), p[i]),
            (sums.one_hot_product, y[k] * y[j], Delta(j, k) * y[j]),
            (sums.one_hot_product, y[k] ** 2, y[k]),
            (sums.rename(k, j), Sum(z[k], k), Sum(z[j], j)),
            (sums.single_out(i), Sum(z[k], k), z[i] + Sum(others * z[k], k)),
            (single_terms.delta_among_others, Sum(others * (z[k] + Delta(i, k)), k), Sum(others * z[k], k)),
            (single_terms.put_back, z[i] + Sum(others * z[k], k), Sum(z[k], k)),
            (single_terms.put_back, c + z[i] + Sum(others * z[k], k), c + Sum(z[k], k)),
            (single_terms.only_term(i), Sum(u[k] * Partial(h[k], z[i]), k), u[i] * Partial(h[i], z[i])),
            (
                sums.known_sum_first,
                Sum(c * z[k] * Sum(W[k, r] * Partial(v[r], x), r), k),
                Sum(Partial(v[r], x) * Sum(c * z[k] * W[k, r], k), r),
            ),
        ]
    ),
)
def test_before_and_after(rule, before, after):
    holds(rule, before, after)


@pytest.mark.parametrize(
    ("rule", "before"),
    rows(
        [
            (sums.collapse_delta, Sum(z[k], k)),
            (sums.collapse_delta, Sum(Delta(i, j) * z[k], k)),
            (sums.split_sum, Sum(z[k] * u[k], k)),
            (sums.merge_sums, Sum(z[k], k) + Sum(v[r], r)),  # over two different ranges
            (sums.merge_sums, Sum(z[k], k) + c),
            (sums.factor_out_of_sum, Sum(z[k] * u[k], k)),
            (sums.bring_into_sum, c * z[i]),
            (sums.swap_sums, Sum(z[k], k)),
            (sums.sum_of_a_constant, Sum(z[k], k)),
            (sums.sums_to_one, Sum(z[k], k)),
            (sums.sums_to_one, Sum(y[i], k)),
            (sums.sums_to_one, Sum(c * y[k], k)),
            (sums.one_hot_product, p[k] ** 2),
            (sums.one_hot_product, y[k] * p[k]),
            (sums.rename(k, j), Sum(z[k] * u[j], k)),  # j would be captured
            (sums.rename(k, j), Sum(z[i], i)),
            (sums.single_out(i), Sum(v[r], r)),
            (sums.single_out(i), Sum(Sum(z[i], i) * z[k], k)),  # i is a bound name there
            (single_terms.put_back, z[j] + Sum(others * z[k], k)),
            (single_terms.only_term(i), Sum(u[k] * z[k], k)),
            (sums.known_sum_first, Sum(z[k] * Sum(W[k, r] * v[r], r), k)),
        ]
    ),
)
def test_where_a_rule_does_not_apply(rule, before):
    does_not_apply(rule, before)
