"""Names put in and taken out, lemmas used, matrix notation read and written."""

import pytest

from derivations.core import Derivation
from derivations.notation import (
    Delta,
    Partial,
    Sum,
    exp,
    indices,
    log,
    matrix,
    scalar,
    sigmoid,
    size,
    softplus,
    tanh,
    vector,
)
from derivations.notation.arrays import Entry, Times, Transposed
from derivations.rules import definitions as rules
from derivations.rules.algebra import exp_of_a_sum
from derivations.rules.identities import identity, identity_backwards
from derivations.rules.matrix_form import in_elements, in_matrix_form
from derivations.rules.strategies import differentiate
from tests.rules.tables import does_not_apply, holds, rows

n, m = size("n"), size("m")
i, j, k, l = indices("i j k l", n)  # noqa: E741
(r,) = indices("r", m)
x, c, t = scalar("x"), scalar("c"), scalar("t")
z, W, v = vector("z", n), matrix("W", m, n), vector("v", m)
p = vector("p", n).defined_by(lambda k: exp(z[k]) / Sum(exp(z[j]), j))
h = vector("h", m).defined_by(lambda r: Sum(W[r, k] * z[k], k) + v[r])
s = scalar("s").defined_by(1 / (1 + exp(-x)))
q = scalar("q").defined_by(x + t)
square = vector("u", n).defined_by(lambda k: z[k] ** 2)
slope = Derivation(Partial(square[k], z[i])).by(rules.unfold(square), differentiate)
split = Derivation(exp(x + t)).by(exp_of_a_sum)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    rows(
        [
            (rules.unfold(s), 1 - s, 1 - 1 / (1 + exp(-x))),
            (rules.unfold(p), log(p[i]), log(exp(z[i]) / Sum(exp(z[j]), j))),
            (rules.unfold(p), p[j], exp(z[j]) / Sum(exp(z[k]), k)),
            (rules.unfold(p), Sum(p[j] * c, j), Sum(c * exp(z[j]) / Sum(exp(z[k]), k), j)),
            (rules.fold(s), 1 / (1 + exp(-x)), s),
            (rules.fold(s), 1 / (1 + exp(-x)) ** 2, s / (1 + exp(-x))),
            (rules.fold(p), exp(z[i]) / Sum(exp(z[k]), k), p[i]),
            (rules.fold(p), c * exp(z[i]) / Sum(exp(z[l]), l), c * p[i]),
            (rules.fold(h), c + Sum(W[r, i] * z[i], i) + v[r], c + h[r]),
            (rules.fold(q), x + t + c, q + c),
            (rules.in_terms_of_exp, sigmoid(x), 1 / (1 + exp(-x))),
            (rules.in_terms_of_exp, softplus(c), log(1 + exp(c))),
            (rules.in_terms_of_exp, tanh(x), (exp(2 * x) - 1) / (exp(2 * x) + 1)),
            (rules.as_sigmoid, 1 / (1 + exp(-x)), sigmoid(x)),
            (rules.as_sigmoid, c / (1 + exp(x)), c * sigmoid(-x)),
            (rules.known(slope, "a square"), Partial(square[j], z[l]), 2 * z[j] * Delta(j, l)),
            (rules.known(slope, "a square"), 1 + Partial(square[k], z[k]), 1 + 2 * z[k]),
            (rules.differentiate_definition(square), Partial(square[k], z[i]), Partial(z[k] ** 2, z[i])),
            (rules.differentiate_definition(h), Partial(h[r], z[k]), Partial(Sum(W[r, j] * z[j], j) + v[r], z[k])),
            (identity(split, "powers"), c * exp(x + t), c * exp(x) * exp(t)),
            (identity_backwards(split, "powers"), exp(x) * exp(t), exp(x + t)),
            (in_matrix_form(r), Sum(W[r, k] * z[k], k), Entry(Times(W, z), r)),
            (in_matrix_form(k), Sum(W[r, k] * v[r], r), Entry(Times(Transposed(W), v), k)),
            (in_elements, Entry(Times(W, z), r), Sum(W[r, k] * z[k], k)),
        ]
    ),
)
def test_before_and_after(rule, before, after):
    holds(rule, before, after)


@pytest.mark.parametrize(
    ("rule", "before"),
    rows(
        [
            (rules.unfold(s), x + p[k]),
            (rules.unfold(z), z[k]),
            (rules.unfold(p), Partial(c * x, x)),
            (rules.fold(s), 1 / (1 + exp(x))),
            (rules.fold(p), exp(z[i]) / Sum(exp(c * z[k]), k)),
            (rules.fold(p), exp(z[i])),
            (rules.fold(h), Sum(W[r, i] * z[i], i)),
            (rules.fold(z), z[k]),
            (rules.in_terms_of_exp, exp(x)),
            (rules.as_sigmoid, 1 / (2 + exp(-x))),
            (rules.as_sigmoid, 1 + exp(-x)),
            (rules.known(slope, "a square"), Partial(p[j], z[l])),
            (rules.known(slope, "a square"), square[k]),
            (rules.differentiate_definition(square), Partial(p[k], z[i])),
            (rules.differentiate_definition(square), square[k]),
            (identity(split, "powers"), exp(x + c)),
            (identity_backwards(split, "powers"), exp(x)),
            (in_matrix_form(r), Entry(Times(W, z), r)),
            (in_matrix_form(i), Sum(W[r, k] * z[k], k)),
            (in_elements, Sum(W[r, k] * z[k], k)),
        ]
    ),
)
def test_where_a_rule_does_not_apply(rule, before):
    does_not_apply(rule, before)


def test_a_definition_unfolded_under_a_derivative_does_not_capture_the_variable():
    assert Partial(h[r], z[k]).has(h)
    after = rules.unfold(h)(Partial(h[r], z[k]))
    (bound,) = [part.index for part in after.atoms(Sum)]
    assert bound != k


def test_a_power_of_unknown_size_is_not_held_to_be_large_enough():
    power = scalar("q").defined_by(x**t)
    does_not_apply(rules.fold(power), x ** (t + 1))
    assert rules.fold(power)(c * x**t) == c * power
