"""Checked worksheets taken away: as documents with a verdict on each line, and as notebooks that run."""

import ast
import json

import nbformat
import pytest

from derivations.export.checked import checked
from derivations.export.formats import exported_sheet
from derivations.export.verdict_words import SHAPES
from derivations.library import check, export
from derivations.worksheets import worksheets
from tests.export.grammar import complaints
from tests.export.running import run

SLIP = r"""title: A slip & more
let z : vector n
let y : one-hot n
let p = \operatorname{softmax}(z)
let J = -\sum_{k} y_k \log p_k
claim \frac{\partial J}{\partial z_i}
= -\sum_k y_k \frac{1}{p_k} \frac{\partial p_k}{\partial z_i}     % the chain rule
= p_i + y_i
= 2 p_i (
= p -
let q : nothing
derive dJ/dz
derive p_i
"""
ANY_LOSS = """title: Any loss
let x : vector n
claim d/dx_i sum_k x_k^2
= 2 x_i
let W : matrix n n
claim d/dx x^T W x
= W x
= (W + W^T) x
"""
HOSTILE = r"""title: \input{/etc/passwd} $ % # & <script>alert(1)</script> ``` [a](http://b)
let z : vector n
claim z_i   % \write18{ls} _{ ![x](http://y/z.png) $
= z_i       % ends with a backslash \
= \input{/etc/passwd}
= ```z``` <b>
"""
SHEETS = {**worksheets(), "a slip": SLIP, "any loss": ANY_LOSS, "hostile": HOSTILE}
DOCUMENTS = ("latex", "markdown", "notebook")

everywhere = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())


def cells(notebook: str, sort: str) -> list[str]:
    """The cells of a sort."""
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"] if cell["cell_type"] == sort]


def printed_by(notebook: str) -> dict[str, float]:
    """The largest difference of each line, as the notebook prints it when it is run."""
    rows = run("\n\n".join(cells(notebook, "code")))[1].splitlines()
    return {row.partition(":")[0]: float(row.rpartition(" ")[2]) for row in rows}


@everywhere
def test_latex_is_well_formed(sheet):
    assert not complaints(exported_sheet("latex", sheet))


@everywhere
def test_markdown_says_of_each_line_what_was_found(sheet):
    markdown = exported_sheet("markdown", sheet)
    for found in checked(sheet).findings:
        [said] = [row for row in markdown.splitlines() if row[:1] in SHAPES.values() and f" Line {found.line} " in row]
        assert said.startswith(SHAPES[found.verdict])
    assert markdown.count("$$\n") % 2 == 0
    assert all(line.count("$") % 2 == 0 for line in markdown.replace(r"\$", "").splitlines() if "`" not in line)


@everywhere
def test_a_notebook_runs_and_its_differences_are_the_verdicts(sheet):
    notebook = exported_sheet("notebook", sheet)
    nbformat.validate(nbformat.reads(notebook, as_version=4))
    differences = printed_by(notebook)
    findings = checked(sheet).findings
    for found in findings:
        if found.verdict == "right":
            assert differences[f"Line {found.line}"] < 1e-6
    wrong = [differences[f"Line {found.line}"] for found in findings if found.verdict == "wrong"]
    assert not wrong or wrong[0] > 1e-3, "the first wrong line is seen to be wrong"


def test_a_slip_is_said_with_the_point_that_shows_it():
    markdown = exported_sheet("markdown", SLIP)
    assert "5 lines: 1 right, 1 wrong, 3 unreadable." in markdown
    assert "the chain rule\n\n✓ Line 7 is right for every n." in markdown
    assert "✗ Line 8 is wrong: at y = (" in markdown
    assert "Likely mistake: sign." in markdown
    assert "! Line 9 can’t be read: “(” is opened here and never closed. It says: ` = 2 p_i ( `" in markdown
    assert "! Line 11 can’t be read" in markdown
    assert markdown.endswith("This asks for no derivative.\n")


def test_the_notebook_of_a_slip_still_derives_what_was_asked():
    notebook = exported_sheet("notebook", SLIP)
    assert any(cell.startswith("def line_7(z, y):") for cell in cells(notebook, "code"))
    assert any("## Line 12: derived" in cell for cell in cells(notebook, "markdown"))
    assert "Line 2" in printed_by(notebook)


def test_nothing_typed_becomes_markup_or_code():
    latex, markdown = (exported_sheet(to, HOSTILE) for to in ("latex", "markdown"))
    assert r"\input" not in latex
    assert r"\write" not in latex
    assert "](http" not in markdown.replace("\\](", "")
    assert "<script" not in markdown.replace(r"\<", "")
    for cell in cells(exported_sheet("notebook", HOSTILE), "code"):
        ast.parse(cell)


def test_a_checked_sheet_is_exported_as_it_is():
    found = check(SLIP)
    for to in DOCUMENTS:
        assert export(found, to=to) == export(SLIP, to=to)


def test_a_checked_sheet_shows_itself_in_a_notebook():
    shown = check(SLIP)._repr_html_()
    assert "<b>A slip &amp; more.</b> 5 lines: 1 right, 1 wrong, 3 unreadable." in shown
    assert "<td>✗</td><td>$p_i + y_i$</td><td>Line 8 is wrong: at" in shown
    assert "<script" not in check(HOSTILE)._repr_html_()
