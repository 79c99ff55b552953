"""`derive`: the steps of each `derive` line of a worksheet."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from derivations.commands.worksheets import text_of
from derivations.worker.limited import limited

UNREADABLE = 2
NOTHING: dict[str, Any] = {"steps": [], "result_latex": None, "result": None}
"""What is said of a line that was not come to, under the names of the contract."""


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("derive", help="derive the gradients that a worksheet asks for")
    command.add_argument("file", help="a worksheet with `derive` lines")
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print the derivations; 0 all finished, 1 one got stuck, 2 a line was not read, or not done in time."""
    [reply] = limited("requests", [text_of(given.file)])
    asked: list[str] = next((answer["lines"] for answer in reply.answers if answer["event"] == "requests"), [])
    made = [answer for answer in reply.answers if answer["event"] == "derived"]
    if given.json:
        data = [answer["data"] for answer in made] + [NOTHING] * (len(asked) - len(made))
        print(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        print_all(asked, [answer["text"] for answer in made], reply.trouble)
    return UNREADABLE if len(made) < max(len(asked), 1) else max(answer["code"] for answer in made)


def print_all(asked: Sequence[str], told: Sequence[str], trouble: str) -> None:
    """Each request with its derivation, or with what kept it from one."""
    for line, derivation in zip_longest(asked, told, fillvalue=trouble):
        print(line)
        print(derivation)
    if not asked:
        print(trouble or "There is no `derive` line in this worksheet.")
