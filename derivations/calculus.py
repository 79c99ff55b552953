"""Differentiation in one go, apart from the rules: what they derive step by step is held against it.

`differentiate` walks an expression once, goes through the definitions that lie between it and the
variable, and collapses every delta under a sum as it builds the result, so that the result is short and
fast to evaluate.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sympy import Add, Expr, Mul, Pow, S, exp, log

from derivations.notation.arrays import Entry
from derivations.notation.functions import FIRST_DERIVATIVE, Applied, ScalarFunction, sigmoid, sign
from derivations.notation.heads import (
    Cases,
    Delta,
    Element,
    Index,
    Largest,
    Marked,
    Partial,
    Product,
    Reduction,
    Sum,
)
from derivations.notation.inverses import slope_of_inverse
from derivations.notation.quantities import Quantity, quantity_of
from derivations.notation.scope import (
    all_indices,
    free_indices,
    fresh,
    hygienic,
    rename_bound,
    replace_indices,
)
from derivations.numeric.deltas import spread, total, without


@lru_cache(maxsize=20_000)
def differentiate(expr: Expr, wrt: Expr) -> Expr:
    """The partial derivative of an expression with respect to a scalar or an element, carried out in full.

    The variable's own quantity stays free and what is built on it follows. The result holds a `Partial`
    only of a quantity that is known by its name alone, in the variables it is said to depend on.
    """
    variable = quantity_of(wrt)
    if variable is None:
        raise ValueError(f"A derivative is taken with respect to a scalar or an element, not {wrt}.")
    if not depends(expr, variable):
        return S.Zero
    if isinstance(expr, Quantity | Element):
        return of_quantity(expr, wrt)
    for head, derivative in OF_HEAD.items():
        if isinstance(expr, head):
            return derivative(expr, wrt)
    raise TypeError(f"There is no derivative of {expr}, a {type(expr).__name__}.")


@lru_cache(maxsize=20_000)
def depends(expr: Expr, variable: Quantity) -> bool:
    """Whether a quantity occurs in an expression, or in what its quantities stand for."""
    if expr == variable:
        return True
    if isinstance(expr, Quantity):
        built_on = (expr.definition.body,) if expr.definition else expr.depends_on
        return any(depends(part, variable) for part in built_on)
    return any(depends(part, variable) for part in expr.args)


def of_quantity(element: Expr, wrt: Expr) -> Expr:
    """∂x_k/∂x_i = δ_ki; of a defined quantity, the derivative of what defines it."""
    quantity, variable = quantity_of(element), quantity_of(wrt)
    assert quantity is not None
    if quantity == variable:
        return Mul(*map(Delta, element.args[1:], wrt.args[1:])) if element.args else S.One
    body = quantity.unfolded(tuple(element.args[1:]))
    if body is None:
        return of_unknown(element, quantity, wrt)
    body = hygienic(body)
    return differentiate(body, wrt).xreplace({body: element}) if body.args else differentiate(body, wrt)


def of_unknown(element: Expr, quantity: Quantity, wrt: Expr) -> Expr:
    """∂θ_k/∂x_i = Σ_u Σ_j ∂θ_k/∂u_j ∂u_j/∂x_i over the quantities u that θ is said to depend on."""
    terms = []
    for u in quantity.depends_on:
        if u == quantity_of(wrt):
            terms.append(slope_of_unknown(element, wrt))
            continue
        taken = set(all_indices(element) | all_indices(wrt))
        indices = []
        for size in u.kind.shape:
            indices.append(fresh(Index("j", size), taken))
            taken.add(indices[-1])
        inner = u[tuple(indices)] if indices else u
        terms.append(total(slope_of_unknown(element, inner) * differentiate(inner, wrt), *indices))
    return Add(*terms)


def slope_of_unknown(element: Expr, wrt: Expr) -> Expr:
    """∂θ_k/∂x_i of a θ that is known by name alone, which stays as it is unless θ is the inverse of x."""
    inverse = slope_of_inverse(element, wrt)
    return Partial(element, wrt) if inverse is None else inverse


def of_product(expr: Expr, wrt: Expr) -> Expr:
    """∂(u v) = ∂u v + u ∂v; of a quotient of exponentials, u ∂log u, which is shorter."""
    variable = quantity_of(wrt)
    assert variable is not None
    live = [factor for factor in expr.args if depends(factor, variable)]
    if len(live) > 1 and all(
        isinstance(factor, exp) or is_constant_power(factor, variable) for factor in live
    ):
        return spread(expr, of_log(expr, wrt))
    return Add(*(spread(Mul(*without(expr.args, factor)), differentiate(factor, wrt)) for factor in live))


def is_constant_power(expr: Expr, variable: Quantity) -> bool:
    return isinstance(expr, Pow) and not depends(expr.exp, variable)


def of_power(expr: Expr, wrt: Expr) -> Expr:
    """∂u^c = c u^{c−1} ∂u; in general ∂u^v = u^v (∂v log u + v ∂u / u)"""
    base, power = expr.args
    of_base = differentiate(base, wrt)
    if differentiate(power, wrt) is S.Zero:
        return power * base ** (power - 1) * of_base
    return expr * (differentiate(power, wrt) * log(base) + power * of_base / base)


def of_log(expr: Expr, wrt: Expr) -> Expr:
    """∂log u, the logarithm of a product, a power and an exponential taken apart first."""
    variable, quantity = quantity_of(wrt), quantity_of(expr)
    assert variable is not None
    if not depends(expr, variable):
        return S.Zero
    if isinstance(expr, exp):
        return differentiate(expr.args[0], wrt)
    if isinstance(expr, sigmoid):
        return (1 - expr) * differentiate(expr.argument, wrt)
    if isinstance(expr, Mul):
        return Add(*(of_log(factor, wrt) for factor in expr.args))
    if is_constant_power(expr, variable):
        return expr.exp * of_log(expr.base, wrt)
    if quantity is not None and quantity != variable and quantity.definition:
        return of_log(hygienic(quantity.definition.at(tuple(expr.args[1:]))), wrt)
    return differentiate(expr, wrt) / expr


def of_sum(expr: Expr, wrt: Expr) -> Expr:
    """∂ Σ_k u_k = Σ_k ∂u_k"""
    expr = apart(expr, wrt)
    return total(differentiate(expr.body, wrt), expr.index)


def of_repeated_product(expr: Expr, wrt: Expr) -> Expr:
    """∂ Π_k u_k = Σ_k ∂u_k Π_{j≠k} u_j"""
    expr = apart(expr, wrt)
    j = fresh(expr.index, all_indices(expr) | all_indices(wrt))
    others = Product(Cases(Delta(j, expr.index), S.One, replace_indices(expr.body, {expr.index: j})), j)
    return total(differentiate(expr.body, wrt) * others, expr.index)


def of_largest(expr: Expr, wrt: Expr) -> Expr:
    """∂ max_k u_k is ∂u_k of the largest; [u_k is the largest] = 1 − sign(max − u_k)."""
    expr = apart(expr, wrt)
    bracket = 1 - sign(expr - expr.body)
    return total(bracket * differentiate(expr.body, wrt), expr.index) / total(bracket, expr.index)


def apart(expr: Reduction, wrt: Expr) -> Reduction:
    """The same reduction over an index that the variable does not name."""
    if expr.index not in free_indices(wrt):
        return expr
    renamed: Reduction = rename_bound(expr, fresh(expr.index, all_indices(expr) | all_indices(wrt)))
    return renamed


def of_function(expr: Expr, wrt: Expr) -> Expr:
    """∂f(u) = f′(u) ∂u"""
    slope = FIRST_DERIVATIVE[expr.func](expr.args[0])
    return spread(slope, differentiate(expr.args[0], wrt))


def of_cases(expr: Cases, wrt: Expr) -> Expr:
    """Case by case."""
    branches = [part for c, value in expr.branches for part in (c, differentiate(value, wrt))]
    return Cases(*branches, differentiate(expr.otherwise, wrt))


OF_HEAD: dict[type, Callable[..., Expr]] = {
    Add: lambda e, wrt: Add(*(differentiate(term, wrt) for term in e.args)),
    Mul: of_product,
    Pow: of_power,
    log: lambda e, wrt: of_log(e.args[0], wrt),
    exp: of_function,
    ScalarFunction: of_function,
    Applied: lambda e, wrt: spread(e.derivative, differentiate(e.argument, wrt)),
    Sum: of_sum,
    Product: of_repeated_product,
    Largest: of_largest,
    Cases: of_cases,
    Delta: lambda e, wrt: S.Zero,
    Marked: lambda e, wrt: differentiate(e.content, wrt),
    Entry: lambda e, wrt: differentiate(e.unfolded, wrt),
    Partial: lambda e, wrt: of_partial(e, wrt),
}


def of_partial(expr: Partial, wrt: Expr) -> Expr:
    """A derivative of a derivative."""
    inner = differentiate(expr.of, expr.wrt)
    return Partial(expr, wrt) if inner == expr else differentiate(inner, wrt)
