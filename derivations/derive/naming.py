"""Names for what a lecturer would name: the logits of a softmax, and the softmax itself where it stands in a loss."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Mul, Pow, exp

from derivations.notation import Definition, Element, Index, Quantity, Sum
from derivations.notation.dependence import quantities_in
from derivations.notation.kinds import kind
from derivations.notation.scope import children, fresh
from derivations.rules.softmaxes import logits_of, place_of

LOGITS, PREDICTIONS = ("z", "s", "o", "u", "z_1"), ("p", "q", r"\hat{y}", "p_1")


def named(loss: Quantity) -> Quantity:
    """The same loss with every softmax, and its logits, under names of their own."""
    rebuilt: dict[Quantity, Quantity] = {}
    taken = {q.name for q in everything(loss)}

    def rebuild(q: Quantity) -> Quantity:
        if q.definition is None:
            return q
        if q not in rebuilt:
            body = q.definition.body.xreplace({p: rebuild(p) for p in quantities_in(q.definition.body)})
            body = with_softmax_named(body, q.definition.indices, taken)
            rebuilt[q] = Quantity(q.name, q.kind, Definition(q.definition.indices, body))
        return rebuilt[q]

    return rebuild(loss)


def everything(loss: Quantity) -> Iterator[Quantity]:
    """A quantity and all that it is built on."""
    yield loss
    if loss.definition is not None:
        for q in quantities_in(loss.definition.body):
            yield from everything(q)


def with_softmax_named(body: Expr, indices: tuple[Index, ...], taken: set[str]) -> Expr:
    """A definition whose softmax is named; where it is a softmax itself, only the logits are."""
    if logits_of(body) is not None and len(indices) == 1:
        return softmax_over(body, *indices, taken)
    return with_softmax_inside_named(body, taken)


def with_softmax_inside_named(expr: Expr, taken: set[str]) -> Expr:
    """An expression in which each softmax of some logits has a name."""
    for part in Mul.make_args(expr):
        place = place_of(part)
        if place is not None and logits_of(whole := part * bottom_of(expr, part)) is not None:
            p = Quantity(unused(PREDICTIONS, taken), kind("vector", place.size))
            p = Quantity(p.name, p.kind, Definition((place,), softmax_over(whole, place, taken)))
            rest = Mul(*(f for f in Mul.make_args(expr) if f not in Mul.make_args(whole)))
            return with_softmax_inside_named(rest, taken) * p[place]
    parts = children(expr)
    if not parts:
        return expr
    new = [with_softmax_inside_named(part, taken) for part in parts]
    return expr if all(a is b for a, b in zip(new, parts, strict=True)) else expr.func(*new, *expr.args[len(parts) :])


def bottom_of(expr: Expr, top: Expr) -> Expr:
    """The factor 1/Σ that makes an exponential a softmax, or the exponential's own inverse where there is none."""
    found = (f for f in Mul.make_args(expr) if isinstance(f, Pow) and f.exp == -1 and logits_of(top * f) is not None)
    return next(found, 1 / top)


def softmax_over(expr: Expr, place: Index, taken: set[str]) -> Expr:
    """The softmax with its logits under a name, unless they have one."""
    logits = logits_of(expr)
    assert logits is not None
    if isinstance(logits, Element):
        return expr
    name = unused(LOGITS, taken)
    z = Quantity(name, kind("vector", place.size), Definition((place,), logits))
    other = fresh(Index("j", place.size), {place})
    return exp(z[place]) / Sum(exp(z[other]), other)


def unused(names: tuple[str, ...], taken: set[str]) -> str:
    """The first name that is not taken, and now is."""
    name = next(name for name in (*names, *(f"{names[0]}_{{{n}}}" for n in range(2, 99))) if name not in taken)
    taken.add(name)
    return name
