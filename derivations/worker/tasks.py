"""What can be asked of the process that reads texts; each task yields its answer piece by piece, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

Answer = dict[str, Any]
Answers = Iterator[Answer]
Task = Callable[..., Answers]

MODULES = {
    "check": "sheets",
    "names": "sheets",
    "go on": "derived",
    "derive": "derived",
    "start": "derived",
    "evaluate": "derived",
    "export": "files",
    "export checked": "files",
    "requests": "requests",
}
"""The tasks, and the modules that carry them out; one is imported when it is asked for, as a check needs few."""


def task(name: str) -> Task:
    """What carries out the task of that name."""
    found: Task = getattr(import_module(f"derivations.worker.{MODULES[name]}"), name.replace(" ", "_"))
    return found
