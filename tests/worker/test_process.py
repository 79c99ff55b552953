"""What becomes of a process that misbehaves, and of the one who asked it."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from derivations.worker.pool import Pool
from derivations.worker.process import Process, Stopped

UNRULY = (sys.executable, str(Path(__file__).parent / "unruly.py"))


@pytest.fixture
def process(monkeypatch) -> Iterator[Process]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    started = Process(UNRULY)
    yield started
    started.kill()


@pytest.fixture
def pool(monkeypatch) -> Iterator[Pool]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    started = Pool(2, partial(Process, UNRULY))
    yield started
    started.close()


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("endless", "time"),
        ("asleep", "time"),
        ("greedy", "broken off"),
        ("crash", "broken off"),
        ("flood", "garbled"),
        ("long_line", "garbled"),
        ("no_text", "garbled"),
        ("no json", "garbled"),
        ("no object", "garbled"),
        ("deep", "garbled"),
        ("huge number", "garbled"),
    ],
)
def test_what_misbehaves_is_stopped_and_gone(process, deed, reason):
    with pytest.raises(Stopped) as stopped:
        list(process.ask(deed, {}, seconds=2 if reason == "time" else 60))
    assert stopped.value.reason == reason
    assert not process.is_fit
    with pytest.raises(Stopped):
        list(process.ask("anything", {}))


def test_the_system_ends_a_process_that_nobody_kills(process):
    with pytest.raises(Stopped) as stopped:
        list(process.ask("endless", {"alarm": 1}, seconds=60))
    assert stopped.value.reason == "broken off"


def test_no_file_is_written(process, tmp_path):
    list(process.ask("write", {"file": str(tmp_path / "trace")}))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) == 0


def test_what_was_said_before_the_end_is_kept(pool):
    job = pool.ask("crash")
    assert job.result() == [{"event": "before"}]
    assert "MB" in job.trouble


def test_a_killed_process_is_replaced(pool):
    before = pool.processes
    assert pool.ask("crash").result()
    assert pool.ask("well behaved").result() == []
    after = pool.processes
    assert len(after) == len(before)
    assert after != before


def test_others_are_answered_meanwhile(pool):
    sleeping = pool.ask("asleep")
    assert next(answer for answer in sleeping.stream() if answer) == {"event": "awake"}
    for number in range(5):
        assert pool.ask("well behaved", number=number).result() == []
    assert not sleeping.is_done


def test_the_same_question_is_asked_once(pool):
    assert pool.ask("well behaved", text="a") is pool.ask("well behaved", text="a")
    assert pool.ask("well behaved", text="a") is not pool.ask("well behaved", text="b")


def test_more_than_can_wait_are_sent_away(pool):
    jobs = [pool.ask("asleep", number=number) for number in range(200)]
    assert any("try again" in job.trouble for job in jobs)
