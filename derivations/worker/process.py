"""One process that reads texts, seen from outside: asked, listened to, and killed when it takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any, Literal

from derivations.worker.limits import MEGABYTES, SECONDS, SECONDS_TO_WORK

ROOT = Path(__file__).parents[2]
LONGEST_ANSWER = 2_000_000
"""characters of one line"""
MOST_ANSWERS = 5_000
"""lines to one request"""
START_SECONDS = 60
NEEDED = ("PATH", "PYTHONPATH", "LANG", "SYSTEMROOT", "TEMP", "TMPDIR")
"""All that the process gets to know of the server's surroundings."""
SINGLE_THREADED = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

COMMAND = (sys.executable, "-m", "derivations.worker")

Reason = Literal["time", "broken off", "garbled", "failed"]
SENTENCES: dict[Reason, str] = {
    "time": f"This was stopped: it takes more than the {SECONDS} seconds that a sheet may have; what was found stands.",
    "broken off": f"This was stopped: it needs more than the {MEGABYTES} MB that a sheet may have.",
    "garbled": "The answer could not be understood, so it is not shown.",
    "failed": "Something in this sheet goes beyond what can be worked out here; what was found until then stands.",
}


class Stopped(RuntimeError):
    """A request came to no end of its own."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(SENTENCES[reason])
        self.reason = reason


class Process:
    """A running process; after `Stopped` it is gone for good."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self.is_fit = True
        self._is_ready = False
        self._ran_out = False
        self._running = subprocess.Popen(
            command,
            cwd=ROOT,
            env={name: os.environ[name] for name in NEEDED if name in os.environ} | SINGLE_THREADED,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    @property
    def number(self) -> int:
        """The number by which the system knows the process."""
        return self._running.pid

    def ask(self, task: str, given: dict[str, Any], seconds: float = SECONDS_TO_WORK) -> Iterator[dict[str, Any]]:
        """The answers to a request as they come; `Stopped` where it exceeds its limits or breaks off."""
        clock = Timer(seconds, self._run_out)
        try:
            # The start of the process is not held against the text.
            self.wait_until_ready()
            clock.start()
            self._send({"task": task, "given": given})
            yield from self._answers()
        except BaseException:
            self.kill()
            raise
        finally:
            clock.cancel()

    def wait_until_ready(self) -> None:
        """Return once the process has imported what it needs."""
        if self._is_ready:
            return
        clock = Timer(START_SECONDS, self._run_out)
        clock.start()
        try:
            self._is_ready = self._heard().get("event") == "ready"
        finally:
            clock.cancel()

    def kill(self) -> None:
        """End the process now."""
        self.is_fit = False
        self._running.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _run_out(self) -> None:
        self._ran_out = True
        self.is_fit = False
        self._running.kill()

    def _send(self, request: dict[str, Any]) -> None:
        assert self._running.stdin is not None
        try:
            self._running.stdin.write(json.dumps(request) + "\n")
            self._running.stdin.flush()
        except (OSError, ValueError):
            raise Stopped("broken off") from None

    def _answers(self) -> Iterator[dict[str, Any]]:
        for _ in range(MOST_ANSWERS):
            answer = self._heard()
            if answer.get("event") == "end":
                self.is_fit = self.is_fit and answer.get("full") is False
                return
            yield answer
        raise Stopped("garbled")

    def _heard(self) -> dict[str, Any]:
        assert self._running.stdout is not None
        try:
            line = self._running.stdout.readline(LONGEST_ANSWER)
        except (UnicodeDecodeError, ValueError):
            raise Stopped("garbled") from None
        if not line:
            raise Stopped("time" if self._ran_out else "broken off")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            raise Stopped("garbled") from None
        if not isinstance(answer, dict):
            raise Stopped("garbled")
        return answer
