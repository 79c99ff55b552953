"""The pages as a reader meets them, in a real browser."""

from importlib.resources import files

import pytest

from derivations.figures.palette import QUANTITIES
from pages.parts.frame import pages
from tests.conftest import SETTLED

PATHS = [("/" if path == "app.py" else "/" + label.replace(" ", "_"), label) for path, label in pages()]
PHONE = {"size": (390, 844), "has_touch": True, "is_mobile": True}
RANGES, NUMBERS = "input[type=range]", ".living-slider input[type=number]"
# What reaches beyond the right edge, save for what scrolls inside itself.
WIDE = """() => [...document.querySelectorAll('.stMain *')]
    .filter(node => !node.closest('.katex, .js-plotly-plot'))
    .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
    .map(node => node.outerHTML.slice(0, 160))"""
BAD_VALUES = {
    "c=1e9": "from -1000 to 1000",
    "z=1": "2 to 10 numbers",
    "precision=int8": "one of float64",
    "T=hot": "'hot'",
}
# The page, the inks of its formulas, and the charts in sight, all in the dark.
DARK = """inks => {
    const css = (node) => getComputedStyle(node);
    const formulas = [...document.querySelectorAll('.katex [style*="color"]')];
    const charts = [...document.querySelectorAll('.living-chart')]
        .filter((each) => each.getBoundingClientRect().top < innerHeight);
    return css(document.querySelector('[data-testid="stApp"]')).backgroundColor === 'rgb(20, 23, 28)'
        && !formulas.some((each) => inks.includes(css(each).color))
        && charts.every((each) => each.layout?.font.color !== '#1f2328');
}"""
LIGHT_INKS = [f"rgb{tuple(bytes.fromhex(ink['light'][1:]))}" for ink in QUANTITIES.values()]
GRAVE = ("serious", "critical")


def axe_violations(page) -> list[str]:
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in found
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


def in_the_dark(page) -> None:
    """The reader's theme turns dark while the page is open."""
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(DARK, arg=LIGHT_INKS)
    page.wait_for_selector(SETTLED)


def standing_at(page) -> list[str]:
    return [number.input_value() for number in page.locator(NUMBERS).all()]


def painted(page) -> int:
    return int(page.locator(".living-chart").first.get_attribute("data-painted"))


def wait_for_paint(page, before: int) -> None:
    page.wait_for_function("n => document.querySelector('.living-chart').dataset.painted > n", arg=before)


@pytest.mark.parametrize(("path", "label"), PATHS)
def test_a_cold_link_gives_the_whole_page_accessibly_in_either_theme(reader, path, label):
    page = reader(path).page
    shown = page.locator(".st-key-navigation a").all_inner_texts()
    assert [text.strip() for text in shown] == [name for _, name in pages()]
    assert axe_violations(page) == []
    in_the_dark(page)
    assert axe_violations(page) == []


@pytest.mark.parametrize(("path", "label"), PATHS)
def test_nothing_overflows_a_phone(reader, path, label):
    page = reader(path, **PHONE).page
    assert page.evaluate(WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_navigation_leads_everywhere(reader):
    page = reader("/").page
    for _, label in reversed(pages()):
        page.locator(".st-key-navigation").get_by_role("link", name=label, exact=True).click()
        page.wait_for_function(
            "label => document.title.startsWith(label === 'Home' ? 'Deriv' : label)", arg=label
        )


def test_a_link_restores_the_view(reader):
    page = reader("/Softmax?z=1,-2,3,0.5&c=-7&T=2&precision=float16&form=largest+taken+out").page
    assert standing_at(page) == ["-7", "2", "4", "1.0", "-2.0", "3.0", "0.5"]
    assert page.get_by_role("radio", checked=True).all_inner_texts() == ["float16", "largest taken out"]


def test_bad_values_say_so_and_fall_back(reader):
    page = reader(f"/Softmax?{'&'.join(BAD_VALUES)}").page
    alerts = page.get_by_test_id("stAlert").all_inner_texts()
    assert len(alerts) == len(BAD_VALUES)
    assert all(any(said in alert for alert in alerts) for said in BAD_VALUES.values())
    assert standing_at(page) == ["60", "1", "3", "2.0", "1.0", "0.1"]


def test_keys_move_a_slider_and_the_address_follows(reader):
    page = reader("/Softmax").page
    page.get_by_label("z₂", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**/Softmax?z=2,1.3,0.1")
    page.get_by_label("z₃, typed").fill("99")
    page.keyboard.press("Enter")
    page.wait_for_url("**/Softmax?z=2,1.3,10")
    page.reload()
    page.wait_for_selector(NUMBERS)
    assert standing_at(page)[3:] == ["2.0", "1.3", "10.0"]


def test_what_was_dragged_survives_a_visit_elsewhere_and_another_size(reader):
    page = reader("/Softmax?z=1,2").page
    page.get_by_label("z₁", exact=True).press("ArrowRight")
    page.wait_for_url("**/Softmax?z=1.1,2")
    page.get_by_label("Classes", exact=True).press("ArrowRight")
    page.wait_for_url("**/Softmax?z=1.1,2,0.1")
    navigation = page.locator(".st-key-navigation")
    navigation.get_by_role("link", name="Home").click()
    page.wait_for_selector(NUMBERS, state="detached")
    navigation.get_by_role("link", name="Softmax").click()
    page.wait_for_url("**/Softmax?z=1.1,2,0.1")
    assert standing_at(page)[3:] == ["1.1", "2.0", "0.1"]


def test_a_finger_moves_a_slider(reader):
    page = reader("/Softmax", **PHONE).page
    slider = page.get_by_label("z₁", exact=True)
    slider.scroll_into_view_if_needed()
    box, before = slider.bounding_box(), painted(page)
    page.touchscreen.tap(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    wait_for_paint(page, before)
    assert float(standing_at(page)[3]) > 6


def test_zoom_and_node_survive_fifty_updates(reader):
    page = reader("/Softmax").page
    errors = page.locator(".living-chart").nth(1)
    handle = errors.element_handle()
    errors.scroll_into_view_if_needed()
    box = errors.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 160, steps=4)
    page.mouse.up()
    view = "node => [node.layout.xaxis.range, node.layout.yaxis.range].flat().map(Number)"
    zoomed = handle.evaluate(view)
    assert zoomed[1] - zoomed[0] < 5
    slider = page.get_by_label("z₁", exact=True)
    for step in range(50):
        before = painted(page)
        slider.press("ArrowRight" if step % 2 else "ArrowLeft")
        wait_for_paint(page, before)
    assert handle.evaluate("node => node === document.querySelectorAll('.living-chart')[1]")
    assert handle.evaluate(view) == pytest.approx(zoomed)


def test_charts_follow_the_theme(reader):
    page = reader("/Softmax").page
    ink = "document.querySelector('.living-chart').data[1].marker.color"
    assert page.evaluate(ink) == "#ad4d00"
    in_the_dark(page)
    assert page.evaluate(ink) == "#ea8740"


def test_a_chart_has_an_accessible_name_and_its_own_room(reader):
    page = reader("/Softmax").page
    charts = page.get_by_role("figure").filter(has=page.locator(".plot-container"))
    assert charts.count() == 4
    assert all(chart.get_attribute("aria-label") for chart in charts.all())
    assert page.locator(".living-chart").first.bounding_box()["height"] == 300


def test_copy_link_copies_the_view(reader):
    page = reader("/Softmax?c=5").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/Softmax?c=5")
