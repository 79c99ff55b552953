"""How those who train at once share the time."""

from time import perf_counter

import pytest

from derivations.nets import preset
from pages.parts.training import lab as laboratory
from pages.parts.training.lab import BUDGET, RECENT, fair_share, lab_for


@pytest.fixture
def ticks(monkeypatch):
    """Nobody has trained yet, and the clock stands until it is set."""
    clock = [perf_counter()]
    monkeypatch.setattr(laboratory, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(laboratory, "_last_tick", type(laboratory._last_tick)())
    return clock


def labs(count: int):
    return [lab_for((preset("circles").settings,), None) for _ in range(count)]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_whoever_trains_at_once_gets_an_equal_part_of_one_budget(ticks, count):
    together = labs(count)
    for lab in together:
        fair_share(lab)
    assert [fair_share(lab) for lab in together] == [BUDGET / count] * count


def test_ticking_often_does_not_count_twice(ticks):
    (alone,) = labs(1)
    assert [fair_share(alone) for _ in range(3)] == [BUDGET] * 3


def test_whoever_paused_gives_its_part_back(ticks):
    stays, pauses = labs(2)
    fair_share(pauses)
    assert fair_share(stays) == BUDGET / 2
    ticks[0] += RECENT
    assert fair_share(stays) == BUDGET


def test_whoever_left_gives_its_part_back_at_once(ticks):
    together = labs(2)
    for lab in together:
        fair_share(lab)
    del lab, together[1]
    assert fair_share(together[0]) == BUDGET
