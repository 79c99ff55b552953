"""Whole objectives with L2: logistic and softmax regression, each with a penalty on its weights."""

from derivations.catalogue import logistic_regression_batch as logistic
from derivations.catalogue import softmax_regression_batch as softmax
from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.logistic_regression import j, w
from derivations.catalogue.regularisation import (
    COURSES,
    EXAMPLE,
    TOPIC,
    by_half_in_elements,
    entry_by_elements,
    half,
    strength,
)
from derivations.catalogue.softmax_regression import W, k
from derivations.core import Derivation
from derivations.notation import Expr, Partial, Sum, scalar
from derivations.rules.calculus import derivative_of_terms
from derivations.rules.definitions import known, unfold
from derivations.rules.matrix_form import in_matrix_form

regularised = scalar("J").defined_by(logistic.mean + half)
decay = scalar("R").defined_by(strength * Sum(W[k, j] ** 2, j, k))
regularised_classes = scalar("J").defined_by(softmax.E + decay)


def by_a_weight_of_the_objective() -> Derivation:
    return (
        Derivation(Partial(regularised, w[j]))
        .by(unfold(regularised), "The objective is the loss plus the penalty.")
        .by(derivative_of_terms, "The derivative of a sum is the sum of the derivatives.")
        .by(
            known(logistic.weights_by_elements(logistic.mean), "gradient of logistic regression"),
            "The loss gives the mean of errors times inputs.",
        )
        .by(known(by_half_in_elements(), "gradient of the penalty"), "The penalty gives λ times the weight.")
        .by(in_matrix_form(j), "All weights at once: a step of descent shrinks each a little, which is weight decay.")
    )


def by_a_matrix_entry_of_the_objective() -> Derivation:
    return (
        Derivation(Partial(regularised_classes, W[k, j]))
        .by(unfold(regularised_classes), "The objective is the loss plus the penalty.")
        .by(derivative_of_terms, "The derivative of a sum is the sum of the derivatives.")
        .by(
            known(softmax.weights_by_elements(), "gradient of softmax regression"),
            "The loss gives the mean of errors times inputs.",
        )
        .by(known(entry_by_elements(decay), "gradient of the penalty"), "The penalty gives 2λ times the weight.")
        .by(
            in_matrix_form(k, j),
            "All weights at once: a step of descent shrinks each a little, which is weight decay.",
        )
    )


def of_the_loss() -> Expr:
    """The part of the loss of logistic regression."""
    return logistic.weights_by_elements(logistic.mean).result


def of_the_loss_of_classes() -> Expr:
    """The part of the loss of softmax regression."""
    return softmax.weights_by_elements().result


ENTRIES = [
    Entry(
        "l2-objective",
        "Gradient of a whole objective: logistic regression with L2",
        TOPIC,
        "The gradient of loss plus penalty is the gradient of the loss plus λw.",
        {"term by term": by_a_weight_of_the_objective},
        rests_on=("logistic-regression-mean", "l2-half"),
        opens_with={**logistic.EXAMPLE, **EXAMPLE},
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "a term dropped",
                lambda: of_the_loss(),
                "The penalty depends on the weights too, so its gradient belongs to that of the objective.",
            ),
            Mistake(
                "factor",
                lambda: of_the_loss() + 2 * strength * w[j],
                "The 2 of the square cancels the one half in front.",
            ),
            Mistake(
                "sign",
                lambda: of_the_loss() - strength * w[j],
                "The penalty is added to the loss, and so is its gradient.",
            ),
            Mistake(
                "factor",
                lambda: of_the_loss() + strength / logistic.N * w[j],
                "The penalty stands outside the mean over the examples.",
            ),
        ),
    ),
    Entry(
        "l2-objective-matrix",
        "Gradient of a whole objective: softmax regression with L2",
        TOPIC,
        "The gradient of loss plus penalty is the gradient of the loss plus 2λW.",
        {"term by term": by_a_matrix_entry_of_the_objective},
        rests_on=("softmax-regression-batch", "l2-frobenius"),
        opens_with={**EXAMPLE, **softmax.EXAMPLE},
        taught_in="TDT4265, assignment 1",
        mistakes=(
            Mistake(
                "a term dropped",
                lambda: of_the_loss_of_classes(),
                "The penalty depends on the weights too, so its gradient belongs to that of the objective.",
            ),
            Mistake(
                "factor",
                lambda: of_the_loss_of_classes() + strength * W[k, j],
                "Here the penalty is λ‖W‖², without the one half.",
            ),
        ),
    ),
]
