"""Schedules: what the learning rate is multiplied by at step t, for a schedule of length T."""

from collections.abc import Callable
from math import cos, pi

Schedule = Callable[[int, int], float]

SCHEDULES: dict[str, Schedule] = {
    "constant": lambda t, T: 1.0,
    "warm-up": lambda t, T: min(1.0, t / T),
    "halving": lambda t, T: 0.5 ** (t // T),
    "inverse time": lambda t, T: 1 / (1 + t / T),
    "cosine": lambda t, T: 0.5 * (1 + cos(pi * min(1.0, t / T))),
}
