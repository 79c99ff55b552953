"""Colours for pictures that are drawn from bytes: a ramp of 256 of them, in the theme that the reader sees."""

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from derivations.figures.palette import SIGNED, TWINS, ZERO, Theme, series

Stops = tuple[tuple[float, str], ...]
SUREST = 0.6  # how much of a class's own colour is left in the deepest tint of its region


def themed(ink: str, theme: Theme) -> str:
    """A colour of the light theme as it is in the reader's."""
    return TWINS.get(ink, ink) if theme == "dark" else ink


def rgb(ink: str) -> Any:
    return np.array([int(ink[at : at + 2], 16) for at in (1, 3, 5)], float)


@lru_cache(maxsize=64)
def signed(theme: Theme) -> str:
    """From minus through the paper to plus."""
    return ramp(tuple((float(at), themed(str(ink), theme)) for at, ink in SIGNED))


@lru_cache(maxsize=64)
def bands(classes: int, theme: Theme) -> str:
    """One band a class, each from the paper to its colour."""
    paper, stops = rgb(themed(ZERO, theme)), []
    for k in range(classes):
        deep = upon_paper(themed(series(k), theme), SUREST, theme)
        stops += [(k / classes, as_hex(paper)), ((k + 1) / classes - 1e-6, as_hex(deep))]
    return ramp(tuple(stops))


def upon_paper(ink: str, share: float, theme: Theme) -> Any:
    """A share of a colour upon the paper."""
    paper = rgb(themed(ZERO, theme))
    return paper + share * (rgb(ink) - paper)


def as_hex(colour: Any) -> str:
    return "#" + "".join(f"{round(float(part)):02x}" for part in colour)


def ramp(stops: Stops) -> str:
    """256 colours through the stops, as bytes."""
    at, inks = np.array([place for place, _ in stops]), np.stack([rgb(ink) for _, ink in stops])
    steps = np.linspace(0, 1, 256)
    return in_text(np.stack([np.interp(steps, at, inks[:, part]) for part in range(3)], axis=1))


def in_bytes(values: Any, low: float, high: float) -> str:
    """Numbers between two limits as bytes."""
    finite = np.nan_to_num(values, nan=(low + high) / 2, posinf=high, neginf=low)
    return in_text(255 * (np.clip(finite, low, high) - low) / (high - low))


def in_text(numbers: Any) -> str:
    """Numbers from 0 to 255 as bytes in a text."""
    return b64encode(np.rint(numbers).astype(np.uint8).tobytes()).decode()


def inks_of(classes: Sequence[int], theme: Theme) -> list[str]:
    """The colour of each class."""
    return [themed(series(k), theme) for k in classes]
