"""Walking, and walking down, as a reader does it in a real browser."""

from importlib.resources import files
from urllib.parse import quote

import pytest

PHONE = {"size": (390, 844), "has_touch": True, "is_mobile": True}
LINE = ".lines > .line:not([hidden])"
SEVEN = "/Walk?derivation=hidden-layer-w1&step=99"
AT = "/Walk?derivation=softmax-temperature&route=logarithm+first&step=2&at=" + quote("T=2;z=1,-0.5")
GRAVE = ("serious", "critical")


STARTS_AT = """([x, y]) => {
    const start = document.querySelector('.scatterlayer .trace:last-of-type .points path');
    const { left, right, top, bottom } = start.getBoundingClientRect();
    return Math.abs((left + right) / 2 - x) <= 1 && Math.abs((top + bottom) / 2 - y) <= 1;
}"""


PAUSED_AFTER = """least => {
    const step = Number(document.querySelector('.play output').textContent.split(' ')[1]);
    return step >= least && (document.querySelector('.play button').click(), true);
}"""
# The arrows are the first trace, the paths come after them; a path begins with its start.
DRAWN = "step => document.querySelectorAll('.scatterlayer .trace')[1].querySelectorAll('.point').length === step + 1"


def at_line(page, text: str) -> None:
    """Wait until the walk stands at a line."""
    page.wait_for_function("text => document.querySelector('.stepper output')?.textContent === text", arg=text)


def lines(page, count: int) -> None:
    """Wait until so many lines are shown."""
    page.wait_for_function(f"count => document.querySelectorAll('{LINE}').length === count", arg=count)


def values(page) -> list[str]:
    return page.locator(f"{LINE} code").all_inner_texts()


def axis_range(page) -> list[float]:
    return page.evaluate("document.querySelector('.living-chart').layout.xaxis.range.map(Number)")


def test_a_walk_by_keys_and_by_buttons(reader):
    page = reader("/Walk").page
    at_line(page, "Line 1 of 6")
    page.keyboard.press("ArrowRight")
    at_line(page, "Line 2 of 6")
    lines(page, 3)
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Next →").click()
    lines(page, 4)
    page.keyboard.press("ArrowLeft")
    lines(page, 3)
    page.get_by_role("button", name="← Back").click()
    lines(page, 2)
    page.get_by_role("button", name="Show all").click()
    lines(page, 7)
    assert page.get_by_role("button", name="Next →").is_disabled()
    page.wait_for_url("**/Walk?step=6")
    assert page.locator(LINE).last.bounding_box()["y"] < 900
    # An arrow key on a slider is the slider's.
    page.get_by_label("z₁", exact=True).press("ArrowLeft")
    at_line(page, "Line 6 of 6")


def test_play_shows_one_line_after_another_until_it_is_paused(reader):
    page = reader("/Walk?derivation=sigmoid-derivative").page
    page.get_by_role("button", name="Play").click()
    at_line(page, "Line 2 of 5")
    at_line(page, "Line 3 of 5")
    page.get_by_role("button", name="Pause").click()
    lines(page, 4)


def test_a_slider_moves_every_line_and_a_link_restores_the_view(reader):
    page = reader(AT).page
    at_line(page, page.locator(".stepper output").inner_text())
    assert page.locator(".stepper output").inner_text().startswith("Line 2 of")
    before = values(page)
    page.get_by_label("T", exact=True).press("ArrowRight")
    page.wait_for_function(
        f"before => document.querySelector('{LINE} code').innerText !== before", arg=before[0]
    )
    page.wait_for_url("**T%3D2.1*")
    after = values(page)
    assert len(after) == len(before) == 3 * 2
    assert after[0:2] == after[2:4] == after[4:6]
    again = reader(page.url.removeprefix(page.url[: page.url.index("/Walk")])).page
    assert values(again) == after
    assert again.locator(".stepper output").inner_text() == page.locator(".stepper output").inner_text()
    assert again.get_by_label("T, typed").input_value() == "2.1"
    assert again.get_by_role("radio", checked=True).inner_text() == "logarithm first"


