"""Random inputs for expressions, each of its kind and away from the edges of a domain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from sympy import Expr, Mul, Pow, log

from derivations.notation.heads import Index
from derivations.notation.quantities import quantity_of
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import compiled_many
from derivations.numeric.parameters import Parameter, Size
from derivations.numeric.preparing import defined_quantities
from derivations.numeric.stability import Array, softmax

Generator = np.random.Generator
Values = dict[str, Any]


def random_values(
    exprs: Expr | Iterable[Expr],
    sizes: Mapping[Any, int],
    rng: Generator | int,
    given: Iterable[Index] = (),
) -> Values:
    """Values of all that the expressions need, by name, for sizes by name or by symbol.

    An index among the given ones gets a 0-based place; any other free index is an axis of the result.
    """
    rng = np.random.default_rng(rng)
    exprs, given = [exprs] if isinstance(exprs, Expr) else list(exprs), frozenset(given)
    by_name = {str(size): int(length) for size, length in sizes.items()}
    positive = under_logarithms(exprs)
    values: Values = {}
    for parameter in parameters_of(exprs, given):
        if parameter.role == "size":
            values[parameter.name] = length_of(parameter.name, by_name)
        elif parameter.role in ("number", "index"):
            values[parameter.name] = sample(parameter, by_name, rng, parameter.name in positive)
    return values


def sizes_of(
    exprs: Expr | Iterable[Expr], values: Mapping[Any, Any], given: Iterable[Index] = ()
) -> dict[str, int]:
    """The sizes of the axes, by name, that the values have."""
    exprs, given = [exprs] if isinstance(exprs, Expr) else list(exprs), frozenset(given)
    return compiled_many(exprs, axes_but(exprs, given)).program.sizes(values)


def parameters_of(exprs: Sequence[Expr], given: frozenset[Index]) -> tuple[Parameter, ...]:
    """All that the expressions need."""
    return compiled_many(exprs, axes_but(exprs, given)).program.parameters


def axes_but(exprs: Sequence[Expr], given: frozenset[Index]) -> list[tuple[Index, ...]]:
    return [tuple(sorted(indices_of(expr) - given, key=lambda i: i.name)) for expr in exprs]


def indices_of(expr: Expr) -> frozenset[Index]:
    """The free indices of an expression, and those that stand in a definition alone, as c in L = −log p_c."""
    definitions = [q.definition for q in defined_quantities([expr]) if q.definition]
    inside = (free_indices(definition.body) - {*definition.indices} for definition in definitions)
    return free_indices(expr).union(*inside)


def length_of(size: Size, sizes: Mapping[str, int]) -> int:
    """The number that a size stands for."""
    if isinstance(size, int):
        return size
    if size not in sizes:
        raise ValueError(f"The size {size} is needed; given are {', '.join(sizes) or 'none'}.")
    return sizes[size]


def sample(parameter: Parameter, sizes: Mapping[str, int], rng: Generator, is_positive: bool) -> Any:
    """One input of its kind."""
    shape = tuple(length_of(size, sizes) for size in parameter.sizes)
    if parameter.role == "index":
        below = parameter.below if parameter.below is not None else min(sizes.values())
        return rng.integers(0, length_of(below, sizes), shape)
    word = parameter.kind.split()[0]
    if is_positive and word in ("scalar", "vector", "row", "matrix", "symmetric"):
        word = "positive"
    return SAMPLERS.get(word, normal)(rng, shape)


def normal(rng: Generator, shape: tuple[int, ...]) -> Any:
    return rng.standard_normal(shape)


def positive(rng: Generator, shape: tuple[int, ...]) -> Any:
    return rng.uniform(0.5, 2.0, shape)


def one_hot(rng: Generator, shape: tuple[int, ...]) -> Array:
    column: Array = np.eye(shape[0])[rng.integers(shape[0])]
    return column


def distribution(rng: Generator, shape: tuple[int, ...]) -> Array:
    return softmax(rng.standard_normal(shape))


def signs(rng: Generator, shape: tuple[int, ...]) -> Array:
    return rng.choice([-1.0, 1.0], shape)


def symmetric(rng: Generator, shape: tuple[int, ...]) -> Array:
    half: Array = rng.standard_normal(shape)
    return (half + half.T) / 2


def invertible(rng: Generator, shape: tuple[int, ...]) -> Array:
    """A matrix whose singular values lie between 0.5 and 2."""
    left, right = (np.linalg.qr(rng.standard_normal(shape))[0] for _ in range(2))
    return left * rng.uniform(0.5, 2.0, shape[0]) @ right  # type: ignore[no-any-return]


SAMPLERS: dict[str, Callable[[Generator, tuple[int, ...]], Any]] = {
    "positive": positive,
    "one-hot": one_hot,
    "distribution": distribution,
    "signs": signs,
    "symmetric": symmetric,
    "invertible": invertible,
}


def under_logarithms(exprs: Sequence[Expr]) -> frozenset[str]:
    """The quantities under a logarithm or a root, alone or in a product: they are drawn positive."""
    bodies = [*exprs, *(q.definition.body for q in defined_quantities(exprs) if q.definition)]
    arguments = [e.args[0] for body in bodies for e in body.atoms(log)]
    arguments += [e.base for body in bodies for e in body.atoms(Pow) if not e.exp.is_integer]
    parts = (part for argument in arguments for part in Mul.make_args(argument))
    bases = (part.base if isinstance(part, Pow) else part for part in parts)
    return frozenset(q.name for q in map(quantity_of, bases) if q is not None)
