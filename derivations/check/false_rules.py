"""The derivative of a claim by a rule of calculus misremembered: what a line is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Add, Expr, Mul, Pow, S, exp, log

from derivations.check.chains import INNER, OF_THE_ACTIVATION
from derivations.check.parts import argument_of, number_and_derivative
from derivations.check.slips import Slip
from derivations.notation import FIRST_DERIVATIVE, Element, Partial, ScalarFunction, Sum, quantity_of
from derivations.notation.dependence import is_constant
from derivations.notation.functions import Applied
from derivations.notation.scope import free_indices

Rule = Callable[[Expr, Expr, Expr], Expr]
"""The derivative of f(u), made of f(u), f′(u) and u′."""
OUTER = "outer derivative missing"
MISSING: dict[type, str] = {log: "derivative of the logarithm missing", exp: OUTER, Pow: OUTER}
MOST_DEEP = 12


def by_false_rules(claim: Expr) -> Iterator[Slip]:
    """What a claimed derivative would be, if one function were differentiated by a false rule wherever it stands."""
    number, derivative = number_and_derivative(claim)
    if derivative is None:
        return
    for head, first in heads_in(derivative.of, derivative.wrt).items():
        for name, false in false_rules(head, first, derivative):
            yield name, number * differentiated(derivative.of, derivative.wrt, head, false)


def false_rules(head: type, first: Expr, derivative: Partial) -> Iterator[tuple[str, Rule]]:
    """The ways in which the derivative of a function of something is got wrong; `first` is where it stands first."""
    if free_indices(first) <= free_indices(derivative):  # within a sum the inner derivative also picks the term
        yield name_of_inner(first, derivative.wrt), lambda value, slope, inner: slope
    yield MISSING.get(head, OF_THE_ACTIVATION), lambda value, slope, inner: inner
    if head is Pow:
        yield "exponent", lambda value, slope, inner: slope * value.base * inner
    elif head is not exp:
        yield "the function for its derivative", lambda value, slope, inner: value * inner


def name_of_inner(expr: Expr, wrt: Expr) -> str:
    """What is missing where a derivative stops at f(u): the slope of an activation, if that is all that u is."""
    inner = opened(argument_of(expr), wrt)
    is_last = isinstance(inner, ScalarFunction | Applied) and argument_of(inner) == wrt
    return OF_THE_ACTIVATION if is_last else INNER


def heads_in(expr: Expr, wrt: Expr, depth: int = MOST_DEEP) -> dict[type, Expr]:
    """The functions through which an expression depends on a variable, each where it stands outermost."""
    expr = opened(expr, wrt)
    if not depth or is_constant(expr, wrt) or isinstance(expr, Element):
        return {}
    found = {type(expr): expr} if slope_at(expr) is not None else {}
    for part in expr.args:
        found = heads_in(part, wrt, depth - 1) | found
    return dict(sorted(found.items(), key=lambda each: each[1] is not expr))


def differentiated(expr: Expr, wrt: Expr, head: type, false: Rule) -> Expr:
    """The derivative of an expression, in which each function of one kind follows a rule of its own."""
    expr = opened(expr, wrt)
    if is_constant(expr, wrt):
        return S.Zero
    slope = slope_at(expr)
    if slope is not None:
        inner = differentiated(argument_of(expr), wrt, head, false)
        return false(expr, slope, inner) if isinstance(expr, head) else slope * inner
    if isinstance(expr, Sum):
        return Sum(differentiated(expr.body, wrt, head, false), expr.index)
    if isinstance(expr, Add):
        return Add(*(differentiated(term, wrt, head, false) for term in expr.args))
    if isinstance(expr, Mul):
        parts = [differentiated(factor, wrt, head, false) for factor in expr.args]
        return Add(*(part * Mul(*expr.args[:n], *expr.args[n + 1 :]) for n, part in enumerate(parts)))
    return Partial(expr, wrt)


def opened(expr: Expr, wrt: Expr) -> Expr:
    """What a name stands for, as long as the variable is within."""
    held, variable = quantity_of(expr), quantity_of(wrt)
    if held is None or held.definition is None or held == variable or is_constant(expr, wrt):
        return expr
    return opened(held.definition.at(tuple(expr.args[1:])), wrt)


def slope_at(expr: Expr) -> Expr | None:
    """f′(u) for f(u), where that is a function of one thing."""
    if isinstance(expr, Applied):
        return expr.derivative
    if isinstance(expr, Pow) and expr.exp.is_number:
        return expr.exp * expr.base ** (expr.exp - 1)
    if isinstance(expr, ScalarFunction | exp | log):
        return FIRST_DERIVATIVE[type(expr)](expr.args[0])
    return None
