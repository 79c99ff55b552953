"""Names as they are written — x, \\hat{y}, W_1, b^{(2)}, u_o — and what is declared so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from derivations.language.tokens import BOLD, UPRIGHT, Mark
from derivations.language.vocabulary import GREEK
from derivations.notation import Index, Quantity

WRAPPED = re.compile(rf"\\(?:{'|'.join(UPRIGHT)})(?![A-Za-z])\*?\s*(?:\{{([^{{}}]*)\}}|([A-Za-z]))")
ALIKE = {
    **{"widehat": "hat", "widetilde": "tilde", "overline": "bar", "cal": "mathcal", "mathscr": "mathcal"},
    **{bold: "mathbf" for bold in BOLD if bold != "vec"},
    **{"mathbbm": "mathbb", "mathds": "mathbb"},
}


T = TypeVar("T")


class Name(NamedTuple):
    """A name by its letter and its scripts, however these were typed."""

    base: str
    below: str = ""
    above: str = ""
    primes: int = 0

    def __str__(self) -> str:
        scripts = "".join(f"{mark}{braced(text)}" for mark, text in (("_", self.below), ("^", self.above)) if text)
        return self.base + "'" * self.primes + scripts


def braced(script: str) -> str:
    return script if len(script) == 1 else f"{{{script}}}"


def script_text(written: str) -> str:
    """A script without its braces, spaces and upright wrapping: `{\\text{out}}` is `out`."""
    text = WRAPPED.sub(lambda match: match[1] or match[2] or "", written)
    text = re.sub(r"\\[,;:! ]|\\(?:left|right)(?![A-Za-z])|\s+", "", text)
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


def letter(mark: Mark) -> str | None:
    """The letter or word a mark names, in one spelling; None where it names nothing."""
    if mark.sort == "letters":
        return rf"\{mark.text}" if mark.text in GREEK and mark.text != "ell" else mark.text
    if mark.sort == "decorated":
        return decorated(mark.text)
    if mark.sort == "text":
        return script_text(mark.text) or None
    return mark.text if mark.text.removeprefix("\\") in GREEK else None


def decorated(text: str) -> str:
    """`\\boldsymbol{ x }` as `\\mathbf{x}`, `\\hat y` as `\\hat{y}`."""
    command, *rest = re.findall(r"\\[A-Za-z]+|[A-Za-z0-9]+", text)
    command = command.removeprefix("\\")
    inner = rest[0] if len(rest) == 1 else decorated(" ".join(rest))
    return rf"\{ALIKE.get(command, command)}{{{inner}}}"


@dataclass(frozen=True)
class Scope:
    """What is declared so far: quantities and indices, sizes, names whose line could not be read, and J(w) for J.

    A size that bears the name of a quantity as well, the h of `W : matrix h d` and `h = σ(W x)`, is `renamed` n_h.
    """

    quantities: Mapping[Name, Quantity | Index] = field(default_factory=dict)
    sizes: frozenset[str] = frozenset()
    broken: Mapping[Name, int] = field(default_factory=dict)
    calls: tuple[tuple[tuple[str, ...], int], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def with_quantity(self, name: Name, quantity: Quantity | Index) -> Scope:
        return replace(self, quantities={**self.quantities, name: quantity}, broken=without(self.broken, name))

    def with_broken(self, name: Name, line: int) -> Scope:
        return replace(self, quantities=without(self.quantities, name), broken={**self.broken, name: line})

    def with_sizes(self, sizes: frozenset[str]) -> Scope:
        return replace(self, sizes=self.sizes | sizes)

    def with_call(self, written: tuple[str, ...], of_name: int) -> Scope:
        return replace(self, calls=(*self.calls, (written, of_name)))

    def clashes(self) -> dict[str, str]:
        """New names for the sizes that are named like a quantity."""
        names = {str(name) for name in self.known}
        return {
            given: next(new for new in other_names(given) if new not in names | self.sizes)
            for given in names & self.sizes
        }

    @property
    def known(self) -> frozenset[Name]:
        return frozenset(self.quantities) | frozenset(self.broken)

    def words(self) -> frozenset[str]:
        """The declared names of more than one plain letter."""
        return frozenset(name.base for name in self.known if len(name.base) > 1)

    def bears(self, base: str) -> bool:
        """Whether some declared name has this letter."""
        return any(name.base == base for name in self.known)

    def axes(self, base: str) -> int | None:
        """How many indices the quantities of this letter take, at most."""
        found = [q for name, q in self.quantities.items() if name.base == base and isinstance(q, Quantity)]
        return max((len(q.kind.shape) for q in found), default=None)

    @property
    def speaks_of_rows(self) -> bool:
        """Whether the arrays declared so far lie as rows: where inputs are rows, targets are too."""
        words = {q.kind.word for q in self.quantities.values() if isinstance(q, Quantity) and not q.definition}
        return "row" in words and "vector" not in words

    def similar(self, written: str) -> str:
        """“ Did you mean …?” where a declared name is like this one."""
        close = get_close_matches(written[:40], [*map(str, self.quantities), *self.sizes], 1, 0.5)
        return f" Did you mean “{close[0]}”?" if close else ""


def other_names(name: str) -> Iterator[str]:
    """n_h, n_h', … for a size h."""
    yield from (f"n_{braced(name)}" + "'" * primes for primes in range(100))


def without(names: Mapping[Name, T], name: Name) -> dict[Name, T]:
    return {key: value for key, value in names.items() if key != name}
