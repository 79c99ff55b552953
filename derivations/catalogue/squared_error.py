"""The squared error, of a linear unit and of a sigmoid, and why cross-entropy learns where it stalls."""

from sympy import Mul, S

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.logistic_regression import E as cross_entropy
from derivations.catalogue.logistic_regression import j, loss_by_the_logit, t, w, x, y, z
from derivations.core import Derivation
from derivations.notation import Partial, scalar
from derivations.ranges import LABEL
from derivations.rules.calculus import chain_rule, derivative_of_terms, power_rule
from derivations.rules.definitions import differentiate_definition, fold, known, unfold
from derivations.rules.fractions import take_out_number
from derivations.rules.strategies import differentiate

linear = scalar("E").defined_by((z - t) ** 2)
bent = scalar("S").defined_by((y - t) ** 2 / 2)
HALVED = "The square brings down a 2, which cancels the one half."


def of_a_linear_unit() -> Derivation:
    return (
        Derivation(Partial(linear, z))
        .by(unfold(linear), "Write the loss out.")
        .by(power_rule, "Bring the 2 down, lower the power by one, and multiply by the slope of what is inside.")
        .by(derivative_of_terms, "The target t is given, so only z moves.")
        .by(differentiate, take_out_number, "The slope of z by itself is 1.")
    )


def of_a_linear_weight() -> Derivation:
    return (
        Derivation(Partial(linear, w[j]))
        .by(chain_rule(z), "The weight acts on the loss only through z.")
        .by(known(of_a_linear_unit(), "squared error of a linear unit"), "By z the gradient is twice the error.")
        .by(differentiate_definition(z), "The unit sums its weighted inputs, and adds a bias.")
        .by(differentiate, take_out_number.if_possible(), "Of all the terms only w_j x_j moves with w_j.")
    )


def of_a_sigmoid() -> Derivation:
    return (
        Derivation(Partial(bent, z))
        .by(chain_rule(y), "The logit acts on the loss only through the output.")
        .by(differentiate_definition(bent), differentiate, HALVED)
        .by(differentiate_definition(y), differentiate, "The slope of the sigmoid is σ(z)(1 − σ(z)).")
        .by(fold(y).repeated(), "The sigmoid of z is the output y.")
    )


def of_a_sigmoid_weight() -> Derivation:
    return (
        Derivation(Partial(bent, w[j]))
        .by(
            chain_rule(y),
            chain_rule(z),
            "The weight acts on the logit, the logit on the output, and that on the loss.",
        )
        .by(differentiate_definition(bent), differentiate, HALVED)
        .by(
            differentiate_definition(y),
            differentiate,
            fold(y).repeated(),
            "The slope of the sigmoid is y(1 − y).",
        )
        .by(differentiate_definition(z), differentiate, "In the logit the weight w_j stands beside x_j.")
    )


def against_cross_entropy() -> Derivation:
    return (
        Derivation(Partial(bent, z) / Partial(cross_entropy, z))
        .by(chain_rule(y).where(lambda e: e == Partial(bent, z)), "The squared error S goes back through the sigmoid.")
        .by(differentiate_definition(bent), differentiate, "By the output its slope is the error y − t.")
        .by(
            known(loss_by_the_logit(), "loss by the logit"),
            "The cross-entropy E sends back the error y − t whole, so that only the slope of the sigmoid remains.",
        )
        .by(
            differentiate_definition(y),
            differentiate,
            fold(y).repeated(),
            "It is at most 1/4, and nearly 0 where y is near 0 or 1: there squared error stalls, however wrong y is.",
        )
    )


TAUGHT = "CS7015; CS229; Nielsen, Neural networks and deep learning"

EXAMPLE = {"w": (1, -1.5), "b": 0, "x": (1, 2), "t": 1}
STALLED = {**EXAMPLE, "t": LABEL.at(1)}
"""The logit is −2 where the target is 1: far off, and on the flat part of the sigmoid."""

