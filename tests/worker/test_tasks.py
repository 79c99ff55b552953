"""What the process that reads texts answers, and that it answers whatever it is given."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from derivations.check.checking import findings
from derivations.language import read_sheet
from derivations.worker.answers import as_finding, as_rows
from derivations.worker.pool import Pool
from derivations.worker.process import Stopped
from derivations.worksheets import worksheets
from tests.bench.hostile import BAD, outcome

HOSTILE = [
    "",
    "\x00\ud800" * 10,
    "x" * 1_000_000,
    "let x : scalar\nclaim x\n= 9^{9^{9^{9^9}}}",
    "let x : vector 1000000000\nclaim x\n= x",
    "claim " + "(" * 5_000,
    "claim __import__('os').system('touch /tmp/no')",
    "let x : scalar\nclaim " + "+".join(["x"] * 900) + "\n= x",
    "let A : matrix 9999 9999\nclaim \\frac{\\partial}{\\partial A} tr(A A A)\n= 3 A A",
    "let x : scalar\nclaim " + "\\exp(" * 24 + "x" + ")" * 24 + "\n= x",
    "let x : scalar\nlet f = (1+x)^{64}\nlet g = f^{64}\nclaim dg/dx\n= 4096 (1+x)^{4095}",
]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    started = Pool(1)
    yield started
    started.close()


@pytest.mark.parametrize("text", worksheets().values(), ids=list(worksheets()))
def test_a_sheet_is_judged_as_it_is_in_process(pool, text):
    first, *said = pool.ask("check", text=text, inks=[]).result()
    judged = [row for row in as_rows(first) if row.is_judged]
    expected = list(findings(read_sheet(text)))
    found = [as_finding(answer) for answer in said]
    assert [f.as_data for f in found] == [f.as_data for f in expected]
    assert [row.number for row in judged] == [f.line for f in expected]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("task", ["check", "names", "derive"])
def test_whatever_is_given_gets_an_answer_or_a_sentence(pool, task, text):
    job = pool.ask(task, text=text + "\nderive x" * (task == "derive"), inks=[])
    assert job.result() or job.trouble or not text.strip()
    assert not Path("/tmp/no").exists()


@settings(max_examples=40, deadline=None)
@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
        lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    ),
    some.sampled_from([as_rows, as_finding]),
)
def test_only_what_is_as_it_should_be_is_believed(value, read):
    answer = {"event": "finding", "rows": [value], "line": value, "text": "", "verdict": value, "note": ""}
    with suppress(Stopped):
        read(answer)


def test_a_derivation_comes_line_by_line_with_its_numbers(pool):
    text = "let x : vector n\nlet J = \\|x\\|^2\nderive \\frac{\\partial J}{\\partial x}"
    events = [answer["event"] for answer in pool.ask("derive", text=text, inks=[]).result()]
    assert events[0] == "head"
    assert events[-2:] == ["close", "needs"]
    assert set(events[1:-2]) == {"step"}
    [begin] = pool.ask("start", text=text, lengths={"n": 4}).result()
    [found] = pool.ask("evaluate", text=text, values=begin["values"]).result()
    doubled = [2 * value for value in begin["values"]["x"]]
    assert found["lines"][-1] == pytest.approx(doubled)
    assert found["by_differences"] == pytest.approx(doubled, rel=1e-6)


@pytest.mark.parametrize("right", [0, 1, 2])
def test_a_chain_goes_on_from_its_last_right_line(pool, right):
    text = next(iter(worksheets().values()))
    answers = pool.ask("go on", text=text, chain=0, right=right, inks=[]).result()
    assert answers[0]["event"] == "head"
    steps = [answer for answer in answers if answer["event"] == "step"]
    if right < 2:  # the second line is wrong, and so is all that follows from it
        assert steps[-1]["text"] == "p_i − y_i"
    assert all(step["verdict"] == "proved" for step in steps)


@pytest.mark.parametrize(
    ("task", "given"),
    [
        ("start", {"lengths": {}}),
        ("start", {"lengths": {"n": 10**9}}),
        ("evaluate", {"values": {}}),
        ("evaluate", {"values": {"x": "1"}}),
        ("evaluate", {"values": {"x": [[1, 2]]}}),
        ("evaluate", {"values": {"x": None}}),
    ],
)
def test_numbers_that_do_not_fit_are_said_not_to(pool, task, given):
    text = "let x : vector n\nlet J = \\|x\\|^2\nderive \\frac{\\partial J}{\\partial x}"
    assert pool.ask(task, text=text, **given).result() == [{"event": "unfit"}]


def test_a_chain_that_is_not_there_does_not_go_on(pool):
    text = next(iter(worksheets().values()))
    for place in ({"chain": 7, "right": 0}, {"chain": 0, "right": 99}, {"chain": 0, "right": -1}):
        assert pool.ask("go on", text=text, inks=[], **place).result() == [{"event": "problem", "problem": None}]


def test_a_small_part_of_the_hostile_texts_is_answered(pool):
    numbers = range(10_000, 10_060)
    outcomes = [outcome(pool, "tests", "/tmp/canary of the tests", number) for number in numbers]
    assert {each.word for each in outcomes}.isdisjoint(BAD)
    assert not Path("/tmp/canary of the tests").exists()
