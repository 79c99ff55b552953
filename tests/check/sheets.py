"""Worksheets written from the catalogue: declarations, the claim, and each coarse line as its LaTeX."""

from collections.abc import Iterable, Sequence

from derivations.catalogue.entry import Entry, glossary
from derivations.core import Derivation
from derivations.notation import Delta, Element, Expr, Index, Quantity
from derivations.notation.arrays import Entry as ArrayEntry
from derivations.notation.dependence import quantities_in
from derivations.notation.printing import latex
from derivations.notation.scope import free_indices


def declaration(quantity: Quantity, lists: dict[Quantity, tuple[Expr, ...]]) -> str:
    """A `let` line: a kind for what is given, a definition for what is defined."""
    if quantity.definition is not None:
        at = quantity[quantity.definition.indices] if quantity.definition.indices else quantity
        lies = f"let {quantity.name} : row {quantity.kind.shape[0]}\n" if quantity.kind.lies_as_row else ""
        return f"{lies}let {latex(at)} = {latex(quantity.definition.body)}"
    if quantity in lists:
        return f"let {quantity.name} : index {' '.join(map(str, lists[quantity]))}"
    of = f"({', '.join(q.name for q in quantity.depends_on)})" if quantity.depends_on else ""
    return f"let {quantity.name}{of} : {quantity.kind}"


def given_places(derivation: Derivation) -> list[Index]:
    """The indices that definitions name without running over them, such as the class c that is the right one."""
    defined = [q.definition for q in glossary(derivation) if q.definition is not None]
    free = {index for d in defined for index in free_indices(d.body) - {*d.indices}}
    return sorted(free, key=lambda index: index.name)


def in_view(lines: Iterable[Expr]) -> tuple[Quantity, ...]:
    """The quantities of some lines, each after those that it is defined by or depends on."""
    found: dict[Quantity, None] = {}

    def visit(q: Quantity) -> None:
        for inner in (*q.depends_on, *(sorted(quantities_in(q.definition.body), key=str) if q.definition else ())):
            visit(inner)
        found[q] = None

    for line in lines:
        for q in sorted(quantities_in(line), key=str):
            visit(q)
    return tuple(found)


def lists_of_indices(lines: Iterable[Expr], quantities: Iterable[Quantity]) -> dict[Quantity, tuple[Expr, ...]]:
    """How far the indices of each list go and how many it holds, by where it stands."""
    found: dict[Quantity, tuple[Expr, ...]] = {}
    for expr in (*lines, *(q.definition.body for q in quantities if q.definition)):
        for held in expr.atoms(Element, Delta):
            listed = [index for index in held.args if isinstance(index, Element)]
            beside = [index.size for index in held.args if isinstance(index, Index)]
            others = held.quantity.kind.shape if isinstance(held, Element) else beside
            for entry in listed:
                reach = entry.quantity.kind.shape[0] if entry.quantity.kind.word == "index" else others[-1]
                found[entry.quantity] = (reach, *(index.size for index in entry.indices))
    return found


def sheet(derivation: Derivation, lines: Sequence[Expr]) -> str:
    """A worksheet with one claim, which these lines continue."""
    rows = [f"let {index.name} : index {index.size}" for index in given_places(derivation)]
    quantities = in_view([*derivation.lines, *lines])
    lists = lists_of_indices(derivation.lines, quantities)
    rows += [declaration(quantity, lists) for quantity in quantities]
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
