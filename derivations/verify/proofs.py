"""Proofs by normal form: at symbolic sizes, and written out at small ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import thread_time

from sympy import Expr

from derivations.verify.algebra import power, times
from derivations.verify.domains import positive_entries
from derivations.verify.explicit import CannotWriteOut, written_out
from derivations.verify.indices import settled
from derivations.verify.narrowing import narrowed
from derivations.verify.normal import normal
from derivations.verify.polynomials import (
    Poly,
    Powers,
    TooLarge,
    deadline,
    positive,
    remembering,
    scaled,
    single,
    thawed,
    total,
)
from derivations.verify.stages import Sides, stages

SMALL_SIZES = (1, 2, 3, 4)
SECONDS_BEFORE_DOUBT = 0.15
Doubt = Callable[[], bool]
GIVEN_UP = (TooLarge, TypeError, ZeroDivisionError, RecursionError)


def proved_for_all_sizes(left: Expr, right: Expr, seconds: float = 3.0, is_vain: Doubt = lambda: False) -> bool:
    """Whether the difference of two expressions reduces to 0 with sizes left as symbols."""
    with time_limit(seconds):
        try:
            return any(vanishes(difference(*sides)) for sides in unless_vain(attempts(left, right), is_vain))
        except GIVEN_UP:
            return False


def unless_vain(steps: Iterator[Sides], is_vain: Doubt) -> Iterator[Sides]:
    """The stages of a proof; those that come late only if it is not vain to go on, of which one look must do."""
    late = thread_time() + SECONDS_BEFORE_DOUBT
    for sides in steps:
        yield sides
        if thread_time() > late:
            if is_vain():
                return
            yield from steps


def attempts(left: Expr, right: Expr) -> Iterator[Sides]:
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
    bottoms: Powers = {}
    for mono in poly:
        for a, p in mono:
            if a.tag == "poly" and p < 0:
                bottoms[a] = max(bottoms.get(a, 0), -p)
    for a, p in bottoms.items():
        poly = times(poly, single(a, p) if p.denominator != 1 else power(thawed(a.args[0]), p))
    return settled(poly)
