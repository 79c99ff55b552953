"""Skip-gram with the two losses of word2vec: a softmax over the vocabulary, and negative sampling."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.negative_sampling import SLOPES
from derivations.catalogue.skip_gram import COURSE, EXAMPLE, WINDOW, U, a, b, d, j, m, n, seen, w, x
from derivations.core import Derivation
from derivations.notation import (
    Delta,
    Element,
    Expr,
    Index,
    Partial,
    Sum,
    exp,
    log,
    quantity,
    scalar,
    sigmoid,
    size,
    vector,
)
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp
from derivations.rules.columns import in_columns, mirror_of_sigmoid, rename_to, unfold_in_derivatives
from derivations.rules.definitions import fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import bring_into_sum, factor_out_of_sum, rename, split_sum, sum_of_a_constant

k = Index("k", size("K"))
v = vector("v_c", d)
theta = vector(r"\theta", n).defined_by(lambda x: Sum(U[b, x] * v[b], b))
p = vector(r"\hat{y}", n).defined_by(lambda w: exp(theta[w]) / Sum(exp(theta[x]), x))
J_softmax = scalar("J").defined_by(-Sum(log(p[seen[j]]), j))

drawn = Element(quantity("r", "index", n), j, k)
J_sampling = scalar("J").defined_by(-Sum(log(sigmoid(theta[seen[j]])), j) - Sum(log(sigmoid(-theta[drawn])), k, j))
draws = vector("m'", n).defined_by(lambda w: Sum(Delta(w, drawn), k, j))

over_x = rename(Index("k", n), x)


def softmax(variable: Expr) -> Derivation:
    """The softmax loss of the window down to the scores."""
    return (
        Derivation(Partial(J_softmax, variable))
        .by(unfold(J_softmax), WINDOW)
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(
            differentiate,
            bring_into_sum.repeated(),
            fold(p),
            over_x,
            "The slope of the logarithm of the sum is the softmax again.",
        )
        .by(
            unfold_in_derivatives(theta),
            differentiate,
            "Each score is the inner product of an outside vector with v_c.",
        )
    )


def softmax_centre() -> Derivation:
    return softmax(v[a]).by(
        in_columns(a), "For each outside word: the expected vector less the one that was seen."
    )


def softmax_outside() -> Derivation:
    return (
        softmax(U[a, w])
        .by(
            split_sum,
            factor_out_of_sum.repeated(),
            sum_of_a_constant,
            "The first term is the same for each of the C places.",
        )
        .by(fold(m), "The deltas count how often the word w stands in the window.")
        .by(common_factor, in_matrix_form(a), "The same for every entry: a multiple of the centre vector.")
    )


def sampling(variable: Expr) -> Derivation:
    """The loss of the window by negative sampling down to the scores."""
    return (
        Derivation(Partial(J_sampling, variable))
        .by(unfold(J_sampling), "For each outside word there is one that was seen, and K that were drawn.")
        .by(differentiate, SLOPES)
    )


def sampling_centre() -> Derivation:
    return (
        sampling(v[a])
        .by(unfold_in_derivatives(theta), differentiate, "A score grows with v_c at the rate of its outside vector.")
        .by(unfold(theta), in_columns(a), "Sums of outside vectors, each weighted by how wrong its sigmoid is.")
    )


def sampling_outside() -> Derivation:
    return (
        sampling(U[a, w])
        .by(
            unfold_in_derivatives(theta).repeated(),
            differentiate,
            "A score depends on u_w where its word is w, seen or drawn.",
        )
        .by(rename_to(w), mirror_of_sigmoid, "Wherever a delta is not 0, the word is w.")
        .by(
            factor_out_of_sum.repeated(),
            fold(m),
            fold(draws),
            "The deltas count how often w stands in the window, m_w, and how often it was drawn, m′_w.",
        )
        .by(unfold(theta), in_columns(a), "The same for every entry: a multiple of the centre vector.")
    )



ENTRIES = [
    Entry(
        "skip-gram-softmax-centre",
        "Skip-gram with softmax: gradient by the centre vector",
        "Skip-gram and CBOW",
        "The gradient sums, over the outside words, the expected outside vector less the one that was seen.",
        {"logarithm first": softmax_centre},
        rests_on=("skip-gram-centre", "word2vec-centre-expectation"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sum lost",
                lambda: Sum(p[x] * U[a, x], x) - Sum(U[a, seen[j]], j),
                "The expected vector counts once for each place of the window, not once in all.",
            ),
            Mistake(
                "sign",
                lambda: Sum(U[a, seen[j]] - Sum(p[x] * U[a, x], x), j),
                "The loss is minus the logarithm of the prediction, so it is what was seen that has the minus.",
            ),
        ),
    ),
    Entry(
        "skip-gram-softmax-outside",
        "Skip-gram with softmax: gradient by an outside vector",
        "Skip-gram and CBOW",
        "The gradient is how often the word was expected in the window, less how often it was there, times v_c.",
        {"logarithm first": softmax_outside},
        rests_on=("skip-gram-outside", "word2vec-outside"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: (p[w] - m[w]) * v[a],
                "The prediction counts once for each of the C places.",
            ),
        ),
    ),
    Entry(
        "skip-gram-sampling-centre",
        "Skip-gram with negative sampling: gradient by the centre vector",
        "Skip-gram and CBOW",
        "Each outside word pulls v_c towards its vector, and each of its K drawn words pushes v_c away.",
        {"term by term": sampling_centre},
        rests_on=("skip-gram-centre", "negative-sampling-centre"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "a term dropped",
                lambda: -Sum(U[a, seen[j]] * (1 - sigmoid(theta[seen[j]])), j),
                "The drawn words push, each with the sigmoid of its own score.",
            ),
        ),
    ),
    Entry(
        "skip-gram-sampling-outside",
        "Skip-gram with negative sampling: gradient by an outside vector",
        "Skip-gram and CBOW",
        "The centre vector pushes the word for each time that it was drawn, and pulls it for each place that it has.",
        {"term by term": sampling_outside},
        rests_on=("skip-gram-outside", "negative-sampling-repeated"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: (sigmoid(theta[w]) - m[w] * (1 - sigmoid(theta[w]))) * v[a],
                "A word that was drawn more than once stands in more than one term of the loss.",
            ),
            Mistake(
                "sign",
                lambda: (draws[w] * sigmoid(theta[w]) + m[w] * (1 - sigmoid(theta[w]))) * v[a],
                "The words of the window pull where the drawn ones push, so that the signs differ.",
            ),
        ),
    ),
]
