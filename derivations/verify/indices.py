"""Renaming free indices in the normal form, and sums: taken apart into connected ones, each named canonically."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count, groupby, permutations, product

from derivations.notation.inverses import inverse_name
from derivations.verify.algebra import power, reduced, times
from derivations.verify.functions import Place, delta, element, index, names_in, rebuilt
from derivations.verify.polynomials import (
    Atom,
    Monomial,
    Poly,
    Power,
    TooLarge,
    atom,
    frozen,
    height_of,
    key_of,
    monomial,
    number,
    scaled,
    single,
    thawed,
    total,
)

Renaming = Mapping[Place, Place]
Bound = tuple[str, Atom | int]
"""A bound index and its size."""


def rename(poly: Poly, new: Renaming) -> Poly:
    """A polynomial with free indices renamed."""
    return total(scaled(rename_monomial(mono, new), c) for mono, c in poly.items())


def rename_monomial(mono: Monomial, new: Renaming) -> Poly:
    """A product of atoms with free indices renamed."""
    result = reduced({a: p for a, p in mono if not a.free & new.keys()})
    for a, p in mono:
        if a.free & new.keys():
            result = times(result, rename_atom(a, p, new))
    return result


def rename_atom(a: Atom, p: Power, new: Renaming) -> Poly:
    """An atom to a power with free indices renamed."""
    if a.tag == "el":
        return power(element(a.args[0], a.args[1], rename_places(a.args[2], new)), p)
    if a.tag == "delta":
        return delta(*rename_places(a.args, new))
    if a.tag == "index":
        return power(index(rename_place(a.args[0], new)), p)
    if a.tag == "sum":
        bounds, inner = a.args
        return power(summed(rename({inner: Fraction(1)}, new), bounds), p)
    if a.tag in ("max", "prod"):
        bound, inner = a.args
        return power(reduction(a.tag, rename(thawed(inner), new), bound), p)
    return rebuilt(a, p, rename(thawed(a.args[0]), new))


def rename_places(places: tuple[Place, ...], new: Renaming) -> tuple[Place, ...]:
    """Places with free indices renamed."""
    return tuple(rename_place(place, new) for place in places)


def rename_place(place: Place, new: Renaming) -> Place:
    if place in new:
        return new[place]
    if isinstance(place, Atom) and place.free & new.keys():
        ((mono, _),) = rename_atom(place, 1, new).items()
        return mono[0][0]
    return place


def settled(poly: Poly) -> Poly:
    """A polynomial in which each delta has renamed what it can: δ_ij f_j → δ_ij f_i."""
    return total(scaled(settled_monomial(mono), c) for mono, c in poly.items())


def settled_monomial(mono: Monomial) -> Poly:
    for a, _ in mono:
        if a.tag == "delta" and isinstance(a.args[1], str):
            keep, drop = a.args
            others = monomial({b: q for b, q in mono if b is not a})
            if drop not in names_in((keep,)) and any(drop in b.free for b, _ in others):
                return settled(times(single(a), rename({others: Fraction(1)}, {drop: keep})))
    return {mono: Fraction(1)}


def summed(poly: Poly, bounds: tuple[Bound, ...]) -> Poly:
    """Σ over bound indices of a polynomial."""
    return total(scaled(sum_of_monomial(mono, bounds), c) for mono, c in poly.items())


def sum_of_monomial(mono: Monomial, bounds: tuple[Bound, ...]) -> Poly:
    """Σ of a product: inner sums join it, deltas and inverses are used up, and what is not connected is a factor."""
    return (
        with_inner_sums_opened(mono, bounds)
        or with_delta_used(mono, bounds)
        or with_lookup_named(mono, bounds)
        or with_inverse_used(mono, bounds)
        or product_of_connected_sums(mono, bounds)
    )


def with_inner_sums_opened(mono: Monomial, bounds: tuple[Bound, ...]) -> Poly | None:
    """Σ_k f_k Σ_j g_jk → Σ_k Σ_j f_k g_jk"""
    names = {name for name, _ in bounds}
    for a, p in mono:
        if a.tag == "sum" and a.free & names and p.denominator == 1 and p > 0:
            rest = reduced({b: q for b, q in mono if b is not a} | ({a: p - 1} if p > 1 else {}))
            inner_bounds, inner = a.args
            unused = unused_names(mono, names)
            opened = {name: next(unused) for name, _ in inner_bounds}
            body = times(rest, rename({inner: Fraction(1)}, opened))
            return summed(body, (*bounds, *((opened[name], n) for name, n in inner_bounds)))
    return None


def unused_names(mono: Monomial, names: set[str]) -> Iterator[str]:
    """Names for bound indices that clash with none in sight."""
    taken = names.union(*(a.free for a, _ in mono))
    return (name for number in count() if (name := f"~{number}") not in taken)


def with_delta_used(mono: Monomial, bounds: tuple[Bound, ...]) -> Poly | None:
    """Σ_k δ_ki f_k → f_i"""
    names = {name for name, _ in bounds}
    for a, _ in mono:
        if a.tag == "delta":
            for other, bound in (a.args, reversed(a.args)):
                if bound not in names or bound in names_in((other,)):
                    continue
                rest = {monomial({b: q for b, q in mono if b is not a}): Fraction(1)}
                return summed(rename(rest, {bound: other}), tuple(b for b in bounds if b[0] != bound))
    return None


def with_lookup_named(mono: Monomial, bounds: tuple[Bound, ...]) -> Poly | None:
    """Σ_k δ_{w,w_k} f(w_k) → Σ_k δ_{w,w_k} f(w), for a lookup w_k"""
    names = {name for name, _ in bounds}
    for a, p in mono:
        if a.tag != "delta" or not isinstance(a.args[0], Atom) or not a.args[0].free & names:
            continue
        lookup, other = a.args
        others = monomial({b: q for b, q in mono if b is not a})
        if isinstance(other, str) and other not in names:
            named = rename({others: Fraction(1)}, {lookup: other} | {name: name for name in lookup.free})
            if named != {others: Fraction(1)}:
                return summed(times(single(a, p), named), bounds)
    return None


def with_inverse_used(mono: Monomial, bounds: tuple[Bound, ...]) -> Poly | None:
    """Σ_j A_ij (A⁻¹)_jk → δ_ik"""
    for name, _ in bounds:
        holding = [(a, p) for a, p in mono if name in a.free]
        if len(holding) == 2 and all(a.tag == "el" and a.args[1].word == "invertible" and p == 1 for a, p in holding):
            (a, _), (b, _) = holding
            if inverse_name(a.args[0]) == b.args[0] or inverse_name(b.args[0]) == a.args[0]:
                ends = [place for c in (a, b) for place in c.args[2] if place != name]
                sides = {c.args[2].index(name) for c in (a, b)}
                if len(ends) == 2 and len(sides) == 2:
                    rest = reduced({c: q for c, q in mono if c is not a and c is not b})
                    return summed(times(rest, delta(*ends)), tuple(x for x in bounds if x[0] != name))
    return None


def product_of_connected_sums(mono: Monomial, bounds: tuple[Bound, ...]) -> Poly:
    """Σ_k Σ_j f_k g_j h → h (Σ_k f_k) (Σ_j g_j)"""
    names = {name for name, _ in bounds}
    result = reduced({a: p for a, p in mono if not a.free & names})
    rest = [(a, p) for a, p in mono if a.free & names]
    sizes = dict(bounds)
    while names:
        group = connected_to(min(names), rest, names)
        held = [(a, p) for a, p in rest if a.free & group]
        result = times(result, connected_sum(held, [(name, sizes[name]) for name in sorted(group)]))
        names -= group
    return result


def connected_to(name: str, factors: list[tuple[Atom, Power]], names: set[str]) -> set[str]:
    """The bound indices that factors tie to one of them."""
    group = {name}
    while True:
        wider = group.union(*(a.free & names for a, _ in factors if a.free & group))
        if wider == group:
            return group
        group = wider


def connected_sum(held: list[tuple[Atom, Power]], bounds: list[Bound]) -> Poly:
    """A sum that falls into no further factors."""
    if not held:
        (_, n) = bounds[0]
        return number(n) if isinstance(n, int) else single(n)
    if len(held) == 1:
        (a, p) = held[0]
        if a.tag == "el" and a.args[1].word == "distribution" and p == 1 and a.args[2] == (bounds[0][0],):
            return number(1)
    mono, named = canonical(tuple(held), bounds)
    free = frozenset[str]().union(*(a.free for a, _ in held)) - {name for name, _ in bounds}
    return single(atom("sum", named, mono, free=free, height=height_of({mono: Fraction(1)}) + 1))


def canonical(mono: Monomial, bounds: list[Bound]) -> tuple[Monomial, tuple[Bound, ...]]:
    """A summand with its bound indices named by their roles, so that equal sums look equal."""
    level = height_of({mono: Fraction(1)})
    roles = {name: (key_of(n), role(mono, name, bounds)) for name, n in bounds}
    ordered = sorted(bounds, key=lambda bound: roles[bound[0]])
    ties = [list(group) for _, group in groupby(ordered, key=lambda bound: roles[bound[0]])]
    best: tuple[str, Monomial, tuple[Bound, ...]] | None = None
    for choice in product(*(permutations(tie) for tie in ties)):
        order = [bound for tie in choice for bound in tie]
        named = tuple((f"#{level}.{rank}", n) for rank, (_, n) in enumerate(order))
        new: Renaming = {old: name for (old, _), (name, _) in zip(order, named, strict=True)}
        candidate = only_monomial(rename_monomial(mono, new))
        if candidate is not None and (best is None or key_of(candidate) < best[0]):
            best = key_of(candidate), candidate, named
    if best is None:
        raise TooLarge  # under every name a step becomes one less the opposite step
    return best[1], best[2]


def role(mono: Monomial, name: str, bounds: list[Bound]) -> str:
    """What a bound index does in a product, whatever it and the others are called."""
    new: Renaming = {other: "@" if other == name else "_" for other, _ in bounds}
    return key_of(sorted(key_of(frozen(rename_atom(a, p, new))) for a, p in mono if name in a.free))


def only_monomial(poly: Poly) -> Monomial | None:
    """The one product that a polynomial is; None where a new name has made more of it."""
    return next(iter(poly)) if list(poly.values()) == [1] else None


def reduction(tag: str, poly: Poly, bound: Bound) -> Poly:
    """The largest value, or the product, of a polynomial over a bound index."""
    name, n = bound
    terms = frozen(rename(poly, {name: (new := f"#{height_of(poly)}.0")}))
    inside = frozenset[str]().union(*(a.free for mono, _ in terms for a, _ in mono))
    return single(atom(tag, (new, n), terms, free=inside - {new}, height=height_of(terms) + 1))
