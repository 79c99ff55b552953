"""`check`: worksheets judged line by line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from derivations.check.findings import Finding, Report
from derivations.commands.points import rows_of
from derivations.commands.worksheets import NoText, text_of
from derivations.worker.answers import as_finding, as_rows, text_in
from derivations.worker.limited import Reply, limited
from derivations.worker.process import Stopped

SHAPES = {"right": "✓", "wrong": "✗", "undecided": "?", "unreadable": "!"}


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("check", help="judge worksheets line by line")
    command.add_argument("file", nargs="+", help="a worksheet (*.gw)")
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print what is said of each file; 0 all right, 1 something is wrong, 2 something cannot be read or decided."""
    reports = list(reports_on(given.file))
    if given.json:
        data = [as_data(file, report) for file, report in zip(given.file, reports, strict=True)]
        print(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        for file, report in zip(given.file, reports, strict=True):
            print_report(file, report)
    codes = {report.exit_code for report in reports}
    return 1 if 1 in codes else max(codes)


def reports_on(files: Sequence[str]) -> Iterator[Report]:
    """A report on each file, in order; a file that cannot be opened is said to be so."""
    texts = [opened(file) for file in files]
    replies = limited("check", [text for text in texts if isinstance(text, str)], inks=[])
    for text in texts:
        yield report_on(text, next(replies)) if isinstance(text, str) else Report("", (text,))


def opened(file: str) -> str | Finding:
    """The text of a file, or why there is none."""
    try:
        return text_of(file)
    except NoText as problem:
        return Finding(0, "", "unreadable", note=problem.args[0])


def report_on(text: str, reply: Reply) -> Report:
    """What is said of a text; where its limits ended that, what was not judged is undecided."""
    title, found = "", list[Finding]()
    waiting = [(1, text.split("\n", 1)[0][:80])]
    trouble = reply.trouble
    try:
        for answer in reply.answers:
            if answer["event"] == "sheet":
                title, waiting = text_in(answer, "title"), [(r.number, r.text) for r in as_rows(answer) if r.is_judged]
            elif answer["event"] == "finding":
                found.append(as_finding(answer))
    except Stopped as stopped:
        trouble = str(stopped)
    missing = waiting[len(found) :] if trouble else []
    return Report(title, (*found, *(Finding(*line, "undecided", note=trouble) for line in missing)))


def as_data(file: str, report: Report) -> dict[str, Any]:
    """A report under the names of the contract."""
    lines = [finding.as_data for finding in report.findings]
    return {"file": file, "first_wrong": report.first_wrong, "lines": lines}


def print_report(file: str, report: Report) -> None:
    """A report for a person."""
    print(f"{file}{f': {report.title}' if report.title else ''}")
    for found in report.findings:
        how = f" ({found.method})" if found.method else ""
        print(f"  {SHAPES[found.verdict]} line {found.line}: {found.text}  {found.verdict}{how}")
        if found.mistake:
            print(f"      likely mistake: {found.mistake}")
        if found.counterexample:
            print(*(f"      {row}" for row in rows_of(found.counterexample)), sep="\n")
        if found.note:
            print("      " + found.note.replace("\n", "\n      "))
