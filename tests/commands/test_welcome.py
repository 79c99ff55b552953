"""What a newcomer is told is true: every command of it runs."""

import os
import re
import shlex
import subprocess
import sys

import pytest

from derivations.commands import COMMANDS, WELCOME, main
from tests.conftest import ROOT

TOLD = re.findall(r"python -m derivations (.+?)(?:   .*)?$", WELCOME, re.MULTILINE)
OWN = "\n".join(re.findall(r"^  ((?:let|claim|=|derive) .*)$", WELCOME, re.MULTILINE))


@pytest.mark.parametrize("words", [[], ["--help"]], ids=["nothing", "--help"])
def test_a_newcomer_learns_every_command(words, capsys):
    with pytest.raises(SystemExit, match="0"):
        sys.exit(main(words))
    said = capsys.readouterr().out
    assert all(re.search(rf"\b{name}\b", said) for name in COMMANDS)


@pytest.mark.parametrize("told", [told for told in TOLD if told != "app"])
def test_what_is_told_runs(told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.gw").write_text(OWN, encoding="utf-8")
    assert main(shlex.split(told)) == 0
    assert capsys.readouterr().out or list(tmp_path.glob("*.ipynb"))


def test_every_command_but_help_is_told():
    assert {told.split()[0] for told in TOLD} == set(COMMANDS)


def test_an_unknown_command_is_answered_with_those_there_are(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["lst"])
    assert "'list'" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_trouble():
    command = [sys.executable, "-m", "derivations", "list"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as listing:
        listing.stdout.close()
        assert listing.stderr.read() == b""
    assert listing.returncode == 0


def test_formulas_go_into_a_file_on_a_machine_of_another_habit():
    command = [sys.executable, "-m", "derivations", "list"]
    other = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=other, capture_output=True, check=True)
    assert "‖w‖²" in done.stdout.decode("utf-8")
