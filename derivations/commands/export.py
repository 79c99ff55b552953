"""`export`: a derivation, or a worksheet, as a document, a notebook or code."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from derivations.commands.worksheets import text_of
from derivations.worker.limited import limited

CANNOT = 2
FORMATS = ("latex", "markdown", "notebook", "numpy", "pytorch", "jax")
"""Named here, as those who write them need SymPy, which a worksheet's own process imports instead."""
WORKSHEET = ".gw"


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("export", help="take a derivation away: LaTeX, Markdown, a notebook, code")
    command.add_argument("what", metavar="SLUG|FILE", help="its name in the list, or a worksheet (*.gw)")
    command.add_argument("--to", choices=FORMATS, required=True, help="the format")
    command.add_argument("--route", help="the way to the result, where there are several")
    command.add_argument("-o", "--output", metavar="OUT", help="the file to write; otherwise it is printed")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Write the export; what a file holds is worked out within the limits of a text."""
    code, text = of_a_sheet(given) if is_a_sheet(given.what) else of_the_catalogue(given)
    if code == 0:
        try:
            written(text, given.output)
            return 0
        except OSError as problem:
            code, text = CANNOT, str(problem)
    print(text, file=sys.stderr)
    return code


def is_a_sheet(what: str) -> bool:
    """Whether a name is that of a worksheet; a file without its ending must not be called like a derivation."""
    if what.endswith(WORKSHEET) or not Path(what).is_file():
        return what.endswith(WORKSHEET)
    from derivations.catalogue import catalogue

    return what not in catalogue()


def of_a_sheet(given: Namespace) -> tuple[int, str]:
    """0 and the export of a file, or the exit code and why there is none."""
    [reply] = limited("export checked", [text_of(given.what)], to=given.to, name=Path(given.what).stem)
    last = reply.answers[-1] if reply.answers and not reply.trouble else {"sentence": reply.trouble}
    return (0, str(last["content"])) if "content" in last else (CANNOT, str(last["sentence"]))


def of_the_catalogue(given: Namespace) -> tuple[int, str]:
    """0 and the export of a derivation, or the exit code and why there is none."""
    from derivations.export.sources import taken_away
    from derivations.numeric.preparing import CannotCompile

    try:
        return 0, taken_away(given.what, given.to, given.route)
    except CannotCompile as problem:
        return CANNOT, str(problem)


def written(text: str, output: str | None) -> None:
    """Put the text into the file, or print it where none is named."""
    if output is None:
        print(text, end="")
    else:
        Path(output).write_text(text, encoding="utf-8")
