"""The scalar functions of the field, inert, and the derivative of each: a flat table a reader can check by eye."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, S, Symbol, exp, log

from derivations.notation.heads import Head


class ScalarFunction(Head):
    """A function of one scalar, applied."""

    __slots__ = ()

    @property
    def argument(self) -> Expr:
        return self.args[0]


class sigmoid(ScalarFunction):
    """σ(x) = 1 / (1 + e^{−x})"""

    __slots__ = ()


class tanh(ScalarFunction):
    """tanh x = (e^x − e^{−x}) / (e^x + e^{−x})"""

    __slots__ = ()


class relu(ScalarFunction):
    """relu x = max(0, x)"""

    __slots__ = ()


class step(ScalarFunction):
    """step x = 1 where x > 0, else 0: the derivative of relu"""

    __slots__ = ()


class softplus(ScalarFunction):
    """softplus x = log(1 + e^x)"""

    __slots__ = ()


class absolute(ScalarFunction):
    """|x|"""

    __slots__ = ()


class sign(ScalarFunction):
    """sign x = 1, 0 or −1"""

    __slots__ = ()


class Applied(Head):
    """A function known by name alone, or a derivative of it: `Applied(g, x, 1)` is g′(x)."""

    __slots__ = ()

    @property
    def function(self) -> Symbol:
        return self.args[0]

    @property
    def argument(self) -> Expr:
        return self.args[1]

    @property
    def order(self) -> int:
        return int(self.args[2])

    @property
    def derivative(self) -> Expr:
        return Applied(self.function, self.argument, self.order + 1)


FIRST_DERIVATIVE: dict[type, Callable[[Expr], Expr]] = {
    exp: lambda x: exp(x),
    log: lambda x: 1 / x,
    sigmoid: lambda x: sigmoid(x) * (1 - sigmoid(x)),
    tanh: lambda x: 1 - tanh(x) ** 2,
    relu: lambda x: step(x),
    softplus: lambda x: sigmoid(x),
    absolute: lambda x: sign(x),
    step: lambda x: S.Zero,
    sign: lambda x: S.Zero,
}

IN_TERMS_OF_EXP: dict[type, Callable[[Expr], Expr]] = {
    sigmoid: lambda x: 1 / (1 + exp(-x)),
    tanh: lambda x: (exp(2 * x) - 1) / (exp(2 * x) + 1),
    softplus: lambda x: log(1 + exp(x)),
    relu: lambda x: x * step(x),
    absolute: lambda x: x * sign(x),
}
"""The elementary form of a function, by which the verifier compares one function with another."""
