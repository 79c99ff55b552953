"""Whatever the expression: it is written, its braces close, and what is written means what was meant."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy import Add, Expr, Integer, Mul, Pow, Rational

from derivations.notation import (
    Cases,
    Delta,
    Element,
    Marked,
    Partial,
    Sum,
    absolute,
    exp,
    indices,
    latex,
    log,
    matrix,
    scalar,
    sigmoid,
    step,
    text,
    vector,
)
from derivations.notation.scope import children, with_children

i, k = indices("i k", "n")
a, b, c = map(scalar, "abc")
z, W = vector("z", "n"), matrix("W_1", "n", "n")

SCALARS = st.sampled_from([a, b, c])
NUMBERS = st.one_of(st.integers(-3, 3).map(Integer), st.just(Rational(-1, 2)), st.just(Rational(3, 4)))
ELEMENTS = st.sampled_from([z[i], z[k], W[i, k], Delta(i, k), Partial(z[k], z[i])])


AS_IT_IS = st.booleans()
EVALUATED = st.just(True)


def arithmetic(inside: st.SearchStrategy[Expr], evaluate: st.SearchStrategy[bool]) -> st.SearchStrategy[Expr]:
    """Sums, products and powers of what is inside, evaluated by SymPy or left as they are."""
    letters = inside.filter(lambda part: part.free_symbols)  # SymPy contradicts itself on unevaluated numbers
    return st.one_of(
        st.builds(lambda u, v, now: Add(u, v, evaluate=now), letters, letters, evaluate),
        st.builds(lambda u, v, now: Mul(u, v, evaluate=now), letters, letters, evaluate),
        st.builds(lambda part, now: Mul(-1, part, evaluate=now), letters, evaluate),
        st.builds(lambda u, v, head: head(u, v), inside, inside, st.sampled_from([Add, Mul])),
        st.builds(Pow, letters, st.sampled_from([-2, -1, 2, 3])),
    )


def anything(inside: st.SearchStrategy[Expr], evaluate: st.SearchStrategy[bool]) -> st.SearchStrategy[Expr]:
    """Every head over what is inside."""
    one_argument = st.sampled_from(
        [exp, log, sigmoid, step, absolute, lambda u: Sum(u, k), lambda u: Partial(u, z[i])]
    )
    return st.one_of(
        arithmetic(inside, evaluate),
        st.builds(lambda function, part: function(part), one_argument, inside),
        st.builds(lambda u, v: Cases(Delta(i, k), u, v), inside, inside),
    )


LEAVES = st.one_of(SCALARS, NUMBERS, ELEMENTS)
SYMBOLIC = st.recursive(LEAVES, lambda inside: anything(inside, AS_IT_IS), max_leaves=8)
AS_SYMPY_BUILDS_IT = st.recursive(LEAVES, lambda inside: anything(inside, EVALUATED), max_leaves=8)
NUMERIC = st.recursive(st.one_of(SCALARS, NUMBERS), lambda inside: arithmetic(inside, AS_IT_IS), max_leaves=8)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Expr, Expr]:
    """An expression, and the same with one of its parts marked."""
    whole = draw(AS_SYMPY_BUILDS_IT)
    path, part = [], whole
    while children(part) and not isinstance(part, Delta | Element) and draw(st.booleans()):
        place = draw(st.integers(0, len(children(part)) - 1))
        path.append((part, place))
        part = children(part)[place]
    new: Expr = Marked(part)
    for around, place in reversed(path):
        parts = list(children(around))
        parts[place] = new
        new = with_children(around, parts)
    return whole, new


def without_braces_left(line: str) -> str:
    while (shorter := re.sub(r"\{[^{}]*\}", "", line)) != line:
        line = shorter
    return line


@given(SYMBOLIC)
def test_everything_is_written_and_every_brace_closes(expr: Expr) -> None:
    line = latex(expr, highlight=True, colours=lambda _: "#0072b2", limits=True)
    assert not set("{}") & set(without_braces_left(line))
    assert line.count(r"\left") == line.count(r"\right")
    assert text(expr)


@given(marked())
def test_a_mark_that_is_not_shown_leaves_no_trace(pair: tuple[Expr, Expr]) -> None:
    whole, with_mark = pair
    assert latex(with_mark) == latex(whole)
    assert latex(with_mark, highlight=True).count(r"\colorbox") <= 1


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def as_python(line: str) -> str:
    """A line of arithmetic as a reader takes it: juxtaposition multiplies."""
    line = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda digits: "**" + digits[0].translate(RAISED), line)
    line = line.replace("−", "-").replace(" · ", "*")
    return re.sub(r"(?<=[\w)]) ?(?=[a-c(])", "*", line)


@given(NUMERIC)
def test_what_is_written_means_what_was_meant(expr: Expr) -> None:
    values = {a: Rational(3, 7), b: Rational(-5, 3), c: Rational(11, 2)}
    meant = expr.subs(values)
    assume(meant.is_Rational)
    read = eval(as_python(text(expr)), {symbol.name: value for symbol, value in values.items()})
    assert float(read) == pytest.approx(float(meant))


@given(NUMERIC)
def test_no_two_signs_meet(expr: Expr) -> None:
    assert not re.search(r"[-+] ?[-+]", latex(expr))
