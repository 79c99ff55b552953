"""What every derivation of the courses is held to: its taught form, its routes, its mistakes, and the differences."""

from __future__ import annotations

import numpy as np

from derivations.catalogue import catalogue, entry
from derivations.notation import Expr, Partial, Quantity, quantity_of, text
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import compiled
from derivations.numeric.differences import differences
from derivations.numeric.sampling import random_values
from derivations.verify.verdicts import Verdict, judge

SIZES = {"n": 4, "d": 3, "N": 5, "K": 4}
Taught = dict[tuple[str, str], str]


def missing_from(topic: str, taught: Taught) -> set[tuple[str, str]]:
    """The routes of a topic of which a table does not speak, and those that it invents."""
    return {(slug, route) for slug, e in catalogue().items() if e.topic == topic for route in e.routes} ^ set(taught)


def result_of(slug: str, route: str) -> str:
    """The last line of a derivation as text."""
    return text(entry(slug).derivation(route).result)


def judged(left: Expr, right: Expr) -> Verdict:
    return judge(left, right).verdict


def worst_steps(slug: str, route: str) -> list[str]:
    """The lines and single steps of a derivation that are not proved for all sizes."""
    derivation = entry(slug).derivation(route)
    return [
        f"{step.rule}: {text(step.before)} = {text(step.after)}"
        for step in (*derivation.steps, *derivation.fine)
        if judged(step.before, step.after) is not Verdict.PROVED
    ]


def diverging_routes(slug: str) -> list[str]:
    """The routes whose result is not proved equal to that of the first."""
    e = entry(slug)
    first = e.derivation().result
    return [route for route in e.routes if judged(first, e.derivation(route).result) is not Verdict.PROVED]


def unrefuted_mistakes(slug: str) -> list[str]:
    """The mistakes that are not refuted by a point at which they differ from the result."""
    e = entry(slug)
    return [m.name for m in e.mistakes if judged(e.derivation().result, m.wrong()) is not Verdict.REFUTED]


def gap_to_differences(slug: str, seed: int) -> float | None:
    """How far a gradient is from central differences at a random point, or None where it is no single derivative."""
    derivation = entry(slug).derivation()
    number, partial = derivation.start.as_coeff_Mul()
    if not isinstance(partial, Partial) or isinstance(partial.of, Partial):
        return None
    variable, by = quantity_of(partial.wrt), tuple(partial.wrt.args[1:])
    assert variable is not None
    function = partial.of.unfolded() if isinstance(partial.of, Quantity) else partial.of
    rest = (free_indices(derivation.result) | free_indices(function)) - set(by)
    of = tuple(sorted(rest, key=lambda index: index.name))
    values = random_values([function, derivation.result], SIZES, seed)
    claimed = compiled(derivation.result, (*of, *by))(values)
    measured = float(number) * differences(function, variable, values, of).central
    return float(np.abs(claimed - measured).max() / max(1.0, np.abs(measured).max()))
