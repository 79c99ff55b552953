"""The five verdicts on a claimed equality, and how each is reached: by proof, by test, by counterexample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from derivations.notation import Expr
from derivations.verify.proofs import proved_at_small_sizes, proved_for_all_sizes


class Verdict(StrEnum):
    """What has been established of an equality, never more."""

    PROVED = "proved"
    SMALL_SIZES = "small sizes"
    TESTED = "tested"
    REFUTED = "refuted"
    UNDECIDED = "undecided"

    @property
    def establishes(self) -> bool:
        """Whether the equality may be relied on."""
        return self in (Verdict.PROVED, Verdict.SMALL_SIZES, Verdict.TESTED)

    @property
    def shown_as(self) -> str:
        """The word on a badge."""
        return SHOWN_AS[self]

    @property
    def meaning(self) -> str:
        """What the badge means, in one sentence."""
        return MEANING[self]


SHOWN_AS = {
    Verdict.PROVED: "for every n",
    Verdict.SMALL_SIZES: "for n ≤ 4",
    Verdict.TESTED: "tested",
    Verdict.REFUTED: "wrong",
    Verdict.UNDECIDED: "can’t tell",
}
MEANING = {
    Verdict.PROVED: "The difference of both sides reduces to 0 with sizes left as symbols: it holds for every size.",
    Verdict.SMALL_SIZES: "Written out for sizes 1 to 4 with symbols as entries, the difference reduces to 0.",
    Verdict.TESTED: "Both sides agree at 100 random points or more, over four sizes or more, to ten digits.",
    Verdict.REFUTED: "There is a point at which both sides differ.",
    Verdict.UNDECIDED: "None of the methods gave an answer in the time allowed.",
}
A_LOOK = 0.0
"""Seconds in which sides are compared at one point."""


@dataclass(frozen=True)
class Counterexample:
    """A point at which two sides differ: the inputs, the 1-based free indices, and both values."""

    inputs: Mapping[str, Any]
    indices: Mapping[str, int]
    left: float
    right: float


@dataclass(frozen=True)
class Judgement:
    """A verdict with the point that refutes, if there is one."""

    verdict: Verdict
    counterexample: Counterexample | None = None


@lru_cache(maxsize=20_000)
def judge(left: Expr, right: Expr, seconds: float = 3.0) -> Judgement:
    """Whether two expressions are equal, and how that was established."""
    if proved_for_all_sizes(left, right, seconds, lambda: isinstance(in_numbers(left, right, A_LOOK), dict)):
        return Judgement(Verdict.PROVED)
    found = in_numbers(left, right, seconds)
    if isinstance(found, dict):
        return Judgement(Verdict.REFUTED, Counterexample(**found))
    if found and proved_at_small_sizes(left, right, seconds):
        return Judgement(Verdict.SMALL_SIZES)
    return Judgement(Verdict.TESTED if found else Verdict.UNDECIDED)


def in_numbers(left: Expr, right: Expr, seconds: float) -> bool | dict[str, Any]:
    """Whether both sides agree at random points, or one at which they differ."""
    from derivations.verify.points import agreement  # needs NumPy, for which what is proved need not wait

    return agreement(left, right, seconds)
