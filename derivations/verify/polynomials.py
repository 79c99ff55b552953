"""Polynomials over atoms: the arithmetic of the normal form.

An atom is what algebra does not look into: an element z_i, a delta, e^u, log u, a connected sum Σ_k (…), a polynomial
that stands in a denominator. Atoms are interned, so that equal ones are identical and comparing them costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fractions import Fraction
from threading import Lock
from time import thread_time
from typing import Any, ClassVar

MOST_ATOMS = 300_000
"""Atoms above which all are forgotten before the next proof."""
CACHES: list[Any] = []
"""What remembers normal forms, and must forget them together with the atoms."""
LOCK = Lock()
proofs_under_way = 0
TERMS = 4_000
"""Terms above which a normal form is given up as too large."""


class TooLarge(Exception):
    """A normal form would have more terms, or take more time, than it pays to spend."""


deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))
positive: ContextVar[frozenset[str]] = ContextVar("positive", default=frozenset())
"""The quantities and entries that must be positive where both sides of a claim are defined."""


def check_time() -> None:
    """Give up where the time allowed for a proof is over."""
    if thread_time() > deadline.get():
        raise TooLarge


class Atom:
    """An interned node: a tag, its arguments, the names of its free indices, and how deep sums nest in it."""

    __slots__ = ("args", "free", "height", "key", "tag")
    table: ClassVar[dict[tuple[Any, ...], Atom]] = {}

    def __init__(self, tag: str, args: tuple[Any, ...], free: frozenset[str], height: int) -> None:
        self.tag, self.args, self.free, self.height = tag, args, free, height
        self.key = f"{tag}({','.join(map(key_of, args))})"

    def __repr__(self) -> str:
        return self.key


def atom(tag: str, *args: Any, free: frozenset[str] = frozenset(), height: int = 0) -> Atom:
    """The one atom with this tag and these arguments."""
    found = Atom.table.get((tag, args))
    return found or Atom.table.setdefault((tag, args), Atom(tag, args, free, height))


def key_of(part: Any) -> str:
    """A text by which parts are ordered, the same in every run."""
    if isinstance(part, Atom):
        return part.key
    if isinstance(part, tuple):
        return "(" + ",".join(map(key_of, part)) + ")"
    return str(part)


Power = Fraction | int
"""An exponent; a whole one is an `int`, of which the hash is known at once."""
Powers = dict[Atom, Power]
Monomial = tuple[tuple[Atom, Power], ...]
Poly = dict[Monomial, Fraction]
Frozen = tuple[tuple[Monomial, Fraction], ...]

ONE_TERM: Monomial = ()


def number(value: Fraction | int) -> Poly:
    """A constant polynomial."""
    return {ONE_TERM: Fraction(value)} if value else {}


def single(a: Atom, power: Power = 1) -> Poly:
    """The polynomial that is one atom to a power."""
    return {((a, exact(power)),): Fraction(1)} if power else number(1)


def exact(power: Power) -> Power:
    """A power as monomials hold it."""
    return power.numerator if power.denominator == 1 else power


def monomial(powers: Powers) -> Monomial:
    """A product of atoms in their order, without those whose powers cancel."""
    return tuple(sorted(((a, exact(p)) for a, p in powers.items() if p), key=lambda pair: pair[0].key))


def frozen(poly: Poly) -> Frozen:
    """A polynomial as a value in a fixed order."""
    return tuple(sorted(poly.items(), key=lambda term: key_of(term[0])))


def thawed(terms: Frozen) -> Poly:
    """The polynomial of a frozen one."""
    return dict(terms)


def total(polys: Iterable[Poly]) -> Poly:
    """The sum of polynomials."""
    result: Poly = {}
    for poly in polys:
        for mono, c in poly.items():
            value = result[mono] + c if mono in result else c
            if value:
                result[mono] = value
            else:
                result.pop(mono, None)
    if len(result) > TERMS:
        raise TooLarge
    check_time()
    return result


def scaled(poly: Poly, c: Fraction | int) -> Poly:
    """A number times a polynomial."""
    if c == 1:
        return dict(poly)
    return {mono: value * c for mono, value in poly.items()} if c else {}


def free_of(terms: Frozen | Poly) -> frozenset[str]:
    """The free indices of a polynomial."""
    monos = terms if isinstance(terms, dict) else (mono for mono, _ in terms)
    return frozenset[str]().union(*(a.free for mono in monos for a, _ in mono))


def height_of(terms: Frozen | Poly) -> int:
    """How deep sums nest in a polynomial."""
    monos = terms if isinstance(terms, dict) else (mono for mono, _ in terms)
    return max((a.height for mono in monos for a, _ in mono), default=0)


def leading(terms: Frozen) -> tuple[Monomial, Fraction]:
    """The term of the highest degree, the last of these in order."""
    return max(terms, key=lambda term: (sum(p for _, p in term[0]), key_of(term[0])))


def leading_coefficient(poly: Poly) -> Fraction:
    """The coefficient of the leading term."""
    return leading(frozen(poly))[1]


@contextmanager
def remembering() -> Iterator[None]:
    """Keep all atoms for as long as any proof is under way; before the first, forget them if they are too many."""
    global proofs_under_way
    with LOCK:
        if len(Atom.table) > MOST_ATOMS and not proofs_under_way:
            Atom.table.clear()
            for cache in CACHES:
                cache.cache_clear()
        proofs_under_way += 1
    try:
        yield
    finally:
        with LOCK:
            proofs_under_way -= 1
