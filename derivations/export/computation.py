"""What a derivation claims, as two functions of the same inputs.

A derivative has `loss`, the function that is differentiated, and `gradient`, the result; the axes of the gradient
are those of the loss and then those of the variable, so that for a scalar loss it has the shape of the variable.
An identity has no variable: its two functions are `left` and `right`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from derivations.export.subject import Subject
from derivations.instances import body, hidden_places, instance, unknown_functions, with_places
from derivations.notation import Element, Expr, Index, Partial, Quantity, quantity_of
from derivations.notation.printing import text
from derivations.notation.scope import free_indices
from derivations.numbers import ordered
from derivations.numeric.compiling import Compiled, all_identifiers, compiled, compiled_many, written_out
from derivations.numeric.heads import lowered
from derivations.numeric.identifiers import unused
from derivations.numeric.lowering import Lowering, Manner
from derivations.numeric.parameters import Parameter
from derivations.numeric.plain import plain_values
from derivations.numeric.preparing import CannotCompile, quantities_in
from derivations.numeric.program import Program
from derivations.numeric.sampling import random_values

Axes = tuple[Index, ...]
SEED = 4
LENGTHS = (3, 2, 4, 3, 2)
"""The lengths of the axes, by the names of their sizes in alphabetical order: few, and not all the same."""
RESERVED = frozenset({"math", "torch", "jax", "jnp", "inputs", "central_differences"})
"""What an exported module calls its own."""


@dataclass(frozen=True)
class Function:
    """One of the two functions: its name, what it is, its axes, and its program."""

    name: str
    says: str
    axes: tuple[str, ...]
    program: Program


@dataclass(frozen=True)
class Computation:
    """Two functions of the same inputs, and inputs to run them at, by identifier."""

    parameters: tuple[Parameter, ...]
    forward: Function
    result: Function
    values: Mapping[str, Any]
    variable: str = ""
    pick: str = ""
    """Which entries of all derivatives the result has, where it does not have them all: `ii->i`."""
    lines: tuple[Program, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    """What stood for any function, and what it was taken to be."""

    @property
    def is_derivative(self) -> bool:
        return bool(self.variable)

    @property
    def named_functions(self) -> tuple[Parameter, ...]:
        """The scalar functions known by name alone: g, g′."""
        programs = (self.forward.program, self.result.program, *self.lines)
        return tuple(dict.fromkeys(p for program in programs for p in program.parameters if p.role == "function"))


def computation(subject: Subject) -> Computation:
    """The two functions of a derivation, and each of its lines as a function too."""
    derivation = subject.derivation
    unknown = unknown_functions(derivation)
    known = tuple(instance(line, unknown) for line in derivation.lines)
    places = hidden_places(known)
    start, *lines = (with_places(line, places) for line in known)
    axes = axes_of_derivative(start)
    variable = quantity_of(start.wrt) if isinstance(start, Partial) else None
    forward = start.of if isinstance(start, Partial) else start
    outer = ordered(forward)
    exprs = (forward, start, *lines)
    writer = Writer(exprs, axes, variable)
    written = [writer.program(line, axes) for line in lines] or [writer.program(start, axes)]
    base = writer.program(forward, outer)
    parameters = in_order((base, *written), variable)
    found = Computation(
        parameters,
        Function("loss" if variable else "left", said(forward), names(outer), base),
        Function("gradient" if variable else "right", text(derivation.result), names(axes), written[-1]),
        {},
        lines=tuple(written),
        unknown=tuple((text(q), text(body(q))) for q in unknown),
    )
    if variable is not None:
        identifier = next(p.identifier for p in parameters if p.name == variable.name)
        found = replace(found, variable=identifier, pick=pick(outer, start.wrt, axes))
    return replace(found, values=inputs(subject.values, parameters, exprs))


def axes_of_derivative(start: Expr) -> Axes:
    """The axes of the loss, then those of the variable, each once."""
    if not isinstance(start, Partial):
        return ordered(start)
    own = (index for index in getattr(start.wrt, "indices", ()) if isinstance(index, Index))
    return tuple(dict.fromkeys((*ordered(start.of), *own)))


def said(expr: Expr) -> str:
    """An expression in words, with what it stands for."""
    q = quantity_of(expr)
    meaning = q.unfolded(tuple(expr.args[1:])) if q is not None else None
    return text(expr) if meaning is None else f"{text(expr)} = {text(meaning)}"


def names(axes: Axes) -> tuple[str, ...]:
    return tuple(index.name for index in axes)


class Writer:
    """Programs of several expressions in which everything is called by the same name."""

    def __init__(self, exprs: Sequence[Expr], axes: Axes, variable: Quantity | None) -> None:
        found = all_identifiers(exprs, [axes] * len(exprs))
        taken = {*found.values(), *RESERVED}
        self.names = {key: unused(f"{name}_", taken) if name in RESERVED else name for key, name in found.items()}
        self.given = frozenset(i for line in exprs for i in free_indices(line) if i not in axes)
        self.supplied = frozenset({variable.name} if variable is not None and variable.definition else ())
        self.stable = variable is not None  # an identity is run as written, lest both sides become the same

    def program(self, expr: Expr, axes: Axes) -> Program:
        """An expression as a function of the quantities it needs."""
        low = Lowering(Manner(self.given, self.supplied, stable=self.stable), self.names, lowered)
        return written_out(low, [low.output(expr, axes)], many=False)


def in_order(programs: Sequence[Program], variable: Quantity | None) -> tuple[Parameter, ...]:
    """All that the programs need, the variable first; a size that an array has is read off the array."""
    found: dict[str, Parameter] = {}
    for p in (p for program in programs for p in program.parameters if p.role != "function"):
        if p.name not in found or found[p.name].below is None:
            found[p.name] = p
    seen = {size for p in found.values() for size in p.sizes}
    found = {name: p for name, p in found.items() if p.role != "size" or name not in seen}
    first = variable.name if variable is not None else ""
    return tuple(sorted(found.values(), key=lambda p: (p.name != first, p.role == "size", p.name)))


def pick(outer: Axes, wrt: Expr, axes: Axes) -> str:
    """Where the variable's axes meet those of the loss: ∂h_i/∂a_i is the diagonal of all ∂h_i/∂a_j."""
    own = wrt.indices if isinstance(wrt, Element) else ()
    every = (*outer, *own)
    if len(set(every)) == len(every) and all(isinstance(index, Index) for index in own):
        return ""
    if not all(isinstance(index, Index) for index in own):
        raise CannotExport(f"The variable {text(wrt)} is one entry at a given place; write the whole array instead.")
    letters = {index: chr(ord("i") + place) for place, index in enumerate(axes)}
    return f"{''.join(letters[i] for i in every)}->{''.join(letters[i] for i in axes)}"


