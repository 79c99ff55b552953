"""The Check and Derive pages in a real browser: what is typed is kept, what comes is seen."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import SETTLED
from tests.worker.test_limited import ENDLESS

EDITOR, MARKS, STEPPER = ".sheet-editor textarea", ".sheet-editor .gutter b", ".stepper output"
UNREADABLE = "let x : vector n\nlet J = \\|x\\|^2 + q\n"
SQUARE = "let x : vector n\nlet J = \\|x\\|^2\n"
WRONG = "let x : vector n\nclaim \\frac{\\partial \\|x\\|^2}{\\partial x}\n= x\n"
CODE = "claim __import__('os').system('touch {}')"


def typed(reader, path: str, text: str):
    """The page once a text was typed into its editor."""
    page = reader(path).page
    page.locator(EDITOR).fill(text)
    return page


def elsewhere_and_back(page, path: str) -> None:
    navigation = page.locator(".st-key-navigation")
    navigation.get_by_role("link", name="Home").click()
    page.wait_for_selector(EDITOR, state="detached")
    navigation.get_by_role("link", name=path[1:]).click()


def has_text(page, text: str) -> None:
    page.wait_for_function("([where, text]) => document.querySelector(where)?.value === text", arg=[EDITOR, text])


def stands_at(page, pattern: str) -> None:
    """Wait until the walk stands at a line."""
    said = "([where, text]) => new RegExp(`^${text}$`).test(document.querySelector(where)?.textContent)"
    page.wait_for_function(said, arg=[STEPPER, pattern])


def has_marks(page, *shapes: str) -> None:
    found = "([where, wanted]) => [...document.querySelectorAll(where)].map(b => b.textContent).join() === wanted"
    page.wait_for_function(found, arg=[MARKS, ",".join(shapes)])


@pytest.mark.parametrize("path", ["/Check", "/Derive"])
@pytest.mark.parametrize("text", [UNREADABLE, "claim \u202e $ x % y\n", "(" * 300], ids=["an error", "signs", "deep"])
def test_what_is_typed_survives_a_reload_at_once(reader, path, text):
    page = typed(reader, path, text)
    page.reload()
    has_text(page, text)
    page.wait_for_selector(SETTLED)
    has_text(page, text)


@pytest.mark.parametrize("path", ["/Check", "/Derive"])
def test_what_is_typed_survives_a_visit_elsewhere(reader, path):
    page = typed(reader, path, UNREADABLE)
    elsewhere_and_back(page, path)
    has_text(page, UNREADABLE)


@pytest.mark.parametrize("path", ["/Check", "/Derive"])
def test_the_last_keys_before_a_visit_elsewhere_are_not_lost(reader, path):
    page = typed(reader, path, SQUARE)
    page.wait_for_url(f"**{path}?sheet=*")
    page.locator(EDITOR).fill(UNREADABLE)
    elsewhere_and_back(page, path)
    has_text(page, UNREADABLE)


def test_a_link_carries_the_sheet_to_another_visitor(reader):
    page = typed(reader, "/Check", WRONG)
    has_marks(page, "", "", "✕", "")
    page.wait_for_url("**/Check?sheet=*")
    address = urlsplit(page.url)
    other = reader(f"{address.path}?{address.query}").page
    has_text(other, WRONG)
    has_marks(other, "", "", "✕", "")


def test_verdicts_follow_the_typing(reader):
    page = typed(reader, "/Check", WRONG)
    has_marks(page, "", "", "✕", "")
    page.get_by_text("Likely mistake").wait_for()
    page.locator(EDITOR).fill(WRONG.replace("= x\n", "= 2 x\n"))
    has_marks(page, "", "", "●", "")
    page.get_by_text("The line is right.").wait_for()
    page.locator(EDITOR).fill(UNREADABLE)
    has_marks(page, "", "!", "")


def test_an_error_has_its_line_its_column_and_a_caret(reader):
    page = typed(reader, "/Derive", UNREADABLE)
    page.get_by_text("line 2, column 19").wait_for()
    page.get_by_text("q is not declared").wait_for()
    has_marks(page, "", "!", "")
    has_text(page, UNREADABLE)


def test_the_form_adds_a_quantity_to_the_text(reader):
    page = typed(reader, "/Derive", SQUARE)
    page.get_by_role("button", name="Add a quantity").click()
    page.get_by_label("Name").fill("\\hat{y}")
    page.get_by_role("button", name="Add", exact=True).click()
    has_text(page, SQUARE.replace("let J", "let \\hat{y} : vector n\nlet J"))


def test_a_derivation_is_walked_dragged_and_taken_away(reader):
    page = typed(reader, "/Derive", SQUARE)
    stands_at(page, r"Line (\d+) of \1")
    page.wait_for_url("**at=x%3D0.3,0.8,0.3")
    last = page.locator(STEPPER).inner_text().split()[-1]
    slider = page.get_by_label("x₁", exact=True)
    slider.press("ArrowRight")
    page.wait_for_url("**at=x*0.4,*")
    page.get_by_role("button", name="← Back").click()
    stands_at(page, f"Line {int(last) - 1} of {last}")
    page.wait_for_url(f"**step={int(last) - 1}*")
    with page.expect_download() as download:
        page.get_by_role("button", name="NumPy").click()
    assert "def gradient(" in Path(download.value.path()).read_text(encoding="utf-8")
    page.reload()
    stands_at(page, f"Line {int(last) - 1} of {last}")
    assert page.get_by_label("x₁, typed").input_value() == "0.4"


def test_files_are_opened_and_what_stood_there_comes_back(reader):
    page = typed(reader, "/Check", UNREADABLE)
    has_marks(page, "", "!", "")
    page.get_by_role("button", name="Open files").click()
    files = [("good.gw", WRONG.encode()), ("bad.gw", b"\xff\xfe"), ("large.gw", b"x" * 30_000)]
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    )
    has_text(page, WRONG)
    page.get_by_text("bad.gw was not opened").wait_for()
    page.get_by_text("large.gw was not opened").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Bring back").click()
    has_text(page, UNREADABLE)


def test_the_margin_of_a_long_sheet_stays_beside_its_lines(reader):
    page = typed(reader, "/Check", "% a remark\n" * 60)
    page.locator(EDITOR).press("Control+End")
    text, margin = page.locator(EDITOR), page.locator(".sheet-editor .gutter")
    assert text.evaluate("node => node.scrollTop") == 0
    assert text.bounding_box()["y"] == pytest.approx(margin.bounding_box()["y"], abs=1)
    assert text.bounding_box()["height"] == pytest.approx(margin.bounding_box()["height"], abs=1)


def test_a_line_that_cannot_be_read_stands_there_once_with_its_caret(reader):
    page = typed(reader, "/Check", UNREADABLE)
    page.get_by_text("q is not declared").wait_for()
    shown = page.locator('[class*="st-key-check-lines"] [data-testid="stCode"]')
    shown.first.wait_for()
    assert [text.rstrip() for text in shown.all_inner_texts()] == ["let J = \\|x\\|^2 + q\n" + " " * 18 + "^"]


def test_on_a_phone_a_derivation_comes_before_its_numbers(reader):
    page = reader("/Derive", size=(390, 844), has_touch=True, is_mobile=True).page
    page.locator(".st-key-derive-beside .living-panel").wait_for()
    lines, beside = (page.locator(f".st-key-derive-{name}").bounding_box() for name in ("lines", "beside"))
    assert page.locator(EDITOR).bounding_box()["y"] < lines["y"] < lines["y"] + lines["height"] <= beside["y"]


def test_code_is_only_text(reader, tmp_path):
    page = typed(reader, "/Check", CODE.format(tmp_path / "pwned"))
    has_marks(page, "!")
    assert not list(tmp_path.iterdir())


def test_the_page_answers_while_a_hostile_sheet_is_judged(reader):
    judging = typed(reader, "/Check", ENDLESS)
    has_marks(typed(reader, "/Check", WRONG), "", "", "✕", "")
    judging.get_by_text("more than the 5 seconds").first.wait_for()
    has_text(judging, ENDLESS)
