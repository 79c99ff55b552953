"""A layer of a deep network: a = W h + b of what lies below it, and h = g(a)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Symbol

from derivations.notation import Applied, Expr, Index, Quantity, Sum, matrix, vector

Activation = Callable[[Expr], Expr]


def g(x: Expr) -> Expr:
    """An activation that is known by name alone."""
    return Applied(Symbol("g"), x, 0)


@dataclass(frozen=True)
class Layer:
    """The quantities of a layer: what comes in, its weights and bias, and what they make of it before and after g."""

    below: Quantity
    W: Quantity
    b: Quantity
    a: Quantity
    h: Quantity


def layer(number: str, below: Quantity, units: Expr, activation: Activation = g) -> Layer:
    """A layer on top of what lies below it."""
    (inputs,) = below.kind.shape
    m = Index("m", inputs)
    W, b = matrix(f"W_{number}", units, inputs), vector(f"b_{number}", units)
    a = vector(f"a_{number}", units).defined_by(lambda r: Sum(W[r, m] * below[m], m) + b[r])
    return Layer(below, W, b, a, vector(f"h_{number}", units).defined_by(lambda r: activation(a[r])))