# The contrast of every letter in a marked part with what lies under it.
CONTRASTS = """() => {
    const light = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0.05);
    const ratio = (one, other) => Math.max(one, other) / Math.min(one, other);
    const letters = [...document.querySelectorAll('.boxpad *')]
        .filter((node) => !node.childElementCount && node.textContent.trim());
    return letters.map((letter) => {
        const box = letter.closest('.boxpad').parentElement.parentElement.querySelector('.colorbox');
        return ratio(light(getComputedStyle(letter).color), light(getComputedStyle(box).backgroundColor));
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/Walk?step=3", "/Walk?derivation=hidden-layer-w1&step=7", "/Derive?step=2"])
def test_what_a_step_changed_is_readable_on_its_mark(reader, path, scheme):
    page = reader(path, color_scheme=scheme).page
    page.locator(".boxpad").first.wait_for()
    found = page.evaluate(CONTRASTS)
    assert len(found) > 3
    assert min(found) >= 4.5


def test_another_size_keeps_the_numbers_that_were_there(reader):
    page = reader("/Walk?derivation=softmax-jacobian&step=1&at=" + quote("z=1,-0.5")).page
    page.get_by_label("size n", exact=True).press("ArrowRight")
    page.get_by_label("z₃", exact=True).wait_for()
    assert page.get_by_label("z₁, typed").input_value() == "1.0"
    assert page.get_by_label("z₂, typed").input_value() == "-0.5"


def test_single_steps_unfold_under_their_line(reader):
    page = reader("/Walk?step=2").page
    page.get_by_text("single steps").first.click()
    page.locator(".lines .fine .katex").first.wait_for()


def test_on_a_phone_lines_come_first_and_the_next_one_is_under_the_thumb(reader):
    page = reader(SEVEN.replace("99", "3"), **PHONE).page
    following = page.get_by_role("button", name="Next →")
    box = following.bounding_box()
    assert box["y"] > 700
    assert box["y"] + box["height"] <= 844
    assert box["height"] >= 40
    first, panel = page.locator(LINE).first.bounding_box(), page.locator(".living-panel").first.bounding_box()
    assert first["y"] < panel["y"]
    following.tap()
    lines(page, 5)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_walk_is_accessible_to_its_end_with_everything_unfolded(reader, scheme):
    page = reader(SEVEN, color_scheme=scheme).page
    for folded in page.locator("summary").all():
        folded.click()
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [violation["id"] for violation in found if violation["impact"] in GRAVE] == []


def test_a_click_on_the_field_is_a_new_start_and_zoom_is_kept(reader):
    page = reader("/Field").page
    plot = page.locator(".living-chart .nsewdrag").first
    box = plot.bounding_box()
    x, y = box["x"] + round(box["width"] * 0.75), box["y"] + round(box["height"] * 0.25)
    page.mouse.move(x - 50, y + 50)
    page.mouse.click(x, y)
    # The start stands where the pointer does, to a pixel: its place is told to the nearest hundredth.
    page.wait_for_function(STARTS_AT, arg=[x, y])
    page.wait_for_url("**/Field?x=*")
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 250, steps=4)
    page.mouse.up()
    zoomed = axis_range(page)
    assert zoomed[1] - zoomed[0] < 10
    painted = page.locator(".living-chart").first.get_attribute("data-painted")
    page.get_by_label("Steps", exact=True).press("ArrowRight")
    page.wait_for_function("n => document.querySelector('.living-chart').dataset.painted > n", arg=int(painted))
    assert axis_range(page) == pytest.approx(zoomed)


def test_a_card_leads_to_its_walk_and_the_map_holds_the_rest(reader):
    page = reader("/").page
    page.get_by_label("Search the derivations").fill("hidden bias")
    page.keyboard.press("Enter")
    page.get_by_text("derivations.", exact=False).first.wait_for()
    page.wait_for_url("**search=hidden+bias")
    page.get_by_role("link", name="One hidden layer: gradient by the hidden bias").first.click()
    page.wait_for_function("document.title.startsWith('Walk')")
    at_line(page, "Line 1 of 7")


def test_play_draws_the_paths_step_by_step_and_leaves_them_whole(reader):
    page = reader("/Field?steps=20").page
    play, said = page.locator(".play button"), page.locator(".play output")
    play.click()
    page.wait_for_function(PAUSED_AFTER, arg=4)
    held = said.inner_text()
    page.wait_for_function(DRAWN, arg=int(held.split()[1]))
    # What a slider brings meanwhile is cut where the walk stands.
    painted = page.locator(".living-chart").first.get_attribute("data-painted")
    page.get_by_label("Learning rate η", exact=True).press("ArrowRight")
    page.wait_for_function("n => document.querySelector('.living-chart').dataset.painted > n", arg=int(painted))
    assert said.inner_text() == held
    page.wait_for_function(DRAWN, arg=int(held.split()[1]))
    play.click()
    page.wait_for_function("document.querySelector('.play output').textContent === ''")
    page.wait_for_function(DRAWN, arg=20)


def test_a_click_flips_a_point_as_often_as_one_likes_and_its_slider_follows(reader):
    page = reader("/Field").page
    plane = page.locator(".living-chart").nth(1)
    plane.scroll_into_view_if_needed()
    label = page.get_by_label("label of x1, typed")
    for flipped, query in (("0", "**&at=t%3D0,1,1,0,0,1"), ("1", "**/Field?x=-6&y=5")):
        box = plane.locator(".nsewdrag").first.bounding_box()
        x, y = box["x"] + box["width"] * (1 + 3) / 6, box["y"] + box["height"] * (3 - 1.2) / 6
        page.mouse.move(x - 30, y)
        page.mouse.click(x, y)
        page.wait_for_url(query)
        assert label.input_value() == flipped
    page.get_by_text("Labels", exact=True).click()
    page.get_by_label("label of x1", exact=True).press("ArrowLeft")
    page.wait_for_url("**&at=t%3D0,1,1,0,0,1")


# Where the first line stands in each frame from its first on.
HEIGHTS = """window.heights = new Set();
    const look = () => requestAnimationFrame(() => {
        const line = document.querySelector('.lines .katex')?.closest('.line');
        if (line) window.heights.add(Math.round(line.getBoundingClientRect().top));
        look();
    });
    look();"""


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_first_line_stays_where_it_is_while_the_rest_is_mounted(reader, size):
    page = reader("/Walk", size=size).page
    page.add_init_script(HEIGHTS)
    page.reload()
    page.wait_for_selector(".stSelectbox input")
    page.wait_for_selector(".living-panel input", state="attached")
    heights = page.evaluate("[...window.heights]")
    assert heights
    assert max(heights) - min(heights) <= 2
