"""L2 regularisation: its three conventions side by side, and the squared norm of a matrix."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.logistic_regression import d, j, w
from derivations.catalogue.softmax_regression import W, k
from derivations.core import Derivation
from derivations.notation import Index, Partial, Quantity, Sum, positive, scalar
from derivations.ranges import COUNT, STRENGTH
from derivations.rules.calculus import (
    constant_factor,
    derivative_of_a_sum,
    derivative_of_an_element,
    power_rule,
)
from derivations.rules.definitions import unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.sums import collapse_delta

n = positive("n")
i = Index("i", d)
strength = positive(r"\lambda")

squared_norm = Sum(w[i] ** 2, i)
half = scalar("R").defined_by(strength / 2 * squared_norm)
plain = scalar("R").defined_by(strength * squared_norm)
mean = scalar("R").defined_by(strength / (2 * n) * squared_norm)
frobenius = scalar("R").defined_by(Sum(W[k, j] ** 2, j, k))

HALVED = "The square brings down a 2, which cancels the one half."


def weight_by_elements(penalty: Quantity, why: str) -> Derivation:
    return (
        Derivation(Partial(penalty, w[j]))
        .by(unfold(penalty), "Write the squared norm out as a sum of squares.")
        .by(constant_factor, derivative_of_a_sum, "The constant stays in front, and the derivative goes into the sum.")
        .by(power_rule, derivative_of_an_element, why)
        .by(collapse_delta, "Only the term of w_j itself moves.")
    )


def by_a_weight(penalty: Quantity, why: str) -> Derivation:
    return weight_by_elements(penalty, why).by(in_matrix_form(j), "The same holds for every weight.")


def by_half() -> Derivation:
    return by_a_weight(half, HALVED)


def by_half_in_elements() -> Derivation:
    return weight_by_elements(half, HALVED)


def by_plain() -> Derivation:
    return by_a_weight(plain, "The square brings down a 2, and nothing cancels it.")


def by_mean() -> Derivation:
    return by_a_weight(mean, "The square brings down a 2, which cancels the one half, while the n stays.")


def entry_by_elements(penalty: Quantity) -> Derivation:
    return (
        Derivation(Partial(penalty, W[k, j]))
        .by(unfold(penalty), "The squared Frobenius norm is the sum of all squared entries.")
        .by(constant_factor.if_possible(), derivative_of_a_sum.repeated(), "The derivative goes into the sums.")
        .by(power_rule, derivative_of_an_element, "The square brings down a 2, and an entry by an entry is two deltas.")
        .by(collapse_delta.repeated(), "Only the term of W_kj itself moves.")
    )


def by_a_matrix_entry() -> Derivation:
    return entry_by_elements(frobenius).by(in_matrix_form(k, j), "The same holds for every entry.")


CONVENTIONS = ("l2-half", "l2-plain", "l2-mean")
EXAMPLE = {"w": (1, -2), r"\lambda": STRENGTH.at(0.5)}


TOPIC = "L2 regularisation"
COURSES = "TDT4265, assignment 1; CS7015; CS229"

ENTRIES = [
    Entry(
        "l2-half",
        "L2 penalty λ/2 ‖w‖²",
        TOPIC,
        "With λ/2 in front the one half and the 2 of the square cancel: the gradient is λw.",
        {"power rule": by_half},
        beside=CONVENTIONS,
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake("factor", lambda: 2 * strength * w[j], "The 2 of the square cancels the one half in front."),
            Mistake("a term dropped", lambda: strength, "The slope of w² is not constant: it grows with w."),
            Mistake("sum lost", lambda: strength * Sum(w[i], i), "Only the term of w_j moves with w_j."),
        ),
    ),
    Entry(
        "l2-plain",
        "L2 penalty λ ‖w‖²",
        TOPIC,
        "With λ in front the 2 of the square stays: the gradient is 2λw.",
        {"power rule": by_plain},
        beside=CONVENTIONS,
        rests_on=("l2-half",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake("factor", lambda: strength * w[j], "That belongs to λ/2 ‖w‖²: here nothing cancels the 2."),
            Mistake(
                "sign",
                lambda: -2 * strength * w[j],
                "The penalty grows with the size of a weight, so its slope has the sign of the weight.",
            ),
        ),
    ),
    Entry(
        "l2-mean",
        "L2 penalty λ/(2n) ‖w‖²",
        TOPIC,
        "With λ/(2n) in front the 2 cancels and the n stays: the gradient is (λ/n)w.",
        {"power rule": by_mean},
        beside=CONVENTIONS,
        rests_on=("l2-half",),
        opens_with={**EXAMPLE, "n": COUNT.at(4)},
        taught_in="Nielsen, Neural networks and deep learning",
        mistakes=(
            Mistake("factor", lambda: strength * w[j], "The n in front stays in the gradient."),
            Mistake(
                "factor",
                lambda: strength / (2 * n) * w[j],
                "The square brings down a 2, which cancels the one half.",
            ),
        ),
    ),
    Entry(
        "l2-frobenius",
        "L2 penalty ‖W‖² of a matrix",
        TOPIC,
        "The gradient of the squared Frobenius norm is 2W.",
        {"power rule": by_a_matrix_entry},
        rests_on=("l2-plain",),
        opens_with={"W": ((1, -2), (0.5, 3))},
        taught_in="TDT4265, assignment 1",
        mistakes=(
            Mistake("factor", lambda: W[k, j], "The 2 of the square stays: there is no one half in front."),
            Mistake("sum lost", lambda: 2 * Sum(W[k, j], j), "Only the term of W_kj moves with W_kj."),
        ),
    ),
]
