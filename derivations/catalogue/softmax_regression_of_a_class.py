"""Softmax regression with the loss −log p_c: the weights and the bias of a class, the true one or another."""

from derivations.catalogue.cross_entropy_of_a_class import of_class_to_the_probability
from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import jacobian_by_the_quotient_rule, softmax_of
from derivations.catalogue.softmax_regression import EXAMPLE, SLOPE, W, b, c, i, j, x, z
from derivations.core import Derivation
from derivations.notation import Delta, Expr, Partial, log, scalar
from derivations.rules.algebra import turn_round
from derivations.rules.calculus import (
    chain_rule,
    constant_factor,
    derivative_of_an_element,
    derivative_of_log,
    derivative_of_terms,
)
from derivations.rules.cases import split_on
from derivations.rules.definitions import differentiate_definition, known
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.single_terms import only_term
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta

p = softmax_of(z)
loss = scalar(r"\ell").defined_by(-log(p[c]))


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
        "softmax-regression-class-weights",
        "Gradient of −log p_c by the weights of a class",
        "Softmax regression",
        "The weights of class i get the input, times p_i − 1 for the true class and times p_i for the others.",
        {"link by link": weights_of_a_class, "Kronecker delta": weights_of_a_class_with_the_delta},
        rests_on=("cross-entropy-true-class",),
        opens_with=EXAMPLE,
        taught_in="courses on sampled losses",
        mistakes=(
            Mistake(
                "sign",
                lambda: x[j] * (Delta(c, i) - p[i]),
                "The minus in front of the logarithm is lost: the loss falls where p_c grows.",
            ),
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
        opens_with=EXAMPLE,
        taught_in="courses on sampled losses",
        mistakes=(
            Mistake(
                "sign",
                lambda: Delta(c, i) - p[i],
                "The minus in front of the logarithm is lost: the loss falls where p_c grows.",
            ),
            Mistake(
                "off-diagonal terms missing",
                lambda: -Delta(c, i) * (1 - p[i]),
                "The biases of the other classes act through the bottom of the softmax.",
            ),
        ),
    ),
]
