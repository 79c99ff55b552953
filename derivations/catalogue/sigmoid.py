"""The sigmoid and its derivative."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import Partial, exp, scalar
from derivations.rules.algebra import complement
from derivations.rules.calculus import power_rule, quotient_rule
from derivations.rules.definitions import fold, unfold
from derivations.rules.strategies import differentiate

x = scalar("x")
s = scalar("s").defined_by(1 / (1 + exp(-x)))


def by_the_quotient_rule() -> Derivation:
    return (
        Derivation(Partial(s, x))
        .by(unfold(s), "Write the sigmoid out.")
        .by(quotient_rule, "It is a quotient whose top is constant.")
        .by(differentiate, "Only the exponential moves with x, and its inner derivative is −1.")
        .by(complement, "The exponential is the bottom less one, so the fraction is a part of a whole.")
        .by(fold(s).repeated(), "Both fractions are the sigmoid itself.")
    )


def by_the_power_rule() -> Derivation:
    return (
        Derivation(Partial(s, x))
        .by(unfold(s), "Write the sigmoid as a power of minus one.")
        .by(power_rule, "Bring the power down and lower it by one.")
        .by(differentiate, "The inner derivative is that of the exponential.")
        .by(complement, "The exponential is the bottom less one, so the fraction is a part of a whole.")
        .by(fold(s).repeated(), "Both fractions are the sigmoid itself.")
    )


ENTRIES = [
    Entry(
        "sigmoid-derivative",
        "Derivative of the sigmoid",
        "Sigmoid",
        "The slope of the sigmoid is the sigmoid times one minus itself.",
        {"quotient rule": by_the_quotient_rule, "power rule": by_the_power_rule},
        taught_in="CS224n, assignment 1; CS7015; TDT4265, assignment 1",
        mistakes=(
            Mistake("1 − s alone", lambda: 1 - s, "That is the derivative of log s; s itself is a factor."),
            Mistake("sign", lambda: s * (s - 1), "The exponent's −x gives a second minus that undoes the first."),
        ),
    ),
]
