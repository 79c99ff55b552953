"""Numbers that a person can copy: inputs with few digits, each still of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

FIXED = ("invertible", "one-hot", "signs", "index")
"""Kinds whose entries stay as they are: whole numbers already, or spoilt by rounding."""


def plain_values(values: Mapping[str, Any], kinds: Mapping[str, str], digits: int = 1) -> dict[str, Any]:
    """The same inputs with few digits."""
    return {name: plain(value, kinds.get(name, "scalar"), digits) for name, value in values.items()}


def plain(value: Any, kind: str, digits: int = 1) -> Any:
    """A value with few digits: what is positive stays positive, and a distribution still sums to one."""
    array = np.asarray(value)
    if array.dtype.kind != "f" or kind.startswith(FIXED):
        return value
    rounded = np.round(array, digits)
    if kind.startswith("distribution"):
        rounded = with_sum_one(rounded)
    elif kind.startswith("positive"):
        rounded = np.maximum(rounded, 10.0**-digits)
    return rounded + 0.0  # no minus zero


def with_sum_one(shares: Any) -> Any:
    """Shares whose largest takes what rounding gave or took."""
    shares = shares.copy()
    largest = shares.argmax()
    shares[largest] = round(1 - np.delete(shares, largest).sum(), 6)
    return shares
