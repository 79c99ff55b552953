"""Logistic regression for N examples at once: the gradients of the summed and of the averaged loss."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.logistic_regression import COURSES, b, binary_cross_entropy, d, j, k, w
from derivations.core import Derivation
from derivations.notation import Index, Partial, Quantity, Sum, matrix, scalar, sigmoid, size, vector
from derivations.notation.arrays import Entry as ElementOf
from derivations.notation.arrays import Plus, Scaled, Times, Transposed
from derivations.ranges import LABEL
from derivations.rules.algebra import cancel_terms, common_denominator, common_factor
from derivations.rules.calculus import chain_rule, constant_factor, derivative_of_a_sum
from derivations.rules.definitions import differentiate_definition, fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.places import under_derivatives
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum, split_sum

N = size("N")
i = Index("i", N)

X = matrix("X", N, d)
targets = vector("t", N)
logits = vector("z", N).defined_by(lambda i: Sum(X[i, k] * w[k], k) + b)
outputs = vector("y", N).defined_by(lambda i: sigmoid(logits[i]))
losses = vector(r"\ell", N).defined_by(lambda i: binary_cross_entropy(targets[i], outputs[i]))
total = scalar("E").defined_by(Sum(losses[i], i))
mean = scalar("E").defined_by(Sum(losses[i], i) / N)
ERRORS = Plus(outputs, Scaled(-1, targets))
TRANSPOSE = "A sum over the rows of X: the transpose of X times the errors."


def example_by_the_weight() -> Derivation:
    return (
        Derivation(Partial(losses[i], w[j]))
        .by(unfold(losses), "Write the loss of one example out.")
        .by(differentiate, "Differentiate the part with t and the part with 1 − t, each for itself.")
        .by(
            differentiate_definition(outputs),
            differentiate,
            fold(outputs).repeated(),
            "The slope of the sigmoid is y(1 − y).",
        )
        .by(differentiate_definition(logits), differentiate, "In the logit the weight w_j stands beside X_ij.")
        .by(cancel_terms, common_factor, "Multiply out: the two products t y cancel.")
    )


def loss_by_the_logits(loss: Quantity) -> Derivation:
    in_full = under_derivatives(unfold(losses))
    return (
        Derivation(Partial(loss, logits[i]))
        .by(chain_rule(outputs), "A logit acts on the loss only through the outputs.")
        .by(
            differentiate_definition(outputs),
            differentiate,
            fold(outputs).repeated(),
            "Only the output of the same example moves, with slope y(1 − y).",
        )
        .by(
            differentiate_definition(loss),
            in_full,
            differentiate,
            split_sum,
            collapse_delta,
            "By that output the loss is a sum of two logarithms, each with slope one over its argument.",
        )
        .by(common_denominator, "Over the common denominator y(1 − y), which cancels.")
        .by(cancel_terms, "Multiply out: the two products t y cancel.")
    )


def example_by_example(loss: Quantity) -> Derivation:
    what = "sum" if loss == total else "mean"
    return (
        Derivation(Partial(loss, w[j]))
        .by(unfold(loss), f"The loss is the {what} of the losses of all examples.")
        .by(
            constant_factor.if_possible(), derivative_of_a_sum, "The derivative of a sum is the sum of the derivatives."
        )
        .by(known(example_by_the_weight(), "gradient for one example"), "Each example gives its error times its input.")
        .by(in_matrix_form(j), TRANSPOSE)
    )


def weights_by_elements(loss: Quantity) -> Derivation:
    return (
        Derivation(Partial(loss, w[j]))
        .by(chain_rule(logits), "The weight acts on the loss through the logits of all examples.")
        .by(known(loss_by_the_logits(loss), "loss by the logits"), factor_out_of_sum.if_possible(), by_each_logit(loss))
        .by(
            differentiate_definition(logits),
            differentiate,
            "In the logit of example i the weight w_j stands beside X_ij.",
        )
    )


def through_the_logits(loss: Quantity) -> Derivation:
    return weights_by_elements(loss).by(in_matrix_form(j), TRANSPOSE)


def by_each_logit(loss: Quantity) -> str:
    """What is said of the gradient by the logits."""
    over = "" if loss == total else ", over N"
    return f"By each logit the gradient is prediction minus truth{over}."


def by_the_bias_of_all(loss: Quantity) -> Derivation:
    return (
        Derivation(Partial(loss, b))
        .by(chain_rule(logits), "The bias acts on the loss through the logits of all examples.")
        .by(known(loss_by_the_logits(loss), "loss by the logits"), factor_out_of_sum.if_possible(), by_each_logit(loss))
        .by(differentiate_definition(logits), "Every logit is a sum of weighted inputs, and the same bias.")
        .by(differentiate, "The weighted inputs do not hold the bias, and the slope of the bias itself is 1.")
    )


EXAMPLE = {"X": ((1, 2), (0, 1), (2, -1)), "t": LABEL.at((1, 0, 1)), "w": (0.5, -1), "b": 0.2}

ENTRIES = [
    Entry(
        "logistic-batch-logits",
        "Binary cross-entropy of N examples by their logits",
        "Binary cross-entropy",
        "By the logit of an example the gradient is its prediction minus its truth, divided by N.",
        {"through the outputs": lambda: loss_by_the_logits(mean)},
        rests_on=("logistic-logit",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "sign",
                lambda: (targets[i] - outputs[i]) / N,
                "The loss falls when an output nears its truth.",
            ),
            Mistake(
                "factor",
                lambda: outputs[i] - targets[i],
                "The loss is a mean over the examples, so its gradient keeps the 1/N.",
            ),
        ),
    ),
    Entry(
        "logistic-regression-batch",
        "Gradient of logistic regression for N examples",
        "Binary cross-entropy",
        "Summed over the examples the gradient is Xᵀ(y − t).",
        {
            "example by example": lambda: example_by_example(total),
            "through the logits": lambda: through_the_logits(total),
        },
        rests_on=("logistic-regression",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "sign",
                lambda: Sum(X[i, j] * (targets[i] - outputs[i]), i),
                "The gradient points uphill: prediction minus truth.",
            ),
            Mistake(
                "factor",
                lambda: ElementOf(Scaled(1 / N, Times(Transposed(X), ERRORS)), j),
                "The loss here is the sum over the examples, not their mean.",
            ),
            Mistake(
                "extra derivative of the activation",
                lambda: Sum(X[i, j] * (outputs[i] - targets[i]) * outputs[i] * (1 - outputs[i]), i),
                "The slope of the sigmoid cancels against the derivative of the loss.",
            ),
        ),
    ),
    Entry(
        "logistic-regression-mean",
        "Gradient of logistic regression, averaged over N examples",
        "Binary cross-entropy",
        "For the mean over the examples the gradient is Xᵀ(y − t) divided by N.",
        {
            "example by example": lambda: example_by_example(mean),
            "through the logits": lambda: through_the_logits(mean),
        },
        rests_on=("logistic-regression-batch",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "factor",
                lambda: ElementOf(Times(Transposed(X), ERRORS), j),
                "The loss is a mean over the examples, so its gradient keeps the 1/N.",
            ),
            Mistake(
                "sum lost",
                lambda: (outputs[i] - targets[i]) * X[i, j] / N,
                "Every example contributes, not example i alone.",
            ),
        ),
    ),
    Entry(
        "logistic-regression-batch-bias",
        "Gradient of logistic regression for N examples by the bias",
        "Binary cross-entropy",
        "The bias gets the mean of the errors.",
        {"through the logits": lambda: by_the_bias_of_all(mean)},
        rests_on=("logistic-regression-mean",),
        opens_with=EXAMPLE,
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "factor",
                lambda: Sum(outputs[i] - targets[i], i),
                "The loss is a mean over the examples, so its gradient keeps the 1/N.",
            ),
            Mistake(
                "sum lost", lambda: outputs[i] - targets[i], "The bias is shared by all examples, whose errors add up."
            ),
        ),
    ),
]
