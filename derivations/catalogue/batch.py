"""One hidden layer on a batch of m examples, one in each row of X: A = σ(X W₁ + 𝟏 b₁), Ŷ = softmax(A W₂ + 𝟏 b₂)."""

from derivations.catalogue.batch_of_examples import (
    D1,
    D2,
    W1,
    W2,
    Z1,
    Z2,
    A,
    J,
    P,
    X,
    Y,
    a,
    b1,
    b2,
    c,
    i,
    j,
    k,
    m,
    product_of_shapes,
    r,
    s,
    sizes,
    sum_of_rows,
)
from derivations.catalogue.entry import Entry, Mistake, Route
from derivations.core import Derivation
from derivations.notation import Expr, Partial, Sum, text
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp, multiply_out
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.one_hot_rows import label_rows_sum_to_one
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum, split_sum

MEAN = "J is the mean over the m examples, so every gradient keeps the factor 1/m."


def logits_by_elements() -> Derivation:
    return (
        Derivation(Partial(J, Z2[r, k]))
        .by(unfold(J), "The loss is the mean of the cross-entropies of all rows.")
        .by(unfold(P), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(
            differentiate,
            fold(P),
            common_factor,
            "A logit by a logit is a delta for the row and one for the class, and the other term gives the softmax.",
        )
        .by(collapse_delta, "Only row r of the batch depends on these logits.")
        .by(multiply_out, split_sum, collapse_delta, factor_out_of_sum, "The delta picks class k.")
        .by(label_rows_sum_to_one, multiply_out, common_factor, "Each row of Y has exactly one 1.")
    )


def by_the_logits() -> Derivation:
    return logits_by_elements().by(in_matrix_form(r, k), f"Read the elements as those of arrays: {sizes(P, Y, Z2)}.")


def through_the_logits(variable: Expr) -> Derivation:
    """The gradient by what acts through Z₂ alone, with Δ₂ = Ŷ − Y for m times the error of the logits."""
    return (
        Derivation(Partial(J, variable))
        .by(chain_rule(Z2), f"The loss depends on {text(variable)} only through the logits of all rows.")
        .by(
            known(logits_by_elements(), "gradient by the logits"),
            fold(D2),
            factor_out_of_sum.repeated(),
            "By a logit it is Δ₂/m, with Δ₂ = Ŷ − Y.",
        )
    )


def hidden_by_elements() -> Derivation:
    return (
        Derivation(Partial(J, Z1[s, i]))
        .by(chain_rule(A), "The input of a hidden unit acts on the loss only through the hidden units.")
        .by(
            unfold_in_derivatives(A),
            differentiate,
            fold(A).repeated(),
            "By its own input a hidden unit has the slope A(1 − A), and by those of the others 0.",
        )
        .by(chain_rule(Z2), "A hidden unit acts on the loss only through the logits.")
        .by(
            unfold_in_derivatives(Z2),
            differentiate,
            "It enters the logits of its own row, each with the weight between them.",
        )
        .by(
            known(logits_by_elements(), "gradient by the logits"),
            fold(D2),
            factor_out_of_sum,
            "By a logit it is Δ₂/m, with Δ₂ = Ŷ − Y.",
        )
    )


def by_the_hidden_inputs() -> Derivation:
    arrays = "Read the elements as those of arrays, of what we call Δ₁/m"
    return hidden_by_elements().by(in_matrix_form(s, i), f"{arrays}: {sizes(D2, W2, A)}.")


def through_the_hidden_inputs(variable: Expr) -> Derivation:
    """The gradient by what acts through Z₁ alone, with Δ₁ for m times the error of the hidden units."""
    return (
        Derivation(Partial(J, variable))
        .by(chain_rule(Z1), f"The loss depends on {text(variable)} only through the inputs of the hidden units.")
        .by(
            known(hidden_by_elements(), "gradient by the inputs of the hidden units"),
            fold(D1),
            factor_out_of_sum.repeated(),
            "By such an input it is Δ₁/m, with Δ₁ = Δ₂ W₂ᵀ ⊙ A ⊙ (1 − A).",
        )
    )


def by_the_output_weights() -> Derivation:
    return (
        through_the_logits(W2[i, c])
        .by(unfold_in_derivatives(Z2), differentiate, "In every row only the logit of class c holds the weight.")
        .by(in_matrix_form(i, c), product_of_shapes(A, D2, W2))
    )


def by_the_output_bias() -> Derivation:
    return (
        through_the_logits(b2[c])
        .by(unfold_in_derivatives(Z2), differentiate, "The bias is added to its own logit in every row.")
        .by(in_matrix_form(c, as_row=True), sum_of_rows(D2, b2))
    )


def by_the_hidden_weights() -> Derivation:
    return (
        through_the_hidden_inputs(W1[a, i])
        .by(unfold_in_derivatives(Z1), differentiate, "In every row only the input of hidden unit i holds the weight.")
        .by(in_matrix_form(a, i), product_of_shapes(X, D1, W1))
    )


def by_the_hidden_bias() -> Derivation:
    return (
        through_the_hidden_inputs(b1[i])
        .by(unfold_in_derivatives(Z1), differentiate, "The bias is added to its own hidden unit in every row.")
        .by(in_matrix_form(i, as_row=True), sum_of_rows(D1, b1))
    )


EXAMPLE = {
    "X": ((1, 2), (0, 1), (-1, 0.5)),
    "t": (2, 2, 3),
    "W_1": ((0.5, 0.2), (-0.3, 0.4)),
    "b_1": (0.1, -0.2),
    "W_2": ((0.6, -0.2, 0.3), (-0.4, 0.5, 0.8)),
    "b_2": (0.1, 0, -0.1),
}


def entry(slug: str, what: str, states: str, route: Route, rests_on: str, *mistakes: Mistake) -> Entry:
    return Entry(
        f"batch-{slug}",
        f"Batch of m: gradient by {what}",
        "Batch",
        states,
        {"row by row": route},
        rests_on=(rests_on,),
        opens_with=EXAMPLE,
        taught_in="CS224n, assignment 1; TDT4265, assignment 1",
        mistakes=mistakes,
    )


ENTRIES = [
    entry(
        "logits",
        "the logits",
        f"The gradient is prediction minus truth, over m, where {sizes(Z2)}.",
        by_the_logits,
        "cross-entropy",
        Mistake("factor", lambda: P[r, k] - Y[r, k], MEAN),
        Mistake("sign", lambda: (Y[r, k] - P[r, k]) / m, "The gradient by a logit is prediction minus truth."),
    ),
    entry(
        "output-weights",
        "the output weights",
        f"The gradient is the mean of hidden units times errors, where {sizes(A, D2, W2)}.",
        by_the_output_weights,
        "batch-logits",
        Mistake("factor", lambda: Sum(A[r, i] * D2[r, c], r), MEAN),
        Mistake(
            "the product of the sums",
            lambda: Sum(A[r, i], r) * Sum(D2[r, c], r) / m,
            "Each error meets the hidden units of its own example, before the examples are summed.",
        ),
    ),
    entry(
        "output-bias",
        "the output bias",
        f"The gradient is the mean of the errors, class by class, where {sizes(D2, b2)}.",
        by_the_output_bias,
        "batch-logits",
        Mistake("factor", lambda: Sum(D2[r, c], r), MEAN),
        Mistake(
            "summed over everything",
            lambda: Sum(D2[r, k], r, k) / m,
            "Each class has its own bias: the errors are summed over the examples, not over the classes.",
        ),
    ),
    entry(
        "hidden",
        "the inputs of the hidden units",
        f"The gradient is the errors sent back, times the slopes, over m, where {sizes(D2, W2, Z1)}.",
        by_the_hidden_inputs,
        "batch-logits",
        Mistake(
            "derivative of the activation missing",
            lambda: Sum(D2[s, k] * W2[i, k], k) / m,
            "The errors pass through the sigmoid, whose slope A(1 − A) is a factor.",
        ),
        Mistake(
            "factor",
            lambda: D1[s, i],
            MEAN,
        ),
    ),
    entry(
        "hidden-weights",
        "the hidden weights",
        f"The gradient is the mean of inputs times hidden errors, where {sizes(X, D1, W1)}.",
        by_the_hidden_weights,
        "batch-hidden",
        Mistake("factor", lambda: Sum(X[r, a] * D1[r, i], r), MEAN),
        Mistake(
            "derivative of the activation missing",
            lambda: Sum(X[r, a] * Sum(D2[r, k] * W2[i, k], k), r) / m,
            "The errors pass through the sigmoid, whose slope A(1 − A) is a factor.",
        ),
    ),
    entry(
        "hidden-bias",
        "the hidden bias",
        f"The gradient is the mean of the hidden errors, unit by unit, where {sizes(D1, b1)}.",
        by_the_hidden_bias,
        "batch-hidden",
        Mistake("factor", lambda: Sum(D1[r, i], r), MEAN),
        Mistake(
            "summed over everything",
            lambda: Sum(D1[r, j], r, j) / m,
            "Each hidden unit has its own bias: the errors are summed over the examples alone.",
        ),
    ),
]
