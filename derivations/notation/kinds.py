"""What sort of thing a quantity is: its shape, how it lies on the page, and what is known of its entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Expr, Integer, Symbol


def size(name: str) -> Symbol:
    """A symbolic size, such as the number of classes n."""
    return Symbol(name, integer=True, positive=True)


@dataclass(frozen=True)
class Kind:
    """A kind such as `vector n`: its word, its shape, and whether a one-dimensional array lies as a row."""

    word: str
    shape: tuple[Expr, ...] = ()
    as_row: bool = False

    @property
    def lies_as_row(self) -> bool:
        return self.as_row or self.word == "row"

    @property
    def is_distribution(self) -> bool:
        """Whether the entries are known to sum to one."""
        return self.word in ("one-hot", "distribution")

    def __str__(self) -> str:
        return " ".join([self.word, *map(str, self.shape)])


SCALAR = Kind("scalar")
POSITIVE = Kind("positive")

KINDS: dict[str, Callable[..., Kind]] = {
    "scalar": lambda: SCALAR,
    "positive": lambda: POSITIVE,
    "vector": lambda n: Kind("vector", (n,)),
    "row": lambda n: Kind("row", (n,)),
    "matrix": lambda m, n: Kind("matrix", (m, n)),
    "one-hot": lambda n: Kind("one-hot", (n,)),
    "distribution": lambda n: Kind("distribution", (n,)),
    "signs": lambda n: Kind("signs", (n,)),
    "symmetric": lambda n: Kind("symmetric", (n, n)),
    "invertible": lambda n: Kind("invertible", (n, n)),
    "index": lambda n: Kind("index", (n,)),
}


def kind(word: str, *sizes: Expr | int | str) -> Kind:
    """The kind of that word and those sizes: `kind("matrix", "m", "n")`."""
    if word not in KINDS:
        raise ValueError(f"“{word}” is not a kind; the kinds are {', '.join(KINDS)}.")
    try:
        return KINDS[word](*map(as_size, sizes))
    except TypeError:
        takes = KINDS[word].__code__.co_argcount
        raise ValueError(f"A {word} takes {takes} size(s), and {len(sizes)} were given.") from None


def as_size(given: Expr | int | str) -> Expr:
    """A size from a name, a number or a size."""
    if isinstance(given, str):
        return Integer(int(given)) if given.isdigit() else size(given)
    return Integer(given) if isinstance(given, int) else given
