import numpy as np


def softmax(z, axis=-1):
    """exp(z_k) / Σ_j exp(z_j); the largest entry is subtracted first, so that nothing overflows."""
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(z, axis=-1):
    """log softmax(z) = z − log Σ_j exp(z_j)"""
    shifted = z - z.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def log_sum_exp(z, axis=-1):
    """log Σ_j exp(z_j); the largest entry is subtracted first and added at the end."""
    largest = z.max(axis=axis, keepdims=True)
    return np.log(np.exp(z - largest).sum(axis=axis)) + largest.squeeze(axis)


def sigmoid(x):
    """1 / (1 + exp(−x)), written so that nothing overflows."""
    return np.exp(-np.logaddexp(0, -x))


def softplus(x):
    """log(1 + exp(x))"""
    return np.logaddexp(0, x)


def log_sigmoid(x):
    """log σ(x) = −log(1 + exp(−x))"""
    return -np.logaddexp(0, -x)


def central_differences(function, inputs, name, h=1e-5):
    """(f(x + h) − f(x − h)) / 2h for each entry of one of the inputs, its axes last."""
    x = inputs[name]
    steps = h * np.eye(x.size).reshape((-1, *x.shape))

    def moved(by):
        return function(**inputs | {name: x + by})

    slopes = [(moved(step) - moved(-step)) / (2 * h) for step in steps]
    return np.stack(slopes, axis=-1).reshape((*np.shape(slopes[0]), *x.shape))
