"""word2vec with a softmax over the vocabulary: the vector of the centre word, the vectors of the outside words."""

from derivations.catalogue.cross_entropy import through_the_jacobian
from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import (
    Delta,
    Expr,
    Index,
    Partial,
    Sum,
    exp,
    indices,
    log,
    matrix,
    one_hot,
    quantity,
    scalar,
    size,
    vector,
)
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp, multiply_out
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import cases_at, in_columns, unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import bring_into_sum, factor_out_of_sum, merge_sums, rename, split_sum, sums_to_one

d, n = size("d"), size("n")
a, b = indices("a b", d)
w, x = indices("w x", n)
o = quantity("o", "index", n)
U = matrix("U", d, n)
v = vector("v_c", d)
y = one_hot("y", n)
theta = vector(r"\theta", n).defined_by(lambda x: Sum(U[b, x] * v[b], b))
p = vector(r"\hat{y}", n).defined_by(lambda w: exp(theta[w]) / Sum(exp(theta[x]), x))
J = scalar("J").defined_by(-Sum(y[w] * log(p[w]), w))
J_o = scalar("J").defined_by(-log(p[o]))
over_x = rename(Index("k", n), x).if_possible()

COURSE = "CS224n, assignments 1 and 2"


def from_the_scores(variable: Expr) -> Derivation:
    """The gradient by what acts on the loss through the scores θ_x = u_xᵀ v_c."""
    return (
        Derivation(Partial(J, variable))
        .by(chain_rule(theta), "The vectors act on the loss only through the scores θ.")
        .by(
            known(through_the_jacobian(J, p, theta), "gradient of the cross-entropy"),
            "By a score: prediction minus truth.",
        )
        .by(unfold_in_derivatives(theta), "A score is the inner product of an outside vector with the centre vector.")
    )


def centre_through_the_scores() -> Derivation:
    return (
        from_the_scores(v[a])
        .by(differentiate, "The score of word x grows with the centre vector at the rate u_x.")
        .by(in_matrix_form(a), "A sum over the columns of U, weighted by the errors, is a matrix times a vector.")
    )


def centre_logarithm_first() -> Derivation:
    return (
        Derivation(Partial(J, v[a]))
        .by(unfold(J), "Write the loss out.")
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(multiply_out, split_sum, factor_out_of_sum, sums_to_one, "Exactly one entry of y is 1.")
        .by(
            differentiate,
            bring_into_sum,
            fold(p),
            over_x,
            "The slope of the logarithm of the sum is the softmax again.",
        )
        .by(unfold_in_derivatives(theta).repeated(), differentiate, "Each score is linear in the centre vector.")
        .by(merge_sums, common_factor, "Both sums run over all words.")
        .by(in_matrix_form(a), "A sum over the columns of U, weighted by the errors, is a matrix times a vector.")
    )


def log_of_the_prediction(variable: Expr) -> Derivation:
    """The loss −log ŷ_o taken apart before it is differentiated."""
    return (
        Derivation(Partial(J_o, variable))
        .by(unfold(J_o), "The loss of the word o that was seen.")
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(
            differentiate,
            bring_into_sum,
            fold(p),
            over_x,
            "The slope of the logarithm of the sum is the softmax again.",
        )
        .by(unfold_in_derivatives(theta), "A score is the inner product of an outside vector with the centre vector.")
    )


def expectation() -> Derivation:
    return (
        log_of_the_prediction(v[a])
        .by(differentiate, "A score grows with the centre vector at the rate of its outside vector.")
        .by(in_columns(a), "The expected outside vector, less the one that was seen.")
    )


def outside_vector() -> Derivation:
    return (
        from_the_scores(U[a, w])
        .by(differentiate, "Only the score of word w holds u_w.")
        .by(in_matrix_form(a), "The same for every entry: a multiple of the centre vector.")
    )


