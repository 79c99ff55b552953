"""What the catalogue says of a derivation, and what can be read off it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import escape
from typing import Any

from derivations.core import Derivation
from derivations.notation import Expr, Quantity
from derivations.notation.dependence import quantities_in
from derivations.notation.printing import latex
from derivations.ranges import Range, Ranged

Route = Callable[[], Derivation]


@dataclass(frozen=True)
class Mistake:
    """A wrong result that people write, and one sentence of why it is wrong."""

    name: str
    wrong: Callable[[], Expr]
    why: str


@dataclass(frozen=True)
class Entry:
    """A derivation of the catalogue: what it states, the routes to it, and where it belongs."""

    slug: str
    title: str
    topic: str
    states: str
    routes: Mapping[str, Route] = field(hash=False)
    rests_on: tuple[str, ...] = ()
    taught_in: str = ""
    mistakes: tuple[Mistake, ...] = ()
    beside: tuple[str, ...] = ()
    """The conventions among which this is one, to be held against each other."""
    opens_with: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """The example that it opens on: what is given, by name, its places counted from 1 as in the formulas."""

    def derivation(self, route: str | None = None) -> Derivation:
        """The derivation by a route, the first unless one is named."""
        name = next(iter(self.routes)) if route is None else route
        if name not in self.routes:
            raise LookupError(f"“{self.title}” has no route “{name}”; it has {', '.join(self.routes)}.")
        return built(self.routes[name])

    @cached_property
    def example(self) -> dict[str, Any]:
        """The inputs on which it opens, by name."""
        return {name: at.value if isinstance(at, Ranged) else at for name, at in self.opens_with.items()}

    @cached_property
    def ranges(self) -> dict[str, Range]:
        """How far inputs may be dragged, where their kind does not say it."""
        return {name: at.range for name, at in self.opens_with.items() if isinstance(at, Ranged)}

    def _repr_html_(self) -> str:
        """How a notebook shows it: what it states, and from where to where it leads."""
        found = self.derivation()
        formula = f"${latex(found.start)} = {latex(found.result)}$"
        return f"<p><b>{escape(self.title)}.</b> {escape(self.states)}</p><p>{escape(formula)}</p>"

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities in view, each after those it is defined by."""
        return glossary(self.derivation())


@cache
def built(route: Route) -> Derivation:
    """A derivation, built once."""
    return route()


@cache
def glossary(derivation: Derivation) -> tuple[Quantity, ...]:
    """The quantities of a derivation and those they are defined by, inputs first."""
    found: dict[Quantity, None] = {}

    def visit(expr: Expr) -> None:
        for q in sorted(quantities_in(expr), key=lambda q: q.name):
            if q not in found:
                if q.definition is not None:
                    visit(q.definition.body)
                found[q] = None

    for line in derivation.lines:
        visit(line)
    return tuple(found)
