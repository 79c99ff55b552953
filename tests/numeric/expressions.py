"""Random expressions of the notation, for what must hold of all of them."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from sympy import Add, Integer, Mul, Rational, Symbol

from derivations.notation import (
    Applied,
    Cases,
    Delta,
    Expr,
    Index,
    Largest,
    Marked,
    Product,
    Sum,
    absolute,
    exp,
    log,
    matrix,
    relu,
    scalar,
    sigmoid,
    sign,
    size,
    softplus,
    tanh,
    vector,
)

n, m = size("n"), size("m")
x, y, b = vector("x", n), vector("y", n), vector("b", m)
A, B, C = matrix("A", m, n), matrix("B", n, m), matrix("C", n, n)
c = scalar("c")
row_index, column = Index("r", m), Index("s", n)
s = vector("s", n).defined_by(lambda k: exp(x[k]) / Sum(exp(x[column]), column))
h = vector("h", m).defined_by(lambda r: sigmoid(Sum(A[r, column] * x[column], column) + b[r]))
g = Symbol("g")

II, J, R, T = Index("i", n), Index("j", n), Index("r", m), Index("t", m)


def leaves(scope: tuple[Index, ...]) -> st.SearchStrategy:
    """What has no parts: numbers, sizes, and elements at the indices in scope."""
    of_n = [i for i in scope if i.size == n] + [Integer(1)]
    of_m = [i for i in scope if i.size == m] + [Integer(1)]
    n_index, m_index = st.sampled_from(of_n), st.sampled_from(of_m)
    return st.one_of(
        st.sampled_from([Integer(2), Rational(1, 2), Rational(-2, 3), n, c]),
        st.sampled_from([x, y, s]).flatmap(lambda q: n_index.map(lambda i: q[i])),
        st.sampled_from([b, h]).flatmap(lambda q: m_index.map(lambda i: q[i])),
        st.builds(lambda i, j: A[i, j], m_index, n_index),
        st.builds(lambda i, j: B[i, j], n_index, m_index),
        st.builds(lambda i, j: C[i, j], n_index, n_index),
        st.builds(Delta, n_index, n_index),
        st.builds(lambda i: log(s[i]), n_index),
        *([st.sampled_from(list(scope))] if scope else []),
    )


FUNCTIONS = (
    tanh,
    sigmoid,
    softplus,
    relu,
    absolute,
    sign,
    Marked,
    lambda u: Applied(g, u, 0),
    lambda u: exp(tanh(u)),
    lambda u: log(1 + exp(tanh(u))),
    lambda u: tanh(u) ** 2,
)
SHAPES = (
    "sum",
    "sum",
    "sum",
    "sum",
    "product",
    "product",
    "product",
    "plus",
    "plus",
    "minus",
    "function",
    "quotient",
    "cases",
    "other",
    "leaf",
)


@st.composite
def expressions(draw: Callable, scope: tuple[Index, ...], depth: int = 4) -> Expr:
    """Any expression whose free indices are in scope, kept from growing too large to be a number."""
    shape = draw(st.sampled_from(SHAPES)) if depth else "leaf"
    part = expressions(scope, depth - 1) if depth else None
    match shape:
        case "leaf":
            return draw(leaves(scope))
        case "sum" | "other":
            head = Sum if shape == "sum" else draw(st.sampled_from([Product, Largest]))
            k = draw(st.sampled_from([II, J, R, T]))
            inner = (*(i for i in scope if i.name != k.name), k)
            return head(draw(expressions(inner, depth - 1)), k)
        case "product":
            return Mul(*draw(st.lists(part, min_size=2, max_size=3)))
        case "plus":
            return Add(*draw(st.lists(part, min_size=2, max_size=3)))
        case "minus":
            return draw(part) - draw(part)
        case "function":
            return draw(st.sampled_from(FUNCTIONS))(draw(part))
        case "quotient":
            return draw(part) / (2 + tanh(draw(part)))
        case _:
            of_n = st.sampled_from([*(i for i in scope if i.size == n), Integer(1)])
            return Cases(Delta(draw(of_n), draw(of_n)), draw(part), draw(part))
