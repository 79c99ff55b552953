"""Training as a reader watches it, in a real browser."""

import pytest

from tests.pages.test_browser import PHONE, WIDE, axe_violations

PAINTED = "name => Number(document.querySelector(name).dataset.painted ?? 0)"
WAIT = "([name, n]) => Number(document.querySelector(name).dataset.painted ?? 0) >= n"
# The address names the step that the page shows: the last one before the pause.
NAMED = """() => {
    const said = document.querySelector('.plane-status').innerText.split(/\\s/)[1].replaceAll(',', '');
    return new URLSearchParams(location.search).get('step') === said;
}"""
# Every step that is shown from a press of Pause on.
PRESS_AND_WATCH = """() => new Promise((done) => {
    const shown = () => Number(document.querySelector('.plane-status').innerText.split(/\\s/)[1].replaceAll(',', ''));
    document.querySelector('.run').click();
    const seen = new Set();
    const watch = setInterval(() => seen.add(shown()), 4);
    setTimeout(() => { clearInterval(watch); done([...seen]); }, 1200);
})"""
STEP_IS = """(step) => step
    === Number(document.querySelector('.plane-status').innerText.split(/\\s/)[1].replaceAll(',', ''))"""
RUN, PAUSE = {"name": "Run", "exact": True}, {"name": "Pause", "exact": True}


def stands(page):
    page.wait_for_selector(".plane[data-painted]")
    page.wait_for_selector(".net[data-painted]")
    return page


def painted(page, name: str) -> int:
    return page.evaluate(PAINTED, name)


def step(page) -> int:
    return int(page.locator(".plane-status").first.inner_text().split()[1].replace(",", ""))


def test_training_moves_the_same_nodes_and_pause_stops_it(reader):
    page = stands(reader("/Train?step=0").page)
    nodes = [page.query_selector(name) for name in (".plane", ".living-chart")]
    assert step(page) == 0
    page.get_by_role("button", **RUN).click()
    page.wait_for_function(WAIT, arg=[".plane", painted(page, ".plane") + 20])
    page.wait_for_function(WAIT, arg=[".living-chart", painted(page, ".living-chart") + 3])
    page.get_by_role("button", **PAUSE).click()
    page.get_by_role("button", **RUN).wait_for()
    page.wait_for_function(NAMED)
    taken = step(page)
    assert taken > 0
    for name, node in zip((".plane", ".living-chart"), nodes, strict=True):
        assert node.evaluate("(node, name) => node === document.querySelector(name)", name)
    before = painted(page, ".plane")
    page.wait_for_timeout(600)
    assert step(page) == taken
    assert painted(page, ".plane") <= before + 1


def test_a_pause_stands_at_the_step_in_sight_and_the_server_goes_on_from_it(reader):
    page = stands(reader("/Train?step=0").page)
    page.get_by_role("button", **RUN).click()
    page.wait_for_function(WAIT, arg=[".plane", painted(page, ".plane") + 25])
    seen = page.evaluate(PRESS_AND_WATCH)
    assert len(seen) == 1
    page.wait_for_function(NAMED)
    page.get_by_role("button", name="1 step", exact=True).click()
    page.wait_for_function(STEP_IS, arg=seen[0] + 1)


def test_a_divergence_stops_by_itself_and_says_where(reader):
    page = stands(reader("/Train?preset=divergence&step=0").page)
    page.get_by_role("button", **RUN).click()
    page.get_by_text("Training diverged at step").wait_for()
    assert page.get_by_role("button", **RUN).is_disabled()


def test_a_link_that_was_copied_while_paused_shows_the_same_numbers(reader):
    page = stands(reader("/Train?preset=five-blobs&step=0").page)
    page.get_by_role("button", name="1 epoch").click()
    page.wait_for_url("**step=20*")
    page.wait_for_function(STEP_IS, arg=20)
    said = page.locator(".plane-status").first.inner_text()
    again = stands(reader(page.url.partition("127.0.0.1")[2].partition("/")[2].join(["/", ""])).page)
    assert again.locator(".plane-status").first.inner_text() == said


def test_a_unit_is_picked_by_click_and_by_keys(reader):
    page = stands(reader("/Train?preset=circles").page)
    page.get_by_role("button", name="Unit 3 of layer 1", exact=True).click()
    page.locator(".plane").nth(1).wait_for()
    chosen = page.locator(".net button.unit.chosen")
    assert chosen.get_attribute("aria-label") == "Unit 3 of layer 1"
    assert chosen.evaluate("button => getComputedStyle(button).boxShadow") != "none"
    page.get_by_role("button", name="Input x").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".net button.unit.chosen[aria-label='Unit 1 of output']")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stays_accessible_while_it_trains(reader, scheme):
    page = stands(reader("/Train", color_scheme=scheme).page)
    page.get_by_role("button", **RUN).click()
    page.get_by_role("button", **PAUSE).wait_for()
    page.wait_for_function(WAIT, arg=[".plane", painted(page, ".plane") + 20])
    assert axe_violations(page) == []
    page.get_by_role("button", **PAUSE).click()
    page.get_by_role("button", **RUN).wait_for()


def test_a_phone_has_run_within_reach_and_nothing_wide(reader):
    page = stands(reader("/Train?preset=five-blobs", **PHONE).page)
    box = page.get_by_role("button", **RUN).bounding_box()
    assert box["y"] > 844 * 2 / 3
    assert page.evaluate(WIDE) == []
