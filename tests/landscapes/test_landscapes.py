"""Landscapes: the derived slopes hold against differences, planes against points, and walks against their rules."""

import numpy as np
import pytest

from derivations.landscapes.descent import FAR, WALKERS, path
from derivations.landscapes.losses import SCENES
from derivations.landscapes.view import differences, look

BUILT = {name: build() for name, build in SCENES.items()}
RATE = 0.1


def bowl(point):
    """The slope of x² + 2y²."""
    return np.array([2 * point[0], 4 * point[1]])


def points(scene, count=6):
    rng = np.random.default_rng(3)
    return rng.uniform(-scene.reach, scene.reach, (count, 2))


@pytest.mark.parametrize("name", BUILT)
def test_the_derived_slopes_are_those_of_differences(name):
    scene = BUILT[name]
    for place in points(scene):
        derived = scene.landscape.at(tuple(place), scene.data)[1:]
        assert derived == pytest.approx(differences(scene, scene.data, tuple(place)), rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("name", BUILT)
def test_a_plane_holds_what_its_points_hold(name):
    scene = BUILT[name]
    x, y = np.linspace(-scene.reach, scene.reach, 5), np.linspace(-1, 2, 4)
    plane = scene.landscape.over(x, y, scene.data)
    assert plane.loss.shape == (4, 5)
    for row, up in enumerate(y):
        for column, across in enumerate(x):
            at = scene.landscape.at((across, up), scene.data)
            found = plane.loss[row, column], plane.slope_x[row, column], plane.slope_y[row, column]
            assert found == pytest.approx(at, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", BUILT)
def test_descent_lowers_the_loss_and_begins_where_it_is_told(name):
    scene = BUILT[name]
    seen = look(scene, scene.data, scene.start, list(WALKERS), 0.05, 30)
    for walker, way in seen.paths.items():
        assert tuple(way[0]) == scene.start
        assert len(way) == len(seen.heights[walker]) == 31
        assert seen.heights[walker][0] == pytest.approx(seen.loss)
        assert seen.heights[walker][-1] < seen.loss
    assert seen.arrows[2].shape == seen.arrows[0].shape


@pytest.mark.parametrize(
    ("walker", "first"),
    [("SGD", [-0.2, 0.4]), ("momentum", [-0.2, 0.4]), ("Adam", [-0.1, 0.1])],
)
def test_the_first_step_of_each_way_down(walker, first):
    way = path(bowl, (1.0, -1.0), walker, RATE, 1)
    assert way[1] - way[0] == pytest.approx(first, rel=1e-6)


def test_momentum_remembers_nine_tenths_of_its_last_step():
    way = path(bowl, (1.0, -1.0), "momentum", RATE, 2)
    first, second = np.diff(way, axis=0)
    assert second == pytest.approx(0.9 * first - RATE * bowl(way[1]))


@pytest.mark.parametrize("walker", WALKERS)
def test_every_way_ends_at_the_bottom_of_a_bowl(walker):
    assert path(bowl, (1.0, -1.0), walker, 0.05, 1000)[-1] == pytest.approx([0, 0], abs=1e-3)


def test_a_walk_that_runs_away_ends_where_it_left_the_map():
    way = path(bowl, (1.0, -1.0), "SGD", 2.0, 300)
    assert len(way) < 300
    assert np.abs(way).max() <= FAR
