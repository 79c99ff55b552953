"""Logistic regression: the binary cross-entropy of a sigmoid, for one example and for many."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import Expr, Index, Partial, Quantity, Sum, log, matrix, scalar, sigmoid, size, vector
from derivations.notation.arrays import Entry as ElementOf
from derivations.notation.arrays import Plus, Scaled, Times, Transposed
from derivations.rules.algebra import cancel_terms, common_denominator, common_factor, turn_round
from derivations.rules.calculus import chain_rule, constant_factor, derivative_of_a_sum
from derivations.rules.definitions import differentiate_definition, fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.places import under_derivatives
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, split_sum

d, N = size("d"), size("N")
j, k, i = Index("j", d), Index("k", d), Index("i", N)


def binary_cross_entropy(t: Expr, y: Expr) -> Expr:
    """−t log y − (1 − t) log(1 − y)"""
    return -t * log(y) - ((1 - t) * log(1 - y))


w, b = vector("w", d), scalar("b")

x = vector("x", d)
t = scalar("t")
z = scalar("z").defined_by(Sum(w[k] * x[k], k) + b)
y = scalar("y").defined_by(sigmoid(z))
E = scalar("E").defined_by(binary_cross_entropy(t, y))

X = matrix("X", N, d)
targets = vector("t", N)
logits = vector("z", N).defined_by(lambda i: Sum(X[i, k] * w[k], k) + b)
outputs = vector("y", N).defined_by(lambda i: sigmoid(logits[i]))
losses = vector(r"\ell", N).defined_by(lambda i: binary_cross_entropy(targets[i], outputs[i]))
total = scalar("E").defined_by(Sum(losses[i], i))
mean = scalar("E").defined_by(Sum(losses[i], i) / N)

COURSES = "TDT4265, assignment 1; CS229"
ERRORS = Plus(outputs, Scaled(-1, targets))
TRANSPOSE = "A sum over the rows of X: the transpose of X times the errors."


def output_by_the_weight() -> Derivation:
    return (
        Derivation(Partial(y, w[j]))
        .by(chain_rule(z), "The weight acts on the output only through the logit.")
        .by(differentiate_definition(y), differentiate, fold(y).repeated(), "The slope of the sigmoid is y(1 − y).")
        .by(differentiate_definition(z), differentiate, "In the logit the weight w_j stands beside x_j.")
    )


def loss_by_the_logit() -> Derivation:
    return (
        Derivation(Partial(E, z))
        .by(chain_rule(y), "The logit acts on the loss only through the output.")
        .by(differentiate_definition(E), differentiate, "The loss by the output: two logarithms.")
        .by(differentiate_definition(y), differentiate, fold(y).repeated(), "The slope of the sigmoid is y(1 − y).")
        .by(common_denominator, "Over the common denominator y(1 − y), which the slope of the sigmoid cancels.")
        .by(cancel_terms, "Multiply out: the two products t y cancel.")
    )


def through_the_output() -> Derivation:
    return (
        Derivation(-Partial(E, w[j]))
        .by(chain_rule(y), "The weight acts on the loss only through the output.")
        .by(differentiate_definition(E), differentiate, "The loss by the output: two logarithms.")
        .by(known(output_by_the_weight(), "output by a weight"), "The output by the weight is known.")
        .by(common_denominator, "Over the common denominator y(1 − y), which cancels.")
        .by(cancel_terms, turn_round, "Multiply out: the two products t y cancel.")
    )


def through_the_logit() -> Derivation:
    return (
        Derivation(-Partial(E, w[j]))
        .by(chain_rule(z), "The weight acts on the loss only through the logit.")
        .by(known(loss_by_the_logit(), "loss by the logit"), "By the logit: prediction minus truth.")
        .by(differentiate_definition(z), differentiate, turn_round, "In the logit the weight w_j stands beside x_j.")
    )


def both_parts_apart() -> Derivation:
    return (
        Derivation(-Partial(E, w[j]))
        .by(unfold(E), "Write the loss out.")
        .by(differentiate, "Differentiate the part with t and the part with 1 − t for themselves.")
        .by(
            known(output_by_the_weight(), "output by a weight"),
            "Put in the slope of the output: 1/y and 1/(1 − y) cancel.",
        )
        .by(cancel_terms, common_factor, "Multiply out: the two products t y cancel.")
    )


def by_the_bias() -> Derivation:
    return (
        Derivation(-Partial(E, b))
        .by(chain_rule(z), "The bias acts on the loss only through the logit.")
        .by(known(loss_by_the_logit(), "loss by the logit"), "By the logit: prediction minus truth.")
        .by(differentiate_definition(z), differentiate, "The bias is added to the logit, so its slope is 1.")
    )


def example_by_the_weight() -> Derivation:
    return (
        Derivation(Partial(losses[i], w[j]))
        .by(unfold(losses), "Write the loss of one example out.")
        .by(differentiate, "Differentiate the part with t and the part with 1 − t for themselves.")
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
            "The loss by that output: two logarithms.",
        )
        .by(common_denominator, "Over the common denominator y(1 − y), which cancels.")
        .by(cancel_terms, "Multiply out: the two products t y cancel.")
    )


def example_by_example(loss: Quantity) -> Derivation:
    return (
        Derivation(Partial(loss, w[j]))
        .by(unfold(loss), "The loss is a sum over the examples.")
        .by(
            constant_factor.if_possible(), derivative_of_a_sum, "The derivative of a sum is the sum of the derivatives."
        )
        .by(known(example_by_the_weight(), "gradient for one example"), "Each example gives its error times its input.")
        .by(in_matrix_form(j), TRANSPOSE)
    )


def through_the_logits(loss: Quantity) -> Derivation:
    return (
        Derivation(Partial(loss, w[j]))
        .by(chain_rule(logits), "The weight acts on the loss through the logits of all examples.")
        .by(known(loss_by_the_logits(loss), "loss by the logits"), "By each logit: prediction minus truth.")
        .by(
            differentiate_definition(logits),
            differentiate,
            "In the logit of example i the weight w_j stands beside X_ij.",
        )
        .by(in_matrix_form(j), TRANSPOSE)
    )


def by_the_bias_of_all(loss: Quantity) -> Derivation:
    return (
        Derivation(Partial(loss, b))
        .by(chain_rule(logits), "The bias acts on the loss through the logits of all examples.")
        .by(known(loss_by_the_logits(loss), "loss by the logits"), "By each logit: prediction minus truth.")
        .by(differentiate_definition(logits), differentiate, "The bias is added to every logit.")
    )


ENTRIES = [
    Entry(
        "logistic-output",
        "Output of logistic regression by a weight",
        "Binary cross-entropy",
        "The output moves with a weight by y(1 − y), times the input.",
        {"chain rule": output_by_the_weight},
        rests_on=("sigmoid-derivative",),
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "derivative of the activation missing",
                lambda: x[j],
                "That is the slope of the logit; the sigmoid bends it.",
            ),
            Mistake("a term dropped", lambda: y * (1 - y), "The inner derivative ∂z/∂w_j = x_j is missing."),
            Mistake("sign", lambda: -y * (1 - y) * x[j], "The sigmoid rises, so its slope is positive."),
        ),
    ),
    Entry(
        "logistic-logit",
        "Binary cross-entropy by the logit",
        "Binary cross-entropy",
        "By the logit the gradient is prediction minus truth.",
        {"through the output": loss_by_the_logit},
        rests_on=("sigmoid-derivative",),
        taught_in=COURSES,
        mistakes=(
            Mistake("sign", lambda: t - y, "The loss falls when the output comes closer to the truth."),
            Mistake(
                "derivative of the activation missing",
                lambda: (1 - t) / (1 - y) - t / y,
                "That is the derivative by y, not by z.",
            ),
            Mistake(
                "a term dropped",
                lambda: -t * (1 - y),
                "That is the part with t alone; the part with 1 − t gives (1 − t) y.",
            ),
        ),
    ),
    Entry(
        "logistic-regression",
        "Gradient of logistic regression",
        "Binary cross-entropy",
        "For one example the steepest descent in a weight is truth minus prediction, times the input.",
        {
            "through the output": through_the_output,
            "through the logit": through_the_logit,
            "t and 1 − t apart": both_parts_apart,
        },
        rests_on=("logistic-output", "logistic-logit"),
        taught_in=COURSES,
        mistakes=(
            Mistake("sign", lambda: (y - t) * x[j], "That is the gradient itself, without the minus in front."),
            Mistake(
                "extra derivative of the activation",
                lambda: (t - y) * y * (1 - y) * x[j],
                "The slope of the sigmoid cancels against the derivative of the loss; squared error would keep it.",
            ),
            Mistake("a term dropped", lambda: t * (1 - y) * x[j], "The part with 1 − t is missing."),
        ),
    ),
    Entry(
        "logistic-regression-bias",
        "Gradient of logistic regression by the bias",
        "Binary cross-entropy",
        "The bias is a weight whose input is always 1.",
        {"through the logit": by_the_bias},
        rests_on=("logistic-logit",),
        taught_in=COURSES,
        mistakes=(
            Mistake("factor", lambda: (t - y) * Sum(x[k], k), "The input of the bias is 1, not x."),
            Mistake("sign", lambda: y - t, "That is the gradient itself, without the minus in front."),
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
        taught_in=COURSES,
        mistakes=(
            Mistake(
                "factor",
                lambda: ElementOf(Times(Transposed(X), ERRORS), j),
                "The 1/N of the mean stays in the gradient.",
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
        taught_in=COURSES,
        mistakes=(
            Mistake("factor", lambda: Sum(outputs[i] - targets[i], i), "The loss is a mean: the 1/N stays."),
            Mistake(
                "sum lost", lambda: outputs[i] - targets[i], "The bias is shared by all examples, whose errors add up."
            ),
        ),
    ),
]
