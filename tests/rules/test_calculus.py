"""Derivatives, rule by rule."""

import pytest
from sympy import Symbol

from derivations.notation import (
    Applied,
    Delta,
    Partial,
    Sum,
    absolute,
    exp,
    indices,
    log,
    matrix,
    one_hot,
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
from derivations.notation.inverses import inverse_of
from derivations.rules import calculus as rules
from derivations.rules.logarithms import logarithmic_derivative
from tests.rules.tables import does_not_apply, holds, rows

n, m = size("n"), size("m")
i, j, k, l = indices("i j k l", n)  # noqa: E741
(r,) = indices("r", m)
x, a, b = scalar("x"), scalar("a"), scalar("b")
z, y, W = vector("z", n), one_hot("y", n), matrix("W", n, n)
u = vector("u", n).defined_by(lambda k: z[k] ** 2)
s = scalar("s").defined_by(exp(x))
t = scalar("t").defined_by(s**2)
beside = scalar("r").defined_by(s * x)
J = scalar("J").defined_by(Sum(u[k] ** 3, k))
g = Symbol("g")
A = quantity("A", "invertible", n)
A_inverse = inverse_of(A)


def d(of, wrt=x):
    return Partial(of, wrt)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    rows(
        [
            (rules.derivative_of_a_constant, d(a**2), 0),
            (rules.derivative_of_a_constant, d(z[k], x), 0),
            (rules.derivative_of_a_constant, 1 + d(Sum(y[k], k), z[i]), 1),
            (rules.derivative_of_terms, d(x + x**2), d(x) + d(x**2)),
            (rules.derivative_of_terms, d(x + x**2 + a), d(x) + d(x**2)),
            (rules.constant_factor, d(a * x**2), a * d(x**2)),
            (rules.constant_factor, d(-x), -d(x)),
            (rules.constant_factor, d(y[k] * log(z[k]), z[i]), y[k] * d(log(z[k]), z[i])),
            (rules.derivative_of_a_sum, d(Sum(exp(z[k]), k), z[i]), Sum(d(exp(z[k]), z[i]), k)),
            (rules.product_rule, d(x * exp(x)), d(x) * exp(x) + x * d(exp(x))),
            (rules.product_rule, d(a * x * exp(x)), a * d(x) * exp(x) + a * x * d(exp(x))),
            (rules.quotient_rule, d(exp(x) / (1 + x)), (d(exp(x)) * (1 + x) - exp(x) * d(1 + x)) / (1 + x) ** 2),
            (rules.quotient_rule, d(1 / (1 + x)), (d(1) * (1 + x) - d(1 + x)) / (1 + x) ** 2),
            (rules.power_rule, d((1 + x) ** 3), 3 * (1 + x) ** 2 * d(1 + x)),
            (rules.power_rule, d((1 + x) ** -1), -((1 + x) ** -2) * d(1 + x)),
            (rules.derivative_of_exp, d(exp(a * x)), exp(a * x) * d(a * x)),
            (rules.derivative_of_log, d(log(1 + x)), d(1 + x) / (1 + x)),
            (rules.derivative_of_sigmoid, d(sigmoid(x)), sigmoid(x) * (1 - sigmoid(x)) * d(x)),
            (rules.derivative_of_tanh, d(tanh(a * x)), (1 - tanh(a * x) ** 2) * d(a * x)),
            (rules.derivative_of_relu, d(relu(x)), step(x) * d(x)),
            (rules.derivative_of_softplus, d(softplus(-x)), sigmoid(-x) * d(-x)),
            (rules.derivative_of_absolute, d(absolute(x)), sign(x) * d(x)),
            (rules.derivative_of_an_element, d(z[k], z[i]), Delta(i, k)),
            (rules.derivative_of_an_inverse, d(A_inverse[k, l], A[i, j]), -A_inverse[k, i] * A_inverse[j, l]),
            (rules.derivative_of_an_element, d(W[k, l], W[i, j]), Delta(i, k) * Delta(j, l)),
            (rules.derivative_of_an_element, d(z[1], z[2]), 0),
            (rules.derivative_of_an_element, d(z[i], z[i]), 1),
            (rules.derivative_of_an_element, d(x), 1),
            (rules.chain_rule(u), d(J, z[i]), Sum(d(J, u[k]) * d(u[k], z[i]), k)),
            (rules.chain_rule(u), d(J, z[k]), Sum(d(J, u[j]) * d(u[j], z[k]), j)),
            (rules.chain_rule(s), d(t), d(t, s) * d(s)),
            (rules.chain_rule(s, t), d(s * t), d(s * t, s) * d(s)),  # ∂(s t)/∂s has the way through t in it
            (logarithmic_derivative, d(s), s * d(log(s))),
            (logarithmic_derivative, d(u[k], z[i]), u[k] * d(log(u[k]), z[i])),
        ]
    ),
)
def test_before_and_after(rule, before, after):
    holds(rule, before, after)


def test_the_chain_rule_through_a_function_known_by_name():
    inner = a * x
    assert rules.derivative_of_applied(d(Applied(g, inner, 0))) == Applied(g, inner, 1) * d(inner)


@pytest.mark.parametrize(
    ("rule", "before"),
    rows(
        [
            (rules.derivative_of_a_constant, d(x**2)),
            (rules.derivative_of_a_constant, d(t)),  # t moves with x, through s
            (rules.derivative_of_terms, d(x**2)),
            (rules.constant_factor, d(x * exp(x))),
            (rules.constant_factor, d(a * b)),
            (rules.derivative_of_a_sum, d(Sum(exp(z[k]), k), z[k])),  # the bound k would capture the variable's
            (rules.product_rule, d(exp(x))),
            (rules.quotient_rule, d(x / a)),
            (rules.power_rule, d(2**x)),
            (rules.power_rule, d(exp(x))),
            (rules.derivative_of_exp, d(log(x))),
            (rules.derivative_of_exp, exp(x)),
            (rules.derivative_of_an_element, d(z[k], W[i, j])),
            (rules.derivative_of_an_inverse, d(W[k, l], W[i, j])),
            (rules.derivative_of_an_inverse, d(A_inverse[k, l], W[i, j])),
            (rules.chain_rule(s), d(x**2)),
            (rules.chain_rule(s), d(s)),
            (rules.chain_rule(s), d(t + x)),  # x acts beside s, too
            (rules.chain_rule(u), d(J, u[i])),
            (rules.chain_rule(s, beside), d(s * beside)),  # x acts on the second by way of s, and by itself
            (logarithmic_derivative, d(x)),
            (logarithmic_derivative, d(exp(x))),
        ]
    ),
)
def test_where_a_rule_does_not_apply(rule, before):
    does_not_apply(rule, before)
