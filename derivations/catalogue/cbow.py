"""CBOW: the vectors of the context words, added up, predict the centre word, with any loss F."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.skip_gram import COURSE, C, U, V, a, d, j, m, seen, w
from derivations.catalogue.skip_gram import EXAMPLE as SKIP_GRAM
from derivations.core import Derivation
from derivations.notation import Partial, Quantity, Sum, scalar, vector
from derivations.rules.calculus import chain_rule, derivative_of_an_element
from derivations.rules.columns import unfold_in_derivatives
from derivations.rules.definitions import differentiate_definition, fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum

v = vector(r"\hat{v}", d).defined_by(lambda b: Sum(V[b, seen[j]], j))
F = Quantity("F", scalar("F").kind, depends_on=(v, U))
J = scalar("J").defined_by(F)

LOSS = "The window has one loss: F of the sum v̂ and of the outside vectors."


def through_the_sum(loss: Quantity) -> Derivation:
    """The gradient by an input vector, which acts only through the sum v̂."""
    return (
        Derivation(Partial(loss, V[a, w]))
        .by(chain_rule(v), "The context vectors act on the loss only through their sum v̂.")
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
        .by(unfold(J), LOSS)
        .by(in_matrix_form(a), "The same for every entry: a multiple of one gradient.")
    )


def outside() -> Derivation:
    return (
        Derivation(Partial(J, U[a, w]))
        .by(chain_rule(F), "The outside vectors act on the loss of the window only through F.")
        .by(differentiate_definition(J), LOSS)
        .by(derivative_of_an_element, "The slope of F by itself is 1.")
        .by(in_matrix_form(a, w), "The same for every entry: unlike in skip-gram there is nothing to add up.")
    )


EXAMPLE = {**SKIP_GRAM, "r": (4, 4, 3)}
"""The context words are 1, 3 and 1 again; word 4 was drawn twice."""


ENTRIES = [
    Entry(
        "cbow-context",
        "CBOW: gradient by the vectors of the context words, for any loss F",
        "Skip-gram and CBOW",
        "Each context word gets the gradient of the sum v̂, as often as it stands there; all other words get 0.",
        {"through the sum": any_loss},
        rests_on=("word2vec-centre", "negative-sampling-centre"),
        opens_with=EXAMPLE,
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
        "There is one prediction for a window, hence one gradient: that of F itself.",
        {"chain rule": outside},
        rests_on=("word2vec-outside-matrix",),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "factor",
                lambda: C * Partial(F, U[a, w]),
                "Unlike skip-gram there is one loss for the whole window, not one for each place.",
            ),
        ),
    ),
]
