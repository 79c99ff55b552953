"""A line laid over its claim: the same element of both, whichever way each was written.

A claim may be of one element (∂J/∂z_i) and a line of the whole array (p − y), or the other way round; a gradient
may be written in the other layout. Every way in which the shapes allow the two to meet is tried, the plainest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from derivations.check.findings import Layout
from derivations.language.readings import Value
from derivations.notation import Expr, Index
from derivations.notation.scope import replace_indices


@dataclass(frozen=True)
class Meeting:
    """The elements of a claim and of a line that should be equal, and the layout in which the line is read."""

    claimed: Expr
    written: Expr
    layout: Layout


def meetings(claim: Value, line: Value) -> Iterator[Meeting]:
    """The ways in which a line can be laid over a claim."""
    if line.shape == claim.shape:
        yield Meeting(claim.element, line.at(claim.row, claim.column), "as declared")
    if line.shape == claim.shape[::-1] and claim.layout != "scalar":
        yield Meeting(claim.element, line.at(claim.column, claim.row), "transposed")
    if line.layout == "scalar" and claim.layout != "scalar":
        yield from by_named_indices(claim, line)
    if line.layout != "scalar" and claim.layout == "scalar":
        yield from at_claimed_indices(claim, line)


def by_named_indices(claim: Value, line: Value) -> Iterator[Meeting]:
    """An array claimed, one element of it written: its own indices stand for the places of the array."""
    places = [place for place in (claim.row, claim.column) if place is not None]
    own = [index for index in line.indices if index not in claim.indices]
    for number, chosen in enumerate(permutations(own, len(places))):
        if all(index.size == place.size for index, place in zip(chosen, places, strict=True)):
            renamed = dict(zip(chosen, places, strict=True))
            layout: Layout = "as declared" if number == 0 else "transposed"
            yield Meeting(claim.element, replace_indices(line.element, renamed), layout)


def at_claimed_indices(claim: Value, line: Value) -> Iterator[Meeting]:
    """One element claimed, the whole array written: it is taken at the indices of the claim."""
    places = [place for place in (line.row, line.column) if place is not None]
    named = variable_first(claim)
    for number, chosen in enumerate(permutations(named, len(places))):
        if all(index.size == place.size for index, place in zip(chosen, places, strict=True)):
            written = replace_indices(line.element, dict(zip(places, chosen, strict=True)))
            yield Meeting(claim.element, written, "as declared" if number == 0 else "transposed")


def variable_first(claim: Value) -> tuple[Index, ...]:
    """The indices of a claim in the order in which its derivative names them."""
    wrt = getattr(claim.element, "wrt", None)
    named = [index for index in getattr(wrt, "indices", ()) if isinstance(index, Index)]
    return (*named, *(index for index in claim.indices if index not in named))
