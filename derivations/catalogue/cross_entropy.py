"""The cross-entropy of a softmax, with respect to the logits."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import COURSES, i, jacobian_by_the_quotient_rule, k, n, p, softmax_of, z
from derivations.core import Derivation
from derivations.notation import Delta, Index, Partial, Quantity, Sum, indices, log, one_hot, scalar, vector
from derivations.notation.arrays import Entry as ElementOf
from derivations.notation.arrays import Plus, Scaled, Unit
from derivations.rules.algebra import log_of_a_product, log_of_exp, multiply_out, take_out
from derivations.rules.calculus import chain_rule, constant_factor, derivative_of_a_sum, derivative_of_log
from derivations.rules.cases import split_on
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.single_terms import delta_among_others, put_back, with_indicator
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum, single_out, split_sum, sums_to_one
from derivations.rules.whole_arrays import minus_in_front

y = one_hot("y", n)
t = vector("y", n)


def cross_entropy_of(target: Quantity, prediction: Quantity = p) -> Quantity:
    """The loss −Σ_k y_k log p_k, as a named quantity."""
    (k,) = indices("k", *target.kind.shape)
    return scalar("J").defined_by(-Sum(target[k] * log(prediction[k]), k))


J = cross_entropy_of(y)
J_general = cross_entropy_of(t)

c = Index("c", n)
of_class = scalar("L").defined_by(-log(p[c]))

o = Index("l", n)
a = vector("a", n)
y_hat = softmax_of(a, r"\hat{y}")
of_output = scalar("L").defined_by(-log(y_hat[o]))


def through_the_jacobian(loss: Quantity = J, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    return (
        Derivation(Partial(loss, z[i]))
        .by(chain_rule(p), "The logits act on the loss only through the probabilities.")
        .by(unfold(loss), differentiate, "The loss by one probability: only its own term moves.")
        .by(known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax"), "Put in the softmax's Jacobian.")
        .by(multiply_out, split_sum, "Multiply out and split the sum.")
        .by(collapse_delta, factor_out_of_sum, "The delta picks one term; what does not depend on k leaves the sum.")
        .by(sums_to_one.if_possible(), "The entries of y sum to one.")
    )


def case_by_case(loss: Quantity = J, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    jacobian = known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax")
    return (
        Derivation(Partial(loss, z[i]))
        .by(chain_rule(p), "The logits act on the loss only through the probabilities.")
        .by(unfold(loss), differentiate, "The loss by one probability: only its own term moves.")
        .by(single_out(i), "Write the term k = i apart, for there the Jacobian looks different.")
        .by(jacobian, delta_among_others, "For k = i it is p_i(1 − p_i), for every other k it is −p_k p_i.")
        .by(factor_out_of_sum, multiply_out.where(lambda e: not e.has(Delta)), "Multiply out; p_i leaves the sum.")
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
        .by(multiply_out, split_sum, factor_out_of_sum, "The second term is the same for every class.")
        .by(sums_to_one.if_possible(), "The entries of y sum to one.")
        .by(differentiate, "A sum of logits gives its coefficient, a logarithm one over its argument.")
        .by(fold(p), "The fraction is the softmax again.")
    )


def of_class_to_the_probability(loss: Quantity = of_class, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    return (
        Derivation(Partial(loss, z[i]))
        .by(unfold(loss), "The loss is minus the logarithm of the probability of the true class.")
        .by(constant_factor, derivative_of_log, "The slope of log p is 1/p, times the slope of p.")
        .by(
            known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax"),
            "Put in the Jacobian: its first factor cancels 1/p.",
        )
    )


def of_class_by_cases() -> Derivation:
    return of_class_to_the_probability().by(split_on(i, c), "Look at the logit of the true class, and at the others.")


def of_class_by_the_indicator() -> Derivation:
    return (
        Derivation(Partial(of_class, z[i]))
        .by(unfold(of_class), "The loss is minus the logarithm of the probability of the true class.")
        .by(
            with_indicator(c, k),
            "The same as a sum over all classes: the indicator 1[k = c], written δ, lets one term through.",
        )
        .by(
            constant_factor,
            derivative_of_a_sum,
            constant_factor,
            derivative_of_log,
            "The slope of log p is 1/p, times the slope of p.",
        )
        .by(
            known(jacobian_by_the_quotient_rule(), "Jacobian of the softmax"),
            "Put in the Jacobian: its first factor cancels 1/p.",
        )
        .by(collapse_delta, "The indicator picks the term of the true class.")
    )


def of_class_by_the_logarithm() -> Derivation:
    return (
        Derivation(Partial(of_class, z[i]))
        .by(unfold(of_class), "The loss is minus the logarithm of the probability of the true class.")
        .by(unfold(p), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(differentiate, "The logit of the true class moves with z_i only if i is the true class.")
        .by(fold(p), "The fraction is the softmax again.")
    )


def all_outputs() -> Derivation:
    return (
        of_class_to_the_probability(of_output, y_hat, a)
        .by(in_matrix_form(i), "All logits at once: the delta is the vector e_l, which is 1 at the true class l.")
        .by(minus_in_front, "As it is usually written: minus the difference of truth and prediction.")
    )


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
        taught_in="CS224n, assignment 1",
        mistakes=(
            Mistake("factor", lambda: p[i] - t[i], "Only where Σ y = 1 does the sum in front of p_i disappear."),
            Mistake("sum lost", lambda: p[i] * t[i] - t[i], "Every class contributes p_i y_k, not class i alone."),
        ),
    ),
    Entry(
        "cross-entropy-true-class",
        "Gradient of −log of the true class",
        "Cross-entropy",
        "The logit of the true class gets p − 1, every other one gets its p.",
        {
            "two cases": of_class_by_cases,
            "indicator notation": of_class_by_the_indicator,
            "logarithm first": of_class_by_the_logarithm,
        },
        rests_on=("softmax-jacobian",),
        taught_in="CS7015; courses on sampled losses",
        mistakes=(
            Mistake("sign", lambda: Delta(c, i) - p[i], "The loss falls when the logit of the true class grows."),
            Mistake(
                "a term dropped",
                lambda: -Delta(c, i) * (1 - p[i]),
                "The logits of the other classes move the loss too.",
            ),
            Mistake(
                "extra derivative of the activation",
                lambda: (p[i] - Delta(c, i)) * p[c],
                "The p_c of the Jacobian cancels against 1/p_c.",
            ),
        ),
    ),
    Entry(
        "cross-entropy-vector",
        "Gradient at the output layer, for all logits at once",
        "Cross-entropy",
        "For L = −log ŷ_l the gradient by the logits a is −(e_l − ŷ).",
        {"through the Jacobian": all_outputs},
        rests_on=("cross-entropy-true-class",),
        taught_in="CS7015",
        mistakes=(
            Mistake(
                "sign",
                lambda: ElementOf(Plus(Unit(o, n), Scaled(-1, y_hat)), i),
                "The minus in front of the logarithm stays.",
            ),
            Mistake(
                "a term dropped",
                lambda: ElementOf(Scaled(-1, Unit(o, n)), i),
                "The bottom of the softmax holds every logit, and gives ŷ.",
            ),
        ),
    ),
]
