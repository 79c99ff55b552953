"""What the README says of exports and of one's own derivation holds, line by line."""

import doctest
import re
import shlex

import pytest

from derivations.commands import main, parser
from derivations.export.formats import FORMATS
from tests.conftest import ROOT
from tests.export.running import errors, run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """A section of the README."""
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def commands(title: str) -> list[list[str]]:
    """The commands of a section, as words."""
    lines = re.findall(r"^python -m derivations (.*)$", section(title), re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


def test_ones_own_derivation_is_built_as_the_readme_says():
    text = re.sub(r"^```.*$", "", section("Write your own derivation"), flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    complaints: list[str] = []
    assert len(test.examples) > 15
    assert not runner.run(test, out=complaints.append).failed, "".join(complaints)


@pytest.mark.parametrize("words", commands("Take it away"), ids=" ".join)
def test_every_command_of_the_readme_is_one(words):
    given = parser().parse_args(words)
    assert given.to in FORMATS


def test_the_section_names_every_format():
    assert all(name in section("Take it away") for name in FORMATS)


def test_a_command_of_the_readme_makes_a_module_that_checks_itself(capsys):
    [words] = [words for words in commands("Take it away") if "numpy" in words]
    assert main(words) == 0
    assert max(errors(run(capsys.readouterr().out)[1])) < 1e-8
