"""The numbers under a derivation: what it needs, where it starts, and what each of its lines comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from derivations.catalogue.entry import glossary
from derivations.core import Derivation
from derivations.notation import Expr, Index, Partial, quantity_of
from derivations.notation.printing import latex, text
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import Compiled, compiled_many
from derivations.numeric.differences import differences
from derivations.numeric.preparing import CannotCompile
from derivations.numeric.sampling import random_values
from derivations.numeric.stability import Array

SEED = 4
SAME = 1e-9


@dataclass(frozen=True)
class Input:
    """A quantity that a derivation takes as given: its name, its kind and the sizes of its axes."""

    name: str
    text: str
    kind: str
    sizes: tuple[str | int, ...]
    below: str | int | None = None


@dataclass(frozen=True)
class Numbers:
    """What the lines come to at some inputs, their largest disagreement, and the derivative by differences."""

    axes: tuple[str, ...]
    lines: tuple[Array, ...]
    disagreement: float
    by_differences: Array | None


@lru_cache(maxsize=256)
def program(derivation: Derivation) -> Compiled:
    """All lines as one function, over the same axes."""
    axes = axes_of(derivation)
    return compiled_many(derivation.lines, [axes] * len(derivation.lines))


def axes_of(derivation: Derivation) -> tuple[Index, ...]:
    """The free indices of all lines, those of the start first."""
    first = ordered(derivation.start)
    others = {index for line in derivation.lines for index in free_indices(line)} - {*first}
    return (*first, *sorted(others, key=lambda index: index.name))


def ordered(expr: Expr) -> tuple[Index, ...]:
    """The free indices in the order in which an expression names them."""
    found: dict[Index, None] = {}
    stack = [expr]
    while stack:
        part = stack.pop()
        if isinstance(part, Index):
            found[part] = None
        stack += reversed(part.args)
    return tuple(index for index in found if index in free_indices(expr))


def inputs(derivation: Derivation) -> tuple[Input, ...]:
    """What must be given before the lines have values; nothing can be, where a function is known by name alone."""
    try:
        parameters = program(derivation).program.parameters
    except CannotCompile:
        return ()
    written = {q.name: text(q) for q in glossary(derivation)}
    return tuple(
        Input(p.name, written.get(p.name, p.name), p.kind, p.sizes, p.below)
        for p in parameters
        if p.role in ("number", "index")
    )


def sizes(derivation: Derivation) -> tuple[str, ...]:
    """The names of the sizes that may be chosen."""
    named = {n for given in inputs(derivation) for n in given.sizes if isinstance(n, str)}
    return tuple(sorted(named | {str(i.size) for i in axes_of(derivation) if i.size.free_symbols}))


def starting_values(derivation: Derivation, lengths: Mapping[str, int]) -> dict[str, Any]:
    """Inputs to begin with, the same each time, rounded so that they are easy to read."""
    try:
        drawn = random_values(derivation.lines, lengths, SEED)
    except CannotCompile:
        return {}
    return {name: np.round(value, 1) if np.asarray(value).dtype.kind == "f" else value for name, value in drawn.items()}


def numbers(derivation: Derivation, values: Mapping[str, Any]) -> Numbers:
    """The values of all lines at some inputs."""
    with np.errstate(all="ignore"):
        lines = tuple(np.asarray(line, dtype=float) for line in program(derivation)(values))
    shape = np.broadcast_shapes(*(line.shape for line in lines))
    lines = tuple(np.broadcast_to(line, shape) for line in lines)
    gap = max((float(np.max(np.abs(line - lines[0]), initial=0.0)) for line in lines), default=0.0)
    return Numbers(tuple(index.name for index in axes_of(derivation)), lines, gap, slope(derivation, values))


def slope(derivation: Derivation, values: Mapping[str, Any]) -> Array | None:
    """The derivative that a derivation is about, by central differences of its forward function."""
    start = derivation.start
    variable = quantity_of(start.wrt) if isinstance(start, Partial) else None
    if variable is None or not all(isinstance(index, Index) for index in getattr(start.wrt, "indices", ())):
        return None
    axes = ordered(start.of)
    return differences(start.of, variable, values, axes).central




@dataclass(frozen=True)
class Refutation:
    """A wrong result held against the right one at some inputs."""

    latex: str
    sentence: str


def refuted(derivation: Derivation, wrong: Expr, values: Mapping[str, Any]) -> Refutation:
    """Where, and by how much, a wrong result differs from the right one."""
    axes = axes_of(derivation)
    right, claimed = (np.asarray(v, dtype=float) for v in compiled_many([derivation.result, wrong], [axes] * 2)(values))
    right, claimed = np.broadcast_arrays(right, claimed)
    gap = np.abs(right - claimed)
    place = np.unravel_index(int(gap.argmax()), gap.shape)
    at = ", ".join(f"{index.name} = {position + 1}" for index, position in zip(axes, place, strict=True))
    if gap[place] < SAME:
        return Refutation(latex(wrong), "At these inputs it happens to give the same; move a slider.")
    return Refutation(
        latex(wrong), f"{f'At {at} it' if at else 'It'} gives {claimed[place]:.4f}; right is {right[place]:.4f}."
    )
