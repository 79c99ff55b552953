"""Index notation read as matrix notation: it is written as it is taught, and it means what was read."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sympy import Mul, S, Symbol

from derivations.notation import (
    Applied,
    Delta,
    Partial,
    Quantity,
    Sum,
    distribution,
    exp,
    indices,
    log,
    matrix,
    quantity,
    row,
    scalar,
    sigmoid,
    size,
    tanh,
    text,
    vector,
)
from derivations.notation import arrays as heads
from derivations.notation.arrays import Entry
from derivations.notation.scope import free_indices
from derivations.rules.matrices import element_form, in_matrix_notation, matrix_form
from tests.numeric.interpreter import interpreted
from tests.rules.whole_arrays import whole

m, n, d, H, V = map(size, "mndHV")
i, j, k, c_ = indices("i j k c", n)
(a, b), (r,), (e,), (o, w) = indices("a b", d), indices("r", H), indices("e", m), indices("o w", V)
lam, t, c = scalar(r"\lambda"), vector("t", n), scalar("c")
p, y, y_hat, z = distribution("p", n), vector("y", n), vector(r"\hat{y}", n), vector("z", n)
x, h, b_1, W_1, W_2 = vector("x", d), vector("h", H), vector("b", H), matrix("W_1", H, d), matrix("W_2", n, H)
x_row, h_row, b_row, y_row, y_hat_row = row("x", d), row("h", H), row("b", H), row("y", n), row(r"\hat{y}", n)
W_in, W_out = matrix("W_1", d, H), matrix("W_2", H, n)
X, A, D, M = matrix("X", m, d), matrix("A", m, H), matrix("D", m, n), matrix("M", n, n)
T, u, v = quantity("T", "symmetric", n), vector("u", V), vector("v", d)
U, U_down, q = matrix("U", d, V), matrix("U", V, d), distribution("q", V)
picked, K = vector("w", "K"), indices("k", "K")[0]
J, g = scalar("J"), Symbol("g")

HIDDEN = Sum(W_2[i, r] * (y_hat[i] - y[i]), i) * h[r] * (1 - h[r])
HIDDEN_ROW = Sum(W_out[r, i] * (y_hat_row[i] - y_row[i]), i) * h_row[r] * (1 - h_row[r])
HIDDEN_BATCH = Sum(D[e, i] * W_out[r, i], i) * A[e, r] * (1 - A[e, r])
LAYER = sigmoid(Sum(X[e, a] * W_in[a, r], a) + b_row[r])
TALKS = sigmoid(Sum(U_down[o, a] * v[a], a))

READ = [
    # one example, columns
    (HIDDEN, r, None, "W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h)"),
    (HIDDEN * x[a], r, a, "(W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h)) xᵀ"),
    (HIDDEN * x[a], a, r, "x (W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h))ᵀ"),
    (Sum(W_1[r, a] * HIDDEN, r), a, None, "W₁ᵀ(W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h))"),
    (sigmoid(Sum(W_1[r, a] * x[a], a) + b_1[r]), r, None, "σ(W₁ x + b)"),
    (Sum(W_out[r, i] * z[i] * (1 - z[i]) * y[i], i), r, None, "W₂(y ⊙ z ⊙ (1 − z))"),
    (Sum(W_2[i, r] * y[i], i) * Applied(g, h[r], 1), r, None, "W₂ᵀ y ⊙ g′(h)"),
    (Sum(W_2[i, r] * y[i], i) * (1 - h[r] ** 2), r, None, "W₂ᵀ y ⊙ (1 − h²)"),
    # one example, rows
    (HIDDEN_ROW, None, r, "(ŷ − y) W₂ᵀ ⊙ h ⊙ (1 − h)"),
    (Sum(W_in[a, r] * HIDDEN_ROW, r), None, a, "((ŷ − y) W₂ᵀ ⊙ h ⊙ (1 − h)) W₁ᵀ"),
    (HIDDEN_ROW * x_row[a], a, r, "xᵀ((ŷ − y) W₂ᵀ ⊙ h ⊙ (1 − h))"),
    (h_row[r] * (y_hat_row[i] - y_row[i]), r, i, "hᵀ(ŷ − y)"),
    (sigmoid(Sum(x_row[a] * W_in[a, r], a) + b_row[r]), None, r, "σ(x W₁ + b)"),
    # a batch
    (Sum(A[e, r] * D[e, i], e) / m, r, i, "1/m · Aᵀ D"),
    (Sum(D[e, i], e) / m, None, i, "1/m · 𝟏ᵀ D"),
    (Sum(D[e, i], e) / m, i, None, "1/m · Dᵀ 𝟏"),
    (HIDDEN_BATCH, e, r, "D W₂ᵀ ⊙ A ⊙ (1 − A)"),
    (Sum(X[e, a] * HIDDEN_BATCH, e) / m, a, r, "1/m · Xᵀ(D W₂ᵀ ⊙ A ⊙ (1 − A))"),
    (Sum(A[e, r] * D[e, i], e) / m + lam * W_out[r, i], r, i, "1/m · Aᵀ D + λ W₂"),
    (LAYER, e, r, "σ(X W₁ + 𝟏b)"),
    (LAYER * (1 - LAYER), e, r, "σ(X W₁ + 𝟏b) ⊙ (1 − σ(X W₁ + 𝟏b))"),
    (Sum(M[i, j] * (y[i] - t[i]), i), j, None, "Mᵀ(y − t)"),
    # the softmax and the losses
    (p[i] * (Delta(i, j) - p[j]), i, j, "diag(p) − p pᵀ"),
    (p[i] * Delta(i, j) - p[i] * p[j], i, j, "diag(p) − p pᵀ"),
    (p[i] - Delta(i, c_), i, None, "p − e_c"),
    (-Sum(y[k] * log(p[k]), k), None, None, "−yᵀ log p"),
    (log(Sum(exp(z[k]), k)), None, None, "log(𝟏ᵀ exp(z))"),
    (lam / 2 * Sum(x[a] ** 2, a), None, None, "λ/2 · xᵀ x"),
    (Sum(Sum(y[i] * M[i, j] * z[j], j), i), None, None, "yᵀ M z"),
    (lam * W_1[r, a], r, a, "λ W₁"),
    (Sum(T[i, j] * z[i], i), j, None, "T z"),
    (Sum(W_2[i, r] * h[r] * W_1[r, a], r), i, a, "W₂ diag(h) W₁"),
    # words
    (Sum(U[a, w] * (q[w] - u[w]), w), a, None, "U(q − u)"),
    (-U[a, o] + Sum(q[w] * U[a, w], w), a, None, "U q − u_o"),
    (v[a] * (q[w] - u[w]), a, w, "v (q − u)ᵀ"),
    ((q[w] - u[w]) * v[a], a, None, "(q_w − u_w) v"),
]


@pytest.mark.parametrize(("expr", "down", "across", "taught"), READ, ids=[case[-1] for case in READ])
def test_it_is_written_as_it_is_taught(expr, down, across, taught):
    assert text(Entry(in_matrix_notation(expr, down, across))) == taught


Times, Transposed, Scaled = heads.Times, heads.Transposed, heads.Scaled
WORD = heads.Slice(U_down, picked[K], 0)
BUILT = [
    (Sum(W_2[i, r] * Partial(J, z[i]), i), r, None, Times(Transposed(W_2), heads.Gradient(J, z))),
    (Partial(J, b_row[r]), None, r, heads.Gradient(J, b_row)),
    (Partial(J, W_1[r, a]), a, r, Transposed(heads.Gradient(J, W_1))),
    (Sum(Partial(J, p[k]) * Partial(p[k], z[j]), k), j, None,
     Times(Transposed(heads.Jacobian(p, z)), heads.Gradient(J, p))),
    (TALKS * v[b], b, None,
     Scaled(sigmoid(Entry(Times(Transposed(heads.Slice(U_down, o, 0)), v))), v)),
    (-Sum(tanh(Sum(U_down[picked[K], a] * v[a], a)) * U_down[picked[K], b], K), b, None,
     Scaled(-1, heads.Summed(Scaled(tanh(Entry(Times(Transposed(WORD), v))), WORD), K))),
]  # fmt: skip


@pytest.mark.parametrize(("expr", "down", "across", "array"), BUILT)
def test_derivatives_lookups_and_numbers_made_of_arrays(expr, down, across, array):
    assert in_matrix_notation(expr, down, across) == array


@pytest.mark.parametrize(
    ("expr", "down"),
    [(Sum(M[i, i], i), None), (M[i, i], i), (vector("z", 1)[a1 := indices("a", 1)[0]], a1), (z[a], a)],
    ids=["trace", "diagonal", "one entry", "an index of another size"],
)
def test_what_no_array_says_is_left_alone(expr, down):
    assert in_matrix_notation(expr, down) is None


def test_the_form_for_given_indices():
    assert matrix_form((r,))(h[r]) == Entry(h, r)
    assert matrix_form((r,), as_row=True)(h[r]) == Entry(Transposed(h), r)
    assert matrix_form((a, r))(W_1[r, a]) == Entry(Transposed(W_1), a, r)
    assert matrix_form(())(Sum(M[i, i], i)) is None


def test_elements_leave_no_array_behind():
    form = matrix_form((b,))(TALKS * v[b])
    assert element_form(form) == TALKS.xreplace({a: indices("k", d)[0]}) * v[b]
    assert element_form(1 + form).has(Entry) is False


def some_value(q, random, sizes):
    """Entries away from 0, as log and powers need them."""
    value = random.uniform(0.2, 1.5, [sizes[str(extent)] for extent in q.kind.shape])
    return value + value.T if q.kind.word == "symmetric" else value


def assert_means(array, expr, down, across, sizes, seed):
    """The array, in NumPy and by its elements, has the values of the expression."""
    random, free = np.random.default_rng(seed), tuple(index for index in (down, across) if index is not None)
    values = {q.name: some_value(q, random, sizes) for q in expr.atoms(Quantity)}
    outside = {index.name: sizes[str(index.size)] for index in free_indices(expr) - set(free)}
    values |= {name: place - 1 for name, place in outside.items()}
    expected = interpreted(expr, free, values, sizes)
    assert np.reshape(whole(array, values, sizes, outside), expected.shape) == pytest.approx(expected, rel=1e-9)
    unfolded = element_form(Entry(array, *free))
    assert free_indices(unfolded) <= free_indices(expr) | set(free)
    assert interpreted(unfolded, free, values, sizes) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("expr", "down", "across", "taught"), READ, ids=[case[-1] for case in READ])
def test_what_is_taught_means_what_was_read(expr, down, across, taught):
    array = in_matrix_notation(expr, down, across)
    assert_means(array, expr, down, across, {"m": 3, "n": 4, "d": 2, "H": 5, "V": 6}, 1)


AXES = indices("i j k l", n) + indices("a b", m)
QUANTITIES = {
    (n,): [vector("v_n", n), row("r_n", n)],
    (m,): [vector("v_m", m), row("r_m", m)],
    (n, m): [matrix("A_{nm}", n, m)],
    (m, n): [matrix("A_{mn}", m, n)],
    (n, n): [matrix("A_{nn}", n, n), quantity("S_{nn}", "symmetric", n)],
    (m, m): [matrix("A_{mm}", m, m)],
}


@st.composite
def elements(draw, axes):
    """An element of a random array, or a delta."""
    given_axes = draw(st.lists(st.sampled_from(axes), min_size=1, max_size=2))
    if len(given_axes) == 2 and given_axes[0].size == given_axes[1].size and draw(st.booleans()):
        return Delta(*given_axes)
    return draw(st.sampled_from(QUANTITIES[tuple(index.size for index in given_axes)]))[tuple(given_axes)]


def expressions(axes=AXES):
    """Products and sums of elements under sums and functions, most of which are arrays and some are not."""
    bound = st.sampled_from(axes)
    return st.recursive(
        elements(axes),
        lambda inside: st.one_of(
            st.lists(inside, min_size=2, max_size=3).map(lambda parts: Mul(*parts)),
            st.builds(Sum, inside, bound),
            st.builds(lambda u, v, index: Sum(u * v, index), inside, inside, bound),
            st.builds(lambda u, v: u - v, inside, inside),
            st.builds(lambda u, v: v - c * u, inside, st.sampled_from([S.One, c])),
            st.builds(lambda f, u: f(u), st.sampled_from([sigmoid, tanh, lambda u: u**2]), inside),
        ),
        max_leaves=8,
    )


SEARCH = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SIZES = st.fixed_dictionaries({"n": st.integers(2, 3), "m": st.integers(2, 4)})


@SEARCH
@given(expressions(), st.permutations(AXES), st.integers(0, 2), SIZES, st.integers(0, 2**32 - 1))
def test_any_array_that_is_recognised_means_the_expression(expr, order, count, sizes, seed):
    down, across = (*order[:count], None, None)[:2]
    array = in_matrix_notation(expr, down, across)
    assume(array is not None)
    assert_means(array, expr, down, across, sizes, seed)


@st.composite
def chains(draw):
    """Σ_1 Σ_2 … A_01 u_1 B_12 …: matrices one behind the other, each lying either way, with vectors between."""
    sizes = draw(st.lists(st.sampled_from([m, n]), min_size=2, max_size=5))
    path = [indices(f"i_{place}", size)[0] for place, size in enumerate(sizes)]
    factors = []
    for first, second in pairwise(path):
        ends = (first, second) if draw(st.booleans()) else (second, first)
        factors.append(draw(st.sampled_from(QUANTITIES[ends[0].size, ends[1].size]))[ends])
    for index in draw(st.sets(st.sampled_from(path))):
        factors.append(draw(st.sampled_from(QUANTITIES[(index.size,)]))[index])
    kept = path[0], draw(st.sampled_from([path[-1], None]))
    bound = [index for index in path if index not in kept]
    return Sum(Mul(*draw(st.permutations(factors))), *draw(st.permutations(bound))), *kept


@SEARCH
@given(chains(), SIZES, st.integers(0, 2**32 - 1))
def test_every_chain_is_recognised(chain, sizes, seed):
    expr, down, across = chain
    assert_means(in_matrix_notation(expr, down, across), expr, down, across, sizes, seed)
