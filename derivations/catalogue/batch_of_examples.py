"""The quantities of a batch of m examples, one in each row of X, and their shapes in words."""

from derivations.notation import (
    Delta,
    Expr,
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


def sizes(*arrays: Quantity) -> str:
    """What shapes some arrays have, in words."""
    return ", ".join(f"{text(q)} is {times(*shape(q))}" for q in arrays)


def times(rows: Expr, columns: Expr) -> str:
    """A shape in words."""
    return f"{rows} × {columns}"


def product_of_shapes(left: Quantity, right: Quantity, result: Quantity) -> str:
    """How the shapes of a product over the examples fit."""
    rows, columns = shape(left)
    factors = f"{text(left)}ᵀ is {times(columns, rows)} and {sizes(right)}"
    return f"A sum over the examples is a matrix product: {factors}, so that it is {shaped_as(result)}."


def sum_of_rows(right: Quantity, result: Quantity) -> str:
    """How the shapes of a sum over the examples fit."""
    factors = f"𝟏ᵀ is 1 × m and {sizes(right)}"
    return f"A sum over the rows is a product with 𝟏ᵀ: {factors}, so that it is {shaped_as(result)}."


def shaped_as(result: Quantity) -> str:
    """The shape of a gradient, which is that of its variable."""
    return f"{times(*shape(result))}, as {text(result)}"
