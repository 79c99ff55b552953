"""What one text may cost, set by the process that reads it upon itself, before it has read anything."""

from __future__ import annotations

import signal
import sys

if sys.platform != "win32":
    import resource

SECONDS = 5
"""until the one who asks has an answer, whatever the text"""
SECONDS_TO_WORK = 4.5
"""of these: the rest is for ending what does not end by itself"""
MEGABYTES = 512
ROOM_FOR_OTHERS = 0.6
"""The part of the memory that may be full before a process makes room for a fresh one."""


def confine(megabytes: int = MEGABYTES) -> None:
    """No more memory than this, no file written, no trace left behind by a crash; it cannot be undone."""
    if sys.platform == "win32":
        return
    for limited, most in (
        (resource.RLIMIT_AS, megabytes * 2**20),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limited, (most, most))


def end_after(seconds: int) -> None:
    """Have the system end this process after that long, whatever it is doing then; 0 takes it back."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def is_nearly_full() -> bool:
    """Whether so much memory has been used that the next text might be short of it."""
    if sys.platform == "win32":
        return False
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return used > ROOM_FOR_OTHERS * MEGABYTES
