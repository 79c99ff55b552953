"""What can be asked of the strategy: the gradient of a loss, a `derive` line of a worksheet, how a claim goes on."""

from __future__ import annotations

from sympy import Expr

from derivations.core import Derivation
from derivations.derive.naming import named
from derivations.derive.strategy import Derived, derive, pursued, tidied
from derivations.language.readings import Value
from derivations.notation import Index, Partial, Quantity, quantity_of
from derivations.notation.dependence import quantities_in
from derivations.notation.scope import fresh


def gradient(loss: Quantity, variable: Quantity) -> Derived:
    """The derivation of the gradient of a loss by a scalar, or by every element of an array."""
    axes: list[Index] = []
    for letter, n in zip("ij", variable.kind.shape, strict=False):
        axes.append(fresh(Index(letter, n), axes))
    return derive(Partial(named(loss), variable[tuple(axes)] if axes else variable), tuple(axes))


def derive_value(value: Value) -> Derived | None:
    """The derivation of what a worksheet asks for: a derivative, of one element or of a whole array."""
    if not isinstance(value.element, Partial):
        return None
    axes = tuple(index for index in (value.row, value.column) if index is not None)
    loss = quantity_of(value.element.of)
    start = value.element
    if loss is not None:
        start = Partial(named_element(value.element.of), value.element.wrt)
    return derive(start, axes)


def named_element(expr: Expr) -> Expr:
    """A quantity, or its element, with every softmax that it is built on named."""
    held = quantity_of(expr)
    assert held is not None
    rebuilt = named(held)
    return expr.func(rebuilt, *expr.args[1:]) if expr.args else rebuilt


def continued(claim: Value, line: Value) -> Derived | None:
    """How a claim goes on from one of its lines; from its beginning, where nothing is left to do to the line."""
    if line is claim or line.shape != claim.shape:
        return derive_value(claim)
    axes = tuple(index for index in (line.row, line.column) if index is not None)
    start = Derivation(with_names(line.element))
    derived = pursued(tidied(start), axes)
    return derived if derived.derivation.steps else derive_value(claim)


def with_names(expr: Expr) -> Expr:
    """An expression whose quantities have every softmax that they are built on named."""
    return expr.xreplace({q: named(q) for q in quantities_in(expr)})
