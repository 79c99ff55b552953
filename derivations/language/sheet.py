"""A worksheet read: what it declares, what it claims line by line, and what it asks to derive."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivations.language.problems import Unreadable
from derivations.language.readings import Value
from derivations.notation import Index, Quantity


@dataclass(frozen=True)
class Line:
    """A statement of a sheet: its line number from 1, its text, its remark, and its value or what keeps it from one.

    Where it can be read in several ways, it has no value, and the `readings` are those ways.
    """

    number: int
    text: str
    remark: str = ""
    value: Value | None = None
    problem: Unreadable | None = None
    readings: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Declaration:
    """A `let` line and a name it declares; the quantity is None where it could not be read."""

    line: Line
    name: str
    quantity: Quantity | Index | None


@dataclass(frozen=True)
class Chain:
    """A claim and the lines that continue it."""

    claim: Line
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A worksheet; `stray` are lines that are none of its statements."""

    title: str = ""
    declarations: tuple[Declaration, ...] = ()
    chains: tuple[Chain, ...] = ()
    requests: tuple[Line, ...] = ()
    stray: tuple[Line, ...] = field(default=())

    @property
    def quantities(self) -> dict[str, Quantity | Index]:
        """What is declared, by name, in order; a later definition stands for an earlier declaration."""
        return {given.name: given.quantity for given in self.declarations if given.quantity is not None}

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every statement, in the order of the file."""
        declared = [given.line for given in self.declarations]
        claimed = [line for chain in self.chains for line in (chain.claim, *chain.lines)]
        every = dict.fromkeys([*declared, *claimed, *self.requests, *self.stray])
        return tuple(sorted(every, key=lambda line: line.number))

    @property
    def problems(self) -> tuple[Unreadable, ...]:
        return tuple(line.problem for line in self.lines if line.problem is not None)
