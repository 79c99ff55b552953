"""What a compiled function takes and refuses, what it gives at the edges, and what it costs to import."""

from __future__ import annotations

import pickle
import subprocess
import sys

import numpy as np
import pytest
from sympy import Symbol

from derivations.calculus import differentiate
from derivations.notation import (
    Applied,
    Delta,
    Element,
    Index,
    Partial,
    Quantity,
    Sum,
    log,
    matrix,
    positive,
    quantity,
    sigmoid,
    size,
    vector,
)
from derivations.notation.arrays import Entry, Times, Transposed, mapped
from derivations.numeric import stability
from derivations.numeric.compiling import compiled
from derivations.numeric.differences import differences
from derivations.numeric.preparing import CannotCompile
from derivations.numeric.sampling import random_values, sizes_of
from derivations.numeric.shapes import MissingInput, WrongShape
from tests.numeric.expressions import c, x
from tests.numeric.networks import cross_entropy, i, k, m, n, network, q, r, y

net, example = network(), cross_entropy()
SIZES = {"n": 4, "m": 3, "d": 5}
VALUES = random_values(net.J, SIZES, 0)
K, V = size("K"), size("V")
U, w, one = matrix("U", V, n), vector("w", K), vector("v", n)
s, o = Index("s", K), Index("o", V)

ERRORS = [
    ({"x": None}, MissingInput, "The values lack x (vector d); given are W_1, W_2, b_1, b_2, y."),
    (
        {"x": np.zeros((2, 3))},
        WrongShape,
        "x is a vector d, so its shape is (d,); an array of shape (2, 3) was given.",
    ),
    (
        {"x": np.zeros(7)},
        WrongShape,
        "The size d is 5 in W_1 (matrix m d, an array of shape (3, 5)) "
        "but 7 in x (vector d, an array of shape (7,)).",
    ),
    ({"x": ["a"] * 5}, WrongShape, "x must hold numbers, and holds <U1."),
]


@pytest.mark.parametrize(("change", "error", "message"), ERRORS, ids=[row[2][:30] for row in ERRORS])
def test_a_wrong_input_is_named(change, error, message):
    function = compiled(net.J)
    function(VALUES)
    values = {name: value for name, value in {**VALUES, **change}.items() if value is not None}
    with pytest.raises(error) as raised:
        function(values)
    assert str(raised.value) == message


def test_a_place_outside_of_its_axis_is_refused():
    with pytest.raises(
        WrongShape, match="o is an index V, so it counts from 0 to 5 in an array; it was given as 6"
    ):
        compiled(U[o, i], (i,))({"U": np.zeros((6, 2)), "o": 6})


def test_a_quantity_known_by_name_alone_has_no_derivative_in_numbers():
    theta = Quantity(r"\theta", vector("t", n).kind, depends_on=(one,))
    slope = Partial(theta[k], one[i])
    assert differentiate(theta[k], one[i]) == slope
    with pytest.raises(CannotCompile, match="has no definition"):
        compiled(slope)({})


WRT = [
    (net.b2, (i,)), (net.W2, (i, r)), (net.b1, (r,)), (net.W1, (r, q)), (net.x, (q,)),
    (net.z, (i,)), (net.h, (r,)), (net.p, (i,)), (net.a, (r,)), (y, (i,)),
]  # fmt: skip


@pytest.mark.parametrize(("wrt", "axes"), WRT, ids=lambda value: str(value))
def test_gradients_of_a_network(wrt, axes):
    got = compiled(Partial(net.J, wrt[axes]), axes)(VALUES)
    found = differences(net.J, wrt, VALUES)
    assert got == pytest.approx(found.complex_step, rel=1e-12, abs=1e-14)
    assert got == pytest.approx(found.central, rel=1e-8, abs=1e-9)


def test_second_derivatives():
    hessian = compiled(Partial(Partial(example.J, example.z[i]), example.z[k]), (i, k))
    values = random_values(example.J, {"n": 5}, 1)
    p = stability.softmax(values["z"])
    assert hessian(values) == pytest.approx(np.diag(p) - np.outer(p, p))


def test_a_defined_quantity_can_be_given():
    z = np.array([0.0, 1.0, 2.0])
    function = compiled(example.p[i] * 2)
    assert function({"z": z}) == pytest.approx(2 * stability.softmax(z))
    assert function({"z": z, "p": np.ones(3)}) == pytest.approx([2, 2, 2])
    assert function({example.z: z, example.p: np.ones(3)}) == pytest.approx([2, 2, 2])
    assert function({"z": z}) == pytest.approx(2 * stability.softmax(z))


