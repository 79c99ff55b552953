"""Print microseconds a training step, this trainer's and others': python tests/bench/training.py

The same net, batch and float32 for all, one thread each. The trainers of one net take turns, a short burst
each, and each reports its fastest burst, so that all see the same machine; on a busy one only the ratios
count. This trainer draws its batches and records its curves; the others get batches drawn beforehand.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"
if hasattr(
    os, "sched_setaffinity"
):  # some pools take as many threads as there are cores, whatever they are told
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import sys  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from dataclasses import replace  # noqa: E402
from itertools import cycle, pairwise  # noqa: E402
from pathlib import Path  # noqa: E402
from time import perf_counter  # noqa: E402
from typing import Any  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np  # noqa: E402

from derivations.nets import ACTIVATIONS, OPTIMISERS, Problem, Settings, Trainer, sweep  # noqa: E402

RATE = 0.01
ROUNDS = 15
BURST = 0.03  # seconds
WARM = 20_000  # steps before the clock runs for small nets: where a page is after half a second
Burst = Callable[[int], object]


def problem_of(features: int, classes: int, count: int) -> Problem:
    """Random points of so many features, half of them to train."""
    random = np.random.default_rng(0)
    points = random.standard_normal((2 * count, features))
    labels = (points @ random.standard_normal((features, classes))).argmax(axis=1).astype(float)
    return Problem("random", points, labels, np.arange(2 * count) < count, tuple(map(str, range(classes))))


def batches(problem: Problem, batch: int, convert: Callable[[np.ndarray], Any] = np.asarray) -> Iterator[Any]:
    """Mini-batches in float32, drawn and converted beforehand: the others need not pay for it."""
    x, order = problem.points[problem.training].astype(np.float32), np.random.default_rng(1)
    y = np.eye(len(problem.classes), dtype=np.float32)[problem.labels[problem.training].astype(int)]
    chosen = [order.permutation(len(x))[:batch] for _ in range(16)]
    return cycle([(convert(x[rows]), convert(y[rows])) for rows in chosen])


def first_weights(shape: tuple[int, ...]) -> list[np.ndarray]:
    """Weights and biases in turn, in float32."""
    random = np.random.default_rng(2)
    pairs = list(pairwise(shape))
    layers = [(random.standard_normal((a, b)) / a**0.5, np.zeros(b)) for a, b in pairs]
    return [part.astype(np.float32) for layer in layers for part in layer]


def ours(nets: Settings | tuple[Settings, ...], problem: Problem | None = None) -> Burst:
    """The trainer of the page, its batches drawn and its curves recorded."""
    trainer = Trainer(nets, problem)
    trainer.train(WARM if sum(trainer.network.shape) < 200 else 300)
    return trainer.train


def plain_numpy(shape: tuple[int, ...], problem: Problem, batch: int) -> Burst:
    """The step as one would first write it."""
    parameters, stream = first_weights(shape), batches(problem, batch)

    def step() -> None:
        x, y = next(stream)
        values = [x]
        for w, b in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
            values.append(np.tanh(values[-1] @ w + b))
        z = values[-1] @ parameters[-2] + parameters[-1]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        delta = (e / e.sum(axis=1, keepdims=True) - y) / len(x)
        for layer in reversed(range(len(values))):
            w, b = parameters[2 * layer], parameters[2 * layer + 1]
            gradient, bias_gradient = values[layer].T @ delta, delta.sum(axis=0)
            if layer:
                delta = (delta @ w.T) * (1 - values[layer] ** 2)
            w -= np.float32(RATE) * gradient
            b -= np.float32(RATE) * bias_gradient

    return lambda steps: [step() for _ in range(steps)]


def bare_products(shape: tuple[int, ...], problem: Problem, batch: int) -> Burst:
    """Only the matrix products of a step, of the same shapes, into arrays made once: no step beats them."""
    weights, one = first_weights(shape)[::2], np.float32(1)
    values = [np.full((batch, width), one) for width in shape]
    gradients = [np.empty_like(w) for w in weights]

    def step() -> None:
        for w, a, z in zip(weights, values, values[1:], strict=False):
            np.dot(a, w, z)
        for layer in reversed(range(len(weights))):
            np.dot(values[layer].T, values[layer + 1], gradients[layer])
            if layer:
                np.dot(values[layer + 1], weights[layer].T, values[layer])

    def burst(steps: int) -> None:
        for _ in range(steps):
            step()
        for value in values:
            value.fill(one)

    return burst


def pytorch(shape: tuple[int, ...], problem: Problem, batch: int) -> Burst:
    """torch.nn and torch.optim.SGD."""
    import torch

    torch.set_num_threads(1)
    layers: list[torch.nn.Module] = []
    for a, b in pairwise(shape):
        layers += [torch.nn.Linear(a, b), torch.nn.Tanh()]
    model, loss = torch.nn.Sequential(*layers[:-1]), torch.nn.CrossEntropyLoss()
    optimiser, stream = (
        torch.optim.SGD(model.parameters(), lr=RATE),
        batches(problem, batch, torch.from_numpy),
    )

    def step() -> None:
        x, y = next(stream)
        optimiser.zero_grad()
        loss(model(x), y).backward()
        optimiser.step()

    return lambda steps: [step() for _ in range(steps)]


def jax_jit(shape: tuple[int, ...], problem: Problem, batch: int) -> Burst:
    """One jitted step with value and gradient, its parameters donated."""
    import jax
    import jax.numpy as jnp

    def loss(parameters: list[jax.Array], x: jax.Array, y: jax.Array) -> jax.Array:
        for w, b in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
            x = jnp.tanh(x @ w + b)
        return -(y * jax.nn.log_softmax(x @ parameters[-2] + parameters[-1])).sum(axis=1).mean()

    def update(parameters: list[jax.Array], x: jax.Array, y: jax.Array) -> list[jax.Array]:
        return [p - RATE * g for p, g in zip(parameters, jax.grad(loss)(parameters, x, y), strict=True)]

    step, stream = jax.jit(update, donate_argnums=0), batches(problem, batch, jnp.asarray)
    held = [[jnp.array(part) for part in first_weights(shape)]]

    def burst(steps: int) -> None:
        parameters = held[0]
        for _ in range(steps):
            parameters = step(parameters, *next(stream))
        held[0] = jax.block_until_ready(parameters)

    return burst


def scikit_learn(shape: tuple[int, ...], problem: Problem, batch: int) -> Burst:
    """MLPClassifier.partial_fit on one batch."""
    from sklearn.neural_network import MLPClassifier

    warnings.simplefilter("ignore")
    model = MLPClassifier(
        shape[1:-1],
        activation="tanh",
        solver="sgd",
        alpha=0,
        batch_size=batch,
        learning_rate_init=RATE,
        momentum=0,
    )
    stream, classes = batches(problem, batch), np.arange(shape[-1])

    def step() -> None:
        x, y = next(stream)
        model.partial_fit(x, y.argmax(axis=1), classes=classes)

    return lambda steps: [step() for _ in range(steps)]


OTHERS = {
    "NumPy, plain": plain_numpy,
    "bare products": bare_products,
    "PyTorch": pytorch,
    "JAX jit": jax_jit,
    "scikit-learn": scikit_learn,
}
CASES: list[tuple[tuple[int, ...], int, int, dict[str, float]]] = [
    ((2, 8, 8, 2), 10, 250, {"PyTorch": 12, "JAX jit": 2}),
    ((2, 8, 8, 2), 128, 512, {"PyTorch": 8, "JAX jit": 1.5}),
    ((64, 64, 10), 128, 1024, {"PyTorch": 5, "JAX jit": 1.25}),
    ((784, 512, 512, 10), 256, 2048, {"JAX jit": 1 / 1.03, "bare products": 1 / 1.1}),
]


def microseconds(bursts: dict[str, Burst]) -> dict[str, float]:
    """The fastest burst of each, in microseconds a step, all taking turns."""
    steps, best = {}, dict.fromkeys(bursts, float("inf"))
    for name, burst in bursts.items():
        burst(3)
        began = perf_counter()
        burst(5)
        steps[name] = max(3, int(BURST * 5 / (perf_counter() - began)))
    for _ in range(ROUNDS):
        for name, burst in bursts.items():
            began = perf_counter()
            burst(steps[name])
            best[name] = min(best[name], (perf_counter() - began) / steps[name] * 1e6)
    return best


def installed(shape: tuple[int, ...], problem: Problem, batch: int) -> dict[str, Burst]:
    """The other trainers, without those whose package is missing."""
    found = {}
    for name, make in OTHERS.items():
        try:
            found[name] = make(shape, problem, batch)
        except ImportError as error:
            print(f"{name} is left out: {error}. The extra 'bench' installs it.")
    return found


def against_others() -> None:
    """This trainer against the others."""
    for shape, batch, count, goals in CASES:
        settings = Settings(hidden=shape[1:-1], batch=batch, learning_rate=RATE)
        problem = problem_of(shape[0], shape[-1], count)
        times = microseconds({"this trainer": ours(settings, problem), **installed(shape, problem, batch)})
        print(f"\n{'-'.join(map(str, shape))}, batch {batch}: {times['this trainer']:.1f} µs a step")
        for name in [name for name in times if name != "this trainer"]:
            ratio, goal = times[name] / times["this trainer"], goals.get(name)
            said = f"   goal ≥ {goal:.2f} {'met' if ratio >= goal else 'MISSED'}" if goal else ""
            print(f"  {name:14}{times[name]:10.1f} µs {ratio:8.2f} times this{said}")


def against_plain(title: str, goal: float, others: dict[str, Settings | tuple[Settings, ...]]) -> None:
    """Other settings of this trainer against SGD with tanh."""
    for name, nets in others.items():
        times = microseconds({"plain": ours(BASE), "other": ours(nets)})
        ratio = times["other"] / times["plain"]
        said = "met" if ratio <= goal else "MISSED"
        print(f"  {title:12}{name:22}{times['other']:8.1f} µs {ratio:6.2f} times   goal ≤ {goal} {said}")


BASE = Settings(points=500, learning_rate=RATE)


def variants(field: str, values: object) -> dict[str, Settings | tuple[Settings, ...]]:
    """The base with each of these values of one setting."""
    return {str(value): replace(BASE, **{field: value}) for value in values}  # type: ignore[attr-defined]


def main() -> None:
    """Print all tables."""
    against_others()
    print("\nAgainst SGD with tanh, 2-8-8-2, batch 10")
    against_plain("activation", 1.6, variants("activation", [a for a in ACTIVATIONS if a != "tanh"]))
    against_plain("optimiser", 1.6, variants("optimiser", [o for o in OPTIMISERS if o != "SGD"]))
    penalties = {"L2": replace(BASE, l2=0.001), "L1": replace(BASE, l1=0.001)}
    against_plain("penalty", 1.6, penalties | {"L1 and L2": replace(BASE, l1=0.001, l2=0.001)})
    against_plain("loss", 1.6, variants("loss", ["binary cross-entropy", "squared error"]))
    against_plain("schedule", 1.6, variants("schedule", ["cosine"]))
    print("\nSweeps against one network, 2-8-8-2, batch 10")
    sweeps = {
        "8 learning rates": sweep(BASE, "learning_rate", [0.001 * 2**k for k in range(8)]),
        "8 seeds": sweep(BASE, "seed", list(range(8))),
        "8 λ": sweep(BASE, "l2", [0.0001 * 2**k for k in range(8)]),
        "6 activations": sweep(BASE, "activation", list(ACTIVATIONS)),
        "5 optimisers": sweep(BASE, "optimiser", list(OPTIMISERS)),
    }
    against_plain("sweep", 3, sweeps)


if __name__ == "__main__":
    main()
