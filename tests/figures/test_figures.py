"""Figures hold the numbers they were given, at the places a reader expects them."""

import json

import numpy as np
import pytest

from derivations.figures.bars import histogram, two_distributions
from derivations.figures.cooling import from_cold_to_hot
from derivations.figures.curves import curves, thinned
from derivations.figures.decision import decision_surface
from derivations.figures.field import descent_field, quiver
from derivations.figures.heat import heat_map
from derivations.figures.lineage import NAME_WIDTH, arranged, depths, height_of, lineage
from derivations.figures.network import network
from derivations.figures.palette import QUANTITIES, TWINS
from derivations.figures.shift_error import Mark, error_against_shift, stretched
from derivations.figures.simplex import on_the_plane, simplex
from derivations.figures.surface import EYES, eye_that_sees, surface

X, Y = np.linspace(-1, 1, 5), np.linspace(0, 2, 4)
BOWL = Y[:, None] ** 2 + X**2
RESTS_ON = {"a": [], "b": ["a"], "c": ["a", "b"], "d": []}
POINTS, CLASSES = np.array([[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]), [0, 1, 0]

FIGURES = {
    "bars": lambda: two_distributions([0.7, 0.3], [0.6, np.nan], ["a", "b"], ("before", "after")),
    "cooling": lambda: from_cold_to_hot([0.1, 1.0, 10.0], np.full((3, 2), 0.5), ["a", "b"], now=2.0),
    "histogram": lambda: histogram([0.1, 0.2, np.nan], "activation"),
    "curves": lambda: curves([0, 1], {"train": [1, 0.5], "test": [1, 0.7]}, log=True, span=(0.1, 1)),
    "decision": lambda: decision_surface(X, Y, BOWL, (POINTS, CLASSES), (POINTS, CLASSES)),
    "field": lambda: descent_field(
        X, Y, BOWL, (X, X, X, X), paths={"SGD": POINTS}, start=(0, 1), landmarks={"u": POINTS}
    ),
    "surface": lambda: surface(X, Y, BOWL, names=("w₁", "w₂", "J"), paths={"SGD": np.ones((3, 3))}),
    "heat": lambda: heat_map([[1, -1], [0, 2]], ["a", "b"], ["c", "d"]),
    "lineage": lambda: lineage({slug: slug.upper() for slug in RESTS_ON}, RESTS_ON, chosen={"b"}),
    "network": lambda: network([np.ones((2, 3)), -np.ones((3, 1))], [["x", "y"], ["h"] * 3, ["o"]]),
    "errors": lambda: error_against_shift(
        [-1, 0, 1], {("naive", "float32"): [0, 1e-8, np.nan]}, [Mark(1, 1, "overflow")], shift=0, floor=1e-18
    ),
    "simplex": lambda: simplex([0.2, 0.3, 0.5], ["a", "b", "c"], trail=np.eye(3), target=[1, 0, 0]),
}


def colours_in(figure) -> set[str]:
    text = figure.to_json()
    return {text[at : at + 7] for at in range(len(text)) if text[at] == "#"}


@pytest.mark.parametrize("name", FIGURES)
def test_every_colour_has_a_twin_for_the_dark(name):
    assert colours_in(FIGURES[name]()) <= set(TWINS)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_valid_and_json_even_with_nan(name):
    drawn = FIGURES[name]()
    assert json.loads(drawn.plotly.to_json())["data"]
    text = drawn.to_json()
    assert json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))["data"]


@pytest.mark.parametrize(
    ("build", "complaint"),
    [
        (lambda: two_distributions([1], [0.5, 0.5], ["a"], ("", "")), "1 labels"),
        (lambda: curves([0, 1], {"loss": [1.0]}), "'loss' has 1 points"),
        (lambda: heat_map([[1, 2]], ["a", "b"], ["c", "d"]), "2 rows"),
        (lambda: heat_map([1, 2], ["a"], ["b"]), "2 dimensions"),
        (lambda: simplex([0.5, 0.5], ["a", "b"]), "three classes"),
        (lambda: descent_field(X, Y, BOWL.T), "4 values of y"),
        (lambda: from_cold_to_hot([1.0], np.ones((2, 1)), ["a"], now=1.0), "1 temperatures and 1 classes"),
        (lambda: network([np.ones((2, 2))], [["x"], ["y"]]), r"weights\[0\]"),
    ],
)
def test_shapes_that_do_not_fit_are_told(build, complaint):
    with pytest.raises(ValueError, match=complaint):
        build()


def test_bars_say_where_there_is_no_number():
    figure = FIGURES["bars"]()
    assert figure.plotly.data[2].text == ("0.600", "nan")
    assert list(figure.plotly.data[0].y) == [0.7, 0.3]


def test_a_histogram_counts_what_it_leaves_out():
    figure = FIGURES["histogram"]()
    assert sum(figure.plotly.data[0].y) == 2
    assert "1 not finite" in figure.plotly.layout.xaxis.title.text


def test_small_matrices_have_their_numbers_written():
    labels = [str(k) for k in range(9)]
    assert heat_map(np.eye(8), labels[:8], labels[:8]).plotly.data[0].texttemplate
    assert heat_map(np.eye(9), labels, labels).plotly.data[0].texttemplate is None


@pytest.mark.parametrize(("signed", "lowest"), [(True, -2.0), (False, 0.0)])
def test_a_signed_scale_is_even_around_zero(signed, lowest):
    cell = heat_map([[1, -2]], ["a"], ["b", "c"], signed=signed).plotly.data[0]
    assert (cell.zmin, cell.zmax) == (lowest, 2.0)


