"""The command line: one file a command, each with what it takes and what it does."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from derivations.commands import check, derive, export, listing, show, verify

COMMANDS = (listing, show, verify, check, derive, export)
USAGE_ERROR = 2


def parser() -> ArgumentParser:
    """The whole command line."""
    top = ArgumentParser(
        prog="python -m derivations",
        description="Derive, verify and show the gradients of machine learning.",
        epilog="Start with: python -m derivations show cross-entropy",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a wrong use is answered in one sentence."""
    top = parser()
    given = top.parse_args(arguments)
    if not hasattr(given, "run"):
        top.print_help()
        return 0
    try:
        return int(given.run(given))
    except LookupError as problem:
        print(problem.args[0], file=sys.stderr)
        return USAGE_ERROR