def test_words_of_a_vocabulary_are_places_from_0_on():
    table, places = np.arange(12.0).reshape(4, 3), np.array([2, 0])
    values = {"U": table, "w": places, "o": 3, "v": np.ones(3)}
    assert compiled(U[o, i], (i,))(values) == pytest.approx(table[3])
    assert compiled(Element(U, Element(w, s), i), (s, i))(values) == pytest.approx(table[places])
    assert compiled(Sum(Element(U, Element(w, s), i) * one[i], i), (s,))(values) == pytest.approx([21, 3])
    assert compiled(U[2, i], (i,))(values) == pytest.approx(table[1])
    other = Index("a", V)
    assert compiled(Delta(other, o) * U[other, 1], (other,))(values) == pytest.approx([0, 0, 0, 9])
    slope = Partial(log(Sum(Element(U, Element(w, s), 1) ** 2, s)), U[other, i])
    expected = np.zeros((4, 3))
    expected[places, 0] = 2 * table[places, 0] / (table[places, 0] ** 2).sum()
    assert compiled(slope, (other, i))(values) == pytest.approx(expected)


def test_matrix_notation():
    W = matrix("W", m, n)
    values = random_values([W[r, i] * x[i]], {"n": 4, "m": 3}, 2)
    h = mapped(sigmoid, Times(W, x))
    assert compiled(Entry(h, r))(values) == pytest.approx(stability.sigmoid(values["W"] @ values["x"]))
    gram = Entry(Times(Transposed(W), W), i, k)
    assert compiled(gram)(values) == pytest.approx(values["W"].T @ values["W"])
    assert "W.T @ W" in compiled(gram).source


def test_an_abstract_activation_is_tanh_or_what_is_given():
    g = Symbol("g")
    values = {"x": np.array([0.3, -1.2])}
    function = compiled(Partial(Partial(Applied(g, x[i], 0), x[i]), x[k]), (i, k))
    assert function(values) == pytest.approx(np.diag(-2 * np.tanh(values["x"]) / np.cosh(values["x"]) ** 2))
    square = (lambda x: x**2, lambda x: 2 * x, lambda x: 2 + 0 * x)
    assert function(values | {"g": square}) == pytest.approx(2 * np.eye(2))
    with pytest.raises(WrongShape, match="Derivative 2 of g is needed and the values give 1 function"):
        function(values | {"g": np.sin})


def test_samples_are_of_their_kinds():
    kinds = {word: quantity(word, word, "n") for word in ("one-hot", "distribution", "signs", "vector")}
    matrices = {word: quantity(word, word, "n") for word in ("symmetric", "invertible")}
    everything = (
        sum((a[1] for a in kinds.values()), positive("s"))
        + sum(a[1, 1] for a in matrices.values())
        + log(kinds["vector"][1])
    )
    one, again = (random_values(everything, {"n": 6}, 7) for _ in range(2))
    assert all(np.array_equal(one[name], again[name]) for name in one)
    assert sorted(one["one-hot"]) == [0] * 5 + [1]
    assert one["distribution"].sum() == pytest.approx(1)
    assert set(np.abs(one["signs"])) == {1}
    assert (one["vector"] > 0).all()  # for it stands under a logarithm
    assert np.array_equal(one["symmetric"], one["symmetric"].T)
    assert np.linalg.cond(one["invertible"]) < 4.1
    assert one["s"] > 0
    assert sizes_of(everything, one) == {"n": 6}


def test_samples_of_places_stay_on_their_axis():
    values = random_values(Element(U, Element(w, s), i) + U[o, i], {"V": 2, "n": 3, "K": 50}, 3, given=[o])
    assert set(values["w"]) == {0, 1}
    assert values["o"] in (0, 1)


def test_a_size_that_no_array_has_is_asked_for():
    assert compiled(Sum(c, k))({"c": 2.0, "n": 3}) == 6
    with pytest.raises(MissingInput, match=r"n \(size\)"):
        compiled(Sum(c, k))({"c": 2.0})


def test_what_is_returned_is_no_view_of_an_input():
    values = {"z": np.zeros(3)}
    compiled(example.z[i])(values)[0] = 1
    assert values["z"][0] == 0


WITHOUT_SYMPY = """
import pickle, sys
import derivations, derivations.numeric.stability
program = pickle.loads(bytes.fromhex(sys.argv[1]))
print(program({"z": [1000.0, 0.0], "y": [0.0, 1.0]}))
assert "sympy" not in sys.modules
"""


def test_a_program_evaluates_without_sympy():
    function = compiled(example.J)
    function({"z": np.zeros(2), "y": np.array([1.0, 0.0])})
    sent = pickle.dumps(function.program).hex()
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SYMPY, sent], capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.stdout.strip()) == ("", "1000.0")
