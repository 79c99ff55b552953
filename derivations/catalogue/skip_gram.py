"""Skip-gram: the loss of a window is the sum of one loss F for each outside word, whatever that loss is."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation, Rule
from derivations.notation import (
    Delta,
    Expr,
    Index,
    Partial,
    Quantity,
    Sum,
    indices,
    kind,
    matrix,
    quantity,
    scalar,
    size,
    vector,
)
from derivations.rules.calculus import chain_rule, derivative_of_a_sum
from derivations.rules.columns import cases_at, in_columns, unfold_in_derivatives
from derivations.rules.definitions import unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.whole_arrays import sum_the_arrays

d, n, C = size("d"), size("n"), size("C")
a, b = indices("a b", d)
w, x = indices("w x", n)
(j,) = indices("j", C)
c, seen = (quantity(name, "index", n) for name in ("c", "w"))
U, V = matrix("U", d, n), matrix("V", d, n)
v = vector("v_c", d).defined_by(lambda b: V[b, c])
F = Quantity("F", kind("vector", C), depends_on=(v, U))
J = scalar("J").defined_by(Sum(F[j], j))

m = vector("m", n).defined_by(lambda w: Sum(Delta(w, seen[j]), j))

COURSE = "CS224n, assignments 1 and 2"
WINDOW = "The loss of the window is the sum of the losses of its outside words."


def any_loss(variable: Expr) -> Derivation:
    """The gradient of a sum, term by term."""
    return (
        Derivation(Partial(J, variable))
        .by(unfold(J), WINDOW)
        .by(derivative_of_a_sum, "The derivative of a sum is the sum of the derivatives.")
    )


def as_gradients(*indices: Index) -> Rule:
    """The derivatives that are left, read as entries of gradients."""
    return in_matrix_form(*indices).where(lambda e: isinstance(e, Partial))


def centre() -> Derivation:
    return (
        any_loss(v[a])
        .by(as_gradients(a), "Each term is an entry of the gradient of one of these losses.")
        .by(sum_the_arrays, "What holds for every entry holds for the gradients: they add up.")
    )


def outside() -> Derivation:
    return (
        any_loss(U[a, w])
        .by(as_gradients(a, w), "Each term is an entry of the gradient of one of these losses.")
        .by(sum_the_arrays, "What holds for every entry holds for the gradients: they add up.")
    )


def all_centres() -> Derivation:
    return (
        Derivation(Partial(J, V[a, w]))
        .by(chain_rule(v), "The centre vectors act on the loss only through that of the centre word c.")
        .by(unfold_in_derivatives(v), differentiate, "The centre vector is column c of V, so no other column moves it.")
        .by(unfold(J), derivative_of_a_sum, "The loss of the window is a sum, and so is its derivative.")
        .by(cases_at(w, c), "Look at the centre word and at every other word.")
        .by(in_columns(a), "The same for every entry: the gradients of the losses add up.")
    )


EXAMPLE = {
    "U": ((0.5, 0, 1, -0.5), (-1, 1, 0.5, 0)),
    "V": ((1, 0.5, -0.5, 0), (0.5, -1, 0, 1)),
    "v_c": (0.5, -1),
    "c": 2,
    "w": (1, 3, 1),
    "r": ((2, 4), (4, 4), (3, 2)),
}
"""Around the centre word 2 stand word 1 twice and word 3 once; two words were drawn for each."""


ENTRIES = [
    Entry(
        "skip-gram-centre",
        "Skip-gram: gradient by the centre vector, for any loss F",
        "Skip-gram and CBOW",
        "The gradient is the sum of the gradients of the losses of all outside words.",
        {"term by term": centre},
        rests_on=("word2vec-centre", "negative-sampling-centre"),
        opens_with=EXAMPLE,
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
        "The loss of each outside word has a gradient by the outside vectors, and these add up.",
        {"term by term": outside},
        rests_on=("word2vec-outside-matrix", "negative-sampling-repeated"),
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "sign",
                lambda: -Sum(Partial(F[j], U[a, w]), j),
                "The F are losses already, so no further minus comes with their sum.",
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
        opens_with=EXAMPLE,
        taught_in=COURSE,
        mistakes=(
            Mistake(
                "the case dropped",
                lambda: Sum(Partial(F[j], v[a]), j),
                "The vector of a word that is not the centre does not occur in the loss.",
            ),
        ),
    ),
]
