"""What can be taken away, by whatever it is known: a name in the catalogue, a worksheet, a derivation at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from derivations.account import left_side
from derivations.catalogue import Entry, catalogue, entry
from derivations.core import Derivation
from derivations.export.subject import Subject, subject_of
from derivations.export.worksheets import subjects_of_file
from derivations.notation.printing import text

WORKSHEET = ".gw"


def subjects(
    what: str | Entry | Derivation, route: str | None = None, values: Mapping[str, Any] | None = None
) -> tuple[Subject, ...]:
    """What is meant: a derivation of the catalogue, the claims of a file, or the derivation itself."""
    if isinstance(what, Derivation):
        return (Subject(what, f"Derivation of {text(left_side(what))}", values=values or {}),)
    if isinstance(what, Entry):
        return (subject_of(what, route, values),)
    if what not in catalogue() and (what.endswith(WORKSHEET) or Path(what).is_file()):
        return tuple(replace(found, values=values or {}) for found in subjects_of_file(what))
    return (subject_of(entry(what), route, values),)
