"""The softmax: it does not feel a shift, what a temperature does to it, and its Jacobian."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import Delta, Largest, Partial, Quantity, Sum, exp, indices, scalar, size, vector
from derivations.notation.arrays import Diagonal, Hadamard, Plus, Scaled, ones
from derivations.notation.arrays import Entry as ElementOf
from derivations.rules.algebra import (
    common_factor,
    exp_of_a_sum,
    exp_of_terms,
    log_of_a_product,
    log_of_exp,
    multiply_out,
    split_fraction,
)
from derivations.rules.calculus import quotient_rule
from derivations.rules.cases import merge_cases, rename_by_delta, split_on
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.fractions import expand_fraction_by
from derivations.rules.logarithms import logarithmic_derivative
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.places import under_derivatives
from derivations.rules.strategies import differentiate
from derivations.rules.sums import factor_out_of_sum
from derivations.rules.whole_arrays import add_arrays, terms_as_arrays

n = size("n")
i, j, k, o = indices("i j k l", n)
z = vector("z", n)


def softmax_of(logits: Quantity, name: str = "p") -> Quantity:
    """The softmax of a vector, as a named quantity."""
    (n,) = logits.kind.shape
    j = indices("j", n)[0]
    return vector(name, n).defined_by(lambda k: exp(logits[k]) / Sum(exp(logits[j]), j))


p = softmax_of(z)

c = scalar("c")
shifted = vector("p'", n).defined_by(lambda k: exp(z[k] + c) / Sum(exp(z[j] + c), j))
m = scalar("m").defined_by(Largest(z[o], o))

COURSES = "CS224n, assignment 1; CS7015; TDT4265, assignment 1"
LOGARITHM = "The logarithm turns the quotient into a difference."
DIAGONAL = "A delta makes a diagonal, and a product of two entries with different indices makes an outer product."


def shift_invariance() -> Derivation:
    return (
        Derivation(shifted[k])
        .by(unfold(shifted), "Write out the softmax of the shifted logits.")
        .by(exp_of_a_sum, "The exponential of a sum is a product.")
        .by(factor_out_of_sum, "The factor e^c is the same in every term: it leaves the sum, and cancels.")
        .by(fold(p), "What is left is the softmax without the shift.")
    )


def largest_subtracted() -> Derivation:
    return (
        Derivation(p[k])
        .by(unfold(p), "Write the softmax out.")
        .by(expand_fraction_by(exp(-m)), "Multiply top and bottom by e^(−m), where m is the largest logit.")
        .by(
            exp_of_terms.where(lambda e: k in e.free_symbols),
            "On top the exponents add up to z_k − m, which is never above 0: nothing overflows.",
        )
        .by(exp_of_terms, "In the bottom as well, and there one exponent is 0: the bottom is at least 1.")
    )


def jacobian_by_the_quotient_rule(p: Quantity = p, z: Quantity = z) -> Derivation:
    i, k = indices("i k", *z.kind.shape)
    return (
        Derivation(Partial(p[k], z[i]))
        .by(unfold(p), "Write the softmax out.")
        .by(quotient_rule, "Top and bottom both depend on the logits.")
        .by(differentiate, "Every exponential is its own derivative, and only the one that holds z_i moves.")
        .by(split_on(i, k), common_factor, "The delta asks whether the two indices are equal, so look at each case.")
        .by(split_fraction, fold(p).repeated(), common_factor.if_possible(), "Each fraction is an entry of p.")
        .by(merge_cases, "Both cases in one formula: the delta switches the extra term on.")
        .by(rename_by_delta(i, k), common_factor, "Where the delta is not 0 the two indices are the same.")
    )


def jacobian_by_the_logarithm(p: Quantity = p, z: Quantity = z) -> Derivation:
    i, k = indices("i k", *z.kind.shape)
    return (
        Derivation(Partial(p[k], z[i]))
        .by(logarithmic_derivative, "A derivative is the function times the derivative of its logarithm.")
        .by(under_derivatives(unfold(p)), log_of_a_product, log_of_exp, LOGARITHM)
        .by(differentiate, "A logit by a logit is a delta; the other term is a logarithm.")
        .by(fold(p), "The fraction is the softmax again.")
    )


def jacobian_as_a_matrix() -> Derivation:
    return (
        Derivation(Partial(p[k], z[i]))
        .by(
            known(jacobian_by_the_quotient_rule(), "Jacobian of the softmax"),
            "Element by element the Jacobian has been derived before.",
        )
        .by(multiply_out, "Multiply out, so that each term can be read for itself.")
        .by(
            terms_as_arrays(k, i),
            DIAGONAL,
        )
        .by(add_arrays, "What holds for every entry holds for the matrices.")
    )


def jacobian_as_a_matrix_directly() -> Derivation:
    return (
        Derivation(Partial(p[k], z[i]))
        .by(unfold(p), "Write the softmax out.")
        .by(quotient_rule, "Top and bottom both depend on the logits.")
        .by(differentiate, "Every exponential is its own derivative, and only the one that holds z_i moves.")
        .by(split_fraction, "Divide each term by the bottom.")
        .by(fold(p).repeated(), "Each fraction is an entry of p.")
        .by(in_matrix_form(k, i), DIAGONAL)
    )


LOGITS = {"z": (2, 1, -0.5)}

ENTRIES = [
    Entry(
        "softmax-shift-invariance",
        "Softmax does not feel a shift",
        "Softmax",
        "Adding the same number to every logit leaves the softmax as it is.",
        {"written out": shift_invariance},
        opens_with={**LOGITS, "c": 3},
        taught_in="CS224n, assignment 1",
        mistakes=(
            Mistake("factor", lambda: exp(c) * p[k], "The factor e^c stands in the bottom as well, and cancels."),
            Mistake(
                "a term dropped",
                lambda: exp(z[k]) / Sum(exp(z[j] + c), j),
                "The top carries the shift as well, or the factor e^c would not cancel.",
            ),
        ),
    ),
    Entry(
        "softmax-largest-subtracted",
        "Why it is safe to subtract the largest logit",
        "Softmax",
        "With the largest logit subtracted from all, the softmax is the same and nothing overflows.",
        {"written out": largest_subtracted},
        rests_on=("softmax-shift-invariance",),
        opens_with=LOGITS,
        taught_in="CS224n, assignment 1",
        mistakes=(
            Mistake(
                "a term dropped",
                lambda: exp(z[k] - m) / Sum(exp(z[j]), j),
                "It must be subtracted in the bottom as well as in the top.",
            ),
            Mistake(
                "factor",
                lambda: exp(z[k] / m) / Sum(exp(z[j] / m), j),
                "Dividing by the largest logit is no shift: it acts as a temperature.",
            ),
        ),
    ),
    Entry(
        "softmax-jacobian",
        "Jacobian of the softmax",
        "Softmax",
        "Every probability moves with every logit: up with its own, down with the others.",
        {"quotient rule": jacobian_by_the_quotient_rule, "logarithm first": jacobian_by_the_logarithm},
        opens_with=LOGITS,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "off-diagonal terms missing",
                lambda: Delta(i, k) * p[k] * (1 - p[k]),
                "For k ≠ i the derivative is −p_k p_i, not 0: the bottom of the softmax holds every logit.",
            ),
            Mistake(
                "a term dropped",
                lambda: p[k] * (1 - p[k]),
                "That is the case k = i alone.",
            ),
            Mistake("sign", lambda: p[k] * (p[i] - Delta(i, k)), "A probability grows with its own logit."),
            Mistake(
                "factor",
                lambda: Delta(i, k) - p[i],
                "That is the derivative of log p_k; p_k itself is a factor.",
            ),
        ),
    ),
    Entry(
        "softmax-jacobian-matrix",
        "Jacobian of the softmax as a matrix",
        "Softmax",
        "The Jacobian of the softmax is diag(p) − ppᵀ.",
        {"from the elements": jacobian_as_a_matrix, "quotient rule": jacobian_as_a_matrix_directly},
        rests_on=("softmax-jacobian",),
        opens_with=LOGITS,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "off-diagonal terms missing",
                lambda: ElementOf(Diagonal(Hadamard(p, Plus(ones(n), Scaled(-1, p)))), k, i),
                "Off the diagonal stands −p_k p_i, not 0.",
            ),
            Mistake(
                "a term dropped",
                lambda: ElementOf(Diagonal(p), k, i),
                "The outer product comes from the bottom of the softmax.",
            ),
            Mistake(
                "transpose",
                lambda: Delta(k, i) * p[k] - Sum(p[j] * p[j], j),
                "The inner product pᵀp is a number, and it is the outer product ppᵀ, a matrix, that is subtracted.",
            ),
        ),
    ),
]
