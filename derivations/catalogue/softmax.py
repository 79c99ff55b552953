"""The softmax: it does not feel a shift, and its Jacobian."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import Delta, Partial, Quantity, Sum, exp, indices, scalar, size, vector
from derivations.rules.algebra import (
    common_factor,
    exp_of_a_sum,
    log_of_a_product,
    log_of_exp,
    split_fraction,
)
from derivations.rules.calculus import quotient_rule
from derivations.rules.cases import merge_cases, rename_by_delta, split_on
from derivations.rules.definitions import fold, unfold
from derivations.rules.logarithms import logarithmic_derivative
from derivations.rules.strategies import differentiate
from derivations.rules.sums import factor_out_of_sum

n = size("n")
i, j, k = indices("i j k", n)
z = vector("z", n)


def softmax_of(logits: Quantity, name: str = "p") -> Quantity:
    """The softmax of a vector, as a named quantity."""
    (n,) = logits.kind.shape
    j = indices("j", n)[0]
    return vector(name, n).defined_by(lambda k: exp(logits[k]) / Sum(exp(logits[j]), j))


p = softmax_of(z)

c = scalar("c")
x = vector("x", n)
shifted = vector("z", n).defined_by(lambda k: x[k] + c)
of_shifted = softmax_of(shifted, "p")
of_plain = softmax_of(x, "q")


def shift_invariance() -> Derivation:
    return (
        Derivation(of_shifted[k])
        .by(unfold(of_shifted), "Write the softmax out.")
        .by(unfold(shifted), "Every logit carries the shift.")
        .by(exp_of_a_sum, "The exponential of a sum is a product.")
        .by(factor_out_of_sum, "The shift is the same in every term, so it leaves the sum and cancels.")
        .by(fold(of_plain), "What is left is the softmax of the logits without the shift.")
    )


def jacobian_by_the_quotient_rule(p: Quantity = p, z: Quantity = z) -> Derivation:
    i, k = indices("i k", *z.kind.shape)
    return (
        Derivation(Partial(p[k], z[i]))
        .by(unfold(p), "Write the softmax out.")
        .by(quotient_rule, "Top and bottom both depend on the logits.")
        .by(differentiate, "Every exponential is its own derivative, and only one logit moves.")
        .by(split_on(i, k), "The delta asks whether the two indices are equal; look at each case.")
        .by(split_fraction, fold(p).repeated(), common_factor.if_possible(), "Each fraction is an entry of p.")
        .by(merge_cases, "Both cases in one formula: the delta switches the extra term on.")
        .by(rename_by_delta(i, k), common_factor, "Where the delta is not 0 the two indices are the same.")
    )


def jacobian_by_the_logarithm(p: Quantity = p, z: Quantity = z) -> Derivation:
    i, k = indices("i k", *z.kind.shape)
    return (
        Derivation(Partial(p[k], z[i]))
        .by(logarithmic_derivative, "A derivative is the function times the derivative of its logarithm.")
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the quotient into a difference.")
        .by(differentiate, "A logit by a logit is a delta; the other term is a logarithm.")
        .by(fold(p).repeated(), "Both fractions are the softmax again.")
    )


ENTRIES = [
    Entry(
        "softmax-shift-invariance",
        "Softmax does not feel a shift",
        "Softmax",
        "Adding the same number to every logit leaves the softmax as it is.",
        {"direct": shift_invariance},
        taught_in="CS224n, assignment 1",
        mistakes=(
            Mistake(
                "the shift comes out",
                lambda: exp(c) * of_plain[k],
                "The factor stands in the bottom as well, and cancels.",
            ),
        ),
    ),
    Entry(
        "softmax-jacobian",
        "Jacobian of the softmax",
        "Softmax",
        "Every probability moves with every logit: up with its own, down with the others.",
        {"quotient rule": jacobian_by_the_quotient_rule, "logarithm first": jacobian_by_the_logarithm},
        rests_on=("softmax-shift-invariance",),
        taught_in="CS224n, assignment 1; CS7015; TDT4265, assignment 1",
        mistakes=(
            Mistake(
                "off-diagonal terms missing",
                lambda: p[k] * (1 - p[k]),
                "That is the case k = i alone; the bottom of the softmax holds every logit.",
            ),
            Mistake(
                "off-diagonal terms missing",
                lambda: Delta(i, k) * p[k] * (1 - p[k]),
                "For k ≠ i the derivative is −p_k p_i, not 0.",
            ),
        ),
    ),
]
