"""One hidden layer on a batch of m examples, one in each row of X: A = σ(X W₁ + 𝟏 b₁), Ŷ = softmax(A W₂ + 𝟏 b₂)."""

from derivations.catalogue.entry import Entry, Mistake, Route
from derivations.core import Derivation
from derivations.notation import (
    Delta,
    Expr,
    Partial,
    Quantity,
    Sum,
    exp,
    indices,
    log,
    matrix,
    quantity,
    row,
    scalar,
    sigmoid,
    size,
    text,
)
from derivations.notation.arrays import shape
from derivations.rules.algebra import common_factor, log_of_a_product, log_of_exp, multiply_out
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.one_hot_rows import label_rows_sum_to_one
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta, factor_out_of_sum, split_sum

m, D, H, n = size("m"), size("d"), size("h"), size("n")
r, s = indices("r s", m)
a, b = indices("a b", D)
i, j = indices("i j", H)
k, l, c = indices("k l c", n)  # noqa: E741
X = matrix("X", m, D)
W1, b1 = matrix("W_1", D, H), row("b_1", H)
W2, b2 = matrix("W_2", H, n), row("b_2", n)
label = quantity("t", "index", n)
Y = matrix("Y", m, n).defined_by(lambda r, k: Delta(k, label[r]))
Z1 = matrix("Z_1", m, H).defined_by(lambda r, j: Sum(X[r, b] * W1[b, j], b) + b1[j])
A = matrix("A", m, H).defined_by(lambda r, j: sigmoid(Z1[r, j]))
Z2 = matrix("Z_2", m, n).defined_by(lambda r, k: Sum(A[r, j] * W2[j, k], j) + b2[k])
P = matrix(r"\hat{Y}", m, n).defined_by(lambda r, k: exp(Z2[r, k]) / Sum(exp(Z2[r, l]), l))
J = scalar("J").defined_by(-Sum(Y[s, c] * log(P[s, c]), c, s) / m)
D2 = matrix(r"\Delta_2", m, n).defined_by(lambda r, k: P[r, k] - Y[r, k])
D1 = matrix(r"\Delta_1", m, H).defined_by(lambda r, j: Sum(D2[r, k] * W2[j, k], k) * A[r, j] * (1 - A[r, j]))

MEAN = "J is the mean over the m examples, so every gradient keeps the factor 1/m."


def sizes(*arrays: Quantity) -> str:
    """What shapes some arrays have, in words."""
    return ", ".join(f"{text(q)} is {' × '.join(map(str, shape(q)))}" for q in arrays)


