"""Two sides compared in numbers, at random points over several sizes."""

from __future__ import annotations

from typing import Any

import numpy as np
from sympy import Expr, Symbol

from derivations.notation import Index, Quantity
from derivations.notation.dependence import quantities_in
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import Compiled, compiled_many
from derivations.numeric.sampling import random_values
from derivations.verify.stages import carried_out, spelled_out

SIZES = ((2, 3, 4, 5), (3, 2, 5, 4), (4, 5, 2, 3), (5, 4, 3, 2), (1, 2, 3, 1))
POINTS = 25
AGREES = 1e-10
DIFFERS = 1e-6


def agreement(left: Expr, right: Expr) -> bool | dict[str, Any]:
    """True where both sides agree at all points, False where that cannot be said, a point where they differ."""
    left, right = with_unknown_derivatives(left), with_unknown_derivatives(right)
    free = tuple(sorted(free_indices(left) | free_indices(right), key=lambda index: index.name))
    both = compiled_many([left, right], [free, free])
    names = size_names(both, free)
    agreed = 0
    for lengths in SIZES:
        sizes = {name: lengths[place % len(lengths)] for place, name in enumerate(names)}
        for seed in range(POINTS):
            found = compared(both, free, random_values([left, right], sizes, seed), sizes)
            if isinstance(found, dict):
                return found
            agreed += found
    return agreed >= 100


def with_unknown_derivatives(expr: Expr) -> Expr:
    """The expression with the derivatives of what is known by name alone, an F, free to take any value."""
    names = quantities_in(expr).union(*map(built_on, quantities_in(expr)))
    return carried_out(spelled_out(expr)) if any(q.depends_on for q in names) else expr


def built_on(quantity: Quantity) -> frozenset[Quantity]:
    """The quantities that a definition names, and those that their definitions name."""
    inner = quantities_in(quantity.definition.body) if quantity.definition else frozenset[Quantity]()
    return inner.union(*map(built_on, inner))


def size_names(both: Compiled, free: tuple[Index, ...]) -> list[str]:
    """The symbolic sizes of both sides."""
    names = {size for p in both.program.parameters for size in p.sizes if isinstance(size, str)}
    names |= {p.name for p in both.program.parameters if p.role == "size"}
    return sorted(names | {index.size.name for index in free if isinstance(index.size, Symbol)})


def compared(
    both: Compiled, free: tuple[Index, ...], values: dict[str, Any], sizes: dict[str, int]
) -> bool | dict[str, Any]:
    """Whether both sides agree at one point; the point itself if they differ; False also where a side is not finite."""
    with np.errstate(all="ignore"):
        left, right = np.broadcast_arrays(*map(np.asarray, both(values | sizes)))
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return False
    scale = max(np.abs(left).max(initial=0.0), np.abs(right).max(initial=0.0), 1e-6)
    gap = np.abs(left - right) / scale
    if gap.max(initial=0.0) <= AGREES:
        return True
    if gap.max() < DIFFERS:
        return False
    place = np.unravel_index(int(gap.argmax()), gap.shape)
    return {
        "inputs": values,
        "indices": {index.name: int(at) + 1 for index, at in zip(free, place, strict=True)},
        "left": float(left[place]),
        "right": float(right[place]),
    }
