"""The softmax with a temperature: its Jacobian, and what warming does to a probability."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import LOGARITHM, LOGITS, i, j, jacobian_by_the_quotient_rule, k, n, softmax_of, z
from derivations.core import Derivation
from derivations.notation import Delta, Partial, Sum, exp, positive, vector
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp
from derivations.rules.calculus import chain_rule, constant_factor, derivative_of_an_element
from derivations.rules.columns import unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.logarithms import logarithmic_derivative
from derivations.rules.places import under_derivatives
from derivations.rules.strategies import differentiate
from derivations.rules.sums import bring_into_sum, collapse_delta, factor_out_of_sum, rename

T = positive("T")
a = vector("a", n).defined_by(lambda k: z[k] / T)
tempered = softmax_of(a)
written_out = vector("p", n).defined_by(lambda k: exp(z[k] / T) / Sum(exp(z[j] / T), j))


def tempered_through_the_scaled_logits() -> Derivation:
    return (
        Derivation(Partial(tempered[k], z[i]))
        .by(chain_rule(a), "A logit acts on the softmax only through the scaled logits a = z/T.")
        .by(
            known(jacobian_by_the_quotient_rule(tempered, a), "Jacobian of the softmax"),
            "By the scaled logits it is the Jacobian of the softmax as ever.",
        )
        .by(
            unfold_in_derivatives(a),
            constant_factor,
            derivative_of_an_element,
            "Only the scaled logit of the same class moves, and 1/T as fast.",
        )
        .by(collapse_delta, factor_out_of_sum.if_possible(), "The delta picks the term of class i.")
    )


def tempered_by_the_logarithm() -> Derivation:
    return (
        Derivation(Partial(tempered[k], z[i]))
        .by(logarithmic_derivative, "A derivative is the function times the derivative of its logarithm.")
        .by(under_derivatives(unfold(tempered)), log_of_a_product, log_of_exp, LOGARITHM)
        .by(unfold(a), differentiate, "A logit by a logit is a delta, and each brings its 1/T along.")
        .by(fold(a).repeated(), fold(tempered), common_factor, "The fraction is the softmax again.")
    )


def by_the_temperature() -> Derivation:
    return (
        Derivation(Partial(written_out[k], T))
        .by(logarithmic_derivative, "A derivative is the function times the derivative of its logarithm.")
        .by(under_derivatives(unfold(written_out)), log_of_a_product, log_of_exp, LOGARITHM)
        .by(differentiate, "The derivative of 1/T is −1/T², and under the logarithm every exponential moves.")
        .by(factor_out_of_sum, common_factor, "The factor 1/T² is the same in every term, so it stands in front.")
        .by(
            bring_into_sum,
            fold(written_out),
            rename(i, j),
            "What weighs each logit is its probability, so the sum is the mean of the logits.",
        )
    )


EXAMPLE = {**LOGITS, "T": 2}

ENTRIES = [
    Entry(
        "softmax-temperature",
        "Jacobian of the softmax with temperature",
        "Softmax",
        "A temperature T divides every slope of the softmax by T.",
        {
            "through the scaled logits": tempered_through_the_scaled_logits,
            "logarithm first": tempered_by_the_logarithm,
        },
        rests_on=("softmax-jacobian",),
        opens_with=EXAMPLE,
        taught_in="courses on distillation and on sampling from language models",
        mistakes=(
            Mistake(
                "factor",
                lambda: tempered[k] * (Delta(i, k) - tempered[i]),
                "The chain rule asks for the inner derivative ∂a_i/∂z_i = 1/T as well.",
            ),
            Mistake(
                "off-diagonal terms missing",
                lambda: Delta(i, k) * tempered[k] * (1 - tempered[k]) / T,
                "For k ≠ i the slope is −p_k p_i/T, not 0.",
            ),
        ),
    ),
    Entry(
        "softmax-by-temperature",
        "What a higher temperature does to a probability",
        "Softmax",
        "Warming raises the probabilities whose logit is below the mean logit, and lowers the others.",
        {"logarithm first": by_the_temperature},
        opens_with=EXAMPLE,
        taught_in="courses on distillation and on sampling from language models",
        mistakes=(
            Mistake(
                "sign",
                lambda: written_out[k] / T**2 * (z[k] - Sum(z[j] * written_out[j], j)),
                "Warming makes the likely less likely: the slope is negative where z_k is above the mean.",
            ),
            Mistake(
                "a term dropped",
                lambda: -z[k] * written_out[k] / T**2,
                "The bottom of the softmax depends on the temperature too.",
            ),
            Mistake(
                "factor",
                lambda: written_out[k] / T * (Sum(z[j] * written_out[j], j) - z[k]),
                "The derivative of 1/T is −1/T².",
            ),
        ),
    ),
]
