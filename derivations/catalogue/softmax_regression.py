"""Softmax regression: the cross-entropy of a linear model with one output for each class."""

from derivations.catalogue.cross_entropy import through_the_jacobian
from derivations.catalogue.cross_entropy_of_a_class import of_class_to_the_probability
from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import jacobian_by_the_quotient_rule, softmax_of
from derivations.core import Derivation
from derivations.notation import Delta, Expr, Partial, Sum, indices, log, matrix, one_hot, scalar, size, vector
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp, multiply_out, turn_round
from derivations.rules.calculus import (
    chain_rule,
    constant_factor,
    derivative_of_a_sum,
    derivative_of_an_element,
    derivative_of_log,
    derivative_of_terms,
)
from derivations.rules.cases import split_on
from derivations.rules.definitions import differentiate_definition, fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.single_terms import only_term
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

p = softmax_of(z)
loss = scalar(r"\ell").defined_by(-log(p[c]))

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
        .by(differentiate_definition(z), *SLOPE, "W_kj stands in the logit of class k alone, beside x_j.")
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
            "W_kj stands in the logit of class k alone, beside x_j.",
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
            "b_k is added to the logit of class k alone.",
        )
        .by(collapse_delta, "The delta picks the term of class k.")
    )


def link_by_link(variable: Expr) -> Derivation:
    """∂ℓ/∂p_c · ∂p_c/∂z_i · ∂z_i/∂w_i, for a weight or the bias of class i."""
    return (
        Derivation(Partial(loss, variable))
        .by(
            chain_rule(p),
            chain_rule(z),
            only_term(c),
            only_term(i),
            "The loss sees p_c alone, and the weights and the bias of class i act on z_i alone.",
        )
        .by(
            differentiate_definition(loss),
            constant_factor,
            derivative_of_log,
            differentiate,
            "The slope of −log p is −1/p.",
        )
        .by(
            known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax"),
            "Put in the Jacobian of the softmax, whose first factor cancels 1/p.",
        )
        .by(differentiate_definition(z), differentiate, "The logit z_i is a sum of weighted inputs, and the bias.")
    )


def weights_of_a_class() -> Derivation:
    return (
        link_by_link(W[i, j])
        .by(turn_round, "The minus turns the difference round.")
        .by(split_on(i, c), "Look at the weights of the true class, and at those of the others.")
        .by(in_matrix_form(j), "All weights of class i at once: a number times the input.")
    )


def bias_of_a_class() -> Derivation:
    return link_by_link(b[i]).by(split_on(i, c), "Look at the bias of the true class, and at those of the others.")


def weights_of_a_class_with_the_delta() -> Derivation:
    return (
        Derivation(Partial(loss, W[i, j]))
        .by(chain_rule(z), "The weights act on the loss only through the logits.")
        .by(
            known(of_class_to_the_probability(loss, p, z), "gradient of −log of the true class"),
            "By a logit the gradient is the probability, less 1 for the true class.",
        )
        .by(differentiate_definition(z), *SLOPE, "The weight stands in one logit alone, beside x_j.")
        .by(collapse_delta, "The delta picks the term of class i.")
        .by(in_matrix_form(j), "All weights of class i at once: a number times the input.")
    )


def bias_of_a_class_with_the_delta() -> Derivation:
    return (
        Derivation(Partial(loss, b[i]))
        .by(chain_rule(z), "The bias acts on the loss only through the logits.")
        .by(
            known(of_class_to_the_probability(loss, p, z), "gradient of −log of the true class"),
            "By a logit the gradient is the probability, less 1 for the true class.",
        )
        .by(
            differentiate_definition(z),
            derivative_of_terms,
            derivative_of_an_element,
            "The bias is added to one logit alone.",
        )
        .by(collapse_delta, "The delta picks the term of class i.")
    )


ENTRIES = [
    Entry(
        "softmax-regression",
        "Gradient of softmax regression by the weights",
        "Softmax regression",
        "The steepest descent in a weight is the input times truth minus prediction.",
        {"Kronecker delta": with_the_delta, "logarithm first": logarithm_first},
        rests_on=("cross-entropy",),
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
                "The inner derivative ∂z_k/∂W_kj = x_j is missing: that is the bias.",
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
    Entry(
        "softmax-regression-class-weights",
        "Gradient of −log p_c by the weights of a class",
        "Softmax regression",
        "The weights of class i get the input, times p_i − 1 for the true class and times p_i for the others.",
        {"link by link": weights_of_a_class, "Kronecker delta": weights_of_a_class_with_the_delta},
        rests_on=("cross-entropy-true-class",),
        taught_in="courses on sampled losses",
        mistakes=(
            Mistake("sign", lambda: x[j] * (Delta(c, i) - p[i]), "The minus in front of the logarithm is lost."),
            Mistake(
                "off-diagonal terms missing",
                lambda: -Delta(c, i) * x[j] * (1 - p[i]),
                "The weights of the other classes act through the bottom of the softmax.",
            ),
            Mistake(
                "index swapped",
                lambda: x[j] * (p[c] - Delta(c, i)),
                "The derivative of p_c by z_i is p_c(δ − p_i); it is p_c that cancels, p_i that stays.",
            ),
        ),
    ),
    Entry(
        "softmax-regression-class-bias",
        "Gradient of −log p_c by the bias of a class",
        "Softmax regression",
        "The bias of class i gets p_i − 1 for the true class and p_i for the others.",
        {"link by link": bias_of_a_class, "Kronecker delta": bias_of_a_class_with_the_delta},
        rests_on=("cross-entropy-true-class",),
        taught_in="courses on sampled losses",
        mistakes=(
            Mistake("sign", lambda: Delta(c, i) - p[i], "The minus in front of the logarithm is lost."),
            Mistake(
                "off-diagonal terms missing",
                lambda: -Delta(c, i) * (1 - p[i]),
                "The biases of the other classes act through the bottom of the softmax.",
            ),
        ),
    ),
]
