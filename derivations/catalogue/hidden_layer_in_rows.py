"""One hidden layer in rows, as CS224n writes it: h = σ(x W₁ + b₁), ŷ = softmax(h W₂ + b₂)."""

from derivations.catalogue.entry import Mistake
from derivations.catalogue.hidden_layer import EXAMPLE, NO_SLOPE, SIGN
from derivations.catalogue.one_hidden_layer import Network, Row, entries
from derivations.notation import (
    Kind,
    Quantity,
    Sum,
    exp,
    indices,
    log,
    matrix,
    row,
    scalar,
    sigmoid,
    size,
)

D, H, n = size("d"), size("m"), size("n")
a, l = indices("a l", D)  # noqa: E741
i, j = indices("i j", H)
k, c = indices("k c", n)
x, y = row("x", D), Quantity("y", Kind("one-hot", (n,), as_row=True))
W1, b1 = matrix("W_1", D, H), row("b_1", H)
W2, b2 = matrix("W_2", H, n), row("b_2", n)
z = row("z", H).defined_by(lambda j: Sum(x[l] * W1[l, j], l) + b1[j])
h = row("h", H).defined_by(lambda j: sigmoid(z[j]))
f = row("f", n).defined_by(lambda k: Sum(h[j] * W2[j, k], j) + b2[k])
p = row(r"\hat{y}", n).defined_by(lambda k: exp(f[k]) / Sum(exp(f[c]), c))
J = scalar("J").defined_by(-Sum(y[k] * log(p[k]), k))
sent_back = Sum((p[k] - y[k]) * W2[i, k], k)
slope = h[i] * (1 - h[i])
sum_of_slopes = Sum(h[j] * (1 - h[j]), j) * Sum(sent_back * W1[a, i], i)

TURNED = {name: tuple(zip(*EXAMPLE[name], strict=True)) for name in ("W_1", "W_2")}


ENTRIES = entries(
    Network(x, z, h, f, p, J),
    "hidden-layer-in-rows",
    " in rows",
    (
        Row(
            "w2",
            "the output weights",
            W2[i, k],
            "Only the logit f_k holds W₂_ik, beside h_i.",
            "The gradient is the hidden units, as a column, times the error of the logits, as a row.",
            (
                Mistake("sign", lambda: h[i] * (y[k] - p[k]), SIGN),
                Mistake(
                    "extra derivative of the activation",
                    lambda: slope * (p[k] - y[k]),
                    "The hidden units are inputs of this layer; their own slope plays no part.",
                ),
            ),
        ),
        Row(
            "b2",
            "the output bias",
            b2[k],
            "Only the logit f_k holds b₂_k, which is added to it.",
            "The gradient is the error of the logits itself.",
            (Mistake("sign", lambda: y[k] - p[k], SIGN),),
        ),
        Row(
            "w1",
            "the hidden weights",
            W1[a, i],
            "Only z_i holds W₁_ai, beside x_a.",
            "The gradient is the input, as a column, times the error sent back through W₂ and the sigmoid.",
            (
                Mistake("derivative of the activation missing", lambda: x[a] * sent_back, NO_SLOPE),
                Mistake(
                    "a term dropped",
                    lambda: x[a] * h[i] * sent_back,
                    "The slope of the sigmoid is h(1 − h), not h.",
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
                Mistake("sign", lambda: -sent_back * slope, SIGN),
            ),
        ),
        Row(
            "x",
            "the input",
            x[a],
            "Every z_j holds x_a, with the weight W₁_aj.",
            "The gradient is the error of the logits sent back through W₂, the slope of the sigmoid, and W₁.",
            (
                Mistake("derivative of the activation missing", lambda: Sum(sent_back * W1[a, i], i), NO_SLOPE),
                Mistake(
                    "the slope taken out of the sum",
                    lambda: sum_of_slopes,
                    "Every hidden unit has its own slope, which multiplies its error before the units are summed.",
                ),
            ),
        ),
    ),
    "CS224n, assignment 1",
    {**EXAMPLE, **TURNED},
)
