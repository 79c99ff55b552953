"""No proof of what is not so and no refutation of what is, for any expressions: held against numbers in loops."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Add, Mul, Rational, expand

from derivations.notation import Applied, Delta, Element, Expr, Index, Sum
from derivations.notation.scope import children, with_children
from derivations.verify.proofs import proved_at_small_sizes, proved_for_all_sizes
from derivations.verify.verdicts import Verdict, judge
from tests.numeric.expressions import II, A, B, C, J, R, T, b, c, expressions, x, y
from tests.numeric.test_meaning import SEED, SIZES, meaning, values_for

ANY = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
FREE = (II, R)


def places(expr: Expr) -> list[Expr]:
    """An expression and all its parts."""
    return [expr, *(inner for part in parts(expr) for inner in places(part))]


def parts(expr: Expr) -> tuple[Expr, ...]:
    """What an expression is made of; an index is no part, nor is the name of a function."""
    return () if isinstance(expr, Applied | Delta | Element) else tuple(children(expr))


def changed(expr: Expr, place: int, change) -> Expr:
    """An expression with one of its parts changed."""
    if place == 0:
        return change(expr)
    place -= 1
    made = list(parts(expr))
    for at, part in enumerate(made):
        count = len(places(part))
        if place < count:
            made[at] = changed(part, place, change)
            return with_children(expr, tuple(made))
        place -= count
    raise AssertionError(f"{expr} has no such part.")


CHANGES = (
    lambda e: -e,
    lambda e: 2 * e,
    lambda e: e / 2,
    lambda e: e**2,
    lambda e: e + 1,
    lambda e: e + Rational(1, 1000),
    lambda e: Sum(e, T) / T.size,
    lambda e: 0 * e,
    lambda e: Add(*e.args[:-1]) if isinstance(e, Add) else Mul(*e.args[:-1]) if isinstance(e, Mul) else 1 - e,
    lambda e: e.xreplace({x: y, y: x}),
    lambda e: e.xreplace({Index("i", II.size): J}) if J in e.free_symbols else e,
)
REWRITES = (
    lambda e: expand(e, deep=False),
    lambda e: Sum(e, Index("new", II.size)) / II.size,
    lambda e: (e * x[II] + e * y[II]) / (x[II] + y[II]),
    lambda e: -(-1 - e) - 1,
    lambda e: e * (c + 2) / (2 + c),
)


def equal_in_numbers(left: Expr, right: Expr, sizes, seed: int) -> bool:
    """Whether both sides come to the same at a point, each entry computed in loops."""
    values = values_for([left, right], sizes, seed)
    mine, theirs = (meaning(side, FREE, values, sizes) for side in (left, right))
    return bool(np.all(np.abs(mine - theirs) <= 1e-7 * (1 + np.abs(mine) + np.abs(theirs))))


@ANY
@given(expressions(FREE, 3), st.data(), SIZES, SEED)
def test_what_is_proved_holds_in_numbers(expr, data, sizes, seed):
    place = data.draw(st.integers(0, len(places(expr)) - 1))
    other = changed(expr, place, data.draw(st.sampled_from(CHANGES)))
    if proved_for_all_sizes(expr, other) or proved_at_small_sizes(expr, other):
        assert equal_in_numbers(expr, other, sizes, seed)


@ANY
@given(expressions(FREE, 3), expressions(FREE, 3), SIZES, SEED)
def test_two_of_any_kind_are_proved_equal_only_if_they_are(left, right, sizes, seed):
    if proved_for_all_sizes(left, right):
        assert equal_in_numbers(left, right, sizes, seed)


@ANY
@given(expressions(FREE, 3), st.sampled_from(REWRITES))
def test_what_is_the_same_is_never_refuted(expr, rewrite):
    assert judge(expr, rewrite(expr)).verdict is not Verdict.REFUTED


@ANY
@given(expressions(FREE, 3), st.data())
def test_a_refutation_stands(expr, data):
    place = data.draw(st.integers(0, len(places(expr)) - 1))
    other = changed(expr, place, data.draw(st.sampled_from(CHANGES)))
    found = judge(expr, other)
    if found.verdict is Verdict.REFUTED:
        shown = found.counterexample
        inputs, sizes = shown.inputs, {"n": 1, "m": 1} | lengths(shown.inputs)
        free = [index for index in FREE if index.name in shown.indices]
        at = tuple(shown.indices[index.name] - 1 for index in free)
        for side, said in ((expr, shown.left), (other, shown.right)):
            value = meaning(side, tuple(free), {**inputs, **sizes}, sizes)[at]
            assert np.isclose(value, said, rtol=1e-8, atol=1e-10)


def lengths(inputs) -> dict[str, int]:
    """The sizes that the arrays of a point have."""
    axes = {q.name: [length.name for length in q.kind.shape] for q in (x, y, b, c, A, B, C)}
    found = {name: int(value) for name, value in inputs.items() if name not in axes}
    for name, value in inputs.items():
        found |= zip(axes.get(name, ()), np.shape(value), strict=True)
    return found
