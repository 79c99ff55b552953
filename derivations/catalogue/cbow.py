"""CBOW: the vectors of the context words, added up, predict the centre word, with any loss F."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.skip_gram import COURSE, C, U, V, a, b, c, d, j, k, m, n, over_x, seen, w, x
from derivations.core import Derivation
from derivations.notation import Partial, Quantity, Sum, exp, log, quantity, scalar, sigmoid, vector
from derivations.rules.algebra import log_of_a_product, log_of_exp
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import in_columns, unfold_in_derivatives
from derivations.rules.definitions import fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import bring_into_sum, collapse_delta, factor_out_of_sum

v = vector(r"\hat{v}", d).defined_by(lambda b: Sum(V[b, seen[j]], j))
F = Quantity("F", scalar("F").kind, depends_on=(v, U))
J = scalar("J").defined_by(F)

theta = vector(r"\theta", n).defined_by(lambda x: Sum(U[b, x] * v[b], b))
p = vector(r"\hat{y}", n).defined_by(lambda w: exp(theta[w]) / Sum(exp(theta[x]), x))
J_softmax = scalar("J").defined_by(-log(p[c]))
drawn = quantity("r", "index", n)
J_sampling = scalar("J").defined_by(-log(sigmoid(theta[c])) - Sum(log(sigmoid(-theta[drawn[k]])), k))


def through_the_sum(loss: Quantity) -> Derivation:
    """The gradient by an input vector, which acts only through the sum v̂."""
    return (
        Derivation(Partial(loss, V[a, w]))
        .by(chain_rule(v), "The context vectors act on the loss only through their sum.")
        .by(unfold_in_derivatives(v), differentiate, "A term of the sum moves with v_w where its word is w.")
        .by(
            factor_out_of_sum,
            collapse_delta,
            fold(m),
            "The deltas count how often the word w stands in the window, 0 if it does not.",
        )
    )


def any_loss() -> Derivation:
    return (
        through_the_sum(J)
        .by(unfold(J), "The loss is F of the sum v̂ and of the outside vectors.")
        .by(in_matrix_form(a), "The same for every entry.")
    )


def outside() -> Derivation:
    return (
        Derivation(Partial(J, U[a, w]))
        .by(unfold(J), "The loss is F of the sum v̂ and of the outside vectors.")
        .by(in_matrix_form(a, w), "The outside vectors act on F directly.")
    )


def softmax() -> Derivation:
    return (
        through_the_sum(J_softmax)
        .by(unfold(J_softmax), unfold(p), log_of_a_product, log_of_exp, "Now F is −log ŷ of the centre word.")
        .by(
            differentiate,
            bring_into_sum,
            fold(p),
            over_x,
            "The slope of the logarithm of the sum is the softmax again.",
        )
        .by(unfold_in_derivatives(theta), differentiate, "A score is the inner product of an outside vector with v̂.")
        .by(in_columns(a), "The expected outside vector less that of the centre word, for each time that w is there.")
    )


def sampling() -> Derivation:
    return (
        through_the_sum(J_sampling)
        .by(unfold(J_sampling), "Now F pits the centre word against K words that were drawn.")
        .by(
            differentiate, "The derivative of log σ(s) is 1 − σ(s); the minus inside the second sigmoid turns its sign."
        )
        .by(unfold_in_derivatives(theta), differentiate, "A score grows with v̂ at the rate of its outside vector.")
        .by(unfold(theta), in_columns(a), "Outside vectors, each weighted by how wrong its sigmoid is.")
    )


ENTRIES = [
    Entry(
        "cbow-context",
        "CBOW: gradient by the vectors of the context words, for any loss F",
        "Skip-gram and CBOW",
        "Each context word gets the gradient of the sum v̂, as often as it stands there; all other words get 0.",
        {"through the sum": any_loss},
        rests_on=("word2vec-centre", "negative-sampling-centre"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "the case dropped",
                lambda: Partial(F, v[a]),
                "A word that is not in the window does not occur in the sum, and one that is there twice counts twice.",
            ),
            Mistake(
                "factor",
                lambda: m[w] * Partial(F, v[a]) / C,
                "The sum v̂ is not a mean, so nothing is divided by the number of places.",
            ),
        ),
    ),
    Entry(
        "cbow-outside",
        "CBOW: gradient by the outside vectors, for any loss F",
        "Skip-gram and CBOW",
        "One prediction, hence one gradient, that of F itself.",
        {"direct": outside},
        rests_on=("word2vec-outside-matrix",),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: C * Partial(F, U[a, w]),
                "Unlike skip-gram there is one loss for the whole window, not one for each place.",
            ),
        ),
    ),
    Entry(
        "cbow-softmax",
        "CBOW with softmax: gradient by the vectors of the context words",
        "Skip-gram and CBOW",
        "The expected outside vector less that of the centre word, for each time the word stands in the window.",
        {"through the sum": softmax},
        rests_on=("cbow-context", "word2vec-centre-expectation"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: m[w] * (U[a, c] - Sum(p[x] * U[a, x], x)),
                "The loss is minus the logarithm of the prediction.",
            ),
        ),
    ),
    Entry(
        "cbow-sampling",
        "CBOW with negative sampling: gradient by the vectors of the context words",
        "Skip-gram and CBOW",
        "A pull towards the centre word and a push from each drawn word, for each time the word stands there.",
        {"through the sum": sampling},
        rests_on=("cbow-context", "negative-sampling-centre"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: (
                    m[w]
                    * ((1 - sigmoid(theta[c])) * U[a, c] + Sum((1 - sigmoid(-theta[drawn[k]])) * U[a, drawn[k]], k))
                ),
                "The first term pulls towards the centre word: its sign is opposite to that of the drawn words.",
            ),
        ),
    ),
]
