"""`show`: a derivation, line by line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from derivations.account import Account, account
from derivations.catalogue import entry
from derivations.export.data import as_data
from derivations.export.latex import as_latex
from derivations.export.markdown import as_markdown
from derivations.export.text import as_text

FORMATS: dict[str, Callable[[Account, bool], str]] = {
    "text": as_text,
    "latex": as_latex,
    "markdown": as_markdown,
    "json": lambda told, fine: json.dumps(as_data(told), indent=1, ensure_ascii=False),
}


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("show", help="show a derivation, line by line")
    command.add_argument("slug", help="its name in the list")
    command.add_argument("--route", help="the way to the result, where there are several")
    command.add_argument("--fine", action="store_true", help="every single rule")
    command.add_argument("--format", choices=FORMATS, default="text")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print a derivation."""
    print(FORMATS[given.format](account(entry(given.slug), given.route), given.fine))
    return 0
