"""A command that works within the limits of a text: in a child of its own process, which can be killed."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from threading import Timer
from typing import NoReturn

from derivations.worker.limits import SECONDS_TO_WORK, confine
from derivations.worker.process import Stopped

AT_LEAST = 2.0
"""Seconds to work even where the start of the command took long."""
Answer = tuple[int, str]


def confined(answer: Callable[[], Answer]) -> Answer:
    """The exit code of a command and what it prints; `Stopped` where it exceeds its limits."""
    if not hasattr(os, "fork"):
        return answer()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        speak(answer, writing)
    os.close(writing)
    clock = Timer(max(SECONDS_TO_WORK - time.process_time(), AT_LEAST), os.kill, (child, signal.SIGKILL))
    clock.start()
    with open(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    ran_out = not clock.is_alive()
    clock.cancel()
    os.waitpid(child, 0)
    return understood(said, ran_out)


def speak(answer: Callable[[], Answer], writing: int) -> NoReturn:
    """Answer into a pipe from within the limits, and end without a trace."""
    try:
        confine()
        with open(writing, "w", encoding="utf-8") as pipe:
            try:
                json.dump(answer(), pipe)
            except LookupError as problem:
                json.dump([None, str(problem.args[0])], pipe)
    finally:
        os._exit(0)


def understood(said: str, ran_out: bool) -> Answer:
    """What a child said, or why it did not come to its end."""
    if not said:
        raise Stopped("time" if ran_out else "broken off")
    code, text = json.loads(said)
    if code is None:
        raise LookupError(text)
    return int(code), str(text)
