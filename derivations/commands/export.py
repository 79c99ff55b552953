"""`export`: a derivation, or a worksheet, as a document, a notebook or code."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from derivations.export.formats import FORMATS
from derivations.export.sources import taken_away
from derivations.numeric.preparing import CannotCompile

CANNOT = 2


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("export", help="take a derivation away: LaTeX, Markdown, a notebook, code")
    command.add_argument("what", metavar="SLUG|FILE", help="its name in the list, or a worksheet (*.gw)")
    command.add_argument("--to", choices=FORMATS, required=True, help="the format")
    command.add_argument("--route", help="the way to the result, where there are several")
    command.add_argument("-o", "--output", metavar="OUT", help="the file to write; otherwise it is printed")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Write the export."""
    try:
        written(taken_away(given.what, given.to, given.route), given.output)
    except (CannotCompile, OSError) as problem:
        print(problem, file=sys.stderr)
        return CANNOT
    return 0


def written(text: str, output: str | None) -> None:
    """Put the text into the file, or print it where none is named."""
    if output is None:
        print(text, end="")
    else:
        Path(output).write_text(text, encoding="utf-8")
