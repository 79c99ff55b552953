"""`check`: worksheets judged line by line."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from typing import Any

from derivations.commands.worksheets import NoText, text_of
from derivations.worker.limited import limited


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("check", help="judge worksheets line by line")
    command.add_argument("file", nargs="+", help="a worksheet (*.gw)")
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print what is said of each file; 0 all right, 1 something is wrong, 2 something cannot be read or decided."""
    texts = list(map(opened, given.file))
    with closing(limited("check", [text for text in texts if isinstance(text, str)], inks=[])) as replies:
        from derivations.commands.reports import print_all, reports_on  # loaded while the others load what they need

        reports = list(reports_on(texts, replies))
    print_all(given.file, reports, given.json)
    codes = {report.exit_code for report in reports}
    return 1 if 1 in codes else max(codes)


def opened(file: str) -> str | NoText:
    """The text of a file, or why there is none."""
    try:
        return text_of(file)
    except NoText as problem:
        return problem
