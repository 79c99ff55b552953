"""`export` on the command line: what it writes, and what it says where it cannot."""

import pytest

from derivations.commands import main
from derivations.export.formats import FORMATS
from tests.export.running import errors, run

SHEET = r"""title: Ridge
let w : vector d
let \lambda : positive
let J = \lambda \|w\|^2
claim \frac{\partial J}{\partial w}
= 2 \lambda w     % each entry by itself
"""


@pytest.fixture
def sheet(tmp_path):
    """A worksheet in a file."""
    file = tmp_path / "ridge.gw"
    file.write_text(SHEET, encoding="utf-8")
    return file


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_of_a_derivation(to, capsys):
    assert main(["export", "sigmoid-derivative", "--route", "power rule", "--to", to]) == 0
    printed = capsys.readouterr().out
    assert "Derivative of the sigmoid" in printed
    assert printed.endswith("\n")


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_of_a_worksheet(to, sheet, capsys):
    assert main(["export", str(sheet), "--to", to]) == 0
    assert "Ridge" in capsys.readouterr().out


def test_a_worksheet_becomes_a_module_that_checks_what_was_typed(sheet, capsys):
    main(["export", str(sheet), "--to", "numpy"])
    space, printed = run(capsys.readouterr().out)
    assert list(space["inputs"]) == ["w", "lambda_"]
    assert max(errors(printed)) < 1e-8


def test_a_wrong_worksheet_becomes_a_module_that_says_so(sheet, capsys):
    sheet.write_text(SHEET.replace("2 \\lambda w", "\\lambda w"), encoding="utf-8")
    main(["export", str(sheet), "--to", "numpy"])
    with pytest.raises(SystemExit, match="The gradient is wrong"):
        run(capsys.readouterr().out)


def test_the_remarks_of_a_worksheet_are_its_reasons(sheet, capsys):
    main(["export", str(sheet), "--to", "latex"])
    assert r"\text{\small each entry by itself}" in capsys.readouterr().out


def test_a_file_is_written(tmp_path, capsys):
    out = tmp_path / "gradient.py"
    assert main(["export", "cross-entropy", "--to", "numpy", "-o", str(out)]) == 0
    assert not capsys.readouterr().out
    assert "def gradient(z, y):" in out.read_text(encoding="utf-8")


REFUSED = [
    (["cross-entropi"], "Did you mean cross-entropy"),
    (["cross-entropy", "--route", "by magic"], "has no route “by magic”"),
    (["nowhere.gw"], "nowhere.gw: No such file"),
]


@pytest.mark.parametrize(("what", "said"), REFUSED)
def test_what_cannot_be_exported_is_said(what, said, capsys):
    assert main(["export", *what, "--to", "numpy"]) == 2
    assert said in capsys.readouterr().err


UNREADABLE = [
    ("let z : vector n\nclaim (z_i\n= z_i", "Line 2 cannot be read"),
    ("let z : vector n\nclaim z_i\n= (z_i", "Line 3 cannot be read"),
    ("let z : vector n", "claims nothing"),
    ("let z : vector (", "claims nothing and asks to derive nothing. Line 1: "),
    ("let z : vector n\nderive z_i", "not a derivative"),
]


@pytest.mark.parametrize(("text", "said"), UNREADABLE)
def test_a_worksheet_that_cannot_become_code_is_said(text, said, sheet, capsys):
    sheet.write_text(text, encoding="utf-8")
    assert main(["export", str(sheet), "--to", "numpy"]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said(tmp_path, capsys):
    assert main(["export", "cross-entropy", "--to", "numpy", "-o", str(tmp_path / "no" / "x.py")]) == 2
    assert "No such file" in capsys.readouterr().err
