"""The claims of a worksheet as derivations to take away: what was typed, each line laid over its claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from derivations.check.checking import best
from derivations.check.moves import explaining_rule
from derivations.core import Derivation, Step
from derivations.derive import derive
from derivations.export.subject import Subject
from derivations.language import Chain, Line, Sheet, Value
from derivations.notation import Expr, Index, Partial

AS_WRITTEN = "as written"


class CannotTakeAway(LookupError):
    """A worksheet of which nothing can be exported, or that cannot be read."""


def text_of_file(file: str) -> str:
    """The text of a worksheet in a file."""
    try:
        return Path(file).read_bytes().decode("utf-8", errors="replace")
    except OSError as problem:
        raise CannotTakeAway(f"{file}: {problem.strerror}.") from None


def refuse_empty(sheet: Sheet) -> None:
    """Say that there is nothing to take away, and why where a line cannot be read."""
    if not sheet.chains and not sheet.requests:
        problem = next(iter(sheet.problems), None)
        why = f" Line {problem.line}: {problem.sentence}" if problem else ""
        raise CannotTakeAway(f"The worksheet claims nothing and asks to derive nothing.{why}")


def subject_of_sheet(sheet: Sheet, name: str = "worksheet") -> Subject:
    """What becomes code: the first claim of a derivative that goes on, else what is asked to be derived."""
    going_on = [chain for chain in sheet.chains if chain.lines]
    derivatives = [chain for chain in going_on if is_derivative(chain.claim)]
    every: list[Chain | Line] = [*derivatives, *sheet.requests, *going_on, *sheet.chains]
    first = every[0]
    made = derivation_of(first) if isinstance(first, Chain) else derived(first)
    return Subject(made, sheet.title or name, name)


def is_derivative(line: Line) -> bool:
    return line.value is not None and isinstance(line.value.element, Partial)


def derivation_of(chain: Chain) -> Derivation:
    """The lines under a claim, each as the same element of what it says."""
    claim = read(chain.claim)
    return Derivation(claim.element, tuple(steps(claim, chain.lines)))


def steps(claim: Value, lines: tuple[Line, ...]) -> Iterator[Step]:
    """The moves from line to line."""
    above, before = claim, claim.element
    for line in lines:
        value = read(line)
        after = laid_over(claim, line)
        yield Step(before, after, explaining_rule(above, value) or AS_WRITTEN, line.remark)
        above, before = value, after


def laid_over(claim: Value, line: Line) -> Expr:
    """The element of a line that the claim is about."""
    judged = best(claim, read(line))
    if judged is None:
        raise CannotTakeAway(f"Line {line.number} is {line.value}, and what is claimed is {claim}.")
    return judged[0].written


def derived(request: Line) -> Derivation:
    """The derivation of what a `derive` line asks for."""
    asked = read(request)
    if not isinstance(asked.element, Partial):
        raise CannotTakeAway(f"Line {request.number} asks to derive what is not a derivative: {request.text}")
    own = tuple(index for index in getattr(asked.element.wrt, "indices", ()) if isinstance(index, Index))
    found = derive(asked.element, own if asked.layout != "scalar" else ())
    if not found.is_finished:
        raise CannotTakeAway(f"Line {request.number}: {found.obstacle}")
    return found.derivation


def read(line: Line) -> Value:
    """The value of a line that can be read."""
    if line.value is None:
        why = line.problem.sentence if line.problem else line.text
        raise CannotTakeAway(f"Line {line.number} cannot be read: {why}")
    return line.value
