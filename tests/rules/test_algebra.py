"""Algebra, rule by rule: products and sums, fractions, logarithms and exponentials."""

import pytest

from derivations.notation import Sum, exp, indices, log, positive, scalar, size, vector
from derivations.rules import algebra, fractions
from derivations.rules.simplifying import only_if_simpler
from tests.rules.tables import does_not_apply, holds, rows

n = size("n")
i, j, k = indices("i j k", n)
a, b, c, x, y = map(scalar, "abcxy")
r, s, t = map(positive, "rst")
z, u = vector("z", n), vector("u", n)
total = Sum(exp(z[j]), j)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    rows(
        [
            (algebra.multiply_out, a * (b + c), a * b + a * c),
            (algebra.multiply_out, a * (b - c) * x, a * b * x - a * c * x),
            (algebra.multiply_out, Sum(z[k] * (1 - z[k]), k), Sum(z[k] - z[k] ** 2, k)),
            (algebra.common_factor, a * b + a * c, a * (b + c)),
            (algebra.common_factor, a**2 * b - a * c, a * (a * b - c)),
            (algebra.common_factor, z[k] - z[k] * z[i], z[k] * (1 - z[i])),
            (algebra.take_out(a), a * b + a * c + x, a * (b + c) + x),
            (algebra.take_out(a * b), a * b * c + a * b + a, a * b * (c + 1) + a),
            (algebra.cancel_terms, a * (b - c) + a * c, a * b),
            (algebra.cancel_terms, y * (1 - x) - (1 - y) * x, y - x),
            (algebra.common_denominator, a / r + b / s, (a * s + b * r) / (r * s)),
            (algebra.common_denominator, a - b / r, (a * r - b) / r),
            (algebra.split_fraction, (a + b) / r, a / r + b / r),
            (algebra.split_fraction, x * (a - b) / total, x * a / total - x * b / total),
            (algebra.complement, r / (r + s), 1 - s / (r + s)),
            (algebra.complement, exp(-x) / (1 + exp(-x)), 1 - 1 / (1 + exp(-x))),
            (algebra.log_of_a_product, log(r * s), log(r) + log(s)),
            (algebra.log_of_a_product, log(r / s), log(r) - log(s)),
            (algebra.log_of_a_product, log(exp(z[k]) / total), log(exp(z[k])) - log(total)),
            (algebra.log_of_a_power, log(r**x), x * log(r)),
            (algebra.log_of_exp, log(exp(z[k])), z[k]),
            (algebra.exp_of_a_sum, exp(x + y), exp(x) * exp(y)),
            (algebra.exp_of_terms, r * exp(x) * exp(y), r * exp(x + y)),
            (algebra.cancel, (a * b + a * c) / (a * x), (b + c) / x),
            (algebra.turn_round, -c * (a - b), c * (b - a)),
            (algebra.turn_round, -Sum(u[k] * (z[k] - x), k), Sum(u[k] * (x - z[k]), k)),
            (fractions.expand_fraction_by(exp(x)), 1 / (1 + exp(-x)), exp(x) / (exp(x) + 1)),
            (fractions.expand_fraction_by(exp(x)), exp(z[k]) / total, exp(x) * exp(z[k]) / Sum(exp(x) * exp(z[j]), j)),
            (fractions.whole_and_remainder, (r - s) / (r + s), 2 * r / (r + s) - 1),
            (fractions.complete_the_square, 4 * x * (1 - x), 1 - (2 * x - 1) ** 2),
            (only_if_simpler(algebra.common_factor), a * b + a * c, a * (b + c)),
        ]
    ),
)
def test_before_and_after(rule, before, after):
    holds(rule, before, after)


@pytest.mark.parametrize(
    ("rule", "before"),
    rows(
        [
            (algebra.multiply_out, a * b * c),
            (algebra.multiply_out, a + b),
            (algebra.common_factor, a + b),
            (algebra.common_factor, a * b),
            (algebra.take_out(a), a * b + c),
            (algebra.cancel_terms, a + b),
            (algebra.common_denominator, a + b),
            (algebra.split_fraction, a / r),
            (algebra.split_fraction, a + b),
            (algebra.complement, r / (s + t)),
            (algebra.log_of_a_product, log(r + s)),
            (algebra.log_of_a_product, r * s),
            (algebra.log_of_a_power, log(r * s)),
            (algebra.log_of_exp, log(r)),
            (algebra.exp_of_a_sum, exp(x * y)),
            (algebra.exp_of_terms, r * exp(x)),
            (algebra.cancel, (b + c) / x),
            (algebra.turn_round, a - b),
            (algebra.turn_round, -(a + b)),
            (fractions.expand_fraction_by(x), a * b),
            (fractions.whole_and_remainder, r / (r + s)),
            (fractions.complete_the_square, x * (1 - x)),
            (fractions.complete_the_square, 4 * x * (1 - y)),
        ]
    ),
)
def test_where_a_rule_does_not_apply(rule, before):
    does_not_apply(rule, before)


def test_a_rule_held_to_simplifying_leaves_what_it_would_lengthen():
    assert only_if_simpler(algebra.multiply_out)(a * (b + c)) is None
    assert only_if_simpler(algebra.multiply_out).optional


def test_no_logarithm_is_taken_of_a_sign():
    assert algebra.log_of_a_product(log(-r)) is None
