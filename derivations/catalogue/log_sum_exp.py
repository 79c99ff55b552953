"""The logarithm of a sum of exponentials: a soft maximum whose slope is the softmax."""

from sympy import S

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import COURSES, DIAGONAL, LOGITS, i, jacobian_by_the_quotient_rule, k, m, p, z
from derivations.core import Derivation
from derivations.notation import Delta, Partial, Sum, exp, log, scalar
from derivations.notation.arrays import Diagonal, Plus, Times, Transposed
from derivations.notation.arrays import Entry as ElementOf
from derivations.rules.algebra import log_of_a_product, log_of_exp, multiply_out, split_fraction
from derivations.rules.calculus import derivative_of_log, quotient_rule
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.exponentials import take_out_exponential
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import factor_out_of_sum

L = scalar("L").defined_by(log(Sum(exp(z[k]), k)))


def shifted() -> Derivation:
    return (
        Derivation(L)
        .by(unfold(L), "Write the log-sum-exp out.")
        .by(take_out_exponential(m), "Measure every logit from m, the largest of them, so that no exponent is above 0.")
        .by(factor_out_of_sum, "The factor e^m is the same in every term, and leaves the sum.")
        .by(log_of_a_product, log_of_exp, "The logarithm of a product is a sum, and undoes the exponential.")
    )


def gradient() -> Derivation:
    return (
        Derivation(Partial(L, z[i]))
        .by(unfold(L), "Write the log-sum-exp out.")
        .by(derivative_of_log, "The slope of a logarithm is 1 over its argument, times the slope of the argument.")
        .by(differentiate, "Of all the exponentials only e^(z_i) moves with z_i.")
        .by(fold(p), "What is left is an entry of the softmax.")
    )


def hessian_by_the_jacobian() -> Derivation:
    return (
        Derivation(Partial(Partial(L, z[k]), z[i]))
        .by(known(gradient(), "gradient of log-sum-exp"), "The first derivative is the softmax.")
        .by(
            known(jacobian_by_the_quotient_rule(), "Jacobian of the softmax"),
            "So the second derivative is the Jacobian of the softmax.",
        )
        .by(multiply_out, "Multiply out, so that each term can be read for itself.")
        .by(in_matrix_form(k, i), DIAGONAL)
    )


def hessian_written_out() -> Derivation:
    return (
        Derivation(Partial(Partial(L, z[k]), z[i]))
        .by(unfold(L), "Write the log-sum-exp out.")
        .by(
            derivative_of_log,
            differentiate,
            "The first derivative: of all the exponentials only e^(z_k) moves with z_k.",
        )
        .by(quotient_rule, "Top and bottom both depend on the logits.")
        .by(differentiate, "Every exponential is its own derivative, and only the one that holds z_i moves.")
        .by(split_fraction, fold(p).repeated(), "Divide each term by the bottom: the fractions are entries of p.")
        .by(in_matrix_form(k, i), DIAGONAL)
    )


ENTRIES = [
    Entry(
        "log-sum-exp-shift",
        "Log-sum-exp without overflow",
        "Log-sum-exp",
        "The largest logit can be taken out of the logarithm of a sum of exponentials.",
        {"written out": shifted},
        rests_on=("softmax-largest-subtracted",),
        opens_with=LOGITS,
        taught_in="CS224n, assignment 1",
        mistakes=(
            Mistake(
                "a term dropped",
                lambda: log(Sum(exp(z[k] - m), k)),
                "Unlike the softmax it does feel a shift: m must be added back.",
            ),
            Mistake(
                "factor",
                lambda: exp(m) + log(Sum(exp(z[k] - m), k)),
                "The logarithm undoes the exponential: m is added, not e^m.",
            ),
        ),
    ),
    Entry(
        "log-sum-exp-gradient",
        "Gradient of log-sum-exp",
        "Log-sum-exp",
        "The gradient of log-sum-exp is the softmax.",
        {"chain rule": gradient},
        opens_with=LOGITS,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: 1 / Sum(exp(z[k]), k),
                "The chain rule asks for the slope of the argument, e^(z_i), as well.",
            ),
            Mistake(
                "a term dropped",
                lambda: exp(z[i]),
                "That is the slope of the argument; the logarithm divides by the sum.",
            ),
            Mistake("sum lost", lambda: S.One, "The logarithm of one e^z has slope 1, but here it is of a sum."),
        ),
    ),
    Entry(
        "log-sum-exp-hessian",
        "Hessian of log-sum-exp",
        "Log-sum-exp",
        "The Hessian of log-sum-exp is the Jacobian of the softmax, diag(p) − ppᵀ.",
        {"through the Jacobian": hessian_by_the_jacobian, "quotient rule": hessian_written_out},
        rests_on=("log-sum-exp-gradient", "softmax-jacobian"),
        opens_with=LOGITS,
        taught_in="CS229; courses on convex optimisation",
        mistakes=(
            Mistake(
                "off-diagonal terms missing",
                lambda: Delta(i, k) * p[k] * (1 - p[k]),
                "The mixed derivatives are −p_k p_i, not 0.",
            ),
            Mistake(
                "a term dropped",
                lambda: ElementOf(Diagonal(p), k, i),
                "The bottom of the softmax depends on the logits too.",
            ),
            Mistake(
                "sign",
                lambda: ElementOf(Plus(Diagonal(p), Times(p, Transposed(p))), k, i),
                "The bottom pulls the others down: the outer product is subtracted.",
            ),
        ),
    ),
]
