"""One hidden layer in columns: h = σ(W₁ x + b₁), ŷ = softmax(W₂ h + b₂)."""

from derivations.catalogue.cross_entropy import cross_entropy_of
from derivations.catalogue.entry import Mistake
from derivations.catalogue.one_hidden_layer import Network, Row, entries
from derivations.catalogue.softmax import softmax_of
from derivations.notation import Index, Sum, indices, matrix, one_hot, sigmoid, size, vector

D, H, n = size("d"), size("m"), size("n")
a, l = indices("a l", D)  # noqa: E741
i, j = indices("i j", H)
k = Index("k", n)
x = vector("x", D)
W1, b1 = matrix("W_1", H, D), vector("b_1", H)
W2, b2 = matrix("W_2", n, H), vector("b_2", n)
y = one_hot("y", n)
z = vector("z", H).defined_by(lambda j: Sum(W1[j, l] * x[l], l) + b1[j])
h = vector("h", H).defined_by(lambda j: sigmoid(z[j]))
f = vector("f", n).defined_by(lambda k: Sum(W2[k, j] * h[j], j) + b2[k])
p = softmax_of(f, r"\hat{y}")
J = cross_entropy_of(y, p)
sent_back = Sum((p[k] - y[k]) * W2[k, i], k)
slope = h[i] * (1 - h[i])

NO_SLOPE = "The hidden units pass their error through the sigmoid, whose slope h(1 − h) is a factor."
SIGN = "The gradient by a logit is prediction minus truth."

EXAMPLE = {
    "x": (1, 2),
    "W_1": ((0.5, -0.3), (0.2, 0.4)),
    "b_1": (0.1, -0.2),
    "W_2": ((0.6, -0.4), (-0.2, 0.5), (0.3, 0.8)),
    "b_2": (0.1, 0, -0.1),
    "y": (0, 1, 0),
}
"""The units are in the middle of the sigmoid, where it learns."""


ENTRIES = entries(
    Network(x, z, h, f, p, J),
    "hidden-layer",
    "",
    (
        Row(
            "w2",
            "the output weights",
            W2[k, j],
            "Only the logit f_k holds W₂_kj, beside h_j.",
            "The gradient is the error of the logits, as a column, times the hidden units, as a row.",
            (
                Mistake("sign", lambda: (y[k] - p[k]) * h[j], SIGN),
                Mistake(
                    "extra derivative of the activation",
                    lambda: (p[k] - y[k]) * p[k] * (1 - p[k]) * h[j],
                    "The slope of the softmax has cancelled against that of the logarithm.",
                ),
            ),
        ),
        Row(
            "b2",
            "the output bias",
            b2[k],
            "Only the logit f_k holds b₂_k, which is added to it.",
            "The gradient is the error of the logits itself.",
            (
                Mistake("sign", lambda: y[k] - p[k], SIGN),
                Mistake(
                    "the hidden unit left in",
                    lambda: (p[k] - y[k]) * Sum(h[j], j),
                    "The bias is multiplied by 1, not by the hidden units.",
                ),
            ),
        ),
        Row(
            "w1",
            "the hidden weights",
            W1[i, a],
            "Only z_i holds W₁_ia, beside x_a.",
            "The gradient is the error sent back through W₂, times the slope of the sigmoid, times the input.",
            (
                Mistake("derivative of the activation missing", lambda: sent_back * x[a], NO_SLOPE),
                Mistake(
                    "extra derivative of the activation",
                    lambda: sent_back * slope**2 * x[a],
                    "There is one sigmoid between the weights and the logits, hence one slope.",
                ),
            ),
        ),
        Row(
            "b1",
            "the hidden bias",
            b1[i],
            "Only z_i holds b₁_i, which is added to it.",
            "The gradient is the error of the logits sent back through W₂, times the slope of the sigmoid.",
            (
                Mistake("derivative of the activation missing", lambda: sent_back, NO_SLOPE),
                Mistake(
                    "sum lost",
                    lambda: Sum((p[k] - y[k]) * Sum(W2[k, j] * h[j] * (1 - h[j]), j), k),
                    "Each hidden unit has its own bias: the errors are not summed over the units.",
                ),
            ),
        ),
        Row(
            "x",
            "the input",
            x[a],
            "Every z_j holds x_a, with the weight W₁_ja.",
            "The gradient is the error of the logits sent back through W₂, the slope of the sigmoid, and W₁.",
            (
                Mistake("derivative of the activation missing", lambda: Sum(sent_back * W1[i, a], i), NO_SLOPE),
                Mistake("sign", lambda: -Sum(sent_back * slope * W1[i, a], i), SIGN),
            ),
        ),
    ),
    "CS7015; TDT4265, assignment 1",
    EXAMPLE,
)
