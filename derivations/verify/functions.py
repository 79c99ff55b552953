"""Atoms by their meaning: elements, deltas, exponentials, logarithms, steps, each in one canonical form."""

from __future__ import annotations

from fractions import Fraction

from sympy import factorint

from derivations.notation import Kind
from derivations.verify.algebra import power, primitive, reduced, times
from derivations.verify.polynomials import (
    Atom,
    Monomial,
    Poly,
    Power,
    atom,
    free_of,
    frozen,
    height_of,
    key_of,
    leading_coefficient,
    number,
    positive,
    scaled,
    single,
    thawed,
    total,
)
from derivations.verify.signs import apart, vanishes_at_points_alone

Place = str | int | Atom
"""An index in the normal form: a free one by name, a number, or an element that serves as an index."""


def names_in(places: tuple[Place, ...]) -> frozenset[str]:
    """The free indices among some places."""
    names = frozenset(place for place in places if isinstance(place, str))
    return names.union(*(place.free for place in places if isinstance(place, Atom)))


def element(name: str, kind: Kind, places: tuple[Place, ...]) -> Poly:
    """An element of a quantity; a one-hot vector is the delta of its hot place, a symmetric matrix is read one way."""
    if kind.word == "one-hot" and len(places) == 1:
        return delta(places[0], f"hot {name}:{kind}")
    if kind.word == "symmetric":
        places = tuple(sorted(places, key=key_of))
    if kind.word in ("scalar", "vector", "row", "matrix") and positive.get() & {name, entry_key(name, places)}:
        kind = Kind("positive", kind.shape)
    return single(atom("el", name, kind, places, free=names_in(places)))


def entry_key(name: str, places: tuple[Place, ...]) -> str:
    """What an entry goes by among those that must be positive."""
    return key_of((name, *places))


def delta(a: Place, b: Place) -> Poly:
    """δ_ab, a name last so that it is the one to be replaced."""
    if a == b:
        return number(1)
    if isinstance(a, int) and isinstance(b, int):
        return number(0)
    a, b = sorted((a, b), key=lambda place: (isinstance(place, str), key_of(place)))
    return single(atom("delta", a, b, free=names_in((a, b))))


def index(at: Place) -> Poly:
    """The number that an index is."""
    if isinstance(at, int):
        return number(at)
    return single(atom("index", at, free=names_in((at,))) if isinstance(at, str) else at)


def exp_of(poly: Poly) -> Poly:
    """e^(c m + …) = (e^m)^c …, and e^(c log P) = P^c."""
    result = number(1)
    for mono, c in poly.items():
        result = times(result, exp_of_term(mono, c))
    return result


def exp_of_term(mono: Monomial, c: Fraction) -> Poly:
    """e^(c m)"""
    if len(mono) == 1 and mono[0][0].tag == "log" and mono[0][1] == 1:
        return power(thawed(mono[0][0].args[0]), c)
    terms = ((mono, Fraction(1)),)
    return single(atom("exp", terms, free=free_of(terms), height=height_of(terms)), c)


def log_of(poly: Poly) -> Poly:
    """log(c a^p P) = log c + p log a + log P"""
    c, mono, rest = primitive(poly, signed=False)
    mono, together = apart(mono, rest == number(1))
    rest = times({together: Fraction(1)}, rest)
    parts = [log_of_number(c), *(scaled(log_of_atom(a), p) for a, p in mono)]
    if rest != number(1):
        parts.append(log_atom(rest))
    return total(parts)


def log_of_atom(a: Atom) -> Poly:
    """log e^m = m, log of a denominator as of the polynomial itself, else an atom."""
    if a.tag == "exp":
        return thawed(a.args[0])
    return log_atom(thawed(a.args[0]) if a.tag == "poly" else single(a))


def log_of_number(c: Fraction) -> Poly:
    """The logarithm of a number by its primes."""
    primes = [(p, k) for p, k in factorint(c.numerator).items()]
    primes += [(p, -k) for p, k in factorint(c.denominator).items()]
    return total(scaled(log_atom(number(p)), k) for p, k in primes if p != 1)


def log_atom(poly: Poly) -> Poly:
    """The logarithm of what cannot be taken apart."""
    return function("log", poly)


def function(tag: str, poly: Poly, *more: object) -> Poly:
    """A function of a polynomial as an atom."""
    terms = frozen(poly)
    return single(atom(tag, terms, *more, free=free_of(terms), height=height_of(terms)))


def step_of(poly: Poly) -> Poly:
    """1[P > 0], the same for any positive multiple of P; where P leads with a minus and is 0 nowhere, 1 − 1[−P > 0]."""
    if not poly or set(poly) == {()}:
        return number(1 if poly and poly[()] > 0 else 0)
    _, mono, rest = primitive(poly, signed=False)
    signs = {a: p for a, p in mono if a.tag != "exp"}
    inner = times(reduced(signs), rest)
    if leading_coefficient(inner) < 0 and vanishes_at_points_alone(inner):
        return total([number(1), scaled(function("step", scaled(inner, -1)), -1)])
    return function("step", inner)


def sign_of(poly: Poly) -> Poly:
    """1[P > 0] − 1[−P > 0]"""
    return total([step_of(poly), scaled(step_of(scaled(poly, -1)), -1)])


def rebuilt(a: Atom, p: Power, inner: Poly) -> Poly:
    """A function atom to a power, over another argument."""
    if a.tag == "exp":
        return exp_of(scaled(inner, p))
    if a.tag == "poly":
        return power(inner, p)
    made = {"log": log_of, "step": step_of}.get(a.tag)
    return power(made(inner) if made else function(a.tag, inner, *a.args[1:]), p)