ENTRIES = [
    Entry(
        "squared-error-linear",
        "Squared error of a linear unit",
        "Squared error",
        "The gradient of (z − t)² by the prediction z is twice the error.",
        {"power rule": of_a_linear_unit},
        opens_with=EXAMPLE,
        taught_in=TAUGHT,
        mistakes=(
            Mistake(
                "factor", lambda: z - t, "That belongs to one half of the squared error: here nothing cancels the 2."
            ),
            Mistake(
                "sign",
                lambda: Mul(2, t - z, evaluate=False),
                "A prediction above the truth must come down: the error is prediction minus truth.",
            ),
        ),
    ),
    Entry(
        "squared-error-linear-weight",
        "Squared error of a linear unit by a weight",
        "Squared error",
        "The gradient by a weight is twice the error, times the input.",
        {"chain rule": of_a_linear_weight},
        rests_on=("squared-error-linear",),
        opens_with=EXAMPLE,
        taught_in=TAUGHT,
        mistakes=(
            Mistake("factor", lambda: (z - t) * x[j], "The 2 of the square stays: there is no one half in front."),
            Mistake(
                "a term dropped",
                lambda: Mul(2, z - t, evaluate=False),
                "The chain rule asks for the inner derivative ∂z/∂w_j = x_j as well.",
            ),
            Mistake(
                "sum lost",
                lambda: Mul(2, w[j] * x[j] - t, x[j], evaluate=False),
                "The prediction is the whole sum, not the term with w_j alone.",
            ),
        ),
    ),
    Entry(
        "squared-error-sigmoid",
        "Squared error of a sigmoid by the logit",
        "Squared error",
        "The gradient of ½(y − t)² by the logit is the error times the slope of the sigmoid, y(1 − y).",
        {"chain rule": of_a_sigmoid},
        rests_on=("sigmoid-derivative",),
        opens_with=STALLED,
        taught_in=TAUGHT,
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: y - t,
                "That is the gradient of the cross-entropy, in which the slope cancels.",
            ),
            Mistake(
                "factor",
                lambda: Mul(2, y - t, y, 1 - y, evaluate=False),
                "The 2 of the square cancels the one half in front.",
            ),
            Mistake(
                "sign",
                lambda: (t - y) * y * (1 - y),
                "A prediction above the truth must come down: the error is prediction minus truth.",
            ),
        ),
    ),
    Entry(
        "squared-error-sigmoid-weight",
        "Squared error of a sigmoid by a weight",
        "Squared error",
        "The gradient by a weight is the error times the slope of the sigmoid, times the input.",
        {"chain rule": of_a_sigmoid_weight},
        rests_on=("squared-error-sigmoid",),
        opens_with=STALLED,
        taught_in=TAUGHT,
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: (y - t) * x[j],
                "Squared error keeps the slope of the sigmoid, which only the logarithms of cross-entropy cancel.",
            ),
            Mistake(
                "a term dropped",
                lambda: (y - t) * y * x[j],
                "The slope of the sigmoid is y(1 − y): the factor 1 − y is lost.",
            ),
        ),
    ),
    Entry(
        "squared-error-stalls",
        "Why cross-entropy learns where squared error stalls",
        "Squared error",
        "For a sigmoid the gradient of the squared error is that of cross-entropy times y(1 − y), at most a quarter.",
        {"ratio": against_cross_entropy},
        rests_on=("squared-error-sigmoid", "logistic-logit"),
        opens_with=STALLED,
        taught_in=TAUGHT,
        mistakes=(
            Mistake("factor", lambda: (y - t) * y * (1 - y), "The error y − t is in both gradients, and cancels."),
            Mistake(
                "derivative of the activation missing",
                lambda: S.One,
                "The cross-entropy cancels the slope of the sigmoid; squared error does not.",
            ),
        ),
    ),
]
