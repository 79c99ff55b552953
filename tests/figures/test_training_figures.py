"""The figures of a training: what is drawn is what was given, and nothing that is no number breaks them."""

import json
from base64 import b64decode
from itertools import pairwise

import numpy as np
import pytest

from derivations.figures.layers import layer_histograms
from derivations.figures.palette import MUTED, SIGNED, TWINS, colour
from derivations.figures.paper import Figure
from derivations.figures.progress import Panel, progress
from pages.parts.training.ink import bands, in_bytes, signed
from pages.parts.training.net import Seen, strongest
from pages.parts.training.plane import likeliest

STEPS = np.arange(5.0)
LOSSES = {"train": [4.0, 2.0, 1.0, 0.0, np.inf], "test": [5.0, 3.0, np.nan, 1.0, 0.5]}


def two_panels(log: bool = False) -> Figure:
    inks = {"train": "muted", "test": "J"}
    return progress(STEPS, [Panel("loss", LOSSES, log, None, inks), Panel("accuracy", {"test": STEPS}, span=(0, 1))])


def colours(text: str) -> np.ndarray:
    return np.frombuffer(b64decode(text), np.uint8).reshape(256, 3)


@pytest.mark.parametrize("log", [True, False])
def test_curves_leave_out_what_their_axis_cannot_show(log):
    drawn = two_panels(log).plotly.data[0].y
    assert list(np.isnan(drawn)) == [False, False, False, log, True]
    json.loads(two_panels(log).to_json())


def test_a_name_has_one_ink_and_one_entry_in_the_legend():
    lines = two_panels().plotly.data
    assert [line.line.color for line in lines] == [MUTED, colour("J"), lines[2].line.color]
    assert [line.showlegend for line in lines] == [True, True, False]


def test_panels_share_the_steps_and_do_not_overlap():
    layout = two_panels().plotly.layout
    assert layout.xaxis.anchor == "y2"
    assert layout.yaxis2.domain[1] < layout.yaxis.domain[0]
    assert tuple(layout.yaxis2.range) == (0, 1)


def test_eight_curves_differ_and_the_best_is_thick():
    names = [f"η {k}" for k in range(8)]
    lines = progress(STEPS, [Panel("loss", dict.fromkeys(names, STEPS))], best="η 3").plotly.data
    assert len({(line.line.color, line.line.dash) for line in lines}) == 8
    assert [line.name for line in lines if line.line.width > 3] == ["η 3"]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.5, 0.6], None),  # less than a decade: the axis counts by itself
        ([0.09, 2.1], ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50"]),
        ([1e-6, 1.0], None),  # many decades: powers of ten
        ([0.0, np.nan], None),
    ],
)
def test_the_digits_of_a_logarithmic_axis_do_not_touch(values, ticks):
    upright = progress([0.0, 1.0], [Panel("loss", {"train": values}, True)]).layout["yaxis"]
    assert upright.get("ticktext") == ticks


def test_a_curve_of_another_length_is_told():
    with pytest.raises(ValueError, match="'train' has 2 points, but there are 5 steps"):
        progress(STEPS, [Panel("loss", {"train": [1.0, 2.0]})])


@pytest.mark.parametrize("layers", [1, 2, 6])
def test_every_layer_has_a_histogram_of_its_own(layers):
    figure = layer_histograms([(np.linspace(-1, 1, 4), [1, 2, 3])] * layers)
    domains = [figure.plotly.layout["yaxis" + ("" if k == 0 else str(k + 1))].domain for k in range(layers)]
    assert all(low < high for low, high in domains)
    assert all(below[1] <= above[0] for above, below in pairwise(domains))
    assert list(figure.plotly.data[0].y) == [1, 2, 3]


def test_a_histogram_needs_an_edge_more_than_bins():
    with pytest.raises(ValueError, match="2 bins need 3 edges, not 2"):
        layer_histograms([([0.0, 1.0], [1, 2])])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_ramp_goes_from_minus_through_the_paper_to_plus(theme):
    inks = [str(SIGNED[k][1]) for k in (0, 2, 4)]
    wanted = [TWINS[ink] if theme == "dark" else ink for ink in inks]
    ramp = colours(signed(theme))
    for place, ink in zip((0, 127, 255), wanted, strict=True):
        assert np.abs(ramp[place].astype(int) - [int(ink[k : k + 2], 16) for k in (1, 3, 5)]).max() <= 2


def test_every_class_has_a_band_that_deepens():
    ramp = colours(bands(4, "light")).astype(int)
    for k in range(4):
        assert ramp[64 * k + 60].sum() < ramp[64 * k + 3].sum()


def test_the_likeliest_class_is_deeper_the_surer_it_is():
    shares = np.array([[[1.0, 0.4]], [[0.0, 0.3]], [[0.0, 0.3]]])
    sure, unsure = likeliest(shares)[0]
    assert 0 <= unsure < sure < 1
    assert likeliest(shares[::-1])[0, 0] == pytest.approx(2 + sure)


@pytest.mark.parametrize(("value", "byte"), [(-1, 0), (0, 128), (1, 255), (9, 255), (np.nan, 128), (-np.inf, 0)])
def test_numbers_become_bytes_whatever_they_are(value, byte):
    assert b64decode(in_bytes(np.array([float(value)]), -1, 1))[0] == byte


def test_the_strongest_weights_are_drawn_with_their_signs():
    matrix = np.array([[1.0, -4.0, 9.0], [0.5, np.nan, 9.0]])
    edges = strongest(Seen([matrix], "weight"))
    assert [edge[:4] for edge in edges] == [[0, 0, 0, 0.25], [0, 0, 1, -1.0], [0, 1, 0, 0.125], [0, 1, 1, 0.0]]
    assert edges[1][4] == "weight from 2 to 1: -4"
