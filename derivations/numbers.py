"""The numbers under a derivation: what it needs, where it starts, and what each of its lines comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from derivations.catalogue.entry import glossary
from derivations.core import Derivation
from derivations.instances import body, instance, places_of, unknown_functions
from derivations.notation import Expr, Index, Partial, quantity_of
from derivations.notation.dependence import quantities_in
from derivations.notation.printing import latex, text
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import Compiled, compiled, compiled_many
from derivations.numeric.differences import differences
from derivations.numeric.parameters import Parameter
from derivations.numeric.preparing import CannotCompile
from derivations.numeric.stability import Array

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
def lines_of(derivation: Derivation) -> tuple[Expr, ...]:
    """The lines, in which a loss that is known by name alone is given a body: what holds for any holds for one."""
    unknown = unknown_functions(derivation)
    return tuple(instance(line, unknown) for line in derivation.lines)


def stand_ins(derivation: Derivation) -> tuple[str, ...]:
    """What stands for each function that is known by name alone, in LaTeX: g(x) = tanh x."""
    unknown = unknown_functions(derivation)
    losses = [f"{latex(q[places_of(q)] if q.kind.shape else q)} = {latex(body(q))}" for q in unknown]
    scalar = {p.name.rstrip("'") for p in program(derivation).program.parameters if p.role == "function"}
    return (*losses, *(rf"{name}(x) = \tanh x" for name in sorted(scalar)))


@lru_cache(maxsize=256)
def program(derivation: Derivation) -> Compiled:
    """All lines as one function, over the same axes."""
    axes, lines = axes_of(derivation), lines_of(derivation)
    return compiled_many(lines, [axes] * len(lines))


def axes_of(derivation: Derivation) -> tuple[Index, ...]:
    """The free indices of all lines, those of the start first."""
    lines = lines_of(derivation)
    first = everywhere(lines[0])
    others = {index for line in lines for index in free_indices(line)} - {*first}
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


@lru_cache(maxsize=256)
def inputs(derivation: Derivation) -> tuple[Input, ...]:
    """What must be given before the lines have values: first what they vary with, then from small to large."""
    try:
        parameters = parameters_of(derivation)
    except CannotCompile:
        return ()
    written = {q.name: text(q) for q in glossary(derivation)}
    found = [
        Input(p.name, written.get(p.name, p.name), "size" if p.role == "size" else p.kind, p.sizes, p.below)
        for p in parameters
    ]
    first = variable(derivation)
    return tuple(sorted(found, key=lambda given: (given.name != first, len(given.sizes))))


def parameters_of(derivation: Derivation) -> list[Parameter]:
    """The numbers, places and bare sizes that the lines need, and those of the forward function."""
    start = partial_of(derivation)[1]
    forward = compiled(start.of, everywhere(start.of)).program.parameters if start is not None else ()
    found = {p.name: p for p in (*program(derivation).program.parameters, *forward)}
    return [p for p in found.values() if p.role != "function"]


def variable(derivation: Derivation) -> str:
    """The input by which is derived; where that is itself defined, the one that it is nearest to."""
    start = partial_of(derivation)[1]
    reached = quantity_of(start.wrt) if start is not None else None
    while reached is not None and reached.definition is not None:
        within = sorted(quantities_in(reached.definition.body), key=lambda q: (q.definition is None, q.name))
        reached = within[0] if within else None
    return reached.name if reached is not None else ""


def sizes(derivation: Derivation) -> tuple[str, ...]:
    """The names of the sizes that may be chosen."""
    given = inputs(derivation)
    named = {n for each in given for n in each.sizes if isinstance(n, str)}
    named |= {each.name for each in given if each.kind == "size"}
    return tuple(sorted(named | {str(i.size) for i in axes_of(derivation) if i.size.free_symbols}))


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
    factor, start = partial_of(derivation)
    reached = quantity_of(start.wrt) if start is not None else None
    varied = getattr(start.wrt, "indices", ()) if start is not None else ()
    if reached is None or not all(isinstance(index, Index) for index in varied):
        return None
    named, wanted = everywhere(start.of), axes_of(derivation)
    axes = (*named, *(index for index in wanted if index not in (*named, *varied)))
    turned = along(differences(start.of, reached, values, axes).central, (*axes, *varied), wanted)
    return None if turned is None else factor * turned


def partial_of(derivation: Derivation) -> tuple[float, Any]:
    """The derivative that is derived and the number before it, such as −1; None where none is."""
    factor, start = lines_of(derivation)[0].as_coeff_Mul()
    return float(factor), start if isinstance(start, Partial) else None


def everywhere(expr: Expr) -> tuple[Index, ...]:
    """The free indices, those named first and then those that only a definition holds."""
    named = ordered(expr)
    return (*named, *sorted(free_indices(expr) - {*named}, key=lambda index: index.name))


def along(array: Array, have: tuple[Index, ...], want: tuple[Index, ...]) -> Array | None:
    """The array with its axes in another order; two axes under one index are its diagonal."""
    if not set(want) <= set(have):
        return None
    number = {index: place for place, index in enumerate(dict.fromkeys(have))}
    turned: Array = np.einsum(array, [number[index] for index in have], [number[index] for index in want])
    return turned


def lengths_of(derivation: Derivation, values: Mapping[str, Any]) -> dict[str, int]:
    """The sizes that inputs have."""
    named = (zip(each.sizes, np.shape(values[each.name]), strict=True) for each in inputs(derivation))
    return {size: length for pairs in named for size, length in pairs if isinstance(size, str)}


@dataclass(frozen=True)
class Refutation:
    """A wrong result held against the right one at some inputs, where the two are farthest apart."""

    at: str
    claimed: float
    right: float

    @property
    def sentence(self) -> str:
        """Where, and by how much, they differ."""
        if abs(self.claimed - self.right) < SAME:
            return "At these inputs it happens to give the same; move a slider."
        where = f"At {self.at} it" if self.at else "It"
        return f"{where} gives {shown(self.claimed)}; right is {shown(self.right)}."


def shown(value: float) -> str:
    """A number to four places, with a true minus and none before a zero."""
    return f"{round(value, 4) + 0.0:.4f}".replace("-", "−")


def refuted(derivation: Derivation, wrong: Expr, values: Mapping[str, Any]) -> Refutation:
    """A wrong result against that of a derivation."""
    axes = axes_of(derivation)
    axes = (*axes, *sorted(free_indices(wrong) - {*axes}, key=lambda index: index.name))
    given = {**lengths_of(derivation, values), **values}
    both = lines_of(derivation)[-1], instance(wrong, unknown_functions(derivation))
    right, claimed = (np.asarray(value, dtype=float) for value in compiled_many(both, [axes] * 2)(given))
    right, claimed = np.broadcast_arrays(right, claimed)
    place = np.unravel_index(int(np.abs(right - claimed).argmax()), right.shape)
    at = ", ".join(f"{index.name} = {position + 1}" for index, position in zip(axes, place, strict=True))
    return Refutation(at, float(claimed[place]), float(right[place]))
