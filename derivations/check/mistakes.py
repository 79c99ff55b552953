"""The likely mistake in a wrong line, named only if the line is right with it mended.

Two ways lead to a name. The line is mended in one place, and is then what was claimed; or the right result is spoilt in
one place, and is then the line. What agrees at a random point is worth a proof; nothing is said without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from time import thread_time

import numpy as np
from sympy import Expr

from derivations.check.aligning import Meeting
from derivations.check.chains import short_chains, slips_in_the_loss
from derivations.check.false_rules import by_false_rules
from derivations.check.judging import BROKEN_OFF, judged
from derivations.check.near_misses import GENERAL, INSIDE, OF_PLACES, SPECIFIC, near_misses
from derivations.check.parts import number_and_derivative, pairs_of_places
from derivations.check.slips import Slip, slips
from derivations.derive import derive
from derivations.notation import Delta, Index, Partial
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import compiled_many
from derivations.numeric.preparing import CannotCompile
from derivations.numeric.sampling import random_values
from derivations.rules.matrices import element_form
from derivations.verify.points import SIZES, size_names, with_unknown_derivatives
from derivations.verify.stages import carried_out

MOST_CANDIDATES = 300
AT_ONCE = 12
"""Candidates that are compiled together."""
SECONDS_IN_GENERAL = 0.3
"""Seconds more for what may be said of any formula, which is looked for last."""
PROOF_SECONDS = 0.5
MOST_TO_DERIVE, MOST_OPERATIONS = 150, 400
"""Operations in a claim above which its result is not derived, or nothing compared; what is taught has twenty."""


def likely_mistake(meeting: Meeting, above: Expr | None, seconds: float) -> str | None:
    """The name of the mistake whose mending makes the line right; `above` is a right line that it was made from."""
    try:
        if carried_out(meeting.claimed).count_ops() > MOST_OPERATIONS:
            return None
        return named(meeting.written, meeting.claimed, above, thread_time() + seconds)
    except BROKEN_OFF:
        return None  # a verdict stands, whatever keeps a mistake from being looked for


def named(line: Expr, claim: Expr, above: Expr | None, until: float) -> str | None:
    """The name under which a line is mended, or made of the right result: what tells most is tried first."""
    pair = only_the_diagonal(line, claim)
    if pair is not None:
        return of_the_diagonal(pair, line, claim, until)
    return (
        first_proved(near_misses(line, claim, SPECIFIC), claim, until)
        or first_proved(short_chains(claim), line, until)
        or first_proved(chain(by_false_rules(claim), by_false_rules(above or claim)), line, until)
        or spoilt(line, claim, above, until)
        or first_proved(slips_in_the_loss(claim), line, until)
        or first_proved(near_misses(line, claim, INSIDE), claim, until)
        or only_proved(near_misses(line, claim, GENERAL), claim, until + SECONDS_IN_GENERAL)
    )


def spoilt(line: Expr, claim: Expr, above: Expr | None, until: float) -> str | None:
    """The name of the slip that makes the line of a right result."""
    for right in right_results(claim, above):
        name = first_proved(slips(right), line, until)
        if name is not None and judged(claim, right, PROOF_SECONDS).verdict.establishes:
            return name
    return None


def right_results(claim: Expr, above: Expr | None) -> Iterator[Expr]:
    """What the line should have been: the line above it, the claim itself, or what is derived from it."""
    number, derivative = number_and_derivative(claim)
    if derivative is None:
        yield claim
    if above is not None and not above.has(Partial):
        yield above
    if derivative is not None and carried_out(derivative).count_ops() <= MOST_TO_DERIVE:
        derived = derive(derivative)
        if derived.is_finished:
            yield number * element_form(derived.derivation.result)
    if above is not None and above.has(Partial):
        yield above


def first_proved(candidates: Iterator[Slip], target: Expr, until: float) -> str | None:
    """The name of the first candidate that is equal to a target."""
    return next((name for name, _candidate in proved(candidates, target, until)), None)


def only_proved(candidates: Iterator[Slip], target: Expr, until: float) -> str | None:
    """The name of a candidate that is equal to a target, unless another one is so under another name."""
    found = dict[Expr, str]()
    for name, candidate in proved(candidates, target, until):
        found.setdefault(candidate, name)
    return next(iter(found.values())) if len({*found.values()}) == 1 else None


def proved(candidates: Iterator[Slip], target: Expr, until: float) -> Iterator[Slip]:
    """The candidates that are equal to a target."""
    different = distinct(candidates, until)
    while group := list(islice(different, AT_ONCE)):
        for name, candidate in agreeing(group, target):
            if judged(target, candidate, PROOF_SECONDS).verdict.establishes:
                yield name, candidate


def distinct(candidates: Iterator[Slip], until: float) -> Iterator[Slip]:
    """The candidates, each once, for as long as there is time: to write one may take long too."""
    seen = set[Slip]()
    for candidate in islice(candidates, MOST_CANDIDATES):
        if thread_time() > until:
            return
        if candidate not in seen:
            seen.add(candidate)
            yield candidate


def agreeing(candidates: list[Slip], target: Expr) -> Iterator[Slip]:
    """The candidates that equal a target at a random point: the few that are worth a proof."""
    try:
        yield from (each for each, same in zip(candidates, agreement(candidates, target), strict=True) if same)
    except (CannotCompile, ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        if len(candidates) > 1:
            for candidate in candidates:
                yield from agreeing([candidate], target)


def agreement(candidates: list[Slip], target: Expr) -> list[bool]:
    """Whether each candidate has the value of the target at one random point."""
    exprs = [*map(with_unknown_derivatives, [target, *(candidate for _name, candidate in candidates)])]
    free = tuple(sorted(frozenset().union(*map(free_indices, exprs)), key=lambda index: index.name))
    together = compiled_many(exprs, [free] * len(exprs))
    sizes = {name: SIZES[0][place % 4] for place, name in enumerate(size_names(together, free))}
    with np.errstate(all="ignore"):
        wanted, *found = map(np.asarray, together(random_values(exprs, sizes, 7) | sizes))
    return [bool(np.allclose(wanted, values, rtol=1e-8, atol=1e-12)) for values in found]


def only_the_diagonal(line: Expr, claim: Expr) -> tuple[Expr, Expr] | None:
    """The two indices of a claim such that a line is right where they are equal, and only there."""
    for i, k in pairs_of_places(claim):
        seen = {i, k} <= {*claim.free_symbols} and isinstance(k, Index)
        sides = claim.xreplace({k: i}), line.xreplace({k: i})
        if seen and judged(*sides, PROOF_SECONDS).verdict.establishes:
            return i, k
    return None


def of_the_diagonal(pair: tuple[Expr, Expr], line: Expr, claim: Expr, until: float) -> str:
    """What is wrong off the diagonal: the indices, that nothing stands there, or that other terms do."""
    misplaced = first_proved(near_misses(line, claim, OF_PLACES), claim, until)
    if misplaced is None and judged(claim, Delta(*pair) * line, PROOF_SECONDS).verdict.establishes:
        return "the case dropped"
    return misplaced or "off-diagonal terms missing"
