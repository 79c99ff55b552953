"""Logistic regression: the binary cross-entropy of a sigmoid."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import Index, Partial, Sum, log, scalar, sigmoid, size, vector
from derivations.rules.algebra import cancel_terms, common_denominator
from derivations.rules.calculus import chain_rule
from derivations.rules.definitions import fold, unfold
from derivations.rules.strategies import differentiate

d = size("d")
j = Index("j", d)
m = Index("k", d)
x = vector("x", d)
w = vector("w", d)
t = scalar("t")
z = scalar("z").defined_by(Sum(w[m] * x[m], m))
y = scalar("y").defined_by(sigmoid(z))
E = scalar("E").defined_by(-t * log(y) - (1 - t) * log(1 - y))


def through_the_output() -> Derivation:
    return (
        Derivation(Partial(E, w[j]))
        .by(chain_rule(y), chain_rule(z), "The weight acts on the logit, the logit on the output, that on the loss.")
        .by(unfold(z), differentiate, "The logit by the weight is the input.")
        .by(unfold(y), differentiate, fold(y).repeated(), "The output by the logit is the slope of the sigmoid.")
        .by(unfold(E), differentiate, "The loss by the output: two logarithms.")
        .by(common_denominator, "Over one denominator, which the slope of the sigmoid cancels.")
        .by(cancel_terms, "The two products t y cancel.")
    )


ENTRIES = [
    Entry(
        "logistic-regression",
        "Gradient of logistic regression",
        "Binary cross-entropy",
        "For one example the gradient by a weight is prediction minus truth, times the input.",
        {"through the output": through_the_output},
        rests_on=("sigmoid-derivative",),
        taught_in="TDT4265, assignment 1",
        mistakes=(
            Mistake("sign", lambda: (t - y) * x[j], "That is the descent direction, minus the gradient."),
            Mistake(
                "σ′ left in",
                lambda: (y - t) * y * (1 - y) * x[j],
                "The slope of the sigmoid cancels against the derivative of the loss.",
            ),
        ),
    ),
]
