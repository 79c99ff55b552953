"""Many texts without a server, each within its limits: what the command line asks of the processes that read texts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from derivations.worker.limits import SECONDS_TO_WORK
from derivations.worker.process import COMMAND, Process, Stopped

MANY = 4
"""Texts from which it pays to start one more process."""
AT_LEAST = 2.0
"""Seconds that a text has even where its process took long to start."""
FAILED = "Something here goes beyond what can be worked out; what was found until then stands."


class Reply(NamedTuple):
    """The answers to a text, and why there are no more of them."""

    answers: tuple[dict[str, Any], ...]
    trouble: str = ""


Replies = Generator[Reply, None, None]


def limited(task: str, texts: Sequence[str], **given: Any) -> Replies:
    """What a task says of each text, in order, on all cores where there are many; the processes start at once."""
    count = min(len(texts), max(1, min(os.cpu_count() or 1, len(texts) // MANY)))
    idle: SimpleQueue[Process] = SimpleQueue()
    for _ in range(count):
        idle.put(Process((*COMMAND, task)))
    return replies(idle, count, partial(reply, idle, task, given), texts)


def replies(
    idle: SimpleQueue[Process], count: int, answer: Callable[[str], Reply], texts: Sequence[str]
) -> Replies:
    """The reply to each text; then the processes are ended."""
    from concurrent.futures import ThreadPoolExecutor  # loaded while the processes load what they need

    try:
        with ThreadPoolExecutor(count) as readers:
            yield from readers.map(answer, texts)
    finally:
        with suppress(Empty):
            while True:
                idle.get_nowait().kill()


def reply(idle: SimpleQueue[Process], task: str, given: dict[str, Any], text: str) -> Reply:
    """The reply of one of the idle processes, which is replaced if that was its last."""
    process, begun, answers, trouble = idle.get(), time.monotonic(), list[dict[str, Any]](), ""
    try:
        process.wait_until_ready()
        left = SECONDS_TO_WORK - (time.monotonic() - begun)
        for answer in process.ask(task, {"text": text, **given}, max(left, AT_LEAST)):
            answers.append(answer)
    except Stopped as stopped:
        trouble = str(stopped)
    finally:
        if not process.is_fit:
            process.kill()
            process = Process((*COMMAND, task))
        idle.put(process)
    has_failed = any(answer.get("event") == "failed" for answer in answers)
    return Reply(tuple(answers), FAILED if has_failed else trouble)
