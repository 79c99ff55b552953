"""Whole arrays: what is written and what an element of it is."""

import pytest
from sympy import Integer

from derivations.notation import Delta, Index, Partial, Quantity, Sum, exp, log, relu, sigmoid, step, tanh
from tests.language.letters import (
    W_1,
    W_2,
    A,
    A_inverse,
    J,
    V,
    W,
    a,
    b_1,
    d,
    i,
    ih,
    j,
    jd,
    k,
    lam,
    p,
    q,
    s,
    t,
    x,
    y,
    y_hat,
    z,
)
from tests.language.reading import canonical, read


def times(matrix: Quantity, vector: Quantity, at: Index, over: Index) -> object:
    return Sum(matrix[at, over] * vector[over], over)


COLUMNS = [
    (r"z", z[i]),
    (r"2 z - t", 2 * z[i] - t[i]),
    (r"1 - z", 1 - z[i]),
    (r"q^T", q[i]),
    (r"z t", z[i] * t[i]),
    (r"z (1 - z)", z[i] * (1 - z[i])),
    (r"z \odot t", z[i] * t[i]),
    (r"z \circ t", z[i] * t[i]),
    (r"z * t", z[i] * t[i]),
    (r"z ⊙ t", z[i] * t[i]),
    (r"z / t", z[i] / t[i]),
    (r"\frac{z}{t}", z[i] / t[i]),
    (r"1 / z", 1 / z[i]),
    (r"z^2", z[i] ** 2),
    (r"W x", times(W, x, i, s)),
    (r"W \cdot x", times(W, x, i, s)),
    (r"Wx + z", times(W, x, i, s) + z[i]),
    (r"W_2^\top (p - y) \odot b_1", Sum(W_2[k, ih] * (p[k] - y[k]), k) * b_1[ih]),
    (r"W_2^T z", Sum(W_2[k, ih] * z[k], k)),
    (r"\sigma(z)", sigmoid(z[i])),
    (r"\tanh W x", tanh(times(W, x, i, s))),
    (r"\tanh(W_1 x + b_1)", tanh(Sum(W_1[ih, s] * x[s], s) + b_1[ih])),
    (r"\log p", log(p[i])),
    (r"e^{z}", exp(z[i])),
    (r"\operatorname{softmax}(z)", exp(z[i]) / Sum(exp(z[k]), k)),
    (r"softmax(W x)", exp(times(W, x, i, s)) / Sum(exp(times(W, x, k, s)), k)),
    (r"\sum_k W_{:,k} x_k", Sum(W[i, s] * x[s], s)),
    (r"W_{:,j} a", W[i, Index("j", d)] * a),
    (r"W_{:,1}", W[i, Integer(1)]),
    (r"\mathbf{1}_n", Integer(1)),
    (r"z - \mathbf{1}", z[i] - 1),
    (r"A^{-1} z", times(A_inverse, z, i, k)),
    (r"A^{-T} z", Sum(A_inverse[k, i] * z[k], k)),
    (r"I z", Sum(Delta(i, k) * z[k], k)),
    (r"\operatorname{diag}(A)", A[i, i]),
    (r"\operatorname{relu}'(z)", step(z[i])),
    (r"\mathbb{1}[z > 0]", step(z[i])),
    (r"\nabla_z J", Partial(J, z[i])),
    (r"\nabla_{z} J", Partial(J, z[i])),
    (r"\frac{\partial J}{\partial z}", Partial(J, z[i])),
    (r"dJ/dz", Partial(J, z[i])),
    (r"∇_z J", Partial(J, z[i])),
    (r"\partial J/\partial \hat{y}", Partial(J, y_hat[i])),
    (r"\frac{\partial}{\partial x} (z^\top W x)", Partial(Sum(Sum(z[k] * W[k, s], k) * x[s], s), x[Index("i", d)])),
    (r"\nabla_x \frac{1}{2} \|x\|^2", Partial(Sum(x[s] ** 2, s) / 2, x[Index("i", d)])),
    (r"\frac{\partial z}{\partial a}", Partial(z[i], a)),
    (r"\max(0, z)", relu(z[i])),
    (r"(z^\top)^\top", z[i]),
]  # fmt: skip

MATRICES = [
    (r"W", W[i, jd]),
    (r"z x^\top", z[i] * x[jd]),
    (r"z x^T a", z[i] * x[jd] * a),
    (r"(p - y) x^\top", (p[i] - y[i]) * x[jd]),
    (r"W \odot V", W[i, jd] * V[i, jd]),
    (r"z (1 - z) x^\top", z[i] * (1 - z[i]) * x[jd]),
    (r"t \odot \sigma'(z) x^\top", t[i] * sigmoid(z[i]) * (1 - sigmoid(z[i])) * x[jd]),
    (r"2 \lambda W", 2 * lam * W[i, jd]),
    (r"\nabla_W J", Partial(J, W[i, jd])),
    (r"\frac{\partial J}{\partial W}", Partial(J, W[i, jd])),
    (r"\operatorname{diag}(p) - p p^\top", Delta(i, j) * p[i] - p[i] * p[j]),
    (r"\frac{\partial p}{\partial z}", Partial(p[i], z[j])),
    (r"\frac{\partial p}{\partial z^\top}", Partial(p[i], z[j])),
    (r"dp/dz", Partial(p[i], z[j])),
    (r"\frac{\partial^2 J}{\partial z^2}", Partial(Partial(J, z[i]), z[j])),
    (r"A^{-1}", A_inverse[i, j]),
    (r"A^2", Sum(A[i, k] * A[k, j], k)),
    (r"I_n", Delta(i, j)),
    (r"A + \lambda I", A[i, j] + lam * Delta(i, j)),
    (r"\exp(W)", exp(W[i, jd])),
    (r"W - \mathbf{1} x^\top", W[i, jd] - x[jd]),
    (r"softmax(W)", exp(W[i, jd]) / Sum(exp(W[i, s]), s)),
    (r"W W^\top", Sum(W[i, s] * W[j, s], s)),
]


@pytest.mark.parametrize(("text", "expected"), COLUMNS, ids=[row[0] for row in COLUMNS])
def test_a_column(text: str, expected: object) -> None:
    found = read(text)
    assert canonical(found.element) == canonical(expected + Integer(0))
    assert found.layout == "column"


@pytest.mark.parametrize(("text", "expected"), MATRICES, ids=[row[0] for row in MATRICES])
def test_a_matrix(text: str, expected: object) -> None:
    found = read(text)
    assert canonical(found.element) == canonical(expected)
    assert found.layout == "matrix"


ROWS = [
    ("q", q[j]),
    (r"z^\top", z[j]),
    (r"x^\top W^\top", Sum(x[s] * W[j, s], s)),
    (r"q(1-q)", q[j] * (1 - q[j])),
    (r"(q - y^\top) \odot q (1-q)", (q[j] - y[j]) * q[j] * (1 - q[j])),
    ("softmax(q)", exp(q[j]) / Sum(exp(q[k]), k)),
    (r"\nabla_q J", Partial(J, q[j])),
    (r"W_{i,:}", W[i, jd]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row(text: str, expected: object) -> None:
    found = read(text)
    assert canonical(found.element) == canonical(expected)
    assert found.layout == "row"
