"""Every page runs, and its parts hold what the address says."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.frame import pages
from pages.parts.slider import Scale
from tests.pages.visits import charts, mounted, opened, said, sliders

# What says by its content what it is: an address, a stepper, sliders, words, lines, cards, links, a board, a player.
NAMELESS = {"query", "subject", "groups", "text", "lines", "cards", "contents", "steps", "shelves"}


@pytest.mark.parametrize("path", [path for path, _ in pages()])
def test_a_page_runs_with_one_title_and_the_whole_navigation(path):
    app = opened(path)
    assert not app.exception
    assert len(app.title) == 1
    assert len(app.get("page_link")) >= len(pages())


def is_named(spec: dict) -> bool:
    """Whether a part has a name; what only says something, or brings it to its places, needs none."""
    return bool(spec.get("label") or NAMELESS & {*spec} or all("/" in key for key in spec))


@pytest.mark.parametrize("path", [path for path, _ in pages()])
def test_what_is_mounted_has_a_name(path):
    assert all(is_named(spec) for spec in mounted(opened(path)))
    assert all(sliders(opened(path)))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, "The shift cancels"),
        ({"c": "100"}, "Overflow"),
        ({"c": "-120"}, "Underflow"),
        ({"c": "100", "form": "largest taken out"}, "The shift cancels"),
        (
            {"z": "2,1,0.3", "c": "900", "precision": "float16", "form": "largest taken out"},
            "Numbers, but wrong ones",
        ),
    ],
)
def test_the_softmax_says_what_happened(query, shown):
    app = opened("pages/2_Softmax.py", query)
    assert not app.exception
    assert any(shown in text for text in said(app))


@pytest.mark.parametrize("size", range(2, 11))
def test_every_number_of_classes_is_shown(size):
    z = ",".join(str(k) for k in range(size))
    app = opened("pages/2_Softmax.py", {"z": z})
    assert not app.exception
    assert sliders(app)["Logits"] == [float(k) for k in range(size)]
    jacobian, last = charts(app)[-2:]
    assert jacobian["data"][0]["type"] == "heatmap"
    # Three classes are a point in a triangle; any other number is seen from cold to hot.
    assert last["data"][0]["type"] == ("scatter" if size == 3 else "heatmap")
    assert len(charts(app)[0]["data"][0]["x"]) == size


def test_the_copied_link_leaves_out_defaults():
    app = opened("pages/2_Softmax.py", {"c": "5", "T": "1"})
    assert [spec["query"] for spec in mounted(app) if "query" in spec] == ["c=5"]


def derivation_line() -> None:
    from pages.parts.step import BADGES, Line, line

    fine = (Line(r"e^z", rule="single"), Line(r"e^z", rule="single"))
    for place, verdict in enumerate(BADGES):
        line(
            Line(r"= p_i - y_i", "fold", "Why.", verdict, "Said.", "0.5", fine), key=f"{place}", unfolded=True
        )


def test_a_line_shows_formula_value_reason_and_verdict():
    app = AppTest.from_function(derivation_line).run()
    assert not app.exception
    assert len(app.latex) == 15
    assert [text.value for text in app.markdown if text.value == "`0.5`"] == ["`0.5`"] * 5
    said = [text for text in app.markdown if "badge" in text.value]
    words = ["● for every n", "◐ n ≤ 4", "○ tested", "✕ wrong", "? can’t tell"]
    assert all(word in text.value and "fold" in text.value for word, text in zip(words, said, strict=True))
    assert all(text.proto.help.endswith("Said.") for text in said)


@pytest.mark.parametrize(("step", "decimals"), [(0.1, 1), (1, 0), (0.25, 2), (10, 0)])
def test_a_slider_shows_as_many_decimals_as_its_step(step, decimals):
    assert Scale(0, 100, step).decimals == decimals


@pytest.mark.parametrize(("low", "high", "log"), [(1, 1, False), (2, 1, False), (0, 1, True)])
def test_a_scale_without_room_is_refused(low, high, log):
    with pytest.raises(ValueError, match="slider needs low"):
        Scale(low, high, log=log)
