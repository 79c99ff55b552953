"""Expressions compiled to NumPy: `compiled(p[i] - y[i])({"p": …, "y": …})` is the array over i."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from sympy import Expr

from derivations.notation.functions import Applied
from derivations.notation.heads import Index
from derivations.notation.quantities import Quantity
from derivations.notation.scope import all_indices, free_indices
from derivations.numeric.contracting import Axes
from derivations.numeric.heads import lowered
from derivations.numeric.identifiers import identifier, unused
from derivations.numeric.lowering import Lowering, Manner
from derivations.numeric.parameters import Parameter
from derivations.numeric.preparing import CannotCompile, defined_quantities, quantities_in
from derivations.numeric.program import FUNCTIONS, Program, quick
from derivations.numeric.source import function_source


@dataclass(frozen=True)
class Compiled:
    """Expressions as one NumPy function; each value is an array whose axes are the expression's free
    indices in order.

    Called with values by the name of a quantity, or by the quantity. An index that is not among the free
    ones is a value too, by its name: a 0-based whole number. A quantity with a definition is computed
    from it, unless its value is given.
    """

    exprs: tuple[Expr, ...]
    free: tuple[Axes, ...]
    precision: str
    stable: bool
    many: bool

    def __reduce__(self) -> tuple[Any, ...]:
        return Compiled, (self.exprs, self.free, self.precision, self.stable, self.many)

    def __call__(self, values: Mapping[Any, Any]) -> Any:
        return self.quickly(values)

    @cached_property
    def quickly(self) -> Callable[[Mapping[Any, Any]], Any]:
        return quick(self.program, self.defined, self.with_what_is_given)

    def with_what_is_given(self, values: Mapping[Any, Any]) -> Any:
        """The value, computed by a program of its own where a quantity is given that has a definition."""
        return self.program_given(self.defined.intersection(values)).with_checks(values)

    @property
    def source(self) -> str:
        """The NumPy source of the function."""
        return self.program.source

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the quantities it needs."""
        return self.program.names

    @cached_property
    def defined(self) -> frozenset[Any]:
        """The quantities that are computed, and their names."""
        found = defined_quantities(self.exprs)
        return frozenset([*found, *(q.name for q in found)])

    @cached_property
    def program(self) -> Program:
        """The function and its parameters, apart from all that is symbolic."""
        return self.program_given(frozenset())

    def program_given(self, supplied: frozenset[Any]) -> Program:
        """The program for when the values of these defined quantities are given."""
        names = frozenset(getattr(q, "name", q) for q in supplied)
        return program_of(self.exprs, self.free, self.precision, self.stable, self.many, names)


def compiled(
    expr: Expr, free: Iterable[Index] | None = None, dtype: Any = np.float64, stable: bool = True
) -> Compiled:
    """An expression as a NumPy function; the axes of its value are its free indices, by name."""
    return compiled_many([expr], None if free is None else [tuple(free)], dtype, stable, many=False)


def compiled_many(
    exprs: Iterable[Expr],
    free: Sequence[Iterable[Index]] | None = None,
    dtype: Any = np.float64,
    stable: bool = True,
    many: bool = True,
) -> Compiled:
    """Several expressions as one NumPy function that returns a tuple, what they share computed once."""
    exprs = tuple(exprs)
    axes = tuple(map(by_name, exprs)) if free is None else tuple(map(tuple, free))
    precision = np.dtype(dtype).name
    if precision not in ("float32", "float64"):
        raise ValueError(f"An expression is compiled for float32 or float64, not for {precision}.")
    return Compiled(exprs, axes, precision, stable, many)


def by_name(expr: Expr) -> Axes:
    """The free indices of an expression, sorted by name."""
    return tuple(sorted(free_indices(expr), key=lambda i: i.name))


@lru_cache(maxsize=2_000)
def program_of(
    exprs: tuple[Expr, ...],
    free: tuple[Axes, ...],
    precision: str,
    stable: bool,
    many: bool,
    supplied: frozenset[str],
) -> Program:
    """Expressions compiled."""
    given = frozenset(i for expr, axes in zip(exprs, free, strict=True) for i in free_indices(expr) - {*axes})
    low = Lowering(Manner(given, supplied, precision, stable), all_identifiers(exprs, free), lowered)
    outputs = [low.output(expr, axes) for expr, axes in zip(exprs, free, strict=True)]
    for quantity in defined_quantities(exprs):
        with suppress(CannotCompile):
            low.quantity(quantity)  # so that what a derivative computes anew gets the name that it has
    return written_out(low, outputs, many)


def written_out(low: Lowering, outputs: list[int], many: bool) -> Program:
    """The program of a graph: its live inputs, the sizes read off them, and the source."""
    live = low.graph.live(outputs)
    parameters = [low.parameters[node] for node in live if node in low.parameters]
    arrays = sorted((p for p in parameters if p.role != "function"), key=lambda p: p.name)
    functions = [p for p in parameters if p.role == "function"]
    lines, unknown = [], []
    for node in live:
        if node in low.sizes:
            name, symbol = low.graph.nodes[node].template, low.sizes[node]
            read = read_off(symbol, arrays)
            lines.extend([f"{name} = {read}"] if read else [])
            unknown.extend([] if read else [Parameter(symbol, name, "size", (), "size")])
    parameters = [*arrays, *functions, *unknown]
    source = function_source([p.identifier for p in parameters], lines, low.graph, outputs, many)
    return Program(
        source, tuple(parameters), low.manner.precision, any(low.graph.nodes[n].may_warn for n in live)
    )


def read_off(size: str, arrays: list[Parameter]) -> str | None:
    """Where a size is read: `len(z)`, `W.shape[1]`."""
    for axis in (0, 1):
        for array in arrays:
            if len(array.sizes) > axis and array.sizes[axis] == size:
                return f"{array.identifier}.shape[1]" if axis else f"len({array.identifier})"
    return None


def all_identifiers(exprs: Sequence[Expr], free: Sequence[Axes]) -> dict[tuple[str, str], str]:
    """An identifier for everything that an expression may name, no two the same."""
    quantities = quantities_in(exprs)
    bodies = [*exprs, *(q.definition.body for q in quantities if q.definition)]
    indices = {i for body in bodies for i in all_indices(body)} | {i for axes in free for i in axes}
    shapes = [n for q in quantities for n in q.kind.shape] + [i.size for i in indices]
    sizes = {s.name for n in shapes for s in n.free_symbols} | {
        s.name for body in bodies for s in body.free_symbols if not isinstance(s, Quantity | Index)
    }
    functions = {
        a.function.name + "'" * order for body in bodies for a in body.atoms(Applied) for order in range(3)
    }
    chosen: dict[tuple[str, str], str] = {}
    taken = {"np", "float", "len", "evaluate", *FUNCTIONS}
    for sort, names in (
        ("quantity", {q.name for q in quantities} | {i.name for i in indices}),
        ("size", sizes),
        ("function", functions),
    ):
        for name in sorted(names):
            chosen[sort, name] = unused(identifier(name), taken)
            taken.add(chosen[sort, name])
    return chosen
