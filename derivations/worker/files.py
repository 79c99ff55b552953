"""Derivations and checked sheets written in a format."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from derivations.export.formats import exported, exported_sheet
from derivations.export.subject import Subject
from derivations.numeric.preparing import CannotCompile
from derivations.worker import telling
from derivations.worker.derived import derived_from, last_request
from derivations.worker.sheets import read
from derivations.worker.tasks import Answers


def export(text: str, to: str, values: dict[str, Any]) -> Answers:
    """The derivation that the last `derive` line asks for, in a format."""
    line, derived = last_request(read(text)), derived_from(text)
    if line is None or derived is None:
        yield {"event": "problem", "problem": telling.problem(line)}
        return
    given = {name: np.asarray(value) for name, value in values.items()}
    subject = Subject(derived.derivation, read(text).title or "A derivation", "derivation", values=given)
    yield from file_of(partial(exported, to, subject))


def export_checked(text: str, to: str, name: str = "worksheet") -> Answers:
    """A sheet with the verdict on each of its lines, in a format."""
    yield from file_of(partial(exported_sheet, to, text, name))


def file_of(write: Callable[[], str]) -> Answers:
    """What is written as a file, or why there is none."""
    try:
        yield {"event": "file", "content": write()}
    except (CannotCompile, LookupError, ValueError) as problem:
        yield {"event": "refused", "sentence": str(problem.args[0]) if problem.args else ""}
