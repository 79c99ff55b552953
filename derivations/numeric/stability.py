"""Softmax and its kin in forms that neither overflow nor lose digits, and as on paper, to compare.

All take real or complex arrays, the latter so that a derivative can be had from a complex step: of two
complex numbers the larger is the one with the larger real part.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

LARGEST_EXPONENT = {np.dtype(t): 0.99 * np.log(np.finfo(t).max) for t in ("f2", "f4", "f8", "c8", "c16")}


def kept(reduce: Any, z: Array, axis: int) -> Any:
    """A reduction whose result still fits the array; of a single vector, quickly."""
    return reduce(z) if z.ndim == 1 else reduce(z, axis=axis, keepdims=True)


def softmax(z: Any, axis: int = -1) -> Array:
    """exp(z_k) / Σ_j exp(z_j), the largest entry subtracted first."""
    z = np.asarray(z)
    e: Array
    if z.ndim == 1:
        e = np.exp(z - np.maximum.reduce(z))
        e /= np.add.reduce(e)
    else:
        e = np.exp(z - np.maximum.reduce(z, axis=axis, keepdims=True))
        e /= np.add.reduce(e, axis=axis, keepdims=True)
    return e


def log_sum_exp(z: Any, axis: int = -1) -> Any:
    """log Σ_k exp(z_k), the largest entry subtracted first and added at the end."""
    z = np.asarray(z)
    largest = kept(np.maximum.reduce, z, axis)
    rest = np.log(np.add.reduce(np.exp(z - largest), axis=axis))
    return rest + (largest if z.ndim == 1 else largest.squeeze(axis))


def log_softmax(z: Any, axis: int = -1) -> Array:
    """log softmax(z) = z − log Σ exp(z)"""
    z = np.asarray(z)
    shifted: Array = z - kept(np.maximum.reduce, z, axis)
    shifted -= np.log(kept(np.add.reduce, np.exp(shifted), axis))
    return shifted


def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(−x)), the exponent held below overflow."""
    x = np.asarray(x)
    return 1 / (1 + np.exp(np.minimum(-x, LARGEST_EXPONENT.get(x.dtype, 700.0))))


def softplus(x: Any) -> Any:
    """log(1 + exp(x)) = max(x, 0) + log(1 + exp(−|x|))"""
    return np.maximum(x, 0) + np.log1p(np.exp(-absolute(x)))


def log_sigmoid(x: Any) -> Any:
    """log σ(x) = −softplus(−x)"""
    return -softplus(-np.asarray(x))


def relu(x: Any) -> Any:
    """max(x, 0)"""
    return np.maximum(x, 0)


def step(x: Any) -> Any:
    """1 where x > 0, else 0."""
    x = np.real(np.asarray(x))
    return np.heaviside(x, x.dtype.type(0))


def sign(x: Any) -> Any:
    """1, 0 or −1, of the real part."""
    return np.sign(np.real(x))


def absolute(x: Any) -> Any:
    """|x|; of a complex number x or −x, whichever has a real part that is not negative."""
    return x * sign(x) if np.iscomplexobj(x) else np.abs(x)


def naive_softmax(z: Any, axis: int = -1) -> Any:
    """exp(z_k) / Σ_j exp(z_j) as written: inf / inf for large entries."""
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)


def naive_log_softmax(z: Any, axis: int = -1) -> Any:
    """The logarithm of the naive softmax: −inf where the softmax underflows."""
    return np.log(naive_softmax(z, axis))


def naive_log_sum_exp(z: Any, axis: int = -1) -> Any:
    """log Σ_k exp(z_k) as written."""
    return np.log(np.exp(z).sum(axis=axis))


def naive_sigmoid(x: Any) -> Any:
    """1 / (1 + exp(−x)) as written."""
    return 1 / (1 + np.exp(-x))


def naive_softplus(x: Any) -> Any:
    """log(1 + exp(x)) as written: inf for large x, 0 for very negative x."""
    return np.log(1 + np.exp(x))


def naive_log_sigmoid(x: Any) -> Any:
    """log σ(x) as written: −inf where the sigmoid underflows."""
    return np.log(naive_sigmoid(x))
