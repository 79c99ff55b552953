"""`derive` and `export` on worksheets: what they answer on any file, and that the command itself stays light."""

import json
import subprocess
import sys
import time

import pytest

from derivations.commands import export, main
from derivations.export.formats import FORMATS
from derivations.worker.limits import SECONDS

SQUARE = "let x : vector n\nlet J = \\|x\\|^2\nderive \\frac{\\partial J}{\\partial x}\n"
HOSTILE = ["derive " + "(" * 5_000, "x" * 1_000_000, "x" * 3_000_000, "", "derive 9^{9^9}", "\0\ufeff"]
TOWER = "let x : positive\nderive \\frac{d}{dx} " + "(1+x)^{" * 14 + "9" + "}" * 14 + "\n"
START_SECONDS = 4
"""A busy machine's patience with the start of Python and of one process."""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "sheet.gw"


@pytest.mark.parametrize("arguments", [["derive"], ["derive", "--json"], ["export", "--to", "numpy"]])
@pytest.mark.parametrize("text", [SQUARE, *HOSTILE], ids=lambda text: text[:12])
def test_every_file_is_answered(capsys, file, arguments, text):
    file.write_text(text)
    code = main([*arguments, str(file)])
    said = capsys.readouterr()
    assert said.out or said.err
    assert (code == 0) == (text == SQUARE)


def test_what_takes_too_long_is_stopped_and_the_rest_stands(capsys, file):
    file.write_text(SQUARE + TOWER + SQUARE)
    start = time.monotonic()
    main(["derive", "--json", str(file)])
    assert time.monotonic() - start < SECONDS + START_SECONDS
    made = json.loads(capsys.readouterr().out)
    assert len(made) == 3
    assert made[0]["result"] == "2x"


@pytest.mark.parametrize("command", [["derive"], ["check"], ["export", "--to", "jax"]])
def test_a_worksheet_is_worked_out_in_a_process_of_its_own(file, command):
    file.write_text(SQUARE)
    asked = f"import sys; from derivations.commands import main; main({[*command, str(file)]!r}); "
    done = subprocess.run(
        [sys.executable, "-c", asked + "sys.exit('sympy' in sys.modules or 'lark' in sys.modules)"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_file_that_is_not_there_is_said_to_be_so(capsys):
    assert main(["derive", "nowhere.gw"]) == 2
    assert "nowhere.gw: No such file" in capsys.readouterr().err


def test_the_formats_named_are_those_there_are():
    assert tuple(FORMATS) == export.FORMATS
