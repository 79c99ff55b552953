"""Logistic regression: the binary cross-entropy of a sigmoid, for one example."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import Expr, Index, Partial, Sum, log, scalar, sigmoid, size, vector
from derivations.ranges import LABEL
from derivations.rules.algebra import cancel_terms, common_denominator, common_factor, turn_round
from derivations.rules.calculus import chain_rule
from derivations.rules.definitions import differentiate_definition, fold, known, unfold
from derivations.rules.strategies import differentiate

d = size("d")
j, k = Index("j", d), Index("k", d)


def binary_cross_entropy(t: Expr, y: Expr) -> Expr:
    """−t log y − (1 − t) log(1 − y)"""
    return -t * log(y) - ((1 - t) * log(1 - y))


w, b = vector("w", d), scalar("b")

x = vector("x", d)
t = scalar("t")
z = scalar("z").defined_by(Sum(w[k] * x[k], k) + b)
y = scalar("y").defined_by(sigmoid(z))
E = scalar("E").defined_by(binary_cross_entropy(t, y))

COURSES = "TDT4265, assignment 1; CS229"


def output_by_the_weight() -> Derivation:
    return (
        Derivation(Partial(y, w[j]))
        .by(chain_rule(z), "The weight acts on the output only through the logit.")
        .by(differentiate_definition(y), differentiate, "The slope of the sigmoid is σ(z)(1 − σ(z)).")
        .by(fold(y).repeated(), "The sigmoid of the logit is the output y.")
        .by(differentiate_definition(z), differentiate, "In the logit the weight w_j stands beside x_j.")
    )


def loss_by_the_logit() -> Derivation:
    return (
        Derivation(Partial(E, z))
        .by(chain_rule(y), "The logit acts on the loss only through the output.")
        .by(
            differentiate_definition(E),
            differentiate,
            "By the output the loss is a sum of two logarithms, each with slope one over its argument.",
        )
        .by(
            differentiate_definition(y),
            differentiate,
            fold(y).repeated(),
            "The slope of the sigmoid is y(1 − y).",
        )
        .by(common_denominator, "Over the common denominator y(1 − y), which the slope of the sigmoid cancels.")
        .by(cancel_terms, "Multiply out: the two products t y cancel.")
    )


def through_the_output() -> Derivation:
    return (
        Derivation(-Partial(E, w[j]))
        .by(chain_rule(y), "The weight acts on the loss only through the output.")
        .by(
            differentiate_definition(E),
            differentiate,
            "By the output the loss is a sum of two logarithms, each with slope one over its argument.",
        )
        .by(
            known(output_by_the_weight(), "output by a weight"),
            "By the weight the output has been derived before: the slope of the sigmoid, times the input.",
        )
        .by(common_denominator, "Over the common denominator y(1 − y), which cancels.")
        .by(cancel_terms, turn_round, "Multiply out: the two products t y cancel.")
    )


def through_the_logit() -> Derivation:
    return (
        Derivation(-Partial(E, w[j]))
        .by(chain_rule(z), "The weight acts on the loss only through the logit.")
        .by(known(loss_by_the_logit(), "loss by the logit"), "By the logit the gradient is prediction minus truth.")
        .by(differentiate_definition(z), differentiate, "In the logit the weight w_j stands beside x_j.")
        .by(turn_round, "The minus turns the difference round.")
    )


def both_parts_apart() -> Derivation:
    return (
        Derivation(-Partial(E, w[j]))
        .by(unfold(E), "Write the loss out.")
        .by(differentiate, "Differentiate the part with t and the part with 1 − t, each for itself.")
        .by(
            known(output_by_the_weight(), "output by a weight"),
            "Put in the slope of the output: 1/y and 1/(1 − y) cancel.",
        )
        .by(cancel_terms, common_factor, "Multiply out: the two products t y cancel.")
    )


def by_the_bias() -> Derivation:
    return (
        Derivation(-Partial(E, b))
        .by(chain_rule(z), "The bias acts on the loss only through the logit.")
        .by(known(loss_by_the_logit(), "loss by the logit"), "By the logit the gradient is prediction minus truth.")
        .by(differentiate_definition(z), "The logit is a sum of weighted inputs, and the bias.")
        .by(differentiate, "The weighted inputs do not hold the bias, and the slope of the bias itself is 1.")
    )


EXAMPLE = {"w": (0.5, 0.3), "b": 0.2, "x": (1, 2), "t": LABEL.at(0)}
"""An example of class 0 that the model takes to be of class 1."""

ENTRIES = [
    Entry(
        "logistic-output",
        "Output of logistic regression by a weight",
        "Binary cross-entropy",
        "The output moves with a weight by y(1 − y), times the input.",
        {"chain rule": output_by_the_weight},
        rests_on=("sigmoid-derivative",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: x[j],
                "That is the slope of the logit; the sigmoid bends it.",
            ),
            Mistake(
                "a term dropped",
                lambda: y * (1 - y),
                "The chain rule asks for the inner derivative ∂z/∂w_j = x_j as well.",
            ),
            Mistake("sign", lambda: -y * (1 - y) * x[j], "The sigmoid rises, so its slope is positive."),
        ),
    ),
    Entry(
        "logistic-logit",
        "Binary cross-entropy by the logit",
        "Binary cross-entropy",
        "By the logit the gradient is prediction minus truth.",
        {"through the output": loss_by_the_logit},
        rests_on=("sigmoid-derivative",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake("sign", lambda: t - y, "The loss falls when the output comes closer to the truth."),
            Mistake(
                "derivative of the activation missing",
                lambda: (1 - t) / (1 - y) - t / y,
                "That is the derivative by y, not by z.",
            ),
            Mistake(
                "a term dropped",
                lambda: -t * (1 - y),
                "That is the part with t alone; the part with 1 − t gives (1 − t) y.",
            ),
        ),
    ),
    Entry(
        "logistic-regression",
        "Gradient of logistic regression",
        "Binary cross-entropy",
        "For one example the steepest descent in a weight is truth minus prediction, times the input.",
        {
            "through the output": through_the_output,
            "through the logit": through_the_logit,
            "t and 1 − t apart": both_parts_apart,
        },
        rests_on=("logistic-output", "logistic-logit"),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake("sign", lambda: (y - t) * x[j], "That is the gradient itself, without the minus in front."),
            Mistake(
                "extra derivative of the activation",
                lambda: (t - y) * y * (1 - y) * x[j],
                "The slope of the sigmoid cancels against the derivative of the loss; squared error would keep it.",
            ),
            Mistake(
                "a term dropped",
                lambda: t * (1 - y) * x[j],
                "The loss has a part with 1 − t too, and that moves with the weight as well.",
            ),
        ),
    ),
    Entry(
        "logistic-regression-bias",
        "Gradient of logistic regression by the bias",
        "Binary cross-entropy",
        "The gradient by the bias is that by a weight whose input is always 1.",
        {"through the logit": by_the_bias},
        rests_on=("logistic-logit",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake("factor", lambda: (t - y) * Sum(x[k], k), "The input of the bias is 1, not x."),
            Mistake("sign", lambda: y - t, "That is the gradient itself, without the minus in front."),
        ),
    ),
]
