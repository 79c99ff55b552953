"""The process that reads a person's text: a request a line on its input, answers a line each on its output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb
from typing import Any

from derivations.worker import limits
from derivations.worker.tasks import TASKS

FIRST = "let z : vector n\nlet p = softmax(z)\nclaim \\frac{\\partial p_k}{\\partial z_i}\n= p_i (\\delta_{ki} - p_k)"
ROOT = Path(__file__).parents[2]
IN_THE_END = 1
"""Seconds that the one who asks has for ending this process before it ends by itself."""


def main() -> None:
    """Answer one request after another until there are no more, or until too little memory is left."""
    limits.confine()
    for _ in TASKS["check"](FIRST, []):
        pass  # what is needed for the first time is loaded before anyone waits for it
    say({"event": "ready"})
    for request in sys.stdin:
        limits.end_after(limits.SECONDS + IN_THE_END)
        for answer in answers(json.loads(request)):
            say(answer)
        limits.end_after(0)
        full = limits.is_nearly_full()
        say({"event": "end", "full": full})
        if full:
            return


def answers(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a task has to say; a failure with the place in our own lines where it came about."""
    try:
        yield from TASKS[request["task"]](**request["given"])
    except MemoryError:
        os._exit(1)
    except Exception as failure:
        yield {"event": "failed", "cause": f"{type(failure).__name__} in {place_of(failure)}"}


def place_of(failure: Exception) -> str:
    """The last of our own lines on the way to a failure."""
    ours = [f for f in extract_tb(failure.__traceback__) if Path(f.filename).is_relative_to(ROOT)]
    return f"{Path(ours[-1].filename).relative_to(ROOT)}, line {ours[-1].lineno}" if ours else "a library"


def say(answer: dict[str, Any]) -> None:
    """One line of JSON."""
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
