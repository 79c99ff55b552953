"""Softmax regression: the cross-entropy of a linear model with one output for each class."""

from derivations.catalogue.cross_entropy import through_the_jacobian
from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import softmax_of
from derivations.core import Derivation
from derivations.notation import Partial, Sum, indices, log, matrix, one_hot, scalar, size, vector
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp, multiply_out, turn_round
from derivations.rules.calculus import (
    chain_rule,
    constant_factor,
    derivative_of_a_sum,
    derivative_of_an_element,
    derivative_of_terms,
)
from derivations.rules.definitions import differentiate_definition, fold, known, unfold
from derivations.rules.strategies import differentiate
from derivations.rules.sums import bring_into_sum, collapse_delta, factor_out_of_sum, split_sum, sums_to_one

d, K = size("d"), size("K")
j, m = indices("j l", d)
i, k, c = indices("i k c", K)
x = vector("x", d)
W, b = matrix("W", K, d), vector("b", K)
t = one_hot("t", K)
z = vector("z", K).defined_by(lambda i: Sum(W[i, m] * x[m], m) + b[i])
y = softmax_of(z, "y")
E = scalar("E").defined_by(-Sum(t[k] * log(y[k]), k))

COURSES = "TDT4265, assignment 1"
SLOPE = (derivative_of_terms, derivative_of_a_sum, constant_factor, derivative_of_an_element, collapse_delta)


def with_the_delta() -> Derivation:
    return (
        Derivation(-Partial(E, W[k, j]))
        .by(chain_rule(z), "The weights act on the loss only through the logits.")
        .by(
            known(through_the_jacobian(E, y, z), "gradient of the cross-entropy"),
            "By a logit the gradient is prediction minus truth.",
        )
        .by(differentiate_definition(z), *SLOPE, "The weight W_kj stands in the logit of class k alone, beside x_j.")
        .by(collapse_delta, turn_round, "The delta picks the term of class k.")
    )


def logarithm_first() -> Derivation:
    return (
        Derivation(-Partial(E, W[k, j]))
        .by(unfold(E), "Write the loss out.")
        .by(unfold(y), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(
            multiply_out,
            split_sum,
            factor_out_of_sum,
            sums_to_one,
            "Multiply out, and use that the entries of t sum to one.",
        )
        .by(differentiate, "The slope of log u is 1/u times the slope of u, and an exponential is its own.")
        .by(bring_into_sum, fold(y), "Each fraction under the sum is the softmax again.")
        .by(
            differentiate_definition(z),
            differentiate,
            common_factor,
            "The weight W_kj stands in the logit of class k alone, beside x_j.",
        )
    )


def by_the_bias() -> Derivation:
    return (
        Derivation(Partial(E, b[k]))
        .by(chain_rule(z), "The bias acts on the loss only through the logits.")
        .by(
            known(through_the_jacobian(E, y, z), "gradient of the cross-entropy"),
            "By a logit the gradient is prediction minus truth.",
        )
        .by(
            differentiate_definition(z),
            derivative_of_terms,
            derivative_of_an_element,
            "The bias b_k is added to the logit of class k alone.",
        )
        .by(collapse_delta, "The delta picks the term of class k.")
    )


EXAMPLE = {"W": ((0.5, -0.2), (0.1, 0.3), (-0.4, 0.2)), "b": (0, 0.1, -0.1), "x": (1, 2), "t": (0, 0, 1)}

ENTRIES = [
    Entry(
        "softmax-regression",
        "Gradient of softmax regression by the weights",
        "Softmax regression",
        "The steepest descent in a weight is the input times truth minus prediction.",
        {"Kronecker delta": with_the_delta, "logarithm first": logarithm_first},
        rests_on=("cross-entropy",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake("sign", lambda: x[j] * (y[k] - t[k]), "That is the gradient itself, without the minus in front."),
            Mistake(
                "extra derivative of the activation",
                lambda: x[j] * (t[k] - y[k]) * y[k] * (1 - y[k]),
                "The slope of the softmax is already used up: it cancels against 1/y.",
            ),
            Mistake(
                "off-diagonal terms missing",
                lambda: x[j] * t[k] * (1 - y[k]),
                "The weights of class k act on every output, not on y_k alone.",
            ),
            Mistake(
                "a term dropped",
                lambda: t[k] - y[k],
                "The chain rule asks for ∂z_k/∂W_kj = x_j as well; this is the gradient by the bias.",
            ),
        ),
    ),
    Entry(
        "softmax-regression-bias",
        "Gradient of softmax regression by the bias",
        "Softmax regression",
        "The bias of a class gets prediction minus truth.",
        {"Kronecker delta": by_the_bias},
        rests_on=("cross-entropy",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake("sign", lambda: t[k] - y[k], "That is the direction of descent, minus the gradient."),
            Mistake(
                "sum lost",
                lambda: Sum(y[k] - t[k], k),
                "Each class has its own bias; summed over all classes the errors are 0.",
            ),
        ),
    ),
]
