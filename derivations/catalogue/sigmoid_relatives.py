"""The relatives of the sigmoid: tanh, the softplus and the rectifier, and their derivatives."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.sigmoid import THE_FRACTION_OF_SIGMOID, x
from derivations.core import Derivation
from derivations.notation import Partial, exp, relu, sigmoid, softplus, step, tanh
from derivations.rules.algebra import split_fraction
from derivations.rules.calculus import derivative_of_log, quotient_rule
from derivations.rules.definitions import as_sigmoid, in_terms_of_exp
from derivations.rules.fractions import complete_the_square, expand_fraction_by, whole_and_remainder
from derivations.rules.functions import (
    as_indicator,
    as_tanh,
    derivative_of_each_case,
    relu_by_cases,
    tanh_by_exponentials,
)
from derivations.rules.identities import identity, identity_backwards
from derivations.rules.strategies import differentiate


def tanh_by_the_quotient_rule() -> Derivation:
    return (
        Derivation(Partial(tanh(x), x))
        .by(tanh_by_exponentials, "Write tanh out.")
        .by(quotient_rule, "It is a quotient, and both parts move with x.")
        .by(differentiate, "The slope of the top is the bottom, and the slope of the bottom is the top.")
        .by(split_fraction, "Divide each term by the bottom.")
        .by(as_tanh, "What is squared is tanh.")
    )


def tanh_as_sigmoid() -> Derivation:
    return (
        Derivation(tanh(x))
        .by(tanh_by_exponentials, "Write tanh out.")
        .by(expand_fraction_by(exp(-x)), "Multiply top and bottom by e^(−x).")
        .by(whole_and_remainder, "The top is 2 less the bottom.")
        .by(as_sigmoid, "The fraction is twice the sigmoid of 2x.")
    )


def tanh_through_the_sigmoid() -> Derivation:
    return (
        Derivation(Partial(tanh(x), x))
        .by(identity(tanh_as_sigmoid(), "tanh is a stretched sigmoid"), "Put in tanh x = 2σ(2x) − 1.")
        .by(differentiate, "The slope of σ is σ(1 − σ); the inner derivative 2 and the 2 in front make 4.")
        .by(complete_the_square, "Complete the square: 4u(1 − u) = 1 − (2u − 1)².")
        .by(identity_backwards(tanh_as_sigmoid(), "tanh is a stretched sigmoid"), "What is squared is tanh again.")
    )


def softplus_slope() -> Derivation:
    return (
        Derivation(Partial(softplus(x), x))
        .by(in_terms_of_exp, "Write the softplus out.")
        .by(derivative_of_log, "The slope of a logarithm is 1 over its argument, times the slope of the argument.")
        .by(differentiate, "The slope of 1 + e^x is e^x.")
        .by(expand_fraction_by(exp(-x)), "Multiply top and bottom by e^(−x).")
        .by(as_sigmoid, THE_FRACTION_OF_SIGMOID)
    )


def relu_slope() -> Derivation:
    return (
        Derivation(Partial(relu(x), x))
        .by(relu_by_cases, "Write the rectifier out: it lets positive numbers through and stops the others.")
        .by(derivative_of_each_case, "On each side of 0 it is one formula, so differentiate each by itself.")
        .by(differentiate, "The slope of x is 1, that of a constant is 0.")
        .by(
            as_indicator,
            "Both cases in one sign, 1 where x is positive and else 0; at x = 0 itself there is a corner.",
        )
    )


EXAMPLE = {"x": 0.5}

ENTRIES = [
    Entry(
        "tanh-sigmoid",
        "tanh is a stretched sigmoid",
        "Sigmoid",
        "The hyperbolic tangent of x is twice the sigmoid of 2x, less one.",
        {"written out": tanh_as_sigmoid},
        opens_with=EXAMPLE,
        taught_in="CS224n, assignment 1; CS7015",
        mistakes=(
            Mistake("factor", lambda: 2 * sigmoid(x) - 1, "That is tanh(x/2): the argument of the sigmoid is 2x."),
            Mistake("a term dropped", lambda: 2 * sigmoid(2 * x), "Without −1 it runs from 0 to 2, not from −1 to 1."),
        ),
    ),
    Entry(
        "tanh-derivative",
        "Derivative of tanh",
        "Sigmoid",
        "The slope of tanh is one minus its square.",
        {"quotient rule": tanh_by_the_quotient_rule, "through the sigmoid": tanh_through_the_sigmoid},
        rests_on=("sigmoid-derivative", "tanh-sigmoid"),
        opens_with=EXAMPLE,
        taught_in="CS7015; TDT4265",
        mistakes=(
            Mistake(
                "factor",
                lambda: tanh(x) * (1 - tanh(x)),
                "That is the formula of the sigmoid, which runs from 0 to 1; tanh runs from −1 to 1.",
            ),
            Mistake(
                "a term dropped",
                lambda: 1 - tanh(x),
                "The tanh is squared, for its slope is the same at x and at −x.",
            ),
        ),
    ),
    Entry(
        "softplus-derivative",
        "Derivative of the softplus",
        "Sigmoid",
        "The slope of the softplus is the sigmoid.",
        {"chain rule": softplus_slope},
        opens_with=EXAMPLE,
        taught_in="CS7015",
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: 1 / (1 + exp(x)),
                "The chain rule asks for the inner derivative e^x as well.",
            ),
            Mistake("sign", lambda: sigmoid(-x), "The softplus is steep where x is large, and σ(−x) is small there."),
        ),
    ),
    Entry(
        "relu-derivative",
        "Derivative of relu",
        "Sigmoid",
        "The slope of relu is 1 for positive x and 0 for negative x.",
        {"two cases": relu_slope},
        opens_with=EXAMPLE,
        taught_in="CS224n; CS7015",
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: relu(x),
                "That is relu itself; its slope does not grow with x.",
            ),
            Mistake("sign", lambda: step(-x), "The positive side is let through, not the negative one."),
        ),
    ),
]
