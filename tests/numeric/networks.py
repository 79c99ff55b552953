"""The running examples: the cross-entropy of a softmax, and a network with one hidden layer."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from derivations.notation import Sum, exp, indices, log, matrix, one_hot, scalar, sigmoid, size, vector

n, m, d = size("n"), size("m"), size("d")
i, j, k = indices("i j k", n)
r, t = indices("r t", m)
(q,) = indices("q", d)
y = one_hot("y", n)


def softmax_of(z):
    return vector("p", n).defined_by(lambda k: exp(z[k]) / Sum(exp(z[j]), j))


def cross_entropy_of(p):
    return scalar("J").defined_by(-Sum(y[k] * log(p[k]), k))


@cache
def cross_entropy() -> SimpleNamespace:
    z = vector("z", n)
    p = softmax_of(z)
    return SimpleNamespace(z=z, p=p, J=cross_entropy_of(p))


@cache
def network() -> SimpleNamespace:
    W1, b1, W2, b2, x = (
        matrix("W_1", m, d),
        vector("b_1", m),
        matrix("W_2", n, m),
        vector("b_2", n),
        vector("x", d),
    )
    a = vector("a", m).defined_by(lambda r: Sum(W1[r, q] * x[q], q) + b1[r])
    h = vector("h", m).defined_by(lambda r: sigmoid(a[r]))
    z = vector("z", n).defined_by(lambda k: Sum(W2[k, r] * h[r], r) + b2[k])
    p = softmax_of(z)
    return SimpleNamespace(W1=W1, b1=b1, W2=W2, b2=b2, x=x, a=a, h=h, z=z, p=p, J=cross_entropy_of(p))
