"""A process that has been taken over: it speaks as the one that reads texts does, and misbehaves on request."""

import json
import os
import sys
import time

from derivations.worker import limits


def say(line: str) -> None:
    print(line, flush=True)


def endless(_given: dict) -> None:
    while True:
        pass


def asleep(_given: dict) -> None:
    say('{"event": "awake"}')
    time.sleep(1000)


def greedy(_given: dict) -> None:
    kept = [b"1" * 2**20 for _ in range(4 * limits.MEGABYTES)]
    say(json.dumps({"event": "kept", "megabytes": len(kept)}))


def crash(_given: dict) -> None:
    say('{"event": "before"}')
    os.abort()


def write(given: dict) -> None:
    try:
        with open(given["file"], "w") as file:
            file.write("x" * 10)
    except OSError:
        pass


def flood(_given: dict) -> None:
    while True:
        say('{"event": "again"}')


def long_line(_given: dict) -> None:
    while True:
        sys.stdout.write("x" * 2**16)


def no_text(_given: dict) -> None:
    sys.stdout.buffer.write(b"\xff\xfe\x00\n")
    sys.stdout.flush()
    time.sleep(1000)


SAYINGS = {
    "no json": "cos_system\n(S'exit 3'\ntR.",
    "no object": "[1, 2]",
    "deep": "[" * 50_000,
    "huge number": "1" * 10_000,
}
DEEDS = {f.__name__: f for f in (endless, asleep, greedy, crash, write, flood, long_line, no_text)}

limits.confine()
say('{"event": "ready"}')
for request in sys.stdin:
    asked = json.loads(request)
    limits.end_after(int(asked["given"].get("alarm", 0)))
    if asked["task"] in SAYINGS:
        say(SAYINGS[asked["task"]])
    elif asked["task"] in DEEDS:
        DEEDS[asked["task"]](asked["given"])
    say('{"event": "end", "full": false}')
