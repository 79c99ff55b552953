"""A derivation by one route, every step of it judged and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from derivations.core import Derivation, Step
from derivations.verify.verdicts import Judgement, Verdict, judge


@dataclass(frozen=True)
class Survey:
    """The verdicts on all steps of a derivation, coarse and fine."""

    slug: str
    route: str
    coarse: tuple[tuple[Step, Judgement], ...]
    fine: tuple[tuple[Step, Judgement], ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many steps got each verdict."""
        found = Counter(judgement.verdict for _, judgement in (*self.coarse, *self.fine))
        return {str(verdict): found[verdict] for verdict in Verdict}

    @property
    def is_established(self) -> bool:
        """Whether every step may be relied on."""
        return all(judgement.verdict.establishes for _, judgement in (*self.coarse, *self.fine))

    @property
    def as_data(self) -> dict[str, Any]:
        """The counts under the names of the command line's contract."""
        return {
            "slug": self.slug,
            "route": self.route,
            "coarse": len(self.coarse),
            "fine": len(self.fine),
            **self.counts,
        }


def survey(slug: str, route: str, derivation: Derivation) -> Survey:
    """Judge every step of a derivation."""
    return Survey(slug, route, judged(derivation.steps), judged(derivation.fine))


def judged(steps: tuple[Step, ...]) -> tuple[tuple[Step, Judgement], ...]:
    return tuple((step, judge(step.before, step.after)) for step in steps)
