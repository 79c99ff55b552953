"""The sigmoid, its mirror image and its logarithm, and their derivatives."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import Partial, exp, log, scalar, sigmoid
from derivations.rules.algebra import complement, log_of_a_power
from derivations.rules.calculus import derivative_of_log, derivative_of_sigmoid, power_rule, quotient_rule
from derivations.rules.definitions import as_sigmoid, differentiate_definition, fold, in_terms_of_exp, unfold
from derivations.rules.fractions import expand_fraction_by
from derivations.rules.strategies import differentiate

x = scalar("x")
s = scalar("s").defined_by(sigmoid(x))
THE_FRACTION_OF_SIGMOID = "That fraction is the sigmoid."


def sigmoid_by_the_quotient_rule() -> Derivation:
    return (
        Derivation(Partial(sigmoid(x), x))
        .by(in_terms_of_exp, "Write the sigmoid out.")
        .by(
            quotient_rule,
            "It is a quotient: bottom times slope of top, minus top times slope of bottom, over bottom squared.",
        )
        .by(
            differentiate,
            "The top is constant, and the slope of the bottom is −e^(−x), which the minus in front turns round.",
        )
        .by(complement, "The exponential is the bottom less 1, so e^(−x)/(1 + e^(−x)) is 1 minus the sigmoid.")
        .by(as_sigmoid.repeated(), "Both fractions are the sigmoid itself.")
    )


def sigmoid_by_the_power_rule() -> Derivation:
    return (
        Derivation(Partial(sigmoid(x), x))
        .by(in_terms_of_exp, "Write the sigmoid out, and read it as (1 + e^(−x)) to the power −1.")
        .by(power_rule, "Bring the power −1 down, lower it by one, and multiply by the slope of what is inside.")
        .by(differentiate, "The slope of 1 + e^(−x) is −e^(−x); the two minus signs cancel.")
        .by(complement, "The exponential is the bottom less 1, so e^(−x)/(1 + e^(−x)) is 1 minus the sigmoid.")
        .by(as_sigmoid.repeated(), "Both fractions are the sigmoid itself.")
    )


def reflection() -> Derivation:
    return (
        Derivation(sigmoid(-x))
        .by(in_terms_of_exp, "Write the sigmoid out; minus minus x is x.")
        .by(expand_fraction_by(exp(-x)), "Multiply top and bottom by e^(−x).")
        .by(complement, "The top is the bottom less 1.")
        .by(as_sigmoid, THE_FRACTION_OF_SIGMOID)
    )


def log_sigmoid_by_the_chain_rule() -> Derivation:
    return (
        Derivation(Partial(log(sigmoid(x)), x))
        .by(fold(s), "Call the sigmoid s, for it is all of x that the logarithm sees.")
        .by(derivative_of_log, "The slope of a logarithm is 1 over its argument, times the slope of the argument.")
        .by(
            differentiate_definition(s),
            derivative_of_sigmoid,
            differentiate,
            fold(s).repeated(),
            "The slope of the sigmoid is s(1 − s), whose first factor cancels 1/s.",
        )
        .by(unfold(s), "Put the sigmoid back for s.")
    )


def log_sigmoid_written_out() -> Derivation:
    return (
        Derivation(Partial(log(sigmoid(x)), x))
        .by(in_terms_of_exp, "Write the sigmoid out.")
        .by(log_of_a_power, "The logarithm of 1 over something is minus the logarithm of it.")
        .by(differentiate, "One over the argument, times the slope of the argument, −e^(−x).")
        .by(complement, "The top is the bottom less 1.")
        .by(as_sigmoid, THE_FRACTION_OF_SIGMOID)
    )


SLOPES = "CS224n, assignment 1; CS7015; TDT4265, assignment 1"

EXAMPLE = {"x": 1}

ENTRIES = [
    Entry(
        "sigmoid-derivative",
        "Derivative of the sigmoid",
        "Sigmoid",
        "The slope of the sigmoid is the sigmoid times one minus itself.",
        {"quotient rule": sigmoid_by_the_quotient_rule, "power rule": sigmoid_by_the_power_rule},
        opens_with=EXAMPLE,
        taught_in=SLOPES,
        mistakes=(
            Mistake("a term dropped", lambda: 1 - sigmoid(x), "That is the slope of log σ; here σ itself is a factor."),
            Mistake(
                "sign",
                lambda: sigmoid(x) * (sigmoid(x) - 1),
                "The −x in the exponent gives a second minus, which undoes the first.",
            ),
            Mistake(
                "factor", lambda: sigmoid(x) * (1 - sigmoid(x)) * exp(-x), "The e^(−x) of the top is already in 1 − σ."
            ),
        ),
    ),
    Entry(
        "sigmoid-reflection",
        "The sigmoid of −x",
        "Sigmoid",
        "The sigmoid of −x is one minus the sigmoid of x.",
        {"written out": reflection},
        opens_with=EXAMPLE,
        taught_in="CS224n, assignments 1 and 2",
        mistakes=(
            Mistake(
                "sign",
                lambda: -sigmoid(x),
                "The sigmoid is not odd: it is symmetric about the point (0, 1/2), not about 0.",
            ),
        ),
    ),
    Entry(
        "log-sigmoid-derivative",
        "Derivative of the log-sigmoid",
        "Sigmoid",
        "The slope of log σ(x) is 1 − σ(x).",
        {"chain rule": log_sigmoid_by_the_chain_rule, "written out": log_sigmoid_written_out},
        rests_on=("sigmoid-derivative",),
        opens_with=EXAMPLE,
        taught_in="CS224n, assignment 2",
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: 1 / sigmoid(x),
                "The chain rule asks for the slope of σ(x) as well.",
            ),
            Mistake(
                "extra derivative of the activation",
                lambda: sigmoid(x) * (1 - sigmoid(x)),
                "That is the slope of σ; the logarithm divides it by σ.",
            ),
            Mistake("sign", lambda: sigmoid(x) - 1, "The logarithm of σ grows with x, so its slope is positive."),
        ),
    ),
]
