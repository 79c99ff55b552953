"""The process that reads a person's text: a request a line on its input, answers a line each on its output.

`python -m derivations.worker` is ready for every task, `python -m derivations.worker check` sooner for that one alone.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from typing import Any

from derivations.worker import limits
from derivations.worker.tasks import MODULES, task

FIRST = """\
let z : vector n
let p = softmax(z)
claim \\frac{\\partial p_k}{\\partial z_i}
= p_i (\\delta_{ki} - p_k)
= p_i p_k
"""
"""A sheet with a right and a wrong line, for practice."""
NEEDED_LATER = "derivations.check.mistakes"
ROOT = Path(__file__).parents[2]
IN_THE_END = 1
"""Seconds that the one who asks has for ending this process before it ends by itself."""


def main(tasks: Sequence[str]) -> None:
    """Answer one request after another until there are no more, or until too little memory is left."""
    prepare(tasks)
    limits.confine()
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


def prepare(tasks: Sequence[str]) -> None:
    """Load what some tasks need at once, or whatever is ever needed, before anyone waits for it."""
    gc.disable()  # nothing of what is loaded is ever thrown away, and to look through it takes long
    for name in tasks or MODULES:
        task(name)
    if not tasks or not is_compiled(NEEDED_LATER):
        for _ in task("check")(FIRST, []):
            pass  # what is needed for the first time is loaded
    gc.freeze()
    gc.enable()


def is_compiled(module: str) -> bool:
    """Whether a module has been loaded before, so that it loads fast; what is confined cannot keep it compiled."""
    spec = find_spec(module)
    return spec is not None and spec.cached is not None and Path(spec.cached).exists()


def answers(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a task has to say; a failure with the place in our own lines where it came about."""
    try:
        yield from task(request["task"])(**request["given"])
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
    main(sys.argv[1:])
