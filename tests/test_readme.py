"""What the README says holds: its commands run, its examples give what they show, and its documents are followed."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from derivations.commands import main, parser
from derivations.export.formats import FORMATS
from pages.parts.frame import pages
from tests.conftest import ROOT
from tests.export.running import errors, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
OWN = "Write your own derivation"


def section(title: str) -> str:
    """A section of the README."""
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def blocks(title: str, language: str) -> list[str]:
    """The blocks of a language in a section."""
    return re.findall(rf"^```{language}\n(.*?)^```$", section(title), re.MULTILINE | re.DOTALL)


def commands(title: str) -> list[list[str]]:
    """The commands of a section, as words."""
    lines = re.findall(r"^python -m derivations (.*)$", section(title), re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


def test_the_library_in_ten_lines():
    [text] = blocks("The library in ten lines", "python")
    test = doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)
    complaints: list[str] = []
    assert len(test.examples) > 5
    assert not doctest.DocTestRunner().run(test, out=complaints.append).failed, "".join(complaints)


COMMANDS = [words for title in ("The command line", "Take it away", "Serve a class") for words in commands(title)]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_one(words):
    assert parser().parse_args(words).run


def test_every_command_and_every_format_is_shown():
    assert {words[0] for words in COMMANDS} == {"app", "list", "show", "verify", "check", "derive", "export"}
    assert all(name in section("Take it away") for name in FORMATS)


def test_an_exported_module_checks_itself(capsys):
    [words] = [words for words in commands("Take it away") if "numpy" in words]
    assert main(words) == 0
    assert max(errors(run(capsys.readouterr().out)[1])) < 1e-8


@pytest.mark.parametrize("command", ["check", "derive"])
def test_the_worksheet_is_right(command, tmp_path, capsys):
    file = tmp_path / "sheet.gw"
    file.write_text(blocks("Write a worksheet", "text")[0], encoding="utf-8")
    assert main([command, str(file)]) == 0
    assert capsys.readouterr().out


def test_every_page_is_on_the_tour():
    told = re.findall(r"^- \*\*(\w+)\*\*", section("A tour of the pages"), re.MULTILINE)
    assert told == [name for _, name in pages()]


def test_the_picture_is_there_and_small():
    for picture in re.findall(r"!\[.+?\]\((.+?)\)", README):
        assert 10_000 < (ROOT / picture).stat().st_size < 200_000


def test_what_measures_is_there():
    for place in re.findall(r"python (tests/bench/[\w/.]+)", section("Measured")):
        assert (ROOT / place).is_file() or (ROOT / place / "__main__.py").is_file(), place


def test_what_is_run_before_work_lands_is_the_test_command():
    found = README.split("<!-- the test command -->\n```sh\n", 1)[1].split("\n```", 1)[0]
    assert all(f".venv/bin/{tool}" in found for tool in ("pip install", "ruff check", "mypy", "pytest"))


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The library with the file that the README has one write."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "derivations", folder / "derivations", ignore=shutil.ignore_patterns("__pycache__"))
    file = re.search(r"This is `(.+?)`", section(OWN))[1]
    [source] = blocks(OWN, "python")
    (folder / file).write_text(source, encoding="utf-8")
    return folder


TOLD = re.findall(r"^\$ python (.+)\n((?:(?!\$ ).*\n)*)", "\n".join(blocks(OWN, "text")), re.MULTILINE)


@pytest.mark.parametrize(("command", "printed"), TOLD, ids=[command for command, _ in TOLD])
def test_ones_own_derivation_is_made_as_the_readme_says(command, printed, copy):
    surroundings = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ""}
    done = subprocess.run(
        [sys.executable, *shlex.split(command)], cwd=copy, env=surroundings, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert without_rounding(done.stdout) == without_rounding(printed)


def without_rounding(printed: str) -> str:
    """What was printed, but for an error's size and blank lines at the end."""
    return re.sub(r"\d\.\de-1\d", "", printed).rstrip()
