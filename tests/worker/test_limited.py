"""What the command line says of files, whatever is in them."""

import json
import random
import time

import pytest

from derivations.commands import main
from derivations.worker.limits import SECONDS
from tests.worker.hostile_texts import PRELUDE, SORTS, hostile

TOWERS = [f"= {'(1+x)^{' * 14}{top}{'}' * 14}\n" for top in range(2, 24)]
ENDLESS = PRELUDE + "claim x\n= x\n" + "".join(TOWERS)
START_SECONDS = 6
"""A busy machine's patience with the start of Python and of one process."""


def report(capsys, *files) -> tuple[int, list[dict]]:
    code = main(["check", "--json", *map(str, files)])
    return code, json.loads(capsys.readouterr().out)


def test_what_takes_too_long_is_undecided_and_the_rest_stands(capsys, tmp_path):
    file = tmp_path / "endless.gw"
    file.write_text(ENDLESS)
    start = time.monotonic()
    code, [said] = report(capsys, file)
    assert time.monotonic() - start < SECONDS + START_SECONDS
    verdicts = [line["verdict"] for line in said["lines"]]
    assert (verdicts[0], verdicts[-1], len(verdicts)) == ("right", "undecided", 1 + len(TOWERS))
    assert "5 seconds" in said["lines"][-1]["note"]
    assert code == (1 if "wrong" in verdicts else 2)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"x" * 3_000_000, "bytes"),
        (b"claim " + b"z" * 1_000_000, "characters"),
        (b"\xff\xfe\x00claim \x80", ""),
        (b"let x : vector 1000000000\nclaim x\n= x", "1 to 10000"),
    ],
)
def test_a_file_that_is_no_sheet_gets_a_sentence(capsys, tmp_path, content, word):
    file = tmp_path / "no sheet.gw"
    file.write_bytes(content)
    code, [said] = report(capsys, file)
    assert code == 2
    assert any(word in line["note"] for line in said["lines"])
    assert {line["verdict"] for line in said["lines"]} <= {"unreadable", "undecided"}


def test_hostile_files_get_a_report_each_and_leave_nothing_behind(capsys, tmp_path):
    chance = random.Random(7)
    files, canary = [], tmp_path / "canary"
    for number in range(24):
        sort, text = hostile(chance, str(canary))
        files.append(tmp_path / f"{number}.gw")
        files[-1].write_text(text, encoding="utf-8", errors="replace")
        assert sort in SORTS
    _code, said = report(capsys, *files)
    assert [each["file"] for each in said] == list(map(str, files))
    assert not canary.exists()


def test_files_that_are_not_there_stand_between_those_that_are(capsys, tmp_path):
    there, missing = tmp_path / "a.gw", tmp_path / "b.gw"
    there.write_text("let x : scalar\nclaim x + x\n= 2 x")
    code, said = report(capsys, there, missing, there)
    assert [each["lines"][0]["verdict"] for each in said] == ["right", "unreadable", "right"]
    assert code == 2
