"""word2vec with negative sampling: one word that was seen against K that were drawn at random."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import (
    Delta,
    Expr,
    Partial,
    Sum,
    indices,
    log,
    matrix,
    quantity,
    scalar,
    sigmoid,
    size,
    vector,
)
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import in_columns, mirror_of_sigmoid, rename_to, unfold_in_derivatives
from derivations.rules.definitions import fold, unfold
from derivations.rules.strategies import differentiate
from derivations.rules.sums import factor_out_of_sum

d, K, n = size("d"), size("K"), size("n")
a, b = indices("a b", d)
(k,) = indices("k", K)
v, u_o = vector("v_c", d), vector("u_o", d)
U = matrix("U", d, K)
s_o = scalar("s_o").defined_by(Sum(u_o[b] * v[b], b))
s = vector("s", K).defined_by(lambda k: Sum(U[b, k] * v[b], b))
J = scalar("J").defined_by(-log(sigmoid(s_o)) - Sum(log(sigmoid(-s[k])), k))

W = matrix("U", d, n)
w = indices("w", n)[0]
o, drawn = quantity("o", "index", n), quantity("w", "index", n)
score = vector(r"\theta", n).defined_by(lambda x: Sum(W[b, x] * v[b], b))
J_drawn = scalar("J").defined_by(-log(sigmoid(score[o])) - Sum(log(sigmoid(-score[drawn[k]])), k))
m = vector("m", n).defined_by(lambda w: Sum(Delta(w, drawn[k]), k))

COURSE = "CS224n, assignments 1 and 2"
SLOPES = "The derivative of log σ(s) is 1 − σ(s), and the minus inside the second sigmoid turns its sign."


def down_to_the_scores(variable: Expr) -> Derivation:
    """The gradient with its logarithms and sigmoids differentiated, down to the scores."""
    return (
        Derivation(Partial(J, variable))
        .by(unfold(J), "One logarithm for the word that was seen, one for each word that was drawn.")
        .by(differentiate, SLOPES)
    )


def by_the_centre() -> Derivation:
    return (
        down_to_the_scores(v[a])
        .by(
            unfold_in_derivatives(s_o, s),
            differentiate,
            "A score grows with the centre vector at the rate of its outside vector.",
        )
        .by(unfold(s_o, s), in_columns(a), "A sum of outside vectors, each weighted by how wrong its sigmoid is.")
    )


def centre_through_the_scores() -> Derivation:
    return (
        Derivation(Partial(J, v[a]))
        .by(chain_rule(s_o, s), "The centre vector acts on the loss only through the scores.")
        .by(unfold_in_derivatives(s_o, s), differentiate, "A score grows with it at the rate of its outside vector.")
        .by(unfold(J), differentiate, SLOPES)
        .by(unfold(s_o, s), in_columns(a), "A sum of outside vectors, each weighted by how wrong its sigmoid is.")
    )


def by_the_seen() -> Derivation:
    return (
        down_to_the_scores(u_o[a])
        .by(unfold_in_derivatives(s_o), differentiate, "Only the first score holds u_o.")
        .by(unfold(s_o), in_columns(a), "The same for every entry: a multiple of the centre vector.")
    )


def by_a_drawn() -> Derivation:
    return (
        down_to_the_scores(U[a, k])
        .by(unfold_in_derivatives(s), differentiate, "Of the drawn words only the k-th has the vector u_k.")
        .by(mirror_of_sigmoid, "The sigmoid of −s is 1 − σ(s), so what is left is σ(s).")
        .by(unfold(s), in_columns(a), "The same for every entry: a multiple of the centre vector.")
    )


def by_any_word() -> Derivation:
    return (
        Derivation(Partial(J_drawn, W[a, w]))
        .by(unfold(J_drawn), "Here the drawn words w_1 … w_K may repeat, and may even be the word o.")
        .by(differentiate, SLOPES)
        .by(
            unfold_in_derivatives(score).repeated(),
            differentiate,
            "A score depends on u_w where its word is w: once for o, once for every draw of w.",
        )
        .by(rename_to(w), mirror_of_sigmoid.if_possible(), "Wherever a delta is not 0, the word is w.")
        .by(factor_out_of_sum, fold(m), "The deltas that are left count how often w was drawn.")
        .by(unfold(score), in_columns(a), "The same for every entry: a multiple of the centre vector.")
    )


EXAMPLE = {"v_c": (1, 0.5), "u_o": (0.5, -1), "U": ((-0.5, 1), (1, 0.5))}
REPEATED = {"v_c": (1, 0.5), "U": ((0.5, 0, 1, -0.5), (-1, 1, 0.5, 0)), "o": 1, "w": (3, 3, 2)}
"""Word 1 was seen, word 3 was drawn twice and word 2 once."""


ENTRIES = [
    Entry(
        "negative-sampling-centre",
        "Negative sampling: gradient by the centre vector",
        "Negative sampling",
        "A step of descent pulls v_c towards the outside vector that was seen, and away from those that were drawn.",
        {"term by term": by_the_centre, "through the scores": centre_through_the_scores},
        rests_on=("sigmoid-derivative",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: (1 - sigmoid(s_o)) * u_o[a] + Sum((1 - sigmoid(-s[k])) * U[a, k], k),
                "The minus of −log σ stays: a step against the gradient must move v_c towards u_o.",
            ),
            Mistake(
                "sum lost",
                lambda: (sigmoid(s_o) - 1) * u_o[a],
                "The drawn words are terms of the loss too, and each pushes.",
            ),
            Mistake(
                "derivative of the logarithm missing",
                lambda: (
                    -sigmoid(s_o) * (1 - sigmoid(s_o)) * u_o[a]
                    + Sum(sigmoid(-s[k]) * (1 - sigmoid(-s[k])) * U[a, k], k)
                ),
                "One over σ cancels one factor of σ(1 − σ); only 1 − σ is left.",
            ),
        ),
    ),
    Entry(
        "negative-sampling-seen",
        "Negative sampling: gradient by the vector of the seen word",
        "Negative sampling",
        "The gradient is the centre vector times σ − 1, which is never positive.",
        {"term by term": by_the_seen},
        rests_on=("sigmoid-derivative",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: (1 - sigmoid(s_o)) * v[a],
                "The minus of −log σ stays: a step against the gradient must move u_o towards v_c.",
            ),
            Mistake(
                "extra derivative of the activation",
                lambda: (sigmoid(s_o) - 1) * sigmoid(s_o) * v[a],
                "The factor σ of σ(1 − σ) cancels against the derivative of the logarithm.",
            ),
        ),
    ),
    Entry(
        "negative-sampling-drawn",
        "Negative sampling: gradient by the vector of a drawn word",
        "Negative sampling",
        "The gradient is the centre vector times the sigmoid of the score.",
        {"term by term": by_a_drawn},
        rests_on=("sigmoid-derivative",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: -sigmoid(s[k]) * v[a],
                "The score stands in the loss with a minus of its own, which meets the minus of −log.",
            ),
            Mistake(
                "the wrong argument",
                lambda: (1 - sigmoid(s[k])) * v[a],
                "The sigmoid was taken of −s, and 1 − σ(−s) is σ(s).",
            ),
            Mistake(
                "factor",
                lambda: K * sigmoid(s[k]) * v[a],
                "The vector u_k occurs in one of the K terms, so only that one counts.",
            ),
        ),
    ),
    Entry(
        "negative-sampling-repeated",
        "Negative sampling: a word drawn m times counts m times",
        "Negative sampling",
        "Every draw of a word adds the same gradient once more.",
        {"term by term": by_any_word},
        rests_on=("negative-sampling-seen", "negative-sampling-drawn"),
        opens_with=REPEATED,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: (sigmoid(score[w]) - Delta(w, o) * (1 - sigmoid(score[w]))) * v[a],
                "A word that was drawn twice stands in two terms of the loss; this counts it once.",
            ),
            Mistake(
                "a term dropped",
                lambda: m[w] * sigmoid(score[w]) * v[a],
                "Where w is the word that was seen, the first logarithm pulls as well.",
            ),
        ),
    ),
]
