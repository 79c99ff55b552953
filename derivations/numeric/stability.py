"""Softmax and its kin in forms that neither overflow nor lose digits, and as they are written on paper, to compare.

All take real or complex arrays, the latter so that a derivative can be had from a complex step: for a complex number,
larger means a larger real part.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

LARGEST_EXPONENT = {
    np.dtype(t): 0.99 * float(np.log(np.finfo(t).max)) for t in ("f2", "f4", "f8", "c8", "c16")
}


def softmax(z: Any, axis: int = -1) -> Array:
    """exp(z_k) / Σ_j exp(z_j), the largest entry subtracted first."""
    z = np.asarray(z)
    e = np.exp(z - np.maximum.reduce(z, axis=axis, keepdims=True))
    e /= np.add.reduce(e, axis=axis, keepdims=True)
    return e  # type: ignore[no-any-return]


def log_sum_exp(z: Any, axis: int = -1, keepdims: bool = False) -> Array:
    """log Σ_k exp(z_k), the largest entry subtracted first and added at the end."""
    z = np.asarray(z)
    largest = np.maximum.reduce(z, axis=axis, keepdims=True)
    rest = np.log(np.add.reduce(np.exp(z - largest), axis=axis, keepdims=True))
    rest += largest
    return rest if keepdims else rest.squeeze(axis)  # type: ignore[no-any-return]


def log_softmax(z: Any, axis: int = -1) -> Array:
    """log softmax(z) = z − log Σ exp(z)"""
    z = np.asarray(z)
    shifted = z - np.maximum.reduce(z, axis=axis, keepdims=True)
    shifted -= np.log(np.add.reduce(np.exp(shifted), axis=axis, keepdims=True))
    return shifted  # type: ignore[no-any-return]


def sigmoid(x: Any) -> Array:
    """1 / (1 + exp(−x)), the exponent held below overflow."""
    x = np.asarray(x)
    e = np.exp(np.minimum(-x, LARGEST_EXPONENT.get(x.dtype, 700.0)))
    return 1 / (1 + e)  # type: ignore[no-any-return]


def softplus(x: Any) -> Array:
    """log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|))"""
    return np.maximum(x, 0) + np.log1p(np.exp(-absolute(x)))  # type: ignore[no-any-return]


def log_sigmoid(x: Any) -> Array:
    """log σ(x) = −softplus(−x)"""
    return -softplus(-np.asarray(x))


def relu(x: Any) -> Array:
    """max(x, 0)"""
    return np.maximum(x, 0)  # type: ignore[no-any-return]


def step(x: Any) -> Array:
    """1 where x > 0, else 0."""
    x = np.real(x)
    return np.heaviside(x, x.dtype.type(0))  # type: ignore[no-any-return]


def sign(x: Any) -> Array:
    """1, 0 or −1, of the real part."""
    return np.sign(np.real(x))  # type: ignore[no-any-return]


def absolute(x: Any) -> Array:
    """|x|; of a complex number x or −x, whichever has a real part that is not negative."""
    return x * sign(x) if np.iscomplexobj(x) else np.abs(x)


def naive_softmax(z: Any, axis: int = -1) -> Array:
    """exp(z_k) / Σ_j exp(z_j) as written: inf / inf for large entries."""
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)  # type: ignore[no-any-return]


def naive_log_softmax(z: Any, axis: int = -1) -> Array:
    """The logarithm of the naive softmax: −inf where the softmax underflows."""
    return np.log(naive_softmax(z, axis))  # type: ignore[no-any-return]


def naive_log_sum_exp(z: Any, axis: int = -1) -> Array:
    """log Σ_k exp(z_k) as written."""
    return np.log(np.exp(z).sum(axis=axis))  # type: ignore[no-any-return]


def naive_sigmoid(x: Any) -> Array:
    """1 / (1 + exp(−x)) as written."""
    return 1 / (1 + np.exp(-x))  # type: ignore[no-any-return]


def naive_softplus(x: Any) -> Array:
    """log(1 + exp(x)) as written: inf for large x, 0 for very negative x."""
    return np.log(1 + np.exp(x))  # type: ignore[no-any-return]


def naive_log_sigmoid(x: Any) -> Array:
    """log σ(x) as written: −inf where the sigmoid underflows."""
    return np.log(naive_sigmoid(x))  # type: ignore[no-any-return]
