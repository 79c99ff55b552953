"""Several processes that read texts, one to spare; each request becomes a job whose answers come as they are found."""

from __future__ import annotations

import atexit
import json
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from threading import Condition, Lock
from typing import Any

from derivations.worker.limited import FAILED
from derivations.worker.process import Process, Stopped

Answer = dict[str, Any]
log = logging.getLogger(__name__)

KEPT = 128
"""Jobs whose answers are kept for whoever asks the same again."""
MOST_WAITING = 60
FORGOTTEN_SECONDS = 2.0
"""A job that nobody has looked at for so long is not begun any more."""
BUSY = "Many are asking at this moment; this one was not begun. Change something, or try again."


@dataclass
class Job:
    """A request under way: the answers so far, and whether and why it has ended."""

    task: str
    given: dict[str, Any]
    answers: list[Answer] = field(default_factory=list)
    is_done: bool = False
    trouble: str = ""
    looked_at: float = field(default_factory=time.monotonic)
    changed: Condition = field(default_factory=Condition, repr=False)

    def stream(self, tick: float = 0.1) -> Iterator[Answer | None]:
        """The answers as they come, and None whenever nothing has come for a moment."""
        place = 0
        while True:
            self.looked_at = time.monotonic()
            with self.changed:
                if place == len(self.answers) and not self.is_done:
                    self.changed.wait(tick)
                fresh, is_done = self.answers[place:], self.is_done
            if not fresh and is_done:
                return
            place += len(fresh)
            yield from fresh if fresh else (None,)

    def result(self) -> list[Answer]:
        """All answers, once there are no more to come."""
        return [answer for answer in self.stream() if answer is not None]

    @property
    def is_forgotten(self) -> bool:
        return time.monotonic() - self.looked_at > FORGOTTEN_SECONDS

    def add(self, answer: Answer) -> None:
        with self.changed:
            self.answers.append(answer)
            self.changed.notify_all()

    def end(self, trouble: str = "") -> None:
        with self.changed:
            self.trouble, self.is_done = trouble, True
            self.changed.notify_all()


class Pool:
    """Processes that take jobs; one that was killed is replaced by the spare, which waits with its imports done."""

    def __init__(self, processes: int | None = None, start: Callable[[], Process] = Process) -> None:
        count = processes or max(2, os.cpu_count() or 1)
        self._start = start
        self._is_closed = False
        self._lock = Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting = 0
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worksheets")
        self._idle = [start() for _ in range(count)]
        self._busy: set[Process] = set()
        self._last_texts: dict[int, str] = {}
        self._spare = start()

    def ask(self, task: str, **given: Any) -> Job:
        """The job that answers a request; the same one as before where the same was asked before."""
        name = json.dumps([task, given], sort_keys=True)
        with self._lock:
            job = self._jobs.get(name)
            if job is not None and job.trouble != BUSY:
                self._jobs.move_to_end(name)
                return job
            job = self._jobs[name] = Job(task, given)
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            if self._waiting >= MOST_WAITING:
                job.end(BUSY)
                return job
            self._waiting += 1
        self._threads.submit(self._run, job)
        return job

    def close(self) -> None:
        """End every process, whatever it is doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._is_closed = True
            running = (*self._idle, *self._busy, self._spare)
        for process in running:
            process.kill()

    @property
    def processes(self) -> frozenset[int]:
        """The numbers of the processes that work or wait for work."""
        with self._lock:
            return frozenset(process.number for process in (*self._idle, *self._busy))

    def _run(self, job: Job) -> None:
        with self._lock:
            self._waiting -= 1
        if job.is_forgotten:
            job.end(BUSY)
            return
        process = self._borrowed(job)
        trouble = ""
        try:
            for answer in process.ask(job.task, job.given):
                if answer.get("event") == "failed":
                    trouble = FAILED
                    log.warning("A text could not be worked out: %s.", str(answer.get("cause"))[:200])
                else:
                    job.add(answer)
        except Stopped as stopped:
            trouble = str(stopped)
        finally:
            job.end(trouble)
            self._returned(process)

    def _borrowed(self, job: Job) -> Process:
        """An idle process, if possible the one that has this text in mind."""
        text = job.given.get("text", "")
        with self._lock:
            knowing = [p for p in self._idle if self._last_texts.get(p.number) == text]
            process = (knowing or self._idle)[-1]
            self._idle.remove(process)
            self._busy.add(process)
            self._last_texts[process.number] = text
            return process

    def _returned(self, process: Process) -> None:
        """Put a process back, or the spare in its place."""
        with self._lock:
            self._busy.discard(process)
            if process.is_fit:
                self._idle.append(process)
                return
            self._last_texts.pop(process.number, None)
            if not self._is_closed:
                self._idle.append(self._spare)
                self._spare = self._start()
        process.kill()


@cache
def pool() -> Pool:
    """The pool of this server, started when it is first needed."""
    started = Pool()
    atexit.register(started.close)
    return started
