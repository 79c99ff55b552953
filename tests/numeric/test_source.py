"""The NumPy that an expression becomes reads as handwritten, and no name brings anything into it."""

from __future__ import annotations

import ast

import numpy as np
import pytest
from sympy import Symbol

from derivations.notation import (
    Delta,
    Element,
    Index,
    Largest,
    Partial,
    Product,
    Sum,
    exp,
    log,
    matrix,
    relu,
    sigmoid,
    size,
    softplus,
    vector,
)
from derivations.numeric.compiling import compiled
from derivations.numeric.identifiers import identifier, identifiers
from derivations.numeric.program import FUNCTIONS
from tests.numeric.expressions import A, C, c, x
from tests.numeric.networks import cross_entropy, i, j, k, m, n, network, q, r, t, y

v, U = vector("v", n), matrix("U", n, m)
w = vector("w", "L")
l = Index("l", size("L"))  # noqa: E741
o = Index("o", n)
example, net = cross_entropy(), network()
z = example.z

SOURCES = [
    (example.p[i] - y[i], (i,), ["p = softmax(z)", "return p - y"]),
    (example.J, (), ["return -(log_softmax(z) @ y)"]),
    (log(Sum(exp(z[k]), k)), (), ["return log_sum_exp(z)"]),
    (exp(z[i]) / Sum(exp(z[k]), k), (i,), ["return softmax(z)"]),
    (exp(A[r, j]) / Sum(exp(A[r, k]), k), (r, j), ["return softmax(A, axis=1)"]),
    (exp(A[r, j]) / Sum(exp(A[t, j]), t), (r, j), ["return softmax(A, axis=0)"]),
    (Sum(exp(z[k]) * x[k], k) / Sum(exp(z[j]), j), (), ["return softmax(z) @ x"]),
    (1 / (1 + exp(-c)), (), ["return sigmoid(c)"]),
    (exp(c) / (1 + exp(c)), (), ["return sigmoid(c)"]),
    (1 - sigmoid(c), (), ["return sigmoid(-c)"]),
    (log(sigmoid(c)), (), ["return log_sigmoid(c)"]),
    (log(1 - sigmoid(c)), (), ["return log_sigmoid(-c)"]),
    (log(1 + exp(c)), (), ["return softplus(c)"]),
    (Sum(A[r, k] * x[k], k), (r,), ["return A @ x"]),
    (Sum(A[r, k] * C[k, j], k), (r, j), ["return A @ C"]),
    (Sum(A[r, k] * C[k, j], k), (j, r), ["return C.T @ A.T"]),
    (Sum(A[r, k] * Delta(k, j), k), (r, j), ["return A.copy()"]),
    (Sum(Sum(A[r, k] * A[r, k], k), r), (), ['return np.einsum("ij,ij->", A, A)']),
    (Sum(Sum(A[r, k] * Sum(C[k, j] * x[j], j), k), r), (), ["return A.sum(axis=0) @ (C @ x)"]),
    (Sum((x[k] - v[k]) ** 2, k) / 2, (), ["d = x - v", "return d @ d / 2"]),
    (x[i] * v[j], (i, j), ["return x[:, None] * v"]),
    (C[i, i], (i,), ["return C.diagonal().copy()"]),
    (C[i, 2], (i,), ["return C[:, 1]"]),
    (Delta(i, j), (i, j), ["return np.eye(n)"]),
    (relu(x[i]), (i,), ["return relu(x)"]),
    (Largest(x[k], k), (), ["return x.max()"]),
    (Product(x[k], k), (), ["return x.prod()"]),
    (U[o, r], (r,), ["return U[o]"]),
    (Sum(Element(U, Element(w, l), r), l), (r,), ["return U[w].sum(axis=0)"]),
    (net.h[r] * (1 - net.h[r]) * Sum(net.W2[k, r] * (net.p[k] - y[k]), k) * net.x[q], (r, q), [
        "a = W_1 @ x + b_1", "h = sigmoid(a)", "z = W_2 @ h + b_2", "p = softmax(z)",
        "return (h * (1 - h) * ((p - y) @ W_2))[:, None] * x",
    ]),
    (Partial(net.J, net.b1[r]), (r,), [
        "a = W_1 @ x + b_1", "h = sigmoid(a)", "z = W_2 @ h + b_2", "p = softmax(z)",
        "return h * (1 - h) * ((y.sum() * p - y) @ W_2)",
    ]),
]  # fmt: skip


def lines(source: str) -> list[str]:
    return [line.strip() for line in source.splitlines()[1:]]


@pytest.mark.parametrize(("expr", "free", "expected"), SOURCES, ids=lambda value: str(value)[:60])
def test_source(expr, free, expected):
    assert lines(compiled(expr, free).source) == expected


def test_the_naive_source_has_no_stable_form():
    source = compiled(example.J, stable=False).source
    assert "softmax" not in source
    assert "np.exp" in source


NAMES = [
    (r"\hat{y}", "y_hat"),
    (r"\hat y", "y_hat"),
    ("W_1", "W_1"),
    ("u_o", "u_o"),
    (r"\lambda", "lambda_"),
    (r"\epsilon", "epsilon"),
    ("b^{(2)}", "b_2"),
    (r"\mathbf{x}", "x"),
    (r"\hat{\mathbf{y}}", "y_hat"),
    ("W_{12}", "W_12"),
    ("x'", "x_prime"),
    ("σ", "sigma"),
    ("2", "v_2"),
    ("", "unnamed"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_identifier(name, expected):
    assert identifier(name) == expected


def test_identifiers_are_all_different():
    assert list(identifiers(["x", r"\mathbf{x}", "y"], taken=["y"]).values()) == ["x", "x_2", "y_2"]


HOSTILE = [
    "__import__('os').system('x')",
    "x); raise SystemExit #",
    "x\n    raise SystemExit",
    "{0.__class__}",
    "np",
    "softmax",
    "evaluate",
    "import",
    "ｅval",
    "']; raise SystemExit; ['",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_brings_code_into_the_source(name):
    hostile, length = vector(name, Symbol(name, integer=True)), Symbol(name, integer=True)
    k = Index(name, length)
    function = compiled(Sum(softplus(hostile[k]) * Delta(k, k), k) + Sum(1, k))
    assert function({name: np.zeros(3)}) == pytest.approx(3 * np.log(2) + 3)
    known = {"np", "len", "float", *FUNCTIONS}
    tree = ast.parse(function.source)
    bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    assert {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} <= known | bound
    assert not bound & known
    assert not any(name.startswith("__") for name in bound)
