"""The pages for those who have no mouse: where Tab leads, that the focus is seen, and what Enter and Escape do."""

from itertools import pairwise

import pytest

# Where the focus is: its role or tag and its name, its place on the page, and whether it shows.
FOCUSED = """() => {
    const node = document.activeElement;
    if (node === document.body) return null;
    const box = node.getBoundingClientRect();
    const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const seen = [getComputedStyle(node), getComputedStyle(node, '::after'), getComputedStyle(node.parentElement)];
    const field = node.closest('[data-baseweb=select], [data-baseweb=input], .react-aria-ComboBox');
    return {
        kind: node.getAttribute('role') ?? node.tagName.toLowerCase(),
        name: (node.ariaLabel ?? node.labels?.[0]?.textContent ?? node.textContent).trim(),
        ours: Boolean(node.closest('.lines, .stepper, .living-panel, .sheet-editor, .cards, .play'))
            || node.dataset.testid === 'stPageLink-NavLink',
        shows: seen.some((style) => outlined(style) || style.boxShadow !== 'none') || Boolean(field),
        column: Math.round(box.left / 400), top: box.top + document.querySelector('.stMain').scrollTop,
        inSight: box.bottom > 0 && box.top < innerHeight,
    };
}"""
NAVIGATION = ["Home", "Walk", "Softmax", "Field", "Train", "Check", "Derive"]
STOPS = {
    "/Walk?step=3": [
        *("Derivation", "through the Jacobian", "← Back", "Next →", "Play", "Show all", "7 single steps"),
        *("size n", "size n, typed", "z₁", "z₁, typed", "Symbols", "Jacobian of the softmax"),
    ],
    "/Check": ["Examples", "Your worksheet", "Save as a file", "Show me how it goes on", "LaTeX"],
    "/Derive": ["Quantities and a loss", "Save as a file", "J", "W", "size c", "← Back", "LaTeX"],
    "/Field": ["Start", "Learning rate η", "Steps, typed", "Play", "SGD", "Labels"],
    "/": ["Search the derivations", "Softmax does not feel a shift"],
}


def tabbed(page) -> list[dict]:
    """Every place at which Tab stops, from the top of a page to its end."""
    stops = []
    for _ in range(120):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            return stops
        stops.append(found)
    raise AssertionError(f"Tab does not leave the page; it was last at {stops[-1]['name']}.")


@pytest.mark.parametrize("path", STOPS)
def test_tab_leads_through_a_page_as_one_reads_it(reader, path):
    stops = tabbed(reader(path).page)
    names = [stop["name"] for stop in stops]
    cards = ["Derivative of the sigmoid"] if path == "/" else []
    places = [names.index(name) for name in NAVIGATION + cards + ["Copy link"] + STOPS[path]]
    assert places == sorted(places)
    assert [stop["name"] for stop in stops if not stop["name"]] == []
    assert [stop["name"] for stop in stops if not stop["inSight"]] == []
    assert [stop["name"] for stop in stops if stop["ours"] and not stop["shows"]] == []


def test_tab_goes_down_the_lines_and_down_the_numbers(reader):
    stops = [stop for stop in tabbed(reader("/Walk?step=3").page) if stop["ours"]]
    for above, below in pairwise(stops):
        # To the right and up only from the last line to the first number.
        assert below["top"] >= above["top"] - 12 or below["column"] > above["column"]


def test_enter_opens_single_steps_and_escape_closes_them(reader):
    page = reader("/Walk?step=3").page
    steps = page.locator(".lines summary").first
    steps.press("Enter")
    page.locator(".lines details[open] ol .katex").first.wait_for()
    page.locator(".lines details[open] .verdict").first.focus()
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.lines details[open]')")
    assert steps.evaluate("node => node === document.activeElement")


def test_a_verdict_says_what_it_means_until_escape(reader):
    page = reader("/Walk?step=3").page
    verdict = page.locator(".lines .verdict").first
    said = "node => getComputedStyle(node, '::after').content"
    assert verdict.evaluate(said) == "none"
    verdict.focus()
    assert "every size" in verdict.evaluate(said)
    page.keyboard.press("Escape")
    assert verdict.evaluate(said) == "none"


def test_the_start_of_a_walk_down_is_moved_by_keys_and_by_typing(reader):
    page = reader("/Field").page
    page.locator("summary", has_text="Start").press("Enter")
    page.get_by_label("start at w₁, typed").fill("2.5")
    page.keyboard.press("Enter")
    page.wait_for_url("**/Field?x=2.5&y=5")
    page.get_by_label("start at w₂", exact=True).press("ArrowLeft")
    page.wait_for_url("**/Field?x=2.5&y=4.99")


def test_a_card_is_opened_by_enter(reader):
    page = reader("/").page
    page.get_by_role("link", name="Jacobian of the softmax").first.press("Enter")
    page.wait_for_function("document.title.startsWith('Walk')")
