"""Sweeps: up to eight settings that differ in one thing, for one trainer to train at once."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from .settings import Settings, SettingsError, Value

WIDEST = 8
SWEEPABLE = ("learning_rate", "activation", "initialisation", "l1", "l2", "optimiser", "seed")


def sweep(settings: Settings, name: str, values: Sequence[Value]) -> tuple[Settings, ...]:
    """The same settings with each of these values of one of them."""
    if name not in SWEEPABLE:
        raise SettingsError(f"A sweep varies one of {', '.join(SWEEPABLE)}, but it was asked for {name!r}.")
    if not 1 <= len(values) <= WIDEST or len(set(values)) < len(values):
        raise SettingsError(f"A sweep has 1 to {WIDEST} different values, but it was given {list(values)}.")
    changes: list[dict[str, Any]] = [{name: value} for value in values]
    return tuple(replace(settings, **change) for change in changes)


def varied(nets: Sequence[Settings]) -> str | None:
    """The one setting in which these differ, or None where they do not."""
    names = [f.name for f in fields(Settings) if len({getattr(net, f.name) for net in nets}) > 1]
    if len(names) > 1 or (names and names[0] not in SWEEPABLE):
        raise SettingsError(
            f"Networks trained at once differ in one setting of a sweep, but these differ in {names}."
        )
    return names[0] if names else None
