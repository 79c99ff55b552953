"""Stable forms recognised: exp(z_k) / Σ_j exp(z_j) is a softmax, log(1 + exp(x)) is a softplus."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Integer, Mul, Pow, S, exp, log

from derivations.notation.functions import sigmoid, softplus
from derivations.notation.heads import Element, Head, Index, Reduction, Sum
from derivations.notation.quantities import Quantity, quantity_of
from derivations.notation.scope import all_indices, free_indices, hygienic, replace_indices
from derivations.numeric.preparing import over_children, plain


class Family(Reduction):
    """`Family(body, j)`: the body for all j at once, what a function of a whole vector acts on."""

    __slots__ = ()


class Softmax(Head):
    """`Softmax(family, k)`: element k of the softmax of a family."""

    __slots__ = ()


class LogSoftmax(Head):
    """`LogSoftmax(family, k)`: its logarithm."""

    __slots__ = ()


class LogSumExp(Head):
    """`LogSumExp(family)`: log Σ_j exp(body)"""

    __slots__ = ()


class LogSigmoid(Head):
    """log σ(x)"""

    __slots__ = ()


Supplied = frozenset[str]
"""The names of the quantities whose values are given although they have a definition."""


def recognised(expr: Expr, supplied: Supplied = frozenset()) -> Expr:
    """The same value in stable forms; the expression is plain."""
    if isinstance(expr, log):
        return log_of(opened(recognised(expr.args[0], supplied), supplied))
    if isinstance(expr, Mul | Pow):
        factors = (within(factor, supplied) for factor in Mul.make_args(expr))
        return quotient_of_exponentials(Mul.make_args(Mul(*factors)))
    expr = over_children(expr, lambda part: recognised(part, supplied))
    if isinstance(expr, Add):
        return one_minus_sigmoid(expr) or expr
    return expr


def within(factor: Expr, supplied: Supplied) -> Expr:
    """A factor with its parts recognised; whether a power of it is half a quotient, the product decides."""
    if isinstance(factor, Pow):
        return over_children(factor, lambda part: recognised(part, supplied))
    return recognised(factor, supplied)


def opened(expr: Expr, supplied: Supplied) -> Expr:
    """What stands under a logarithm, opened where a definition has a stable logarithm."""
    if isinstance(expr, Mul):
        return Mul(*(opened(factor, supplied) for factor in expr.args))
    if isinstance(expr, Pow):
        return Pow(opened(expr.base, supplied), expr.exp)
    if isinstance(expr, Add) and len(expr.args) == 2 and expr.args[0] == 1:
        return one_minus_sigmoid(1 - opened(1 - expr, supplied)) or expr
    quantity = quantity_of(expr)
    if quantity is None or quantity.definition is None or quantity.name in supplied:
        return expr
    body = recognised(plain(hygienic(quantity.definition.at(tuple(expr.args[1:])))), supplied)
    body = opened(body, supplied) if isinstance(body, Element | Quantity) else body
    return body if is_stable(body) else expr


def is_stable(expr: Expr) -> bool:
    """Whether a logarithm of this has a form of its own."""
    return isinstance(expr, Softmax | sigmoid) or (isinstance(expr, Sum) and isinstance(expr.body, exp))


def log_of(expr: Expr) -> Expr:
    """log(u v) = log u + log v where one of the two has a stable logarithm."""
    if isinstance(expr, Softmax):
        return LogSoftmax(*expr.args)
    if isinstance(expr, Sum) and isinstance(expr.body, exp):
        return LogSumExp(Family(expr.body.args[0], expr.index))
    if isinstance(expr, sigmoid):
        return LogSigmoid(expr.argument)
    if (x := one_plus_exp(expr)) is not None:
        return softplus(x)
    if isinstance(expr, Pow) and is_stable(expr.base):
        return expr.exp * log_of(expr.base)
    if isinstance(expr, Mul):
        return log_of_product(expr)
    return log(expr)


def log_of_product(expr: Expr) -> Expr:
    stable = [f for f in expr.args if is_stable(f) or (isinstance(f, Pow) and is_stable(f.base))]
    rest = Mul(*(factor for factor in expr.args if factor not in stable))
    return Add(*map(log_of, stable), S.Zero if rest == 1 else log(rest))


def one_minus_sigmoid(expr: Expr) -> Expr | None:
    """1 − σ(x) = σ(−x)"""
    rest = 1 - expr
    return sigmoid(-rest.argument) if isinstance(rest, sigmoid) else None


def one_plus_exp(expr: Expr) -> Expr | None:
    """x, of 1 + exp(x)."""
    rest = expr - 1 if isinstance(expr, Add) and len(expr.args) == 2 else None
    return rest.args[0] if isinstance(rest, exp) else None


def quotient_of_exponentials(factors: tuple[Expr, ...]) -> Expr:
    """A product with every softmax and sigmoid in it recognised."""
    rest = list(factors)
    for factor in factors:
        if not (isinstance(factor, Pow) and isinstance(factor.exp, Integer) and factor.exp < 0):
            continue
        if isinstance(factor.base, Sum) and isinstance(factor.base.body, exp):
            rest = with_softmax(rest, factor)
        elif (x := one_plus_exp(factor.base)) is not None:
            rest = with_sigmoid(rest, factor, x)
    return slope_of_sigmoid(rest)


def with_sigmoid(factors: list[Expr], factor: Expr, x: Expr) -> list[Expr]:
    """exp(x)^r / (1 + exp(x))^m = σ(x)^r σ(−x)^(m−r)"""
    m = -factor.exp
    for other in factors:
        if isinstance(other, exp) and (r := other.args[0] / x).is_Integer and 0 < r <= m:
            rest = [f for f in factors if f is not other and f is not factor]
            return [*rest, sigmoid(x) ** r * sigmoid(-x) ** (m - r)]
    return [sigmoid(-x) ** m if f is factor else f for f in factors]


def slope_of_sigmoid(factors: list[Expr]) -> Expr:
    """σ(x) σ(−x) = σ(x) (1 − σ(x)), which takes one exponential and not two."""
    product = Mul(*factors)
    sigmoids = [f for f in Mul.make_args(product) if isinstance(f, sigmoid)]
    for s in sigmoids:
        mirrored = sigmoid(-s.argument)
        if mirrored in sigmoids and not s.argument.could_extract_minus_sign():
            return product / mirrored * (1 - s)
    return product


def with_softmax(factors: list[Expr], factor: Expr) -> list[Expr]:
    """exp(u)^m / (Σ_j exp(u_j))^m, one power after another, also where the exp stands under another sum."""
    total, left = factor.base, -int(factor.exp)
    rest = [f for f in factors if f is not factor]
    while left:
        for place, other in enumerate(rest):
            new = divided(other, total)
            if new is not None:
                rest[place : place + 1] = list(Mul.make_args(new))
                break
        else:
            return [*rest, total ** Integer(-left)]
        left -= 1
    return rest


def divided(expr: Expr, total: Sum) -> Expr | None:
    """An expression divided by Σ_j exp(u_j), if an exp in it makes that a softmax."""
    if isinstance(expr, exp):
        return divided_exponential(expr.args[0], total)
    if isinstance(expr, Mul):
        for factor in expr.args:
            if (new := divided(factor, total)) is not None:
                return new * Mul(*(f for f in expr.args if f is not factor))
    if isinstance(expr, Sum) and not (free_indices(total) & {expr.index}):
        body = divided(expr.body, total)
        return None if body is None else Sum(body, expr.index)
    return None


def divided_exponential(u: Expr, total: Sum) -> Expr | None:
    """exp(u) / Σ_j exp(v_j) = softmax(v)_t, where u is v at j = t."""
    j, v = total.index, total.body.args[0]
    for times in (1, 2, 3):
        for t in places(u, j):
            if same(replace_indices(v, {j: t}), u / times):
                softmax = Softmax(Family(v, j), t)
                return softmax if times == 1 else softmax * exp(u / times * (times - 1))
    return None


def places(expr: Expr, j: Index) -> Iterator[Expr]:
    """The indices at which an expression could be a member of a family over j."""
    yield from sorted((i for i in free_indices(expr) if i.size == j.size), key=lambda i: i.name)
    for element in expr.atoms(Element):
        yield from (i for i in element.indices if not isinstance(i, Index))


def same(a: Expr, b: Expr) -> bool:
    """Whether two expressions differ in the names of bound indices at most."""
    return bool(a == b or (a.has(Reduction) and nameless(a) == nameless(b)))


def nameless(expr: Expr) -> Expr:
    """The expression with its bound indices named by how deep they lie."""
    expr = over_children(expr, nameless)
    if not isinstance(expr, Reduction):
        return expr
    depth = 1 + max((int(i.name[1:]) for i in all_indices(expr) if i.name.startswith("#")), default=0)
    new = Index(f"#{depth}", expr.index.size)
    return expr.func(replace_indices(expr.body, {expr.index: new}), new)
