"""What a compiled function must be given: quantities by name, their kinds and the sizes of their axes."""

from __future__ import annotations

from dataclasses import dataclass

Size = int | str


@dataclass(frozen=True)
class Parameter:
    """An input: its name as people write it, its identifier, its kind, and the size of each axis.

    A size is a number, or the name of one that the arrays must agree on. The role is "number" for an
    array of real numbers, "index" for 0-based whole numbers that are below `below`, "function" for a
    scalar function and "size" for a size that no array has.
    """

    name: str
    identifier: str
    kind: str
    sizes: tuple[Size, ...] = ()
    role: str = "number"
    below: Size | None = None
