"""The same step by other libraries, each as its own page teaches it."""

import warnings
from itertools import pairwise

import numpy as np
from ours import Burst, bare_products, plain_numpy
from problems import RATE, batches, first_weights

from derivations.nets import Problem


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


def installed(shape: tuple[int, ...], problem: Problem, batch: int) -> dict[str, Burst]:
    """The other trainers, without those whose package is missing."""
    found = {}
    for name, make in OTHERS.items():
        try:
            found[name] = make(shape, problem, batch)
        except ImportError as error:
            print(f"{name} is left out: {error}. The extra 'bench' installs it.")
    return found
