"""A command in a child that can be killed: what it says, and what becomes of it."""

import os
import signal
import time

import pytest

from derivations.commands import main
from derivations.worker.confined import confined
from derivations.worker.process import Stopped

SQUARE = "let x : vector n\nlet J = \\|x\\|^2\nderive \\frac{\\partial J}{\\partial x}\n"


def endless() -> tuple[int, str]:
    while True:
        time.sleep(0.01)


def greedy() -> tuple[int, str]:
    return 0, str(len(bytearray(2**30)))


def crash() -> tuple[int, str]:
    os.kill(os.getpid(), signal.SIGKILL)


def nothing_found() -> tuple[int, str]:
    raise LookupError("There is no such thing.")


def test_an_answer_comes_through():
    assert confined(lambda: (3, "σ ✓\n")) == (3, "σ ✓\n")


@pytest.mark.parametrize(("deed", "word"), [(endless, "5 seconds"), (greedy, "512 MB"), (crash, "512 MB")])
def test_what_exceeds_its_limits_is_stopped(monkeypatch, deed, word):
    monkeypatch.setattr("derivations.worker.confined.AT_LEAST", 0.5)
    monkeypatch.setattr("derivations.worker.confined.SECONDS_TO_WORK", 0.5)
    with pytest.raises(Stopped, match=word):
        confined(deed)


def test_what_is_not_found_is_said_by_the_parent():
    with pytest.raises(LookupError, match="no such thing"):
        confined(nothing_found)


def test_the_child_writes_no_file(tmp_path):
    file = tmp_path / "trace"
    with pytest.raises(Stopped):
        confined(lambda: (file.write_text("x" * 100_000), "") and (0, ""))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == 0


@pytest.mark.parametrize("arguments", [["derive"], ["derive", "--json"], ["export", "--to", "numpy"]])
def test_commands_answer_on_hostile_files(capsys, tmp_path, arguments):
    for place, text in enumerate([SQUARE, "derive " + "(" * 5_000, "x" * 1_000_000, "", "derive 9^{9^9}"]):
        file = tmp_path / f"{place}.gw"
        file.write_text(text)
        code = main([*arguments, str(file)])
        said = capsys.readouterr()
        assert said.out or said.err
        assert (code == 0) == (place == 0)
