"""The parts of a line as the grammar nests them, each with its place; what they mean is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A part of a line, from one place of its text to another."""

    start: int
    end: int


@dataclass(frozen=True)
class Letter(Node):
    """A name without its scripts."""

    base: str


@dataclass(frozen=True)
class Number(Node):
    """A number as it is typed."""

    text: str


@dataclass(frozen=True)
class Word(Node):
    """A function, a sign of a sum, or another word of the language."""

    word: str


@dataclass(frozen=True)
class Script(Node):
    """What is written below (`_`), above (`^`), or a prime (`'`)."""

    mark: str
    content: Node | None = None


@dataclass(frozen=True)
class Scripted(Node):
    """An atom with its scripts."""

    atom: Node
    scripts: tuple[Script, ...]


@dataclass(frozen=True)
class Factor(Node):
    """An operand of a product with the operator before it, "" where they stand side by side, and its sign."""

    operator: str
    negative: bool
    operand: Node


@dataclass(frozen=True)
class Row(Node):
    """A product as it is written: operands in a row."""

    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class Total(Node):
    """Terms with their signs."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True)
class Comparison(Node):
    """Sides with the relations between them."""

    sides: tuple[Node, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Every(Node):
    """A colon in place of an index."""


@dataclass(frozen=True)
class Listed(Node):
    """Entries between commas."""

    entries: tuple[Node, ...]


@dataclass(frozen=True)
class Bracketed(Node):
    """Entries in brackets of a kind: ( [ { ⟨ | ‖ or the braces of a group."""

    kind: str
    inside: Listed


@dataclass(frozen=True)
class Fraction(Node):
    over: Node
    under: Node


@dataclass(frozen=True)
class Root(Node):
    of: Node
    degree: Node | None = None


@dataclass(frozen=True)
class Branch(Node):
    """A value and its condition; None says otherwise."""

    value: Node
    condition: Node | None


@dataclass(frozen=True)
class CasesOf(Node):
    branches: tuple[Branch, ...]
