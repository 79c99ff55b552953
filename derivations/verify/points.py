"""Two sides compared in numbers, at random points over several sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from time import thread_time
from typing import Any

import numpy as np
from sympy import Expr, Integer, Symbol

from derivations.notation import Delta, Element, Index, Quantity
from derivations.notation.dependence import quantities_in as named_in
from derivations.notation.inverses import inverse_name
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import Compiled, compiled_many
from derivations.numeric.plain import plain_values
from derivations.numeric.preparing import defined_quantities, quantities_in
from derivations.numeric.sampling import random_values, under_logarithms
from derivations.verify.stages import carried_out, spelled_out

SIZES = ((2, 3, 4, 5), (3, 2, 5, 4), (4, 5, 2, 3), (5, 4, 3, 2), (1, 2, 3, 1))
POINTS = 25
ENOUGH = 100
AGREES = 1e-10
DIFFERS = 1e-6
TOO_SMALL = 1e-6
"""Where both sides are smaller than this, what they differ by may be rounding or may be all there is."""
VISIBLE = 0.01
"""Two values a person sees to be different, relative to the first."""
ANY_SIGN = ("scalar", "vector", "row", "matrix")

Values = Mapping[str, Any]
Sizes = dict[str, int]


def agreement(left: Expr, right: Expr, seconds: float = 3.0) -> bool | dict[str, Any]:
    """True where both sides agree at all points, False where that cannot be said, a point where they differ."""
    try:
        return agreement_at_points(left, right, seconds)
    except (ValueError, TypeError, IndexError, ArithmeticError):
        return False  # what cannot be evaluated cannot be compared


def agreement_at_points(left: Expr, right: Expr, seconds: float) -> bool | dict[str, Any]:
    """The same, where both sides can be evaluated."""
    left, right = with_unknown_derivatives(left), with_unknown_derivatives(right)
    free = tuple(sorted(free_indices(left) | free_indices(right), key=lambda index: index.name))
    until = thread_time() + seconds
    agreed = 0
    both = compiled_many([left, right], [free, free])
    for values, sizes, counts in points(left, right, size_names(both, free)):
        found = compared(both, free, values, sizes)
        if isinstance(found, dict):
            return with_few_digits(both, free, values, sizes) or found
        agreed += found and counts
        if thread_time() > until:
            break
    return agreed >= ENOUGH


def with_few_digits(both: Compiled, free: tuple[Index, ...], values: Values, sizes: Sizes) -> dict[str, Any] | None:
    """A point beside one that refutes, whose inputs a person can copy, where the sides still differ visibly."""
    kinds = {p.name: p.kind for p in both.program.parameters}
    for digits in (1, 2):
        found = compared(both, free, with_inverses(plain_values(values, kinds, digits)), sizes)
        if isinstance(found, dict) and abs(found["left"] - found["right"]) >= VISIBLE * abs(found["left"]):
            return found
    return None


def points(left: Expr, right: Expr, names: list[str]) -> Iterator[tuple[Values, Sizes, bool]]:
    """Random inputs of several sizes; those drawn positive for a logarithm's or a root's sake also with other signs.

    The latter may lie outside of what is defined, so they refute but do not count.
    """
    drawn_positive = under_logarithms([left, right])
    shift = largest_place(left, right) - 1
    for lengths in SIZES:
        sizes = {name: lengths[place % len(lengths)] + shift for place, name in enumerate(names)}
        for seed in range(POINTS):
            values = with_inverses(random_values([left, right], sizes, seed))
            yield values, sizes, True
            if drawn_positive:
                yield with_other_signs(values, drawn_positive & any_sign(left, right), seed), sizes, False


def with_inverses(values: Values) -> Values:
    """The same inputs, what goes under the name of an inverse being one."""
    inverses = {inverse_name(name): name for name in values if inverse_name(name) in values}
    return {**values, **{inverse: np.linalg.inv(values[name]) for inverse, name in inverses.items()}}


def with_other_signs(values: Values, names: frozenset[str], seed: int) -> Values:
    """The same inputs, each entry of some of them with a random sign."""
    rng = np.random.default_rng(seed)
    return {
        name: value * rng.choice([-1.0, 1.0], np.shape(value)) if name in names else value
        for name, value in values.items()
    }


def any_sign(left: Expr, right: Expr) -> frozenset[str]:
    """The quantities of whose sign nothing is known."""
    found = quantities_in([left, right])
    return frozenset(q.name for q in found if q.kind.word in ANY_SIGN)


def largest_place(*exprs: Expr) -> int:
    """The largest number that stands as an index: no axis is shorter."""
    bodies = [*exprs, *(q.definition.body for q in defined_quantities(exprs) if q.definition)]
    places = (place for body in bodies for e in body.atoms(Element, Delta) for place in e.args)
    return max((int(place) for place in places if isinstance(place, Integer)), default=1)


def with_unknown_derivatives(expr: Expr) -> Expr:
    """The expression with the derivatives of what is known by name alone, an F, free to take any value."""
    names = named_in(expr).union(*map(built_on, named_in(expr)))
    return carried_out(spelled_out(expr)) if any(q.depends_on for q in names) else expr


def built_on(quantity: Quantity) -> frozenset[Quantity]:
    """The quantities that a definition names, and those that their definitions name."""
    inner = named_in(quantity.definition.body) if quantity.definition else frozenset[Quantity]()
    return inner.union(*map(built_on, inner))


def size_names(both: Compiled, free: tuple[Index, ...]) -> list[str]:
    """The symbolic sizes of both sides."""
    names = {size for p in both.program.parameters for size in p.sizes if isinstance(size, str)}
    names |= {p.name for p in both.program.parameters if p.role == "size"}
    return sorted(names | {index.size.name for index in free if isinstance(index.size, Symbol)})


def compared(both: Compiled, free: tuple[Index, ...], values: Values, sizes: Sizes) -> bool | dict[str, Any]:
    """Whether both sides agree at one point; the point itself if they differ; False also where a side is not finite."""
    with np.errstate(all="ignore"):
        left, right = np.broadcast_arrays(*map(np.asarray, both({**values, **sizes})))
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return False
    scale = max(np.abs(left).max(initial=0.0), np.abs(right).max(initial=0.0))
    gap = np.abs(left - right) / max(scale, TOO_SMALL)
    if gap.max(initial=0.0) <= AGREES:
        return bool(scale >= TOO_SMALL or (left == right).all())
    if gap.max() < DIFFERS:
        return False
    place = np.unravel_index(int(gap.argmax()), gap.shape)
    return {
        "inputs": {**values, **unseen(both, sizes)},
        "indices": {index.name: int(at) + 1 for index, at in zip(free, place, strict=True)},
        "left": float(left[place]),
        "right": float(right[place]),
    }


def unseen(both: Compiled, sizes: Sizes) -> Sizes:
    """The sizes that no array of a point shows by its length."""
    seen = {size for p in both.program.parameters if p.role != "size" for size in p.sizes}
    return {name: length for name, length in sizes.items() if name not in seen}
