"""Compiled NumPy beside hand-written NumPy: `python -m tests.bench.evaluation` prints compile times and
ratios.

The two are timed in turn, round after round, so that whatever else the machine does falls on both; the
median of the rounds' ratios is what counts. Each gradient is compiled twice: from the derivative as it is
asked for, and from its taught form.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from derivations.calculus import differentiate
from derivations.notation import Partial, Sum
from derivations.numeric.compiling import compiled, program_of
from derivations.numeric.preparing import plain
from derivations.numeric.sampling import random_values
from tests.numeric.networks import cross_entropy, i, k, network, q, r, y

ROUNDS = 300


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def by_hand_loss(z, y):
    shifted = z - z.max()
    return -y @ (shifted - np.log(np.exp(shifted).sum()))


def by_hand_loss_gradient(z, y):
    return softmax(z) - y


def forward(W_1, b_1, W_2, b_2, x):
    h = 1 / (1 + np.exp(-(W_1 @ x + b_1)))
    return h, softmax(W_2 @ h + b_2)


def by_hand_b_2(W_1, b_1, W_2, b_2, x, y):
    _, p = forward(W_1, b_1, W_2, b_2, x)
    return p - y


def by_hand_W_2(W_1, b_1, W_2, b_2, x, y):
    h, p = forward(W_1, b_1, W_2, b_2, x)
    return np.outer(p - y, h)


def by_hand_b_1(W_1, b_1, W_2, b_2, x, y):
    h, p = forward(W_1, b_1, W_2, b_2, x)
    return W_2.T @ (p - y) * h * (1 - h)


def by_hand_W_1(W_1, b_1, W_2, b_2, x, y):
    return np.outer(by_hand_b_1(W_1, b_1, W_2, b_2, x, y), x)


def by_hand_x(W_1, b_1, W_2, b_2, x, y):
    return W_1.T @ by_hand_b_1(W_1, b_1, W_2, b_2, x, y)


def cases() -> list[tuple[str, Any, tuple[Any, ...], Callable[..., Any]]]:
    """A name, an expression, its free indices, and the same by hand."""
    c, f = cross_entropy(), network()
    error = f.p[k] - y[k]
    back = Sum(f.W2[k, r] * error, k) * f.h[r] * (1 - f.h[r])
    taught = {
        "b2": (error, (k,)),
        "W2": (error * f.h[r], (k, r)),
        "b1": (back, (r,)),
        "W1": (back * f.x[q], (r, q)),
        "x": (Sum(f.W1[r, q] * back, r), (q,)),
    }
    at = {"b2": (k,), "W2": (k, r), "b1": (r,), "W1": (r, q), "x": (q,)}
    hand = {"b2": by_hand_b_2, "W2": by_hand_W_2, "b1": by_hand_b_1, "W1": by_hand_W_1, "x": by_hand_x}
    rows: list[tuple[str, Any, tuple[Any, ...], Callable[..., Any]]] = [
        ("cross-entropy", c.J, (), by_hand_loss),
        ("∂J/∂z, taught form", c.p[i] - y[i], (i,), by_hand_loss_gradient),
        ("∂J/∂z, as asked", Partial(c.J, c.z[i]), (i,), by_hand_loss_gradient),
    ]
    for name, axes in at.items():
        wrt = getattr(f, name)[axes]
        rows.append((f"∂J/∂{name}, taught form", *taught[name], hand[name]))
        rows.append((f"∂J/∂{name}, as asked", Partial(f.J, wrt), axes, hand[name]))
    return rows


def compile_time(expr: Any, axes: tuple[Any, ...]) -> float:
    for cached in (program_of, plain, differentiate):
        cached.cache_clear()
    start = perf_counter()
    compiled(expr, axes).program.function  # noqa: B018
    return perf_counter() - start


def ratio(one: Callable[[], Any], other: Callable[[], Any], repeat: int) -> tuple[float, float]:
    """The median of one's time over the other's, and the median time of the first."""
    ratios, times = [], []
    for round_number in range(ROUNDS):
        spent = {}
        for function in (one, other) if round_number % 2 else (other, one):
            start = perf_counter()
            for _ in range(repeat):
                function()
            spent[function] = (perf_counter() - start) / repeat
        ratios.append(spent[one] / spent[other])
        times.append(spent[one])
    return median(ratios), median(times)


def main() -> None:
    print(f"{'':26}{'compile':>10}" + "".join(f"{f'n = {n}':>12}{'ratio':>8}" for n in (10, 1000)))
    for name, expr, axes, by_hand in cases():
        line = f"{name:26}{compile_time(expr, axes) * 1e3:7.1f} ms"
        function = compiled(expr, axes)
        for n in (10, 1000):
            values = random_values(expr, {"n": n, "m": n, "d": n}, 0)
            values = {name: np.asarray(value) for name, value in values.items()}
            named = {
                name: values[name] for name in by_hand.__code__.co_varnames[: by_hand.__code__.co_argcount]
            }
            np.testing.assert_allclose(function(values), by_hand(**named), rtol=1e-8, atol=1e-12)
            one, other = partial(function, values), partial(by_hand, **named)
            got, time = ratio(one, other, 20 if n == 10 else 1)
            line += f"{time * 1e6:9.1f} µs{got:8.2f}"
        print(line)


if __name__ == "__main__":
    main()
