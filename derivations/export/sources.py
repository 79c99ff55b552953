"""What can be taken away, by whatever it is known: a name in the catalogue, a worksheet, a derivation at hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from derivations.account import left_side
from derivations.catalogue import Entry, catalogue, entry
from derivations.core import Derivation
from derivations.export.checked import CheckedSheet
from derivations.export.formats import exported, exported_sheet
from derivations.export.subject import Subject, subject_of
from derivations.export.worksheets import text_of_file
from derivations.notation.printing import text

WORKSHEET = ".gw"


def taken_away(
    what: str | Entry | Derivation | CheckedSheet,
    to: str,
    route: str | None = None,
    values: Mapping[str, Any] | None = None,
) -> str:
    """What is meant in the format of that name: a derivation, or a worksheet, its file or its text."""
    if isinstance(what, CheckedSheet):
        return exported_sheet(to, what)
    if isinstance(what, str) and "\n" in what:
        return exported_sheet(to, what)
    if isinstance(what, str) and is_file(what):
        return exported_sheet(to, text_of_file(what), Path(what).stem)
    return exported(to, subject(what, route, values))


def is_file(what: str) -> bool:
    """Whether a name is that of a worksheet, and not that of a derivation."""
    return what not in catalogue() and (what.endswith(WORKSHEET) or Path(what).is_file())


def subject(
    what: str | Entry | Derivation, route: str | None = None, values: Mapping[str, Any] | None = None
) -> Subject:
    """A derivation of the catalogue, or the derivation itself."""
    if isinstance(what, Derivation):
        return Subject(what, f"Derivation of {text(left_side(what))}", values=values or {})
    return subject_of(entry(what) if isinstance(what, str) else what, route, values)
