"""Functions written out by what they mean, and recognised again: tanh, relu."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Pow, S, exp

from derivations.core import rule
from derivations.notation import Cases, Partial, relu, step, tanh
from derivations.notation.factors import factors_of


@rule("definition of tanh")
def tanh_by_exponentials(e: Expr) -> Expr | None:
    """tanh u → (e^u − e^(−u))/(e^u + e^(−u))"""
    if not isinstance(e, tanh):
        return None
    u = e.argument
    return (exp(u) - exp(-u)) / (exp(u) + exp(-u))


@rule("recognise tanh")
def as_tanh(e: Expr) -> Expr | None:
    """(e^u − e^(−u))/(e^u + e^(−u)) → tanh u, and so for a power of it"""
    if not isinstance(e, Mul):
        return None
    for base, power in factors_of(e).items():
        for u in (f.args[0] for f in Add.make_args(base) if isinstance(f, exp)):
            if base == exp(u) - exp(-u) and e.has(Pow(exp(u) + exp(-u), -power)):
                return e * (tanh(u) * (exp(u) + exp(-u)) / base) ** power
    return None


@rule("definition of relu")
def relu_by_cases(e: Expr) -> Expr | None:
    """relu u → u where u > 0, else 0"""
    return Cases(step(e.argument), e.argument, S.Zero) if isinstance(e, relu) else None


@rule("differentiate each case")
def derivative_of_each_case(e: Expr) -> Expr | None:
    """∂(u where x > 0, else v)/∂x → ∂u/∂x where x > 0, else ∂v/∂x; at the border itself there is no derivative"""
    if not (isinstance(e, Partial) and isinstance(e.of, Cases)):
        return None
    branches = [part for holds, value in e.of.branches for part in (holds, Partial(value, e.wrt))]
    return Cases(*branches, Partial(e.of.otherwise, e.wrt))


@rule("write the cases as an indicator")
def as_indicator(e: Expr) -> Expr | None:
    """1 where u > 0, else 0 → 1[u > 0]"""
    if isinstance(e, Cases) and e.args[1:] == (S.One, S.Zero):
        return e.args[0]
    return None
