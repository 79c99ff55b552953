"""The losses that are walked down: each over two of its parameters, with data to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivations.catalogue.cross_entropy import cross_entropy_of
from derivations.catalogue.softmax import softmax_of
from derivations.landscapes.plane import Knob, Landscape
from derivations.notation import (
    Quantity,
    Sum,
    indices,
    log,
    matrix,
    one_hot,
    positive,
    scalar,
    sigmoid,
    size,
    vector,
)

n, m, d, K = size("n"), size("m"), size("d"), size("K")
i, j = indices("i j", m)
(a,) = indices("a", d)
(s,) = indices("s", K)


@dataclass(frozen=True)
class Scene:
    """A landscape with what surrounds it: a title, what to look at, its data and the range of its knobs."""

    title: str
    look_at: str
    landscape: Landscape
    data: Mapping[str, Any] = field(hash=False)
    names: tuple[str, str]
    reach: float
    start: tuple[float, float]
    rests_on: str


def two_logits() -> Scene:
    """The cross-entropy of a softmax over two of three logits."""
    z, y = vector("z", n), one_hot("y", n)
    J = cross_entropy_of(y, softmax_of(z))
    return Scene(
        "Cross-entropy over two logits",
        "Every arrow is y − p: raise the right logit, lower the other. There is no lowest point, only a way down.",
        Landscape(J, Knob(z, (1,)), Knob(z, (2,))),
        {"z": np.zeros(3), "y": np.array([1.0, 0.0, 0.0])},
        ("z₁", "z₂"),
        6.0,
        (-3.0, 3.0),
        "cross-entropy",
    )


X, t, w = matrix("X", m, d), vector("t", m), vector("w", d)
lam = positive(r"\lambda")
z = vector("z", m).defined_by(lambda i: Sum(X[i, a] * w[a], a))
y = vector("y", m).defined_by(lambda i: sigmoid(z[i]))
E = scalar("E").defined_by(-Sum(t[i] * log(y[i]) + (1 - t[i]) * log(1 - y[i]), i) / m)
E_with_penalty = scalar("J").defined_by(
    -Sum(t[i] * log(y[i]) + (1 - t[i]) * log(1 - y[i]), i) / m + lam / 2 * Sum(w[a] ** 2, a)
)
E_squared = scalar("S").defined_by(Sum((y[i] - t[i]) ** 2, i) / (2 * m))

POINTS = np.array([[1.0, 1.2], [1.8, 0.4], [0.6, 2.0], [-1.0, -0.6], [-0.4, -1.6], [0.4, -0.8]])
LABELS = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 1.0])


def over_two_weights(loss: Quantity, title: str, look_at: str, rests_on: str, **more: Any) -> Scene:
    """A loss of logistic regression over its two weights."""
    data = {"X": POINTS, "t": LABELS, "w": np.zeros(2)} | more
    return Scene(
        title, look_at, Landscape(loss, Knob(w, (1,)), Knob(w, (2,))), data, ("w₁", "w₂"), 8.0, (-6.0, 5.0), rests_on
    )


def logistic() -> Scene:
    """Logistic regression over both its weights."""
    return over_two_weights(
        E,
        "Logistic regression",
        "A valley without a floor where the points can be separated; flip a label, and a lowest point appears.",
        "logistic-regression",
    )


def logistic_with_penalty() -> Scene:
    """Logistic regression with L2."""
    return over_two_weights(
        E_with_penalty,
        "Logistic regression with L2",
        "λ bends the valley into a bowl and pulls its lowest point towards the origin.",
        "logistic-regression",
        **{r"\lambda": 0.1},
    )


def squared_through_sigmoid() -> Scene:
    """Squared error through a sigmoid, over the same weights and points."""
    return over_two_weights(
        E_squared,
        "Squared error through a sigmoid",
        "Far from the answer the plain is flat: σ′ is nearly 0 there, so descent stalls where cross-entropy runs.",
        "logistic-regression",
    )


def word_vectors() -> Scene:
    """Negative sampling in two dimensions, v_c moving among the words."""
    v, u, U = vector("v_c", d), vector("u_o", d), matrix("U", K, d)
    towards = log(sigmoid(Sum(u[a] * v[a], a)))
    away = Sum(log(sigmoid(-Sum(U[s, a] * v[a], a))), s)
    J = scalar("J").defined_by(-towards - away)
    return Scene(
        "word2vec in two dimensions",
        "v_c is drawn to the word it met and pushed from the sampled ones, until both pulls are equal.",
        Landscape(J, Knob(v, (1,)), Knob(v, (2,))),
        {
            "v_c": np.zeros(2),
            "u_o": np.array([1.2, 0.8]),
            "U": np.array([[1.4, -0.4], [-0.6, 1.2], [0.2, -1.4]]),
        },
        ("v₁", "v₂"),
        4.0,
        (-3.0, -2.0),
        "cross-entropy",
    )


def two_weights_of_a_network() -> Scene:
    """Two weights of a small network, one in each layer."""
    from derivations.catalogue.hidden_layer import W1, W2, J

    rng = np.random.default_rng(5)
    data = {
        "x": np.array([1.0, -0.8]),
        "W_1": rng.normal(size=(3, 2)).round(1),
        "b_1": np.array([0.1, -0.2, 0.0]),
        "W_2": rng.normal(size=(2, 3)).round(1),
        "b_2": np.zeros(2),
        "y": np.array([1.0, 0.0]),
    }
    return Scene(
        "Two weights of a network",
        "One weight of each layer: where the hidden unit saturates, the loss goes flat along W₁ but not along W₂.",
        Landscape(J, Knob(W1, (1, 1)), Knob(W2, (1, 1))),
        data,
        ("(W₁)₁₁", "(W₂)₁₁"),
        8.0,
        (-5.0, -4.0),
        "hidden-layer-w1",
    )


SCENES = {
    "logits": two_logits,
    "logistic": logistic,
    "penalty": logistic_with_penalty,
    "squared": squared_through_sigmoid,
    "words": word_vectors,
    "network": two_weights_of_a_network,
}
