"""The Check and Derive pages without a browser: what a link opens, what a file brings, what is said of it."""

import pytest

from derivations.export.formats import FORMATS
from derivations.worksheets import worksheets
from pages.parts.sheet import takeaway
from pages.parts.sheet.link import LONGEST_SHEET, packed
from pages.parts.sheet.loading import NoSheet, sheets_in, text_of
from tests.pages.visits import mounted, opened, sliders

RIDGE = "let w : vector d\nlet \\lambda : positive\nlet R = \\lambda \\|w\\|^2\n"
WRONG = "let x : vector n\nclaim \\frac{\\partial \\|x\\|^2}{\\partial x}\n= x\n"
HUGE = "let W : matrix 1000 1000\nlet J = \\|W\\|_F^2\n"
CODE = "__import__('os').system('touch /tmp/pwned')"


class Upload:
    """A file as the uploader hands it over."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content

    def getvalue(self) -> bytes:
        return self.content


def said(app) -> str:
    """All words in view."""
    parts = [*app.markdown, *app.warning, *app.caption, *app.text, *app.code, *app.latex]
    return "\n".join([*(str(part.value) for part in parts), *map(str, mounted(app))])


def sheet_in_editor(app) -> str:
    return next(spec["text"] for spec in mounted(app) if "is_default" in spec)


def test_check_opens_with_a_sheet_that_has_a_mistake():
    app = opened("pages/5_Check.py")
    assert not app.exception
    assert sheet_in_editor(app) == next(iter(worksheets().values()))
    assert "is the first that is wrong" in said(app)
    assert "Likely mistake: **sign**" in said(app)
    marks = next(spec["marks"] for spec in mounted(app) if "marks" in spec)
    assert [mark["verdict"] for mark in marks.values()] == ["right", "wrong", "wrong", "wrong"]


@pytest.mark.parametrize("text", worksheets().values(), ids=list(worksheets()))
def test_a_link_opens_its_sheet(text):
    app = opened("pages/5_Check.py", {"sheet": packed(text)})
    assert not app.exception
    assert sheet_in_editor(app) == text


def test_the_correct_continuation_comes_on_request():
    app = opened("pages/5_Check.py", {"sheet": packed(WRONG)})
    [toggle] = [each for each in app.toggle if "goes on" in each.label]
    before = len(app.latex)
    toggle.set_value(True).run()
    assert not app.exception
    assert len(app.latex) > before
    assert "= 2x" in app.latex[-1].value


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"x" * (LONGEST_SHEET + 1), "at most 20,000 characters"),
        (b"let x : scalar\n\xff\xfe", "line 2"),
        (b"let x\0", "bytes that no text has"),
    ],
)
def test_a_file_that_is_no_sheet_is_told_so(content, word):
    with pytest.raises(NoSheet, match=word):
        text_of("notes.gw", content)


def test_several_files_are_opened_and_the_rest_are_told():
    files = [Upload("a.gw", b"let x : scalar\r\n"), Upload("b.gw", b"\xff"), Upload("c.gw", "\ufeffσ".encode())]
    sheets, sentences = sheets_in(files)
    assert sheets == {"a.gw": "let x : scalar\n", "c.gw": "σ"}
    assert len(sentences) == 1
    assert sentences[0].startswith("b.gw was not opened")


def test_derive_walks_to_the_gradient_with_sliders_and_exports():
    app = opened("pages/6_Derive.py")
    assert not app.exception
    assert "All lines agree" in said(app)
    assert {"Sizes", "W, 2 × 2 matrix", "λ"} <= {*sliders(app)}
    labels = {button.proto.label for button in app.get("download_button")}
    assert {each.label for each in FORMATS.values()} <= labels


def test_a_link_to_a_derivation_restores_the_view():
    query = {"sheet": packed(RIDGE), "of": "R", "by": "\\lambda", "step": "1", "at": "w=1,2;\\lambda=0.5"}
    app = opened("pages/6_Derive.py", query)
    assert not app.exception
    assert sheet_in_editor(app) == RIDGE
    held = {label: values for label, values in sliders(app).items() if label != "Sizes"}
    assert held == {"w": [1.0, 2.0], "λ": [0.5]}
    assert [spec["step"] for spec in mounted(app) if "step" in spec] == [1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("let x : vector n\nlet J = \\|x\\|^2 + q\n", ["line 2, column 19", "q is not declared"]),
        ("let x : vector n\n", ["Define a loss"]),
        ("", []),
        (CODE, ["can’t read"]),
        (HUGE, ["no numbers here"]),
        ("let x : scalar\nlet J = 9^{9^{9^9}} x\n", ["exponent"]),
    ],
)
def test_what_cannot_be_derived_gets_a_sentence(text, words):
    app = opened("pages/6_Derive.py", {"sheet": packed(text)})
    assert not app.exception
    assert all(word in said(app) for word in words)


@pytest.mark.parametrize("field", ["sheet", "of", "by", "step", "at"])
@pytest.mark.parametrize("page", ["5_Check", "6_Derive"])
def test_code_in_a_field_of_the_address_is_only_text(page, field, tmp_path):
    app = opened(f"pages/{page}.py", {field: CODE.replace("/tmp/pwned", str(tmp_path / "pwned"))})
    assert not app.exception
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_taken_away_holds_the_derivation(name):
    request = RIDGE + "derive \\frac{\\partial R}{\\partial w}\n"
    content = takeaway.written("export", text=request, to=name, values={})
    assert "lambda" in content
    assert not content.startswith(takeaway.NO_FILE)


WORDS = {"latex": "wrong", "markdown": "✗ Line 3 is wrong", "notebook": "nbformat"}


@pytest.mark.parametrize(("name", "word"), WORDS.items())
def test_a_checked_sheet_is_taken_away_with_its_verdicts(name, word):
    assert word in takeaway.written("export checked", text=WRONG, to=name)


def test_what_cannot_be_written_says_why():
    content = takeaway.written("export checked", text="claim q\n= q", to="numpy")
    assert content.startswith(takeaway.NO_FILE)
    assert "q" in content