class CannotExport(CannotCompile):
    """A derivation that cannot be written as code."""


def inputs(given: Mapping[str, Any], parameters: Sequence[Parameter], exprs: Sequence[Expr]) -> dict[str, Any]:
    """The inputs in force, by identifier; those that are not given are drawn."""
    every = compiled_many(exprs)
    needed = [p for p in every.program.parameters if p.role != "function"]
    known = {p.name: given[p.name] for p in needed if p.name in given}
    if len(known) < len(needed):
        known = drawn(every, needed, known) | known
    return {p.identifier: known[p.name] if p.name in known else defined(p.name, exprs, known) for p in parameters}


def defined(name: str, exprs: Sequence[Expr], known: Mapping[str, Any]) -> Any:
    """The value of a variable that has a definition, where that puts it."""
    q = next(q for q in quantities_in(exprs) if q.name == name and q.definition is not None)
    assert q.definition is not None
    axes = q.definition.indices
    return np.round(compiled(q[axes] if axes else q, axes)(known), 3)


def drawn(every: Compiled, needed: Sequence[Parameter], known: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs to begin with, the same each time, rounded so that they are easy to read."""
    sizes = {n for p in needed for n in (p.sizes if p.role != "size" else (p.name,)) if isinstance(n, str)}
    sizes |= {str(index.size) for axes in every.free for index in axes}
    lengths = {name: LENGTHS[place % len(LENGTHS)] for place, name in enumerate(sorted(sizes))}
    for p in needed:
        if p.name in known:
            lengths |= dict(zip(map(str, p.sizes), np.shape(known[p.name]), strict=True))
    kinds = {p.name: p.kind for p in needed}
    return plain_values(random_values(every.exprs, lengths, SEED), kinds)
