"""Worksheets written from the catalogue: declarations, the claim, and each coarse line as its LaTeX."""

from collections.abc import Iterable

from derivations.catalogue.entry import Entry, glossary
from derivations.core import Derivation
from derivations.notation import Expr, Index, Quantity
from derivations.notation.arrays import Entry as ArrayEntry
from derivations.notation.printing import latex
from derivations.notation.scope import free_indices


def declaration(quantity: Quantity) -> str:
    """A `let` line: a kind for what is given, a definition for what is defined."""
    if quantity.definition is None:
        return f"let {quantity.name} : {quantity.kind}"
    at = quantity[quantity.definition.indices] if quantity.definition.indices else quantity
    return f"let {latex(at)} = {latex(quantity.definition.body)}"


def given_places(derivation: Derivation) -> list[Index]:
    """The indices that definitions name without running over them, such as the class c that is the right one."""
    defined = [q.definition for q in glossary(derivation) if q.definition is not None]
    free = {index for d in defined for index in free_indices(d.body) - {*d.indices}}
    return sorted(free, key=lambda index: index.name)


def sheet(derivation: Derivation, lines: Iterable[Expr]) -> str:
    """A worksheet with one claim, which these lines continue."""
    rows = [f"let {index.name} : index {index.size}" for index in given_places(derivation)]
    rows += [declaration(quantity) for quantity in glossary(derivation)]
    rows.append(f"claim {latex(derivation.start)}")
    rows += [f"= {latex(line.unfolded if isinstance(line, ArrayEntry) else line)}" for line in lines]
    return "\n".join(rows) + "\n"


def right(entry: Entry, route: str) -> str:
    """A derivation of the catalogue as a person might hand it in."""
    derivation = entry.derivation(route)
    return sheet(derivation, [step.after for step in derivation.steps])


def wrong(entry: Entry, place: int) -> str:
    """The first line right, then one of the mistakes that people make."""
    derivation = entry.derivation()
    return sheet(derivation, [derivation.steps[0].after, entry.mistakes[place].wrong()])
