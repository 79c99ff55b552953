"""Worksheets to begin with: right ones, and ones with the mistakes that people make."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def worksheets() -> dict[str, str]:
    """The text of each worksheet by its title, in the order of their file names."""
    found = sorted((f for f in files(__name__).iterdir() if f.name.endswith(".gw")), key=lambda f: f.name)
    return {title(text): text for text in (f.read_text(encoding="utf-8") for f in found)}


def title(text: str) -> str:
    """What the first line of a worksheet calls it."""
    return text.partition("\n")[0].removeprefix("title:").strip()
