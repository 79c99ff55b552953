"""Proofs by normal form: at symbolic sizes, and written out at small ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from time import thread_time

from sympy import Expr

from derivations.verify.algebra import power, times
from derivations.verify.domains import positive_entries
from derivations.verify.explicit import CannotWriteOut, written_out
from derivations.verify.indices import settled
from derivations.verify.narrowing import narrowed
from derivations.verify.normal import normal
from derivations.verify.polynomials import (
    Atom,
    Poly,
    TooLarge,
    deadline,
    positive,
    remembering,
    scaled,
    single,
    thawed,
    total,
)
from derivations.verify.stages import stages

SMALL_SIZES = (1, 2, 3, 4)
GIVEN_UP = (TooLarge, TypeError, ZeroDivisionError, RecursionError)


def proved_for_all_sizes(left: Expr, right: Expr, seconds: float = 3.0) -> bool:
    """Whether the difference of two expressions reduces to 0 with sizes left as symbols."""
    with time_limit(seconds):
        try:
            return any(vanishes(difference(*sides)) for sides in attempts(left, right))
        except GIVEN_UP:
            return False


def attempts(left: Expr, right: Expr) -> Iterator[tuple[Expr, Expr]]:
    """Pairs of sides of which any that agree prove the two equal: first of where they differ, then of the whole."""
    apart = narrowed(left, right)
    if apart != (left, right):
        yield from stages(*apart)
    yield from stages(left, right)


def proved_at_small_sizes(left: Expr, right: Expr, seconds: float = 3.0) -> bool:
    """Whether the difference reduces to 0 when written out at each small size, entry by entry."""
    with time_limit(seconds):
        try:
            return all(
                vanishes(difference(mine, theirs)) for n in SMALL_SIZES for mine, theirs in written_out(left, right, n)
            )
        except (*GIVEN_UP, CannotWriteOut):
            return False


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """A time after which a proof gives up."""
    token = deadline.set(thread_time() + seconds)
    try:
        with remembering():
            yield
    finally:
        deadline.reset(token)


def difference(left: Expr, right: Expr) -> Poly:
    """The normal form of left − right."""
    token = positive.set(positive_entries(left, right))
    try:
        return settled(total([normal(left), scaled(normal(right), -1)]))
    finally:
        positive.reset(token)


def vanishes(poly: Poly) -> bool:
    """Whether a normal form is 0, if need be after its denominators are multiplied away."""
    return not poly or not cleared(poly)


def cleared(poly: Poly) -> Poly:
    """A polynomial times its denominators."""
    bottoms: dict[Atom, Fraction] = {}
    for mono in poly:
        for a, p in mono:
            if a.tag == "poly" and p < 0:
                bottoms[a] = max(bottoms.get(a, Fraction(0)), -p)
    for a, p in bottoms.items():
        poly = times(poly, single(a, p) if p.denominator != 1 else power(thawed(a.args[0]), p))
    return settled(poly)
