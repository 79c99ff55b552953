"""CBOW with the two losses of word2vec: a softmax over the vocabulary, and negative sampling."""

from derivations.catalogue.cbow import EXAMPLE, through_the_sum, v
from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.negative_sampling import SLOPES
from derivations.catalogue.skip_gram import COURSE, U, a, b, c, m, n, w, x
from derivations.catalogue.skip_gram_losses import k, over_x
from derivations.core import Derivation
from derivations.notation import Delta, Partial, Sum, exp, log, quantity, scalar, sigmoid, vector
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp
from derivations.rules.columns import in_columns, mirror_of_sigmoid, rename_to, unfold_in_derivatives
from derivations.rules.definitions import fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import bring_into_sum, factor_out_of_sum

theta = vector(r"\theta", n).defined_by(lambda x: Sum(U[b, x] * v[b], b))
p = vector(r"\hat{y}", n).defined_by(lambda w: exp(theta[w]) / Sum(exp(theta[x]), x))
J_softmax = scalar("J").defined_by(-log(p[c]))
drawn = quantity("r", "index", n)[k]
J_sampling = scalar("J").defined_by(-log(sigmoid(theta[c])) - Sum(log(sigmoid(-theta[drawn])), k))
draws = vector("m'", n).defined_by(lambda w: Sum(Delta(w, drawn), k))

SOFTMAX_AGAIN = "The slope of the logarithm of the sum is the softmax again."


def softmax() -> Derivation:
    return (
        through_the_sum(J_softmax)
        .by(unfold(J_softmax), unfold(p), log_of_a_product, log_of_exp, "Here F is −log ŷ_c of the centre word c.")
        .by(differentiate, bring_into_sum, fold(p), over_x, SOFTMAX_AGAIN)
        .by(unfold_in_derivatives(theta), differentiate, "A score grows with v̂ at the rate of its outside vector.")
        .by(in_columns(a), "The expected outside vector less that of the centre word, for each time that w is there.")
    )


def softmax_outside() -> Derivation:
    return (
        Derivation(Partial(J_softmax, U[a, w]))
        .by(unfold(J_softmax), "Here F is −log ŷ_c of the centre word c.")
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(differentiate, bring_into_sum, fold(p), over_x, SOFTMAX_AGAIN)
        .by(
            unfold_in_derivatives(theta),
            differentiate,
            common_factor,
            "Only the score of word w holds u_w, beside v̂.",
        )
        .by(in_matrix_form(a, w), "A column times a row: one column for each word.")
    )


def sampling() -> Derivation:
    return (
        through_the_sum(J_sampling)
        .by(unfold(J_sampling), "Here F pits the centre word against K words that were drawn.")
        .by(differentiate, SLOPES)
        .by(unfold_in_derivatives(theta), differentiate, "A score grows with v̂ at the rate of its outside vector.")
        .by(unfold(theta), in_columns(a), "Outside vectors, each weighted by how wrong its sigmoid is.")
    )


def sampling_outside() -> Derivation:
    return (
        Derivation(Partial(J_sampling, U[a, w]))
        .by(unfold(J_sampling), "Here F pits the centre word against K words that were drawn.")
        .by(differentiate, SLOPES)
        .by(
            unfold_in_derivatives(theta).repeated(),
            differentiate,
            "A score depends on u_w where its word is w: once for c, once for every draw of w.",
        )
        .by(rename_to(w), mirror_of_sigmoid, "Wherever a delta is not 0, the word is w.")
        .by(factor_out_of_sum, fold(draws), "The deltas that are left count how often w was drawn.")
        .by(unfold(theta), in_columns(a), "The same for every entry: a multiple of the sum v̂.")
    )


ENTRIES = [
    Entry(
        "cbow-softmax",
        "CBOW with softmax: gradient by the vectors of the context words",
        "Skip-gram and CBOW",
        "The gradient is the expected outside vector less that of the centre word, once for each place of the word.",
        {"through the sum": softmax},
        rests_on=("cbow-context", "word2vec-centre-expectation"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: m[w] * (U[a, c] - Sum(p[x] * U[a, x], x)),
                "The loss is minus the logarithm of the prediction, so it is what was seen that has the minus.",
            ),
        ),
    ),
    Entry(
        "cbow-sampling",
        "CBOW with negative sampling: gradient by the vectors of the context words",
        "Skip-gram and CBOW",
        "The centre word pulls and each drawn word pushes, once for each place of the word in the window.",
        {"through the sum": sampling},
        rests_on=("cbow-context", "negative-sampling-centre"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: (
                    m[w]
                    * ((1 - sigmoid(theta[c])) * U[a, c] + Sum((1 - sigmoid(-theta[drawn])) * U[a, drawn], k))
                ),
                "The first term pulls towards the centre word: its sign is opposite to that of the drawn words.",
            ),
        ),
    ),
    Entry(
        "cbow-softmax-outside",
        "CBOW with softmax: gradient by the outside vectors",
        "Skip-gram and CBOW",
        "The gradient is the sum v̂ of the context vectors, as a column, times the errors of all words, as a row.",
        {"logarithm first": softmax_outside},
        rests_on=("cbow-outside", "word2vec-outside-matrix"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake("sign", lambda: (Delta(w, c) - p[w]) * v[a], "By a score the gradient is prediction minus truth."),
            Mistake(
                "a term dropped",
                lambda: p[w] * v[a],
                "The score of the centre word stands in the loss by itself as well.",
            ),
        ),
    ),
    Entry(
        "cbow-sampling-outside",
        "CBOW with negative sampling: gradient by an outside vector",
        "Skip-gram and CBOW",
        "The sum v̂ pushes the word for each time that it was drawn, and pulls it if it is the centre word.",
        {"term by term": sampling_outside},
        rests_on=("cbow-outside", "negative-sampling-repeated"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: (sigmoid(theta[w]) - Delta(w, c) * (1 - sigmoid(theta[w]))) * v[a],
                "A word that was drawn twice stands in two terms of the loss; this counts it once.",
            ),
            Mistake(
                "a term dropped",
                lambda: draws[w] * sigmoid(theta[w]) * v[a],
                "Where w is the centre word, the first logarithm pulls as well.",
            ),
        ),
    ),
]
