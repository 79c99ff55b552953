"""Softmax regression for N examples at once: the mean loss, and its gradients as matrices."""

from derivations.catalogue import softmax_regression as of_one
from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax_regression import COURSES, SLOPE, K, W, b, d, j, k, m
from derivations.core import Derivation
from derivations.notation import Delta, Index, Partial, Sum, exp, log, matrix, quantity, scalar, size
from derivations.notation.arrays import Entry as ElementOf
from derivations.notation.arrays import Plus, Scaled, Times, Transposed
from derivations.rules.algebra import log_of_a_product, log_of_exp, multiply_out, turn_round
from derivations.rules.calculus import chain_rule, derivative_of_an_element, derivative_of_terms
from derivations.rules.definitions import differentiate_definition, fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.one_hot_rows import label_rows_sum_to_one
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum, split_sum

N = size("N")
n = Index("n", N)
r, i = Index("r", N), Index("i", K)
X = matrix("X", N, d)
labels = quantity("c", "index", K)
T = matrix("T", N, K).defined_by(lambda n, k: Delta(k, labels[n]))
Z = matrix("Z", N, K).defined_by(lambda n, k: Sum(W[k, m] * X[n, m], m) + b[k])
Y = matrix("Y", N, K).defined_by(lambda n, k: exp(Z[n, k]) / Sum(exp(Z[n, i]), i))
E = scalar("E").defined_by(-Sum(T[n, k] * log(Y[n, k]), k, n) / N)

ERRORS = Plus(Y, Scaled(-1, T))
BY_EACH_LOGIT = "By each logit the gradient is prediction minus truth, over N."
OWN_BIAS = "The bias b_k is added to the logit of class k alone."


def by_the_logits() -> Derivation:
    return (
        Derivation(Partial(E, Z[r, k]))
        .by(unfold(E), "The loss is the mean of the cross-entropies of all examples.")
        .by(unfold(Y), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(
            multiply_out,
            split_sum,
            factor_out_of_sum,
            "Multiply out, and note that the logarithm is the same for every class.",
        )
        .by(label_rows_sum_to_one, "Exactly one entry in each row of T is 1.")
        .by(differentiate, fold(Y), "The logit of example r moves the terms of example r alone.")
        .by(split_sum, collapse_delta, "The delta picks that example.")
        .by(turn_round, "The minus turns the difference round, so that it is prediction minus truth.")
    )


def weights_by_elements() -> Derivation:
    return (
        Derivation(Partial(E, W[k, j]))
        .by(chain_rule(Z), "The weights act on the loss through the logits of all examples.")
        .by(known(by_the_logits(), "gradient by the logits"), factor_out_of_sum.repeated(), BY_EACH_LOGIT)
        .by(differentiate_definition(Z), *SLOPE, "The weight W_kj stands in the logit of class k alone, beside X_nj.")
        .by(collapse_delta, "The delta picks class k.")
    )


def by_the_weights() -> Derivation:
    return weights_by_elements().by(
        in_matrix_form(k, j), "A sum over the rows of both is the transposed errors times the inputs."
    )


def by_the_bias() -> Derivation:
    return (
        Derivation(Partial(E, b[k]))
        .by(chain_rule(Z), "The bias acts on the loss through the logits of all examples.")
        .by(known(by_the_logits(), "gradient by the logits"), factor_out_of_sum.repeated(), BY_EACH_LOGIT)
        .by(differentiate_definition(Z), derivative_of_terms, derivative_of_an_element, OWN_BIAS)
        .by(collapse_delta, "The delta picks class k.")
        .by(in_matrix_form(k), "A sum over the rows is a product with the vector of ones.")
    )


EXAMPLE = {**of_one.EXAMPLE, "X": ((1, 2), (0, 1), (2, -1), (-1, 0)), "c": (3, 1, 2, 3)}

ENTRIES = [
    Entry(
        "softmax-regression-batch-logits",
        "Gradient of softmax regression for N examples by the logits",
        "Softmax regression",
        "By the logits of an example the gradient is prediction minus truth, divided by N.",
        {"logarithm first": by_the_logits},
        rests_on=("cross-entropy",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "factor",
                lambda: Y[r, k] - T[r, k],
                "The loss is a mean over the examples, so its gradient keeps the 1/N.",
            ),
            Mistake("sign", lambda: (T[r, k] - Y[r, k]) / N, "That is the direction of descent, minus the gradient."),
        ),
    ),
    Entry(
        "softmax-regression-batch",
        "Gradient of softmax regression for N examples by the weights",
        "Softmax regression",
        "For the mean over the examples the gradient is (Y − T)ᵀX divided by N.",
        {"through the logits": by_the_weights},
        rests_on=("softmax-regression", "softmax-regression-batch-logits"),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "factor",
                lambda: ElementOf(Times(Transposed(ERRORS), X), k, j),
                "The loss is a mean over the examples, so its gradient keeps the 1/N.",
            ),
            Mistake(
                "sign",
                lambda: Sum(X[n, j] * (T[n, k] - Y[n, k]), n) / N,
                "That is the direction of descent, minus the gradient.",
            ),
            Mistake(
                "index swapped",
                lambda: Sum(X[n, j] * (Y[n, k] - T[n, k]), n) / K,
                "The mean is over the N examples, not over the K classes.",
            ),
        ),
    ),
    Entry(
        "softmax-regression-batch-bias",
        "Gradient of softmax regression for N examples by the bias",
        "Softmax regression",
        "The bias of a class gets the mean of the errors of that class.",
        {"through the logits": by_the_bias},
        rests_on=("softmax-regression-batch-logits",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "factor",
                lambda: Sum(Y[n, k] - T[n, k], n),
                "The loss is a mean over the examples, so its gradient keeps the 1/N.",
            ),
            Mistake(
                "sum lost",
                lambda: Sum(Y[n, i] - T[n, i], n, i) / N,
                "The sum runs over the examples only: each class has its own bias.",
            ),
        ),
    ),
]
