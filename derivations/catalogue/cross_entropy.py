"""The cross-entropy of a softmax, with respect to the logits."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import COURSES, LOGITS, i, jacobian_by_the_quotient_rule, n, p, z
from derivations.core import Derivation
from derivations.notation import Delta, Partial, Quantity, Sum, indices, log, one_hot, scalar, vector
from derivations.rules.algebra import log_of_a_product, log_of_exp, multiply_out, take_out
from derivations.rules.calculus import chain_rule
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.single_terms import delta_among_others, put_back
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum, single_out, split_sum, sums_to_one

y = one_hot("y", n)
t = vector("y", n)


def cross_entropy_of(target: Quantity, prediction: Quantity = p) -> Quantity:
    """The loss −Σ_k y_k log p_k, as a named quantity."""
    (k,) = indices("k", *target.kind.shape)
    return scalar("J").defined_by(-Sum(target[k] * log(prediction[k]), k))


J = cross_entropy_of(y)
J_general = cross_entropy_of(t)


def through_the_jacobian(loss: Quantity = J, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    return (
        Derivation(Partial(loss, z[i]))
        .by(chain_rule(p), "The logits act on the loss only through the probabilities.")
        .by(
            unfold(loss),
            differentiate,
            "By one probability only its own term of the loss moves, with slope one over p.",
        )
        .by(
            known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax"),
            "Put in the Jacobian of the softmax, whose first factor cancels 1/p.",
        )
        .by(multiply_out, split_sum, "Multiply out, and split the sum in two.")
        .by(
            collapse_delta,
            factor_out_of_sum,
            "The delta picks one term, and what does not depend on k leaves the sum.",
        )
        .by(sums_to_one.if_possible(), "The entries of y sum to one.")
    )


def case_by_case(loss: Quantity = J, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    jacobian = known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax")
    return (
        Derivation(Partial(loss, z[i]))
        .by(chain_rule(p), "The logits act on the loss only through the probabilities.")
        .by(
            unfold(loss),
            differentiate,
            "By one probability only its own term of the loss moves, with slope one over p.",
        )
        .by(single_out(i), "Write the term k = i apart, for there the Jacobian looks different.")
        .by(jacobian, delta_among_others, "For k = i it is p_i(1 − p_i), for every other k it is −p_k p_i.")
        .by(
            factor_out_of_sum,
            multiply_out.where(lambda e: not e.has(Delta)),
            "Multiply out, and let p_i leave the sum.",
        )
        .by(take_out(p[i]), "Collect the terms with p_i.")
        .by(put_back, "The term k = i is what the sum lacked.")
        .by(sums_to_one.if_possible(), "The entries of y sum to one.")
    )


def logarithm_first(loss: Quantity = J, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    return (
        Derivation(Partial(loss, z[i]))
        .by(unfold(loss), "Write the loss out.")
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(
            multiply_out,
            split_sum,
            factor_out_of_sum,
            "Multiply out, and note that the logarithm is the same for every class.",
        )
        .by(sums_to_one.if_possible(), "The entries of y sum to one.")
        .by(
            differentiate,
            "In the sum z_i has the coefficient y_i, and a logarithm has the slope one over its argument.",
        )
        .by(fold(p), "The fraction is the softmax again.")
    )


EXAMPLE = {**LOGITS, "y": (0, 1, 0)}
"""The model takes the first class to be the likeliest; the second is true."""

ENTRIES = [
    Entry(
        "cross-entropy",
        "Gradient of the cross-entropy",
        "Cross-entropy",
        "For softmax and cross-entropy the gradient by the logits is prediction minus truth.",
        {
            "through the Jacobian": through_the_jacobian,
            "the two cases": case_by_case,
            "logarithm first": logarithm_first,
        },
        rests_on=("softmax-jacobian",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "sign",
                lambda: y[i] - p[i],
                "The loss is minus the logarithm: a larger prediction of the true class lowers it.",
            ),
            Mistake(
                "extra derivative of the activation",
                lambda: (p[i] - y[i]) * p[i] * (1 - p[i]),
                "The p of the Jacobian cancels against 1/p; no slope is left.",
            ),
            Mistake(
                "off-diagonal terms missing",
                lambda: -y[i] * (1 - p[i]),
                "That is the term k = i alone: z_i lowers all other probabilities as well.",
            ),
            Mistake(
                "derivative of the activation missing",
                lambda: -y[i] / p[i],
                "That is the derivative by p_i, not by z_i.",
            ),
        ),
    ),
    Entry(
        "cross-entropy-general",
        "Gradient of the cross-entropy for any target",
        "Cross-entropy",
        "Where the target does not sum to one, its sum stays as a factor of the prediction.",
        {
            "through the Jacobian": lambda: through_the_jacobian(J_general),
            "the two cases": lambda: case_by_case(J_general),
            "logarithm first": lambda: logarithm_first(J_general),
        },
        rests_on=("cross-entropy",),
        opens_with={**LOGITS, "y": (1, 2, 0.5)},
        taught_in="CS224n, assignment 1",
        mistakes=(
            Mistake("factor", lambda: p[i] - t[i], "Only where Σ y = 1 does the sum in front of p_i disappear."),
            Mistake("sum lost", lambda: p[i] * t[i] - t[i], "Every class contributes p_i y_k, not class i alone."),
        ),
    ),
]
