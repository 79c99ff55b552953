"""Where a derivation opens: on the example of its entry, and at any other sizes on inputs drawn by their kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from derivations.core import Derivation
from derivations.numbers import parameters_of, sizes
from derivations.numeric.parameters import Parameter
from derivations.numeric.plain import with_sum_one
from derivations.numeric.preparing import CannotCompile
from derivations.numeric.sampling import sample

Example = Mapping[str, Any]
NOTHING: Example = MappingProxyType({})
SEED = 1


def starting_sizes(derivation: Derivation, example: Example = NOTHING) -> dict[str, int]:
    """The sizes to begin with: those of the example."""
    return first_sizes(sizes(derivation)) | lengths_in(example, given_to(derivation))


def first_sizes(names: Iterable[str]) -> dict[str, int]:
    """Three classes or words, two of everything else, so that few numbers say it all."""
    return {name: 3 if name in ("n", "K") else 2 for name in names}


def lengths_in(example: Example, parameters: Iterable[Parameter]) -> dict[str, int]:
    """The sizes that the arrays of an example have."""
    shown = [p for p in parameters if p.name in example]
    named = (zip(p.sizes, np.shape(example[p.name]), strict=True) for p in shown)
    return {size: length for pairs in named for size, length in pairs if isinstance(size, str)}


def starting_values(
    derivation: Derivation, lengths: Mapping[str, int], example: Example = NOTHING
) -> dict[str, Any]:
    """Inputs to begin with, the same each time: the example where it has these sizes, and easy to read."""
    rng = np.random.default_rng(SEED)
    begun = {p: drawn(p, lengths, rng) for p in given_to(derivation)}
    return {p.name: shown(example.get(p.name), p, value) for p, value in begun.items()}


def given_to(derivation: Derivation) -> list[Parameter]:
    """What a derivation must be given; nothing where its lines have no numbers."""
    try:
        return parameters_of(derivation)
    except CannotCompile:
        return []


def drawn(parameter: Parameter, lengths: Mapping[str, int], rng: np.random.Generator) -> Any:
    """One input of its kind."""
    if parameter.role == "size":
        return np.array(lengths[parameter.name])
    return rounded(sample(parameter, lengths, rng, is_positive=False), parameter.kind)


def rounded(value: Any, kind: str) -> Any:
    """A drawn input in one decimal; a distribution keeps its sum and no chance of zero."""
    if np.asarray(value).dtype.kind != "f":
        return value
    near = np.round(value, 1) + 0.0
    return with_sum_one(np.maximum(near, 0.1)) if kind.startswith("distribution") else near


def shown(example: Any, parameter: Parameter, otherwise: Any) -> Any:
    """An input of an example, its places counted from 0 as arrays count them; another where the shape does not fit."""
    if example is None or np.shape(example) != np.shape(otherwise):
        return otherwise
    return np.asarray(example) - 1 if parameter.role == "index" else np.asarray(example, dtype=float)
