"""What the reading of one line knows: names, indices, sizes found so far, and readings chosen among several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from derivations.language.limits import MAX_LEVELS, MAX_WORK
from derivations.language.names import Name, Scope
from derivations.language.problems import Refusal
from derivations.language.sizes import Sizes
from derivations.language.syntax import Letter, Node, Number, Script, Scripted
from derivations.notation import Index

INDEX_LETTER = re.compile(r"[a-z]'{0,3}")


@dataclass
class Choices:
    """The readings chosen at the ambiguous places of a line, and those that were asked for."""

    taken: Mapping[int, int] = field(default_factory=dict)
    asked: dict[int, tuple[str, ...]] = field(default_factory=dict)
    conventional: set[int] = field(default_factory=set)

    def choose(self, place: int, *readings: str, conventional: bool = False) -> int:
        """Which of the readings at a place to take, by its number; the first may be the usual one."""
        self.asked[place] = readings
        if conventional:
            self.conventional.add(place)
        return self.taken.get(place, 0)

    @property
    def is_usual(self) -> bool:
        """Whether the usual reading was taken wherever there is one."""
        return all(self.taken.get(place, 0) == 0 for place in self.conventional)

    def others(self) -> Iterator[dict[int, int]]:
        """The choices that differ from this one at one place that was not decided before."""
        settled = dict(self.taken)
        for place, readings in self.asked.items():
            if place not in self.taken:
                yield from ({**settled, place: other} for other in range(1, len(readings)))
                settled[place] = 0


@dataclass
class Effort:
    """How deep the reading of a line is, how much was looked at so far, and the letters that sums have bound.

    `slices` holds where each small letter that stands for a matrix's rows or columns was first met.
    """

    depth: int = 0
    work: int = 0
    bound: set[str] = field(default_factory=set)
    slices: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """The surroundings of a part of a line."""

    scope: Scope
    text: str
    sizes: Sizes
    free: dict[str, Index]
    choices: Choices
    bound: Mapping[str, Index] = field(default_factory=dict)
    effort: Effort = field(default_factory=Effort)

    def binding(self, indices: Mapping[str, Index]) -> Context:
        """Inside a sum over these indices."""
        self.effort.bound.update(indices)
        return replace(self, bound={**self.bound, **indices})

    def written(self, node: Node) -> str:
        """A part as it is written."""
        return self.text[node.start : node.end]

    def choose(self, node: Node, *readings: str, conventional: bool = False) -> int:
        """Which of the readings of a part to take."""
        return self.choices.choose(node.start, *readings, conventional=conventional)

    def choose_between(self, node: Node, *readings: str) -> int:
        """Which of the readings of the gap before a part to take: apart from those of the part itself."""
        return self.choices.choose(~node.start, *readings, conventional=True)

    @contextmanager
    def nested(self) -> Iterator[None]:
        """One level deeper; refuses beyond the bounds."""
        self.effort.depth += 1
        self.effort.work += 1
        if self.effort.work > MAX_WORK:
            raise Refusal("This takes too long to tell apart; put brackets, or name parts with “let”.")
        if self.effort.depth > MAX_LEVELS:
            raise Refusal("Parts are nested too deep here; name some with “let”.")
        try:
            yield
        finally:
            self.effort.depth -= 1

    def index(self, letter: str) -> Index:
        """The index of a letter; one that nothing binds is free, its size to be found from its use."""
        if letter in self.bound:
            return self.bound[letter]
        declared = self.scope.quantities.get(Name(letter))
        if isinstance(declared, Index):
            return declared
        return self.free.setdefault(letter, Index(letter, self.sizes.unknown()))

    def takes_back(self, free: Mapping[str, Index]) -> bool:
        """Whether a letter that a sum has bound was met outside of it since; it is then free no more."""
        escaped = (self.free.keys() - free.keys()) & self.effort.bound
        for letter in escaped:
            del self.free[letter]
        return bool(escaped)

    def is_index(self, letter: str) -> bool:
        """Whether a letter is known to be an index here."""
        declared = isinstance(self.scope.quantities.get(Name(letter)), Index)
        return letter in self.bound or letter in self.free or declared


def index_letter(node: Node) -> str | None:
    """The letter of an index, such as k or k'; None for anything else."""
    atom, scripts = parts(node)
    if not isinstance(atom, Letter) or any(script.mark != "'" for script in scripts):
        return None
    written = atom.base + "'" * len(scripts)
    return written if INDEX_LETTER.fullmatch(written) else None


def parts(operand: Node) -> tuple[Node, tuple[Script, ...]]:
    """An operand as its atom and its scripts."""
    return (operand.atom, operand.scripts) if isinstance(operand, Scripted) else (operand, ())


def is_number(node: Node) -> bool:
    return isinstance(node, Number)
