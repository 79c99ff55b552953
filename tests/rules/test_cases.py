"""Cases and deltas, functions written out and recognised."""

import pytest
from sympy import S

from derivations.notation import (
    Cases,
    Delta,
    Index,
    Partial,
    exp,
    indices,
    matrix,
    relu,
    scalar,
    size,
    step,
    tanh,
    vector,
)
from derivations.rules import cases, functions
from tests.rules.tables import does_not_apply, holds, rows

n, m = size("n"), size("m")
i, j, k = indices("i j k", n)
x, a, b = scalar("x"), scalar("a"), scalar("b")
p, q, W = vector("p", n), vector("q", n), matrix("W", n, n)
delta = Delta(i, k)
e, f = exp(x) - exp(-x), exp(x) + exp(-x)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    rows(
        [
            (cases.split_on(i, k), p[k] * (delta - p[i]), Cases(delta, p[i] * (1 - p[i]), -p[k] * p[i])),
            (cases.use_the_case, Cases(delta, delta * p[k], p[k] + delta), Cases(delta, p[i], p[k])),
            (cases.merge_cases, Cases(delta, p[i], S.Zero), delta * p[i]),
            (cases.merge_cases, Cases(delta, p[i] - p[i] ** 2, -p[k] * p[i]), delta * p[i] - p[k] * p[i]),
            (cases.rename_by_delta(i, k), delta * p[i], delta * p[k]),
            (cases.rename_by_delta(i, k), delta * p[i] * W[i, j], delta * p[k] * W[k, j]),
            (cases.otherwise_part, delta * p[k] + (1 - delta) * q[k], Cases(delta, p[i], q[k])),
            (functions.tanh_by_exponentials, tanh(x), e / f),
            (functions.as_tanh, e / f, tanh(x)),
            (functions.as_tanh, 1 - e**2 / f**2, 1 - tanh(x) ** 2),
            (functions.relu_by_cases, relu(x), Cases(step(x), x, S.Zero)),
            (functions.as_indicator, Cases(step(x), S.One, S.Zero), step(x)),
            (
                functions.derivative_of_each_case,
                Partial(Cases(step(x), x**2, x), x),
                Cases(step(x), Partial(x**2, x), Partial(x, x)),
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
            (cases.split_on(i, k), p[k]),
            (cases.split_on(i, k), Cases(delta, p[i], p[k])),
            (cases.use_the_case, Cases(delta, p[i], p[k])),
            (cases.use_the_case, Cases(step(x), x, -x)),
            (cases.merge_cases, Cases(step(x), x, -x)),
            (cases.merge_cases, delta * p[k]),
            (cases.rename_by_delta(i, k), p[i] * p[k]),
            (cases.rename_by_delta(i, j), delta * p[i]),
            (cases.otherwise_part, p[k] + p[i]),
            (functions.tanh_by_exponentials, exp(x)),
            (functions.as_tanh, f / e**2),
            (functions.as_tanh, exp(x) / f),
            (functions.relu_by_cases, x),
            (functions.as_indicator, Cases(step(x), x, S.Zero)),
            (functions.derivative_of_each_case, Partial(x**2, x)),
        ]
    ),
)
def test_where_a_rule_does_not_apply(rule, before):
    does_not_apply(rule, before)


def test_a_case_is_split_on_indices_of_one_range():
    (r,) = indices("r", m)
    assert isinstance(r, Index)
    assert cases.split_on(i, r)(p[i]) is None
