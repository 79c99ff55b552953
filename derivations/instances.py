"""A loss that is known by name alone, an F, given a body, so that what holds for any loss can be run for one.

F(v, U)  →  F = Σ_b log(1 + e^{v_b}) + Σ_b Σ_x U_bx² / 2
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sympy import Add

from derivations.core import Derivation
from derivations.notation import Definition, Expr, Index, Quantity, Sum, softplus
from derivations.notation.dependence import quantities_in
from derivations.notation.kinds import kind
from derivations.notation.scope import free_indices, replace_indices


@lru_cache(maxsize=256)
def unknown_functions(derivation: Derivation) -> tuple[Quantity, ...]:
    """The quantities of a derivation of which no more is known than what they depend on."""
    found: dict[Quantity, None] = {}
    waiting = list(derivation.lines)
    seen: set[Quantity] = set()
    while waiting:
        for q in sorted(quantities_in(waiting.pop()) - seen, key=str):
            seen.add(q)
            if q.definition is not None:
                waiting.append(q.definition.body)
            elif q.depends_on:
                found[q] = None
    return tuple(found)


def instance(line: Expr, unknown: tuple[Quantity, ...]) -> Expr:
    """A line in which each unknown function has a body."""
    known = {q: with_body(q) for q in unknown}
    return line.xreplace({q: rebuilt(q, known) for q in quantities_in(line)}) if known else line


def rebuilt(q: Quantity, known: dict[Quantity, Quantity]) -> Quantity:
    """A quantity whose definition rests on the bodies given."""
    if q in known:
        return known[q]
    if q.definition is None:
        return q
    body = q.definition.body
    new = body.xreplace({part: rebuilt(part, known) for part in quantities_in(body)})
    return q if new == body else Quantity(q.name, q.kind, Definition(q.definition.indices, new))


def with_body(q: Quantity) -> Quantity:
    """An unknown function, known."""
    return Quantity(q.name, q.kind, Definition(places_of(q), body(q)))


def places_of(q: Quantity) -> tuple[Index, ...]:
    """The indices of an unknown function, one for each of its axes."""
    return tuple(Index(letter, n) for letter, n in zip("jk", q.kind.shape, strict=False))


def body(q: Quantity) -> Expr:
    """A sum of smooth terms, one for each quantity that an unknown function depends on."""
    return Add(*(over_all(part, first=place == 0) for place, part in enumerate(q.depends_on)))


def over_all(q: Quantity, first: bool) -> Expr:
    """Σ log(1 + e^x), or Σ x²/2, over all entries of a quantity."""
    axes = tuple(Index(letter, n) for letter, n in zip("bx", q.kind.shape, strict=False))
    entry = q[axes] if axes else q
    return Sum(softplus(entry) if first else entry**2 / 2, *reversed(axes))


@lru_cache(maxsize=256)
def hidden_places(lines: tuple[Expr, ...]) -> dict[Index, Expr]:
    """The places that a definition alone names, as c in L = −log p_c: each is an input of its own, a number."""
    found: set[Index] = set()
    waiting, seen = [q for line in lines for q in quantities_in(line)], set[Quantity]()
    while waiting:
        q = waiting.pop()
        if q not in seen and q.definition is not None:
            seen.add(q)
            found |= free_indices(q.definition.body) - {*q.definition.indices}
            waiting += quantities_in(q.definition.body)
    return {index: Quantity(index.name, kind("index", index.size)) for index in found}


def with_places(expr: Expr, places: Mapping[Index, Expr]) -> Expr:
    """An expression in which these places are quantities, in its definitions too."""
    if not places:
        return expr
    new = {q: placed(q, places) for q in quantities_in(expr)}
    return replace_indices(expr.xreplace(new), dict(places))


def placed(q: Quantity, places: Mapping[Index, Expr]) -> Quantity:
    """A quantity whose definition names these places as quantities."""
    if q.definition is None:
        return q
    body = with_places(q.definition.body, {i: to for i, to in places.items() if i not in q.definition.indices})
    return q if body == q.definition.body else Quantity(q.name, q.kind, Definition(q.definition.indices, body))
