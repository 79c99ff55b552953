"""The chain rule cut short, and a slip made in the loss before it was differentiated."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr

from derivations.check.parts import everything_in, number_and_derivative
from derivations.check.slips import Slip, with_other_signs, without_a_sum, without_a_term
from derivations.check.slopes import is_softmax, slope_of
from derivations.notation import Element, Index, Partial, Quantity, quantity_of
from derivations.notation.dependence import depends_on, quantities_in
from derivations.notation.scope import children, free_indices, with_children

INNER, OF_THE_ACTIVATION = "inner derivative missing", "derivative of the activation missing"


def short_chains(claim: Expr) -> Iterator[Slip]:
    """The chain rule cut short: stopped at a quantity on the way, or followed through one of its elements alone."""
    number, derivative = number_and_derivative(claim)
    if derivative is None:
        return
    for q in on_the_way(derivative):
        what = missing_behind(q, derivative)
        couples = q.definition is not None and is_softmax(q.definition.body)
        if not q.kind.shape:
            yield what, number * Partial(derivative.of, q)
        for place in places_for(q, claim):
            element = Element(q, *place)
            yield what, number * Partial(derivative.of, element)
            alone = number * Partial(derivative.of, element) * Partial(element, derivative.wrt)
            yield "off-diagonal terms missing" if couples else "sum lost", alone


def on_the_way(derivative: Partial) -> list[Quantity]:
    """The quantities through which a loss depends on a variable, neither of them among these."""
    variable, loss = quantity_of(derivative.wrt), quantity_of(derivative.of)
    found = {q for q in everything_in(derivative.of) - {loss, variable} if variable and depends_on(q, variable)}
    return [q for q in sorted(found, key=lambda q: q.name) if q.definition is not None or q.depends_on]


def missing_behind(q: Quantity, derivative: Partial) -> str:
    """What a derivative still lacks that has stopped at a quantity: a slope alone, or more."""
    if q.definition is None or slope_of(q) is None:
        return INNER
    return OF_THE_ACTIVATION if quantity_of(derivative.wrt) in quantities_in(q.definition.body) else INNER


def places_for(q: Quantity, claim: Expr) -> Iterator[tuple[Index, ...]]:
    """The free indices of a claim that fit the axes of a quantity."""
    free = sorted(free_indices(claim), key=lambda index: index.name)
    shape = q.kind.shape
    if len(shape) == 1:
        yield from ((index,) for index in free if index.size == shape[0])
    if len(shape) == 2:
        yield from ((i, j) for i in free for j in free if i != j and (i.size, j.size) == shape)


def slips_in_the_loss(claim: Expr) -> Iterator[Slip]:
    """What is derived rightly from a loss that was copied wrongly."""
    number, derivative = number_and_derivative(claim)
    held = quantity_of(derivative.of) if derivative is not None else None
    if derivative is None or held is None or held.definition is None:
        return
    body = held.definition.at(tuple(derivative.of.args[1:]))
    for loss in (body, with_names_opened(body)):
        slipped = (
            *(("a term dropped", wrong) for wrong in without_a_term(loss)),
            *(("sum lost", wrong) for wrong in without_a_sum(loss, claim)),
            *(("sign", wrong) for wrong in with_other_signs(loss)),
        )
        yield from ((name, number * Partial(wrong, derivative.wrt)) for name, wrong in slipped)


def with_names_opened(expr: Expr) -> Expr:
    """An expression with each name in it replaced by what it stands for."""
    held = quantity_of(expr)
    if held is not None:
        return held.unfolded(tuple(expr.args[1:])) or expr
    return with_children(expr, map(with_names_opened, children(expr)))
