"""Sums, products and maxima over indices, and what may be written below and above their sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sympy import Expr, Integer

from derivations.language.conditions import indicator
from derivations.language.context import Context
from derivations.language.elements import index_name, indices_of
from derivations.language.limits import bounded
from derivations.language.naming import size_of
from derivations.language.problems import Problem
from derivations.language.sets import is_membership, refuse_some
from derivations.language.shaped import Shaped, entrywise, multiplied
from derivations.language.syntax import Comparison, Node, Number, Script
from derivations.language.values import bare, entries
from derivations.notation import Element, Index, Largest, Product, Sum
from derivations.notation.scope import free_indices

SIGNS = ("sum", "prod", "max", "min")


@dataclass(frozen=True)
class Range:
    """The indices a sum binds, and the conditions on them."""

    indices: dict[str, Index]
    conditions: tuple[Comparison, ...]


def range_of(scripts: tuple[Script, ...], context: Context) -> Range | None:
    """What stands below and above the sign of a sum; None where nothing does."""
    below = next((script.content for script in scripts if script.mark == "_"), None)
    above = next((script.content for script in scripts if script.mark == "^"), None)
    if below is None:
        return None
    indices: dict[str, Index] = {}
    conditions: list[Comparison] = []
    for entry in entries(below):
        if not isinstance(entry, Comparison):
            for node in indices_of(entry):
                indices[letter_of(node, context)] = fresh_index(node, above, context)
        elif starts_an_index(entry, indices):
            indices[letter_of(entry.sides[0], context)] = from_one(entry, above, context)
            conditions += [entry] if is_membership(entry, context) else []
        else:
            name = index_name(bare(entry.sides[0]))
            if not indices and name is not None:
                indices[name] = fresh_index(entry.sides[0], above, context)
            conditions.append(entry)
    if not indices and conditions:
        indices = {name: Index(name, context.sizes.unknown()) for name in named_by(conditions, context)}
    return Range(indices, tuple(conditions))


def named_by(conditions: list[Comparison], context: Context) -> list[str]:
    """The indices that conditions such as s_j > 0 bring in, or the one that stands in them."""
    tried = replace(context, free=dict(context.free))
    found = [indicator(each, tried).element for each in conditions]
    free = frozenset[Index]().union(*map(free_indices, found))
    standing = {index.name for index in free} & {*tried.free, *tried.bound}
    brought = {name for name in standing if not context.is_index(name)} or standing
    together = [{index.name for index in free_indices(part)} for each in found for part in each.atoms(Element)]
    if len(brought) != 1 and brought not in together:
        whole = conditions[0].start, conditions[-1].end
        raise Problem("This sum does not say what it runs over; write that too, as in \\sum_{j : u_j > 0}.", *whole)
    return sorted(brought)


def letter_of(node: Node, context: Context) -> str:
    letter = index_name(bare(node))
    if letter is None:
        shown = context.written(node)[:30]
        raise Problem(f"“{shown}” cannot be an index; an index is one small letter.", node.start, node.end)
    return letter


def fresh_index(node: Node, above: Node | None, context: Context) -> Index:
    """An index whose size is written above the sign, or to be found."""
    size = context.sizes.unknown() if above is None else size_of(above, context)
    return Index(letter_of(node, context), size)


def starts_an_index(entry: Comparison, indices: dict[str, Index]) -> bool:
    """Whether k = 1 (or k ∈ …) introduces k, rather than being a condition on it."""
    name = index_name(bare(entry.sides[0]))
    return entry.relations[0] in "=∈" and name is not None and name not in indices


def from_one(entry: Comparison, above: Node | None, context: Context) -> Index:
    """The index of k = 1; a sum runs over the whole range."""
    start = bare(entry.sides[1])
    if entry.relations == ("∈",) and not is_membership(entry, context):
        refuse_some(entry.sides[1], context)
    if entry.relations == ("∈",):
        return Index(letter_of(entry.sides[0], context), context.sizes.unknown())
    if not isinstance(start, Number) or start.text != "1":
        raise Problem("A sum runs from 1; leave terms out with a condition, as in k \\ne i.", start.start, start.end)
    return fresh_index(entry.sides[0], above, context)


def reduced(sign: str, over: Range, body: Shaped, context: Context) -> Shaped:
    """The sum, product or extreme of the body over the range."""
    inside = context.binding(over.indices)
    for condition in over.conditions:
        if sign not in ONLY_WHERE:
            raise Problem("A condition can stand below a sum or a product.", condition.start, condition.end)
        body = entrywise(indicator(condition, inside), body, context.sizes, ONLY_WHERE[sign])
    for index in reversed(over.indices.values()):
        body = body.mapped(REDUCED[sign](index))
    return body.settled(context.sizes)


ONLY_WHERE: dict[str, Callable[[Expr, Expr], Expr]] = {
    "sum": multiplied,
    "prod": lambda holds, body: 1 + holds * (body - 1),
}
"""What a term or a factor is where a condition may not hold."""
REDUCED: dict[str, Callable[[Index], Callable[[Expr], Expr]]] = {
    "sum": lambda k: lambda body: bounded(total(body, k)),
    "prod": lambda k: lambda body: Product(body, k),
    "max": lambda k: lambda body: Largest(body, k),
    "min": lambda k: lambda body: -Largest(-body, k),
}


def total(body: Expr, k: Index) -> Expr:
    return Sum(body, k) if body != 0 else Integer(0)
