"""What depends on what, seen through the definitions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sympy import Expr

from derivations.notation.heads import Element
from derivations.notation.quantities import Quantity, quantity_of

Held = frozenset[Quantity]


@lru_cache(maxsize=100_000)
def depends_on(expr: Expr, variable: Quantity, held: Held = frozenset()) -> bool:
    """Whether an expression depends on a quantity, itself or through what its quantities stand for.

    Quantities that are held count as constants: what acts only through them does not act.
    """
    if isinstance(expr, Element):
        return depends_on(expr.quantity, variable, held)
    if isinstance(expr, Quantity):
        return expr == variable or (expr not in held and acts_through(expr, variable, held))
    return any(depends_on(arg, variable, held) for arg in expr.args)


def acts_through(quantity: Quantity, variable: Quantity, held: Held) -> bool:
    """Whether the definition of a quantity, or what it is declared to depend on, leads to a variable."""
    if any(depends_on(parent, variable, held) for parent in quantity.depends_on):
        return True
    return quantity.definition is not None and depends_on(quantity.definition.body, variable, held)


def is_constant(expr: Expr, wrt: Expr, held: Held = frozenset()) -> bool:
    """Whether an expression does not change with a scalar or with any element of its array."""
    variable = quantity_of(wrt)
    return variable is None or not depends_on(expr, variable, held)


def not_built_on_each_other(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Those of some quantities that depend on no other one among them."""
    among = tuple(quantities)
    return tuple(q for q in among if not any(other != q and depends_on(q, other) for other in among))


@lru_cache(maxsize=10_000)
def quantities_in(expr: Expr) -> frozenset[Quantity]:
    """The quantities that an expression names, not looking into their definitions."""
    if isinstance(expr, Quantity):
        return frozenset([expr])
    return frozenset[Quantity]().union(*map(quantities_in, expr.args))
