"""`check`: worksheets judged line by line."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from derivations.check.checking import check
from derivations.check.findings import Finding, Report
from derivations.language import read_sheet

MANY = 4
"""Files from which it pays to start a process for each core."""
SHAPES = {"right": "✓", "wrong": "✗", "undecided": "?", "unreadable": "!"}


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("check", help="judge worksheets line by line")
    command.add_argument("file", nargs="+", help="a worksheet (*.gw)")
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print what is said of each file; 0 all right, 1 something is wrong, 2 something cannot be read or decided."""
    reports = dict(zip(given.file, reports_on(given.file), strict=True))
    if given.json:
        print(json.dumps([as_data(file, report) for file, report in reports.items()], indent=1, ensure_ascii=False))
    else:
        for file, report in reports.items():
            print_report(file, report)
    codes = {report.exit_code for report in reports.values()}
    return 1 if 1 in codes else max(codes)


def reports_on(files: list[str]) -> Iterator[Report]:
    """A report on each file, in order, on all cores where there are many."""
    if len(files) < MANY:
        yield from map(report_on, files)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(report_on, files, chunksize=4)


def report_on(file: str) -> Report:
    """The report on one file; a file that cannot be opened is said to be so."""
    try:
        text = Path(file).read_bytes().decode("utf-8", errors="replace")
    except OSError as problem:
        return Report(file, (Finding(0, "", "unreadable", note=f"{file}: {problem.strerror}."),))
    return check(read_sheet(text))


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
            point = found.counterexample
            print(f"      at {point.inputs} {point.indices or ''}")
            print(f"      the claim is {point.left:.6g}, this line gives {point.right:.6g}")
        if found.note:
            print("      " + found.note.replace("\n", "\n      "))
