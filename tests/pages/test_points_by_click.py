"""Points that are flipped and moved by a click."""

import numpy as np
import pytest

from pages.parts.points import after_click

HELD = {"X": np.array([[0.0, 0.0], [2.0, 1.0]]), "t": np.array([1.0, 0.0])}


@pytest.mark.parametrize(
    ("click", "where", "classes"),
    [
        ((0.1, -0.2), [[0, 0], [2, 1]], [0, 0]),  # on the first point: of the other class
        ((2.0, 1.0), [[0, 0], [2, 1]], [1, 1]),
        ((-0.52, 0.08), [[-0.5, 0.1], [2, 1]], [1, 0]),  # a free place: the nearest comes
        ((3.4, 2.0), [[0, 0], [3, 2]], [1, 0]),  # no point leaves the plane
    ],
)
def test_a_click_flips_the_point_that_it_hits_or_brings_the_nearest(click, where, classes):
    after = after_click(HELD, *click)
    assert np.allclose(after["X"], where)
    assert after["t"].tolist() == classes
    assert HELD["t"].tolist() == [1.0, 0.0]
