"""The loss −log p_c of the class that is right: its gradient by cases, with an indicator, and as a vector."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import LOGITS, i, jacobian_by_the_quotient_rule, k, n, p, softmax_of, z
from derivations.core import Derivation
from derivations.notation import Delta, Index, Partial, Quantity, indices, log, scalar, vector
from derivations.notation.arrays import Entry as ElementOf
from derivations.notation.arrays import Plus, Scaled, Unit
from derivations.rules.algebra import log_of_a_product, log_of_exp
from derivations.rules.calculus import constant_factor, derivative_of_a_sum, derivative_of_log
from derivations.rules.cases import split_on
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.single_terms import with_indicator
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta
from derivations.rules.whole_arrays import minus_in_front

c = Index("c", n)
of_class = scalar("L").defined_by(-log(p[c]))

o = Index("l", n)
a = vector("a", n)
y_hat = softmax_of(a, r"\hat{y}")
of_output = scalar("L").defined_by(-log(y_hat[o]))


def of_class_to_the_probability(loss: Quantity = of_class, p: Quantity = p, z: Quantity = z) -> Derivation:
    (i,) = indices("i", *z.kind.shape)
    return (
        Derivation(Partial(loss, z[i]))
        .by(unfold(loss), "The loss is minus the logarithm of the probability of the true class.")
        .by(constant_factor, derivative_of_log, "The slope of log p is 1/p, times the slope of p.")
        .by(
            known(jacobian_by_the_quotient_rule(p, z), "Jacobian of the softmax"),
            "Put in the Jacobian of the softmax, whose first factor cancels 1/p.",
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
            "Put in the Jacobian of the softmax, whose first factor cancels 1/p.",
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
        opens_with=LOGITS,
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
        opens_with={"a": LOGITS["z"]},
        taught_in="CS7015",
        mistakes=(
            Mistake(
                "sign",
                lambda: ElementOf(Plus(Unit(o, n), Scaled(-1, y_hat)), i),
                "The minus in front of the logarithm stays, so the entry of the right class is ŷ_l − 1.",
            ),
            Mistake(
                "a term dropped",
                lambda: ElementOf(Scaled(-1, Unit(o, n)), i),
                "The bottom of the softmax holds every logit, and gives ŷ.",
            ),
        ),
    ),
]
