"""Worksheets in files: their texts, or a sentence why there is none."""

from __future__ import annotations

from pathlib import Path

LARGEST = 2_000_000
"""bytes of a file that are read at all"""


class NoText(LookupError):
    """A file that cannot be opened, or that is too long for a worksheet."""


def text_of(file: str) -> str:
    """The text of a file."""
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as problem:
        raise NoText(f"{file}: {problem.strerror}.") from None
    if len(content) > LARGEST:
        raise NoText(f"{file}: A file may have {LARGEST:,} bytes, and this one has more.")
    return content.decode("utf-8", errors="replace")
