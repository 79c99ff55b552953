"""A point that refutes, on a terminal: each row as a person reads it."""

import pytest

from derivations.check.findings import Counterexample
from derivations.commands.points import matrix, number, rows_of


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (-0.25, "−0.25"), (-0.0, "0"), (3, "3"), (1e-9, "1e−09"), (12345.678, "1.235e+04")],
)
def test_a_number_has_few_digits(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        (2.0, ["2"]),
        ([0.1, -0.1], ["[ 0.1  −0.1]"]),
        ([[0.5, -1.0], [2.0, 0.0]], ["[0.5   −1]", "[  2    0]"]),
        ([], ["[]"]),
        ([[[1.0]]], ["[[[1.0]]]"]),
        ([0.0] * 13, ["[" + "  ".join("0" * 12) + "  …]"]),
    ],
)
def test_an_array_is_shown_in_aligned_rows(value, rows):
    assert matrix(value) == rows


def test_a_point_is_shown_under_the_names_of_its_inputs():
    point = Counterexample({"W": [[0.5, -1.0], [2.0, 0.0]], "x_1": [1.0]}, {"i": 2}, -0.25, 10.00001)
    assert list(rows_of(point)) == [
        "at W   = [0.5   −1]",
        "         [  2    0]",
        "   x_1 = [1]",
        "   i   = 2",
        "the claim is    −0.25",
        "this line gives 10",
    ]
    close = Counterexample({}, {}, 1.00001, 1.00002)
    assert list(rows_of(close)) == ["the claim is    1.00001", "this line gives 1.00002"]