def test_corners_and_centre_of_the_simplex():
    corners = on_the_plane(np.eye(3))
    sides = [np.linalg.norm(corners[i] - corners[j]) for i, j in ((0, 1), (1, 2), (2, 0))]
    assert np.allclose(sides, 1)
    assert np.allclose(on_the_plane([1 / 3] * 3), corners.mean(axis=0))


def test_arrows_point_along_the_field_and_keep_their_distance():
    arrow = quiver([0.0, 3.0], [0.0, 0.0], [4.0, 0.0], [0.0, 1.0], spacing=1.0)
    x, y = arrow["x"].reshape(2, 6), arrow["y"].reshape(2, 6)
    shafts = np.column_stack([x[:, 1] - x[:, 0], y[:, 1] - y[:, 0]])
    assert np.allclose(shafts, [[0.9, 0.0], [0.0, 0.45]])
    assert np.isnan(x[:, -1]).all()


def test_a_field_that_vanishes_draws_no_arrow():
    arrow = quiver([1.0], [2.0], [0.0], [0.0], spacing=1.0)
    assert set(arrow["x"][:-1]) == {1.0}


@pytest.mark.parametrize("count", [1, 300, 301, 10_000])
def test_thinned_curves_keep_their_ends(count):
    kept = thinned(np.arange(count, dtype=float))
    assert len(kept) <= 300
    assert (kept[0], kept[-1]) == (0, count - 1)


def test_the_shift_axis_is_odd_and_increasing():
    places = stretched([-1000, -10, 0, 10, 1000])
    assert np.allclose(places, -places[::-1])
    assert (np.diff(places) > 0).all()


def test_errors_of_zero_lie_on_the_floor():
    line = FIGURES["errors"]().plotly.data[0]
    assert line.y[0] == np.float32(1e-18)
    assert np.isnan(line.y[2])


def test_weights_are_drawn_once_each():
    drawn = network([[[1.0, -0.2], [0.5, 0.0]]], [["a", "b"], ["c", "d"]]).plotly.data
    gaps = sum(np.isnan(trace.x).sum() for trace in drawn if trace.mode == "lines")
    assert gaps == 3  # a weight of zero joins nothing


def test_the_classes_of_points_differ_in_shape():
    symbols = {t.marker.symbol for t in FIGURES["decision"]().plotly.data[1:]}
    assert symbols == {"circle", "square", "circle-open", "square-open"}


def test_quantities_lead_the_series():
    inks = [line.line.color for line in curves([0], {name: [0] for name in QUANTITIES}).plotly.data]
    assert inks == [both["light"] for both in QUANTITIES.values()]


def test_a_name_stands_right_of_all_it_rests_on():
    assert depths(list(RESTS_ON), RESTS_ON) == {"a": 0, "b": 1, "c": 2, "d": 0}
    places = arranged(list(RESTS_ON), RESTS_ON)
    assert len(set(places.values())) == len(RESTS_ON)
    assert all(places[below][0] < places[above][0] for above, rests in RESTS_ON.items() for below in rests)


def test_edges_lead_from_behind_a_name_to_the_dot_of_what_uses_it():
    edges, names = FIGURES["lineage"]().plotly.data
    assert np.isnan(edges.x).sum() == 3
    ends = np.flatnonzero(np.isnan(edges.x)) - 1
    assert sorted(edges.x[ends]) == [1, 2, 2]
    assert edges.x[0] == pytest.approx(NAME_WIDTH)
    assert list(names.text) == ["A", "B", "C", "D"]
    assert len(set(names.marker.color)) == 2


def test_a_map_grows_with_its_fullest_column():
    wide = {f"{k}": [] for k in range(20)}
    assert height_of(wide) > 3 * height_of(RESTS_ON)


def test_a_map_of_nothing_joined_is_drawn():
    assert len(lineage({"a": "A"}, {"a": []}).plotly.data[1].x) == 1


def test_a_path_ends_where_the_surface_does():
    beyond = np.array([[0.0, 0.0, 1.0], [0.5, 1.0, 2.0], [3.0, 1.0, 9.0]])
    figure = surface(X, Y, BOWL, names=("w₁", "w₂", "J"), paths={"SGD": beyond, "Adam": beyond[:1]})
    drawn = figure.plotly.data[1:]
    assert [line.name for line in drawn] == ["SGD", "Adam", None]
    assert list(np.isnan(drawn[0].z)) == [False, False, True]


def test_a_path_behind_a_hill_is_looked_at_from_behind():
    x = np.linspace(-1, 1, 41)
    hill = np.exp(-8 * ((x - 0.3) ** 2 + (x[:, None] + 0.3) ** 2))
    behind = np.column_stack([np.linspace(-0.6, -0.2, 9), np.linspace(0.2, 0.6, 9), np.full(9, 0.02)])
    assert eye_that_sees(x, x, hill, {}) == EYES[0]
    assert eye_that_sees(x, x, 0 * hill, {"SGD": behind * [1, 1, 0]}) == EYES[0]
    assert eye_that_sees(x, x, hill, {"SGD": behind}) != EYES[0]


def test_a_landmark_bears_its_name_and_leaves_the_legend_to_the_paths():
    figure = descent_field(X, Y, BOWL, paths={"SGD": np.ones((2, 2))}, landmarks={"met": [[0, 1]], "drawn": POINTS})
    met, drawn = figure.data[-2:]
    assert (met["text"], drawn["text"]) == (["met"], ["drawn"] * 3)
    assert [trace["name"] for trace in figure.data if trace.get("showlegend", True)] == ["SGD"]