def logits_by_elements() -> Derivation:
    return (
        Derivation(Partial(J, Z2[r, k]))
        .by(unfold(J), "The mean of the cross-entropies of all rows.")
        .by(unfold(P), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(differentiate, fold(P), "A logit by a logit: a delta for the row and one for the class.")
        .by(common_factor, collapse_delta, "Only row r of the batch depends on these logits.")
        .by(multiply_out, split_sum, collapse_delta, factor_out_of_sum, "The delta picks class k.")
        .by(label_rows_sum_to_one, multiply_out, common_factor, "Each row of Y has exactly one 1.")
    )


def by_the_logits() -> Derivation:
    return logits_by_elements().by(in_matrix_form(r, k), f"Read as arrays: {sizes(P, Y, Z2)}.")


def through_the_logits(variable: Expr) -> Derivation:
    """The gradient by what acts through Z₂ alone, with Δ₂ = Ŷ − Y for m times the error of the logits."""
    return (
        Derivation(Partial(J, variable))
        .by(chain_rule(Z2), "It acts on the loss only through the logits of all rows.")
        .by(known(logits_by_elements(), "gradient by the logits"), fold(D2), "By a logit it is Δ₂/m, with Δ₂ = Ŷ − Y.")
    )


def hidden_by_elements() -> Derivation:
    return (
        through_the_logits(Z1[s, i])
        .by(chain_rule(A), "The logits depend on it only through the hidden units.")
        .by(
            unfold_in_derivatives(Z2),
            differentiate,
            "A logit by a hidden unit of its own row is the weight between them.",
        )
        .by(
            unfold_in_derivatives(A),
            differentiate,
            fold(A).repeated(),
            "A hidden unit by its own input: the slope A(1 − A).",
        )
    )


def by_the_hidden_inputs() -> Derivation:
    return hidden_by_elements().by(in_matrix_form(s, i), f"Read as arrays, which we call Δ₁/m: {sizes(D2, W2, A)}.")


def through_the_hidden_inputs(variable: Expr) -> Derivation:
    """The gradient by what acts through Z₁ alone, with Δ₁ for m times the error of the hidden units."""
    return (
        Derivation(Partial(J, variable))
        .by(chain_rule(Z1), "It acts on the loss only through the inputs of the hidden units.")
        .by(
            known(hidden_by_elements(), "gradient by the inputs of the hidden units"),
            factor_out_of_sum,
            fold(D1),
            "By such an input it is Δ₁/m, with Δ₁ = Δ₂ W₂ᵀ ⊙ A ⊙ (1 − A).",
        )
    )


def by_the_output_weights() -> Derivation:
    return (
        through_the_logits(W2[i, c])
        .by(unfold_in_derivatives(Z2), differentiate, "A logit grows with the weight at the rate of the hidden unit.")
        .by(in_matrix_form(i, c), f"A sum over the examples is a product: {sizes(A, D2, W2)}.")
    )


def by_the_output_bias() -> Derivation:
    return (
        through_the_logits(b2[c])
        .by(unfold_in_derivatives(Z2), differentiate, "The bias is added to its own logit in every row.")
        .by(in_matrix_form(c, as_row=True), f"Summing over the examples is a product with 𝟏ᵀ: {sizes(D2, b2)}.")
    )


def by_the_hidden_weights() -> Derivation:
    return (
        through_the_hidden_inputs(W1[a, i])
        .by(
            unfold_in_derivatives(Z1),
            differentiate,
            "The input of a hidden unit grows with the weight at the rate of X.",
        )
        .by(in_matrix_form(a, i), f"A sum over the examples is a product: {sizes(X, D1, W1)}.")
    )


def by_the_hidden_bias() -> Derivation:
    return (
        through_the_hidden_inputs(b1[i])
        .by(unfold_in_derivatives(Z1), differentiate, "The bias is added to its own hidden unit in every row.")
        .by(in_matrix_form(i, as_row=True), f"Summing over the examples is a product with 𝟏ᵀ: {sizes(D1, b1)}.")
    )


def entry(slug: str, what: str, states: str, route: Route, rests_on: str, *mistakes: Mistake) -> Entry:
    return Entry(
        f"batch-{slug}",
        f"Batch of m: gradient by {what}",
        "Batch",
        states,
        {"row by row": route},
        rests_on=(rests_on,),
        taught_in="CS224n, assignment 1; TDT4265, assignment 1",
        mistakes=mistakes,
    )


ENTRIES = [
    entry(
        "logits",
        "the logits",
        f"Prediction minus truth, over m; {sizes(Z2)}.",
        by_the_logits,
        "cross-entropy",
        Mistake("factor", lambda: P[r, k] - Y[r, k], MEAN),
        Mistake("sign", lambda: (Y[r, k] - P[r, k]) / m, "The gradient by a logit is prediction minus truth."),
    ),
    entry(
        "output-weights",
        "the output weights",
        f"The hidden units of all examples times their errors, over m; {sizes(A, D2, W2)}.",
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
        f"The mean of the errors, class by class; {sizes(D2, b2)}.",
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
        f"The errors sent back, times the slopes, over m; {sizes(D2, W2, Z1)}.",
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
        f"The inputs of all examples times their hidden errors, over m; {sizes(X, D1, W1)}.",
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
        f"The mean of the hidden errors, unit by unit; {sizes(D1, b1)}.",
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
