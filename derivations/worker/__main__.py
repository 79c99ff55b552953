"""The process that reads a person's text: a request a line on its input, answers a line each on its output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from derivations.worker import limits
from derivations.worker.tasks import TASKS

FIRST = "let z : vector n\nlet p = softmax(z)\nclaim \\frac{\\partial p_k}{\\partial z_i}\n= p_i (\\delta_{ki} - p_k)"
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
    """What a task has to say, a failure as a sentence."""
    try:
        yield from TASKS[request["task"]](**request["given"])
    except MemoryError:
        os._exit(1)
    except (ValueError, ArithmeticError, LookupError, TypeError, RuntimeError, AttributeError, NotImplementedError):
        yield {"event": "failed"}


def say(answer: dict[str, Any]) -> None:
    """One line of JSON."""
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