def outside_matrix() -> Derivation:
    return (
        from_the_scores(U[a, w])
        .by(differentiate, "Only the score of word w holds u_w.")
        .by(in_matrix_form(a, w), "A column times a row: one column for each word.")
    )


def outside_cases() -> Derivation:
    return (
        log_of_the_prediction(U[a, w])
        .by(
            differentiate, "Only the score of word w holds u_w; where w is the word seen, that score also stands alone."
        )
        .by(cases_at(w, o), "Look at the word that was seen and at the others.")
        .by(
            common_factor.if_possible(), in_matrix_form(a), "The same for every entry: a multiple of the centre vector."
        )
    )


SIGN = "The minus of −log must meet the minus of the log of the sum: the prediction comes out positive."

EXAMPLE = {
    "v_c": (1, 0.5),
    "U": ((1, 0, -0.5, 0.5), (0.5, 1, 0, -1)),
    "o": 1,
    "y": (1, 0, 0, 0),
}


ENTRIES = [
    Entry(
        "word2vec-centre",
        "word2vec: gradient by the centre vector",
        "word2vec",
        "The gradient is the sum of all outside vectors, each weighted by prediction minus truth.",
        {"through the scores": centre_through_the_scores, "logarithm first": centre_logarithm_first},
        rests_on=("cross-entropy",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake("sign", lambda: Sum(U[a, x] * (y[x] - p[x]), x), SIGN),
            Mistake(
                "a term dropped",
                lambda: -Sum(U[a, x] * y[x], x),
                "The bottom of the softmax holds every score, so every outside vector has a part in the gradient.",
            ),
        ),
    ),
    Entry(
        "word2vec-centre-expectation",
        "word2vec: the centre vector moves by expected minus seen",
        "word2vec",
        "The gradient is the outside vector that the model expects, less the one that was seen.",
        {"logarithm first": expectation},
        rests_on=("word2vec-centre",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake("sign", lambda: U[a, o] - Sum(p[x] * U[a, x], x), SIGN),
            Mistake(
                "sum lost",
                lambda: -U[a, o] + p[o] * U[a, o],
                "The bottom of the softmax holds the scores of all words, not of o alone.",
            ),
        ),
    ),
    Entry(
        "word2vec-outside",
        "word2vec: gradient by an outside vector",
        "word2vec",
        "The gradient is the error of the word, prediction minus truth, times the centre vector.",
        {"through the scores": outside_vector},
        rests_on=("cross-entropy",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake("sign", lambda: (y[w] - p[w]) * v[a], "By a score the gradient is prediction minus truth."),
            Mistake(
                "sum lost",
                lambda: Sum(p[x] - y[x], x) * v[a],
                "The vector u_w occurs in one score alone, so only the error of word w counts.",
            ),
        ),
    ),
    Entry(
        "word2vec-outside-cases",
        "word2vec: outside vectors, the word seen and the others",
        "word2vec",
        "A step of descent pulls the vector of the seen word towards the centre vector, and pushes all others away.",
        {"logarithm first": outside_cases},
        rests_on=("word2vec-outside",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "off-diagonal terms missing",
                lambda: Delta(w, o) * (p[w] - 1) * v[a],
                "The words that were not seen stand in the bottom of the softmax and have gradients too.",
            ),
        ),
    ),
    Entry(
        "word2vec-outside-matrix",
        "word2vec: gradient by all outside vectors",
        "word2vec",
        "The gradient is the centre vector, as a column, times the errors of all words, as a row.",
        {"through the scores": outside_matrix},
        rests_on=("word2vec-outside",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake("sign", lambda: v[a] * (y[w] - p[w]), "By a score the gradient is prediction minus truth."),
            Mistake(
                "derivative of the prediction left in",
                lambda: v[a] * (p[w] - y[w]) * p[w] * (1 - p[w]),
                "The Jacobian of the softmax has cancelled against the derivative of the logarithm.",
            ),
        ),
    ),
]
