"""A derivation told at the length a page bears: in detail where it is short, one line an idea where it is long."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from derivations.core import Derivation, Step

MOST_LINES = 9
"""Lines that a person would still write out one by one."""


def outlined(derivation: Derivation, *cuts: tuple[int, ...]) -> Derivation:
    """The same derivation; where it has too many lines, those between two cuts are one line.

    Each way of cutting gives the numbers of the lines at which something new begins, the finer way first.
    """
    found = derivation
    for cut in cuts:
        if len(found.steps) <= MOST_LINES:
            break
        places = sorted({0, *cut, len(derivation.steps)})
        parts = (derivation.steps[start:end] for start, end in pairwise(places))
        found = replace(derivation, steps=tuple(as_one(part) for part in parts))
    return found


def as_one(steps: tuple[Step, ...]) -> Step:
    """Several lines as one, which owns their fine steps and gives the reason of the first."""
    if len(steps) == 1:
        return steps[0]
    fine = tuple(each for step in steps for each in step.fine or (step,))
    rules = ", ".join(dict.fromkeys(rule for step in steps for rule in step.rule.split(", ")))
    return Step(steps[0].before, steps[-1].after, rules, steps[0].why, fine)
