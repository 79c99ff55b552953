"""The cross-entropy of a softmax, with respect to the logits."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import i, jacobian_by_the_quotient_rule, n, p, z
from derivations.core import Derivation
from derivations.notation import Partial, Quantity, Sum, indices, log, one_hot, scalar, vector
from derivations.rules.algebra import log_of_a_product, log_of_exp, multiply_out
from derivations.rules.calculus import chain_rule
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum, split_sum, sums_to_one

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
        .by(unfold(loss), differentiate, "The loss by one probability: only its own term moves.")
        .by(known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax"), "Put in the Jacobian of the softmax.")
        .by(multiply_out, split_sum, "Multiply out and split the sum.")
        .by(collapse_delta, factor_out_of_sum, "The delta picks one term; what does not depend on k leaves the sum.")
        .by(sums_to_one.if_possible(), "Exactly one entry of y is 1.")
    )


def logarithm_first(loss: Quantity = J, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    return (
        Derivation(Partial(loss, z[i]))
        .by(unfold(loss), "Write the loss out.")
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(multiply_out, split_sum, factor_out_of_sum, "The second term is the same for every class.")
        .by(sums_to_one.if_possible(), "Exactly one entry of y is 1.")
        .by(differentiate, "A sum of logits gives its coefficient, a logarithm one over its argument.")
        .by(fold(p), "The fraction is the softmax again.")
    )


ENTRIES = [
    Entry(
        "cross-entropy",
        "Gradient of the cross-entropy",
        "Cross-entropy",
        "For softmax and cross-entropy the gradient by the logits is prediction minus truth.",
        {"through the Jacobian": through_the_jacobian, "logarithm first": logarithm_first},
        rests_on=("softmax-jacobian",),
        taught_in="CS224n, assignment 1; CS7015; TDT4265, assignment 1",
        mistakes=(
            Mistake("sign", lambda: y[i] - p[i], "The loss carries a minus that the product −y_i/p_i · … must keep."),
            Mistake(
                "σ′ left in",
                lambda: (p[i] - y[i]) * p[i] * (1 - p[i]),
                "The Jacobian's p_i cancels against 1/p_i; no such factor is left.",
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
            "logarithm first": lambda: logarithm_first(J_general),
        },
        rests_on=("cross-entropy",),
        mistakes=(
            Mistake(
                "the target need not sum to one",
                lambda: p[i] - t[i],
                "Only where Σ y = 1 does the sum in front of p_i disappear.",
            ),
        ),
    ),
]
