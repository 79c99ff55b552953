"""Hostile texts through the processes that read them: `python tests/bench/hostile.py --count 100000 --seed 1`.

Text number k of a seed is always the same, so that a long run can be made in pieces (`--first 20000 --count 20000`).
"""

from __future__ import annotations

import logging
import resource
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[2]))

from derivations.worker.answers import as_finding, as_names, as_rows
from derivations.worker.limited import FAILED
from derivations.worker.pool import Job, Pool
from derivations.worker.process import Stopped
from tests.worker.hostile_texts import hostile

TASKS = {"check": 8, "names": 1, "derive": 2, "go on": 1, "start": 0.5, "evaluate": 0.5}
VALUES = [{}, {"x": 1e308}, {"x": "1"}, {"z": [[1]], "n": -1}, {"x": [0] * 5000}, {"z": [1e-320, 1, 2]}, {"W": None}]
LENGTHS = [{}, {"n": 10**9}, {"n": 0}, {"n": -1, "m": 2}, {"n": 3000, "m": 3000}, {"n": 3, "m": 2}]
BAD = ("failed", "garbled", "no answer")
"""Outcomes that a person should never meet."""


@dataclass(frozen=True)
class Outcome:
    """What became of a text."""

    number: int
    sort: str
    task: str
    word: str
    seconds: float


def asked(pool: Pool, chance: Random, canary: str) -> tuple[str, str, Job]:
    """A text given to a task: its sort, the task, the job."""
    sort, text = hostile(chance, canary)
    task = chance.choices(list(TASKS), list(TASKS.values()))[0]
    given = {
        "go on": {"chain": chance.randint(0, 1), "right": chance.randint(0, 2), "inks": []},
        "start": {"lengths": chance.choice(LENGTHS)},
        "evaluate": {"values": chance.choice(VALUES)},
    }.get(task, {"inks": [["variable", "#000000"]]})
    if task not in ("check", "names", "go on"):
        text += chance.choice(["", "\nderive J wrt z", "\nderive dJ/dz", "\nderive \\frac{\\partial f}{\\partial x}"])
    return sort, task, pool.ask(task, text=text, **given)


def outcome(pool: Pool, seed: str, canary: str, number: int) -> Outcome:
    """Ask for the text of a number, and see what becomes of it."""
    start = monotonic()
    sort, task, job = asked(pool, Random(f"{seed}/{number}"), canary)
    word = word_for(job)
    return Outcome(number, sort, task, word, monotonic() - start)


def word_for(job: Job) -> str:
    """What a page or a command would have to show."""
    try:
        answers = job.result()
        rows = [row for answer in answers if answer["event"] == "sheet" for row in as_rows(answer)]
        found = [as_finding(answer) for answer in answers if answer["event"] == "finding"]
        for answer in answers:
            if answer["event"] == "names":
                as_names(answer)
    except Stopped:
        return "garbled"
    if job.trouble:
        return "failed" if job.trouble == FAILED else stopped(job.trouble)
    if job.task in ("go on", "start", "evaluate", "derive"):
        return "answered" if answers else "nothing to answer"
    if not answers:
        return "no answer"
    if any(finding.verdict != "unreadable" for finding in found):
        return "judged"
    return "a sentence on each line" if any(row.problem for row in rows) else "read"


def stopped(trouble: str) -> str:
    words = {"time": "stopped: time", "broken off": "stopped: memory", "garbled": "garbled"}
    return next((word for reason, word in words.items() if str(Stopped(reason)) == trouble), trouble)


def outcomes(seed: str, numbers: range, processes: int, canary: str) -> Iterator[Outcome]:
    """What becomes of each text, as many at a time as there are processes."""
    pool = Pool(processes)
    try:
        with ThreadPoolExecutor(processes) as asking:
            yield from asking.map(partial(outcome, pool, seed, canary), numbers)
    finally:
        pool.close()


class Causes(logging.Handler):
    """What failed inside, counted."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.counted[record.getMessage()] += 1


def table(found: list[Outcome]) -> str:
    """Counts by sort and outcome."""
    counts = Counter((each.sort, each.word) for each in found) + Counter(("all", each.word) for each in found)
    words = sorted({word for _, word in counts})
    sorts = [*sorted({each.sort for each in found}), "all"]
    rows = [" ".join(f"{counts[sort, word]:>{max(len(word), 6)}}" for word in words) for sort in sorts]
    head = " " * 11 + " ".join(f"{word:>6}" for word in words)
    return "\n".join([head, *(f"{sort:>10} {row}" for sort, row in zip(sorts, rows, strict=True))])


def main() -> int:
    """Print counts by outcome, the slowest, the largest memory; 1 where a text was answered by an error."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    causes = Causes()
    logging.getLogger("derivations.worker").addHandler(causes)
    with TemporaryDirectory() as folder:
        numbers = range(given.first, given.first + given.count)
        start = monotonic()
        found = list(outcomes(given.seed, numbers, given.processes, f"{folder}/canary"))
        seconds = monotonic() - start
        left_behind = len(list(Path(folder).iterdir()))
    print(table(found))
    for each in sorted(found, key=lambda each: -each.seconds)[:5]:
        print(f"slow: {each.seconds:.2f} s  {each.word}  ({each.sort}, {each.task}, number {each.number})")
    for each in [each for each in found if each.word in (*BAD, "stopped: memory")][:40]:
        print(f"{each.word}  ({each.sort}, {each.task}, number {each.number})")
    for cause, count in causes.counted.most_common():
        print(f"{count:>6} × {cause}")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10
    print(f"{len(found)} texts of seed {given.seed} in {seconds:.0f} s")
    print(f"largest memory {largest:.0f} MB; files left behind: {left_behind}")
    return int(left_behind > 0 or any(each.word in BAD for each in found))


if __name__ == "__main__":
    sys.exit(main())
