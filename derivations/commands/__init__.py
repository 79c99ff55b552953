"""The command line: one file a command, each with what it takes and what it does."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {"list": "listing"} | {name: name for name in ("show", "verify", "check", "derive", "export")}
"""Each command and its module, which is loaded when the command is named: `check` does not wait for SymPy."""
USAGE_ERROR = 2


def parser(named: str | None = None) -> ArgumentParser:
    """The whole command line, or the part of it that a command needs."""
    top = ArgumentParser(
        prog="python -m derivations",
        description="Derive, verify and show the gradients of machine learning.",
        epilog="Start with: python -m derivations show cross-entropy",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for module in [COMMANDS[named]] if named in COMMANDS else COMMANDS.values():
        import_module(f"{__name__}.{module}").add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a wrong use is answered in one sentence."""
    words = sys.argv[1:] if arguments is None else arguments
    top = parser(words[0] if words else None)
    given = top.parse_args(words)
    if not hasattr(given, "run"):
        top.print_help()
        return 0
    try:
        return int(given.run(given))
    except LookupError as problem:
        print(problem.args[0], file=sys.stderr)
        return USAGE_ERROR
