"""The main gradients against autograd, on losses written by hand in NumPy: nothing of ours is on that side."""

from __future__ import annotations

import autograd.numpy as np
import numpy
import pytest
from autograd import grad, jacobian

from derivations.catalogue import entry
from derivations.numeric.compiling import compiled

n, d, h = 4, 3, 5
rng = numpy.random.default_rng(11)
ONE_HOT = numpy.eye(n)[2]


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def sigma(z):
    return 1 / (1 + np.exp(-z))


def cross_entropy(z, y):
    return -np.sum(y * np.log(softmax(z)))


def logistic(w, b, x, t):
    y = sigma(np.dot(w, x) + b)
    return -t * np.log(y) - (1 - t) * np.log(1 - y)


def one_hidden_layer(x, W_1, b_1, W_2, b_2, y):
    hidden = sigma(np.dot(W_1, x) + b_1)
    return cross_entropy(np.dot(W_2, hidden) + b_2, y)


def normal(*shape):
    return rng.standard_normal(shape)


NET = {
    "x": normal(d),
    "W_1": normal(h, d),
    "b_1": normal(h),
    "W_2": normal(n, h),
    "b_2": normal(n),
    "y": ONE_HOT,
}
Z = {"z": normal(n), "y": ONE_HOT}
REGRESSION = {"w": normal(d), "b": 0.3, "x": normal(d), "t": 1.0}
X = {"x": numpy.array(0.7)}

LOSSES = [
    ("cross-entropy", cross_entropy, Z, "z"),
    ("cross-entropy-general", cross_entropy, {"z": normal(n), "y": normal(n)}, "z"),
    ("logistic-regression", logistic, REGRESSION, "w"),
    ("logistic-regression", logistic, REGRESSION | {"t": 0.0}, "w"),
    ("hidden-layer-x", one_hidden_layer, NET, "x"),
    ("hidden-layer-w1", one_hidden_layer, NET, "W_1"),
    ("hidden-layer-b1", one_hidden_layer, NET, "b_1"),
    ("hidden-layer-w2", one_hidden_layer, NET, "W_2"),
    ("hidden-layer-b2", one_hidden_layer, NET, "b_2"),
    ("sigmoid-derivative", sigma, X, "x"),
    ("tanh-derivative", np.tanh, X, "x"),
    ("softplus-derivative", lambda x: np.log(1 + np.exp(x)), X, "x"),
    ("relu-derivative", lambda x: np.maximum(x, 0), X, "x"),
]


@pytest.mark.parametrize(
    ("slug", "loss", "values", "variable"), LOSSES, ids=[f"{row[0]} {place}" for place, row in enumerate(LOSSES)]
)
def test_a_gradient_is_autograds(slug, loss, values, variable):
    derivation = entry(slug).derivation()
    factor, partial = derivation.start.as_coeff_Mul()
    mine = compiled(derivation.result / factor, partial.wrt.args[1:])(values)
    theirs = grad(loss, list(values).index(variable))(*values.values())
    assert np.shape(mine) == np.shape(theirs)
    assert mine == pytest.approx(theirs, rel=1e-10, abs=1e-12)


def test_the_jacobian_of_the_softmax_is_autograds():
    derivation = entry("softmax-jacobian").derivation()
    k, i = derivation.start.of.args[1], derivation.start.wrt.args[1]
    mine = compiled(derivation.result, (k, i))({"z": Z["z"]})
    assert mine == pytest.approx(jacobian(softmax)(Z["z"]), rel=1e-10, abs=1e-12)
