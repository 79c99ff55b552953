"""Exports run in this process: what they print, what they leave behind, and what they need."""

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from typing import Any

import numpy as np

from derivations.catalogue import catalogue, entry
from derivations.export.formats import exported
from derivations.export.subject import subject_of

SUBJECTS = [(slug, route) for slug, found in catalogue().items() for route in found.routes]
LARGEST_ERROR = 1e-8


@cache
def export_of(slug: str, route: str, to: str) -> str:
    return exported(to, subject_of(entry(slug), route))


def run(source: str, name: str = "__main__") -> tuple[dict[str, Any], str]:
    """What a source leaves behind and prints, run as a file is."""
    space: dict[str, Any] = {"__name__": name}
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(source, "<export>", "exec"), space)
    return space, printed.getvalue()


@cache
def run_once(source: str) -> tuple[dict[str, Any], str]:
    """The same for a source that several routes share."""
    return run(source)


def without_its_title(source: str) -> str:
    """A module without its docstring, in which alone the routes to one result may differ."""
    return source.split('"""\n\n', 1)[1]


def errors(printed: str) -> list[float]:
    """The errors that a module prints."""
    return [float(line.rpartition(":")[2]) for line in printed.splitlines() if line.startswith("largest error")]


def converted(inputs: dict[str, Any], into: Callable[[Any], Any]) -> dict[str, Any]:
    """The arrays among the inputs as another library's; a size stays a number."""
    return {name: value if isinstance(value, int) else into(value) for name, value in inputs.items()}


def results(space: dict[str, Any], inputs: dict[str, Any]) -> list[Any]:
    """The values of both functions of a module."""
    names = ("loss", "gradient") if "gradient" in space else ("left", "right")
    return [np.asarray(space[name](**inputs), dtype=float) for name in names]
