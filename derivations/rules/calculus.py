"""Derivatives: linearity, products, quotients, powers, and the chain rule."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Mul, Pow, S, exp, log

from derivations.core import Rule, rule
from derivations.notation import (
    FIRST_DERIVATIVE,
    Applied,
    Delta,
    Element,
    Index,
    Partial,
    Quantity,
    Sum,
    absolute,
    quantity_of,
    relu,
    sigmoid,
    softplus,
    tanh,
)
from derivations.notation.dependence import is_constant, not_built_on_each_other
from derivations.notation.factors import fraction
from derivations.notation.inverses import slope_of_inverse
from derivations.notation.printing import text
from derivations.notation.scope import all_indices, fresh


@rule("derivative of a constant")
def derivative_of_a_constant(e: Expr) -> Expr | None:
    """∂c/∂x → 0"""
    return S.Zero if isinstance(e, Partial) and is_constant(e.of, e.wrt) else None


@rule("derivative term by term")
def derivative_of_terms(e: Expr) -> Expr | None:
    """∂(u + v)/∂x → ∂u/∂x + ∂v/∂x, and a constant term gives 0"""
    if not (isinstance(e, Partial) and isinstance(e.of, Add)):
        return None
    return Add(*(Partial(term, e.wrt) for term in e.of.args if not is_constant(term, e.wrt)))


@rule("constant factor")
def constant_factor(e: Expr) -> Expr | None:
    """∂(c u)/∂x → c ∂u/∂x"""
    if not (isinstance(e, Partial) and isinstance(e.of, Mul)):
        return None
    constant = [factor for factor in e.of.args if is_constant(factor, e.wrt)]
    varying = [factor for factor in e.of.args if factor not in constant]
    return Mul(*constant, Partial(Mul(*varying), e.wrt)) if constant and varying else None


@rule("derivative of a sum")
def derivative_of_a_sum(e: Expr) -> Expr | None:
    """∂(Σ_k u_k)/∂x → Σ_k ∂u_k/∂x"""
    if not (isinstance(e, Partial) and isinstance(e.of, Sum)):
        return None
    total = e.of
    if total.index in all_indices(e.wrt):
        return None
    return Sum(Partial(total.body, e.wrt), total.index)


@rule("product rule")
def product_rule(e: Expr) -> Expr | None:
    """∂(u v)/∂x → ∂u/∂x v + u ∂v/∂x"""
    if not (isinstance(e, Partial) and isinstance(e.of, Mul)):
        return None
    parts = e.of.args
    return Add(
        *(
            Mul(*parts[:place], Partial(part, e.wrt), *parts[place + 1 :])
            for place, part in enumerate(parts)
            if not is_constant(part, e.wrt)
        )
    )


@rule("quotient rule")
def quotient_rule(e: Expr) -> Expr | None:
    """∂(u/v)/∂x → (∂u/∂x v − u ∂v/∂x) / v²"""
    if not isinstance(e, Partial):
        return None
    top, bottom = fraction(e.of)
    if is_constant(bottom, e.wrt):
        return None
    return (Partial(top, e.wrt) * bottom - top * Partial(bottom, e.wrt)) / bottom**2


@rule("power rule")
def power_rule(e: Expr) -> Expr | None:
    """∂(u^a)/∂x → a u^(a−1) ∂u/∂x"""
    if not (isinstance(e, Partial) and isinstance(e.of, Pow) and is_constant(e.of.exp, e.wrt)):
        return None
    base, power = e.of.base, e.of.exp
    return Mul(power, base ** (power - 1), Partial(base, e.wrt))


@rule("a power with a varying exponent")
def general_power_rule(e: Expr) -> Expr | None:
    """∂(u^v)/∂x → u^v ∂(v log u)/∂x"""
    if not (isinstance(e, Partial) and isinstance(e.of, Pow)) or is_constant(e.of.exp, e.wrt):
        return None
    return e.of * Partial(e.of.exp * log(e.of.base), e.wrt)


def chain_through(function: Any, name: str, formula: str) -> Rule:
    """The chain rule through one scalar function, read off the table of derivatives."""

    def rewrite(e: Expr) -> Expr | None:
        if not (isinstance(e, Partial) and isinstance(e.of, function)):
            return None
        inner = e.of.args[0]
        return FIRST_DERIVATIVE[function](inner) * Partial(inner, e.wrt)

    return Rule(f"derivative of {name}", formula, rewrite)


derivative_of_exp = chain_through(exp, "an exponential", "∂e^u/∂x → e^u ∂u/∂x")
derivative_of_log = chain_through(log, "a logarithm", "∂ log u/∂x → (1/u) ∂u/∂x")
derivative_of_sigmoid = chain_through(sigmoid, "the sigmoid", "∂σ(u)/∂x → σ(u) (1 − σ(u)) ∂u/∂x")
derivative_of_tanh = chain_through(tanh, "tanh", "∂ tanh(u)/∂x → (1 − tanh(u)²) ∂u/∂x")
derivative_of_relu = chain_through(relu, "relu", "∂ relu(u)/∂x → 1[u > 0] ∂u/∂x")
derivative_of_softplus = chain_through(softplus, "the softplus", "∂ softplus(u)/∂x → σ(u) ∂u/∂x")
derivative_of_absolute = chain_through(absolute, "an absolute value", "∂|u|/∂x → sign(u) ∂u/∂x")


@rule("chain rule through a function")
def derivative_of_applied(e: Expr) -> Expr | None:
    """∂g(u)/∂x → g′(u) ∂u/∂x"""
    if not (isinstance(e, Partial) and isinstance(e.of, Applied)):
        return None
    return e.of.derivative * Partial(e.of.argument, e.wrt)


@rule("derivative of an element")
def derivative_of_an_element(e: Expr) -> Expr | None:
    """∂z_k/∂z_i → δ_ki, ∂W_kl/∂W_ij → δ_ki δ_lj, ∂x/∂x → 1"""
    if not isinstance(e, Partial) or quantity_of(e.of) is None or quantity_of(e.of) != quantity_of(e.wrt):
        return None
    if not isinstance(e.of, Element):
        return S.One
    return Mul(*(Delta(a, b) for a, b in zip(e.of.args[1:], e.wrt.args[1:], strict=True)))


@rule("derivative of an inverse")
def derivative_of_an_inverse(e: Expr) -> Expr | None:
    """∂(A⁻¹)_kl/∂A_ij → −(A⁻¹)_ki (A⁻¹)_jl"""
    return slope_of_inverse(e.of, e.wrt) if isinstance(e, Partial) else None


def chain_rule(*through: Quantity) -> Rule:
    """The chain rule through named quantities, by which alone the variable acts."""
    formula = "∂J/∂x → Σ_k ∂J/∂q_k ∂q_k/∂x" if through[0].kind.shape else "∂J/∂x → ∂J/∂q ∂q/∂x"

    def rewrite(e: Expr) -> Expr | None:
        if not isinstance(e, Partial) or {quantity_of(e.of), quantity_of(e.wrt)} & set(through):
            return None
        # ∂J/∂z is the whole change with z, also by way of what is built on z, which must not count once more.
        links = not_built_on_each_other(q for q in through if not is_constant(q, e.wrt) and not is_constant(e.of, q))
        if not links or not is_constant(e.of, e.wrt, frozenset(links)):
            return None
        return Add(*(link(e, q) for q in links))

    return Rule(f"chain rule through {' and '.join(text(q) for q in through)}", formula, rewrite)


def link(e: Partial, middle: Quantity) -> Expr:
    """Σ_k ∂J/∂q_k ∂q_k/∂x, with indices that clash with none in sight."""
    indices: tuple[Index, ...] = ()
    named = middle.definition.indices if middle.definition else tuple(Index("k", n) for n in middle.kind.shape)
    for index in named:
        indices += (fresh(index, all_indices(e) | set(indices)),)
    at = middle[indices] if indices else middle
    return Sum(Partial(e.of, at) * Partial(at, e.wrt), *reversed(indices))


DERIVATIVES_OF_FUNCTIONS = (
    derivative_of_exp,
    derivative_of_log,
    derivative_of_sigmoid,
    derivative_of_tanh,
    derivative_of_relu,
    derivative_of_softplus,
    derivative_of_absolute,
    derivative_of_applied,
)
