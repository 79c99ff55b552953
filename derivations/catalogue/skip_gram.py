"""Skip-gram: the loss of a window is the sum of one loss F for each outside word, whatever that loss is."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import (
    Delta,
    Element,
    Expr,
    Index,
    Partial,
    Quantity,
    Sum,
    exp,
    indices,
    kind,
    log,
    matrix,
    quantity,
    scalar,
    sigmoid,
    size,
    vector,
)
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp
from derivations.rules.calculus import chain_rule, derivative_of_a_sum
from derivations.rules.columns import cases_at, in_columns, unfold_in_derivatives
from derivations.rules.definitions import fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import (
    bring_into_sum,
    factor_out_of_sum,
    rename,
    split_sum,
    sum_of_a_constant,
)

d, n, C, K = size("d"), size("n"), size("C"), size("K")
a, b = indices("a b", d)
w, x = indices("w x", n)
(j,) = indices("j", C)
(k,) = indices("k", K)
c, seen, drawn = (quantity(name, "index", n) for name in ("c", "w", "r"))
U, V = matrix("U", d, n), matrix("V", d, n)
v = vector("v_c", d).defined_by(lambda b: V[b, c])
F = Quantity("F", kind("vector", C), depends_on=(v, U))
J = scalar("J").defined_by(Sum(F[j], j))

free_v = vector("v_c", d)
theta = vector(r"\theta", n).defined_by(lambda x: Sum(U[b, x] * free_v[b], b))
p = vector(r"\hat{y}", n).defined_by(lambda w: exp(theta[w]) / Sum(exp(theta[x]), x))
J_softmax = scalar("J").defined_by(-Sum(log(p[seen[j]]), j))
m = vector("m", n).defined_by(lambda w: Sum(Delta(w, seen[j]), j))
J_sampling = scalar("J").defined_by(
    -Sum(log(sigmoid(theta[seen[j]])), j) - Sum(log(sigmoid(-theta[Element(drawn, j, k)])), k, j)
)
over_x = rename(Index("k", n), x)

COURSE = "CS224n, assignments 1 and 2"
WINDOW = "The loss of the window is the sum of the losses of its outside words."


def any_loss(variable: Expr) -> Derivation:
    """The gradient of a sum, term by term."""
    return (
        Derivation(Partial(J, variable))
        .by(unfold(J), WINDOW)
        .by(derivative_of_a_sum, "The derivative of a sum is the sum of the derivatives.")
    )


def centre() -> Derivation:
    return any_loss(v[a]).by(in_columns(a), "The same for every entry: the gradients of the terms add up.")


def outside() -> Derivation:
    return any_loss(U[a, w]).by(in_matrix_form(a, w), "The same for every entry: the gradients of the terms add up.")


def all_centres() -> Derivation:
    return (
        Derivation(Partial(J, V[a, w]))
        .by(chain_rule(v), "The centre vectors act on the loss only through that of the centre word c.")
        .by(unfold_in_derivatives(v), differentiate, "The centre vector is column c of V, so no other column moves it.")
        .by(unfold(J), derivative_of_a_sum, "The loss of the window is a sum, and so is its derivative.")
        .by(cases_at(w, c), "Look at the centre word and at every other word.")
        .by(in_columns(a), "The same for every entry.")
    )


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
    return softmax(free_v[a]).by(
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


def sampling_centre() -> Derivation:
    return (
        Derivation(Partial(J_sampling, free_v[a]))
        .by(unfold(J_sampling), "For each outside word one that was seen, and K that were drawn.")
        .by(
            differentiate, "The derivative of log σ(s) is 1 − σ(s); the minus inside the second sigmoid turns its sign."
        )
        .by(unfold_in_derivatives(theta), differentiate, "A score grows with v_c at the rate of its outside vector.")
        .by(unfold(theta), in_columns(a), "Sums of outside vectors, each weighted by how wrong its sigmoid is.")
    )


ENTRIES = [
    Entry(
        "skip-gram-centre",
        "Skip-gram: gradient by the centre vector, for any loss F",
        "Skip-gram and CBOW",
        "The gradients of the losses of all outside words, added up.",
        {"term by term": centre},
        rests_on=("word2vec-centre", "negative-sampling-centre"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: Sum(Partial(F[j], v[a]), j) / C,
                "The loss of a window is a sum, not a mean, so nothing is divided by the number of places.",
            ),
        ),
    ),
    Entry(
        "skip-gram-outside",
        "Skip-gram: gradient by the outside vectors, for any loss F",
        "Skip-gram and CBOW",
        "Every outside word’s loss moves all outside vectors that it uses; these gradients add up.",
        {"term by term": outside},
        rests_on=("word2vec-outside-matrix", "negative-sampling-repeated"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: -Sum(Partial(F[j], U[a, w]), j),
                "F is a loss already; no further minus comes with the sum.",
            ),
        ),
    ),
    Entry(
        "skip-gram-other",
        "Skip-gram: words that are not the centre",
        "Skip-gram and CBOW",
        "Of the centre vectors only that of the centre word itself has a gradient; all others have 0.",
        {"through the centre vector": all_centres},
        rests_on=("skip-gram-centre",),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "the case dropped",
                lambda: Sum(Partial(F[j], v[a]), j),
                "The vector of a word that is not the centre does not occur in the loss.",
            ),
        ),
    ),
    Entry(
        "skip-gram-softmax-centre",
        "Skip-gram with softmax: gradient by the centre vector",
        "Skip-gram and CBOW",
        "For each outside word, the expected outside vector less the one that was seen.",
        {"logarithm first": softmax_centre},
        rests_on=("skip-gram-centre", "word2vec-centre-expectation"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sum lost",
                lambda: Sum(p[x] * U[a, x], x) - Sum(U[a, seen[j]], j),
                "The expected vector is subtracted from once for each place of the window.",
            ),
            Mistake(
                "sign",
                lambda: Sum(U[a, seen[j]] - Sum(p[x] * U[a, x], x), j),
                "The loss is minus the logarithm of the prediction.",
            ),
        ),
    ),
    Entry(
        "skip-gram-softmax-outside",
        "Skip-gram with softmax: gradient by an outside vector",
        "Skip-gram and CBOW",
        "How often the word was expected in the window, less how often it was there, times the centre vector.",
        {"logarithm first": softmax_outside},
        rests_on=("skip-gram-outside", "word2vec-outside"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: (p[w] - m[w]) * free_v[a],
                "The prediction counts once for each of the C places.",
            ),
        ),
    ),
    Entry(
        "skip-gram-sampling-centre",
        "Skip-gram with negative sampling: gradient by the centre vector",
        "Skip-gram and CBOW",
        "For each outside word one pull towards its vector, and a push away from each of K drawn ones.",
        {"term by term": sampling_centre},
        rests_on=("skip-gram-centre", "negative-sampling-centre"),
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "a term dropped",
                lambda: -Sum(U[a, seen[j]] * (1 - sigmoid(theta[seen[j]])), j),
                "The drawn words push, each with the sigmoid of its own score.",
            ),
        ),
    ),
]
