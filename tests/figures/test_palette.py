"""The colours keep what the palette promises: contrast, distance for colour-blind eyes, a twin each."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from derivations.figures import palette

PAPER = {"light": "#fdfdfb", "dark": "#14171c"}
# What a missing kind of cone does to linear light (Machado, Oliveira and Fernandes, 2009).
EYES = {
    "full": np.eye(3),
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.0890])


def linear(colour: str) -> np.ndarray:
    light = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    t = TO_XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", PAPER)
@pytest.mark.parametrize("quantity", palette.QUANTITIES)
def test_a_formula_in_the_colour_is_readable(quantity, theme):
    for ground in (PAPER[theme], palette.MARK[theme]):
        assert contrast(palette.colour(quantity, theme), ground) >= 4.5


def test_the_pages_mark_with_the_palettes_mark():
    style = (Path(__file__).parents[2] / "pages/parts/formula.css").read_text(encoding="utf-8")
    assert f"light-dark({palette.MARK['light']}, {palette.MARK['dark']})" in style


@pytest.mark.parametrize("theme", PAPER)
@pytest.mark.parametrize("eye", EYES)
def test_the_quantities_stay_apart(eye, theme):
    seen = [lab(np.array(EYES[eye]) @ linear(palette.colour(q, theme))) for q in palette.QUANTITIES]
    assert min(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2)) >= 18


@pytest.mark.parametrize("stop", [colour for _, colour in palette.SIGNED + palette.UNSIGNED[:2]])
def test_numbers_can_be_written_on_a_heat_map(stop):
    assert contrast(palette.INK, stop) >= 4.5
    assert contrast(palette.TWINS[palette.INK], palette.TWINS[stop]) >= 4.5


def test_replacing_by_twins_never_replaces_twice():
    assert not set(palette.TWINS) & set(palette.TWINS.values())


def test_an_unknown_quantity_is_named():
    with pytest.raises(ValueError, match="'w'"):
        palette.colour("w")


@pytest.mark.parametrize(("opacity", "written"), [(0, "#0b57d000"), (0.2, "#0b57d033"), (1, "#0b57d0ff")])
def test_a_translucent_colour_still_begins_with_its_own(opacity, written):
    assert palette.translucent("#0b57d0", opacity) == written
    with pytest.raises(ValueError, match="between 0 and 1"):
        palette.translucent("#0b57d0", 1.5)
