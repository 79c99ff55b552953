"""The command line: one file a command, each with what it takes and what it does."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from importlib import import_module

COMMANDS = {
    "app": "app",
    "list": "listing",
    "show": "show",
    "export": "export",
    "verify": "verify",
    "check": "check",
    "derive": "derive",
}
"""The commands, and the modules that carry them out; one is imported when it is asked for, as some need SymPy."""
USAGE_ERROR = 2
WELCOME = """\
Understand, check and take away the gradients of machine learning.

  python -m derivations app                     open the app in the browser
  python -m derivations list                    see which derivations there are
  python -m derivations show cross-entropy      read one, line by line
  python -m derivations export cross-entropy --to notebook -o cross-entropy.ipynb
                                                take it away: latex, markdown, notebook, numpy, pytorch, jax
  python -m derivations verify cross-entropy    have every step of it judged

Or write your own, in a file such as mine.gw:

  let x : vector n
  let w : vector n
  let t : scalar
  let J = \\frac{1}{2} (w^T x - t)^2
  claim \\frac{\\partial J}{\\partial w}
  = (w^T x - t) x
  derive \\frac{\\partial J}{\\partial x}

  python -m derivations check mine.gw           is each line right?
  python -m derivations derive mine.gw          derive what it asks for
  python -m derivations export mine.gw --to latex

Each command says more with --help.
"""


def parser(names: Iterable[str] = COMMANDS) -> ArgumentParser:
    """The command line with these commands."""
    top = ArgumentParser(prog="python -m derivations", description=WELCOME.partition("\n")[0])
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for name in names:
        import_module(f"{__name__}.{COMMANDS[name]}").add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a wrong use is answered in one sentence, and none at all with what there is."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if not words:
        print(WELCOME, end="")
        return 0
    given = parser(words[:1] if words[0] in COMMANDS else COMMANDS).parse_args(words)
    try:
        return int(given.run(given))
    except LookupError as problem:
        print(problem.args[0], file=sys.stderr)
        return USAGE_ERROR
