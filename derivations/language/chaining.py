"""Derivatives side by side that make a chain: ∂J/∂z ∂z/∂W is Σ_k ∂J/∂z_k ∂z_k/∂W, whichever way these arrays lie.

What one is taken with respect to is what the next one is of; who writes gradients as columns turns the order round.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sympy import Expr, Mul

from derivations.language.calculus import Differential, differential, partial, row_value, slashed
from derivations.language.context import Context, parts
from derivations.language.limits import bounded
from derivations.language.shaped import COLUMN, ROW, Shaped
from derivations.language.syntax import Factor, Fraction, Node
from derivations.language.values import value
from derivations.notation import Index, Partial, Sum
from derivations.notation.scope import all_indices, fresh, replace_indices

Row = tuple[Factor, ...]
PRODUCTS = ("", "·", "*", "@")


@dataclass(frozen=True)
class Link:
    """One derivative of a chain, as it was written, and the place after it."""

    of: Shaped
    wrt: Shaped
    variable: Node
    end: int


def chained(row: Row, place: int, context: Context) -> tuple[Shaped, int] | None:
    """The product of the derivatives that begin at a place and make a chain through arrays, and the place after it."""
    first = differential_at(row, place, context)
    if first is None or first[1] >= len(row) or differential_at(row, first[1], context) is None:
        return None
    links = [link(*first, context)]
    backwards = False
    while (found := next_one(row, links[-1].end, context)) is not None:
        follows = links[-1].wrt.element == found.of.element
        precedes = links[-1].of.element == found.wrt.element
        if not (follows or precedes) or (len(links) > 1 and precedes != backwards):
            break
        backwards = precedes
        links.append(found)
    chain = links[::-1] if backwards else links
    if all(each.wrt.is_scalar for each in chain[:-1]):
        return None
    product = product_of(chain, context)
    return (product.transposed if backwards and not chain[0].of.is_scalar else product), links[-1].end


def next_one(row: Row, place: int, context: Context) -> Link | None:
    """The derivative that a product goes on with."""
    if place >= len(row) or row[place].operator not in PRODUCTS or row[place].negative:
        return None
    found = differential_at(row, place, context)
    return link(*found, context) if found is not None else None


def differential_at(row: Row, place: int, context: Context) -> tuple[Differential, int] | None:
    """The first derivative of something by one variable, ∂z/∂x or a fraction, at a place of a row."""
    found = slashed(row, place, context)
    atom, scripts = parts(row[place].operand)
    if found is None and isinstance(atom, Fraction) and not scripts:
        fraction = differential(atom, context)
        found = (fraction, place + 1) if fraction is not None else None
    return found if found is not None and found[0].over and len(found[0].variables) == 1 else None


def link(written: Differential, end: int, context: Context) -> Link:
    """A derivative with what it is of and by read."""
    (variable,) = written.variables
    of, wrt = row_value(written.over, context), value(variable, context)
    return Link(of.settled(context.sizes), wrt.settled(context.sizes), variable, end)


def product_of(chain: list[Link], context: Context) -> Shaped:
    """Σ over the entries of all that stands between, in the shape of a derivative of the first by the last."""
    whole = partial(chain[0].of, chain[-1].wrt, context, chain[-1].variable)
    if not isinstance(whole.element, Partial):
        return whole
    taken = frozenset[Index]().union(*(all_indices(side.element) for each in chain for side in (each.of, each.wrt)))
    over: list[Index] = []
    between = [at_indices(each.wrt, over, taken) for each in chain[:-1]]
    sides = pairwise([whole.element.of, *between, whole.element.wrt])
    element: Expr = Mul(*(Partial(of, wrt) for of, wrt in sides))
    for index in over:
        element = Sum(element, index)
    return Shaped(bounded(element), whole.rows, whole.columns)


def at_indices(between: Shaped, over: list[Index], taken: frozenset[Index]) -> Expr:
    """What stands between two derivatives at indices of its own, which are added to those to sum over."""
    at = {}
    for place, size in ((ROW, between.rows), (COLUMN, between.columns)):
        if size != 1:
            at[place] = fresh(Index("k", size), taken | {*over})
            over.append(at[place])
    return replace_indices(between.element, at)
