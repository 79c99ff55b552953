"""Ways down a landscape: plain gradient descent, momentum and Adam, from a point, step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivations.numeric.stability import Array

Slope = Callable[[Array], Array]
Walker = Callable[[Array, dict[str, Any], float], Array]
FAR = 1e6


def plain(slope: Array, memory: dict[str, Any], rate: float) -> Array:
    """−η g"""
    return -rate * slope


def momentum(slope: Array, memory: dict[str, Any], rate: float) -> Array:
    """v ← 0.9 v − η g"""
    memory["v"] = 0.9 * memory.get("v", 0.0) - rate * slope
    velocity: Array = memory["v"]
    return velocity


def adam(slope: Array, memory: dict[str, Any], rate: float) -> Array:
    """−η m̂ / (√v̂ + ε), with running means of g and g²"""
    t = memory["t"] = memory.get("t", 0) + 1
    memory["m"] = 0.9 * memory.get("m", 0.0) + 0.1 * slope
    memory["v"] = 0.999 * memory.get("v", 0.0) + 0.001 * slope**2
    step: Array = -rate * (memory["m"] / (1 - 0.9**t)) / (np.sqrt(memory["v"] / (1 - 0.999**t)) + 1e-8)
    return step


WALKERS: dict[str, Walker] = {"SGD": plain, "momentum": momentum, "Adam": adam}


def path(slope: Slope, start: tuple[float, float], walker: str, rate: float, steps: int) -> Array:
    """The points visited from a start; a walk that runs away ends where it left the map."""
    points, memory = [np.array(start, dtype=float)], dict[str, Any]()
    for _ in range(steps):
        here = points[-1] + WALKERS[walker](slope(points[-1]), memory, rate)
        if not np.isfinite(here).all() or np.abs(here).max() > FAR:
            break
        points.append(here)
    return np.array(points)
