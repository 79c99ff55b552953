"""What is said of worksheets, put together from what comes back of each, and printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from derivations.check.findings import Finding, Report
from derivations.commands.points import rows_of
from derivations.commands.worksheets import NoText
from derivations.worker.answers import as_finding, as_rows, text_in
from derivations.worker.limited import Reply
from derivations.worker.process import Stopped

SHAPES = {"right": "✓", "wrong": "✗", "undecided": "?", "unreadable": "!"}


def reports_on(texts: Iterable[str | NoText], replies: Iterator[Reply]) -> Iterator[Report]:
    """A report on each text, in order, from the replies to those that there are."""
    for text in texts:
        yield report_on(text, next(replies)) if isinstance(text, str) else without_text(text)


def without_text(problem: NoText) -> Report:
    """What is said of a file that cannot be opened."""
    return Report("", (Finding(0, "", "unreadable", note=problem.args[0]),))


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


def print_all(files: Sequence[str], reports: Sequence[Report], as_json: bool) -> None:
    """The report on each file, for a person or as data."""
    if as_json:
        data = [as_data(file, report) for file, report in zip(files, reports, strict=True)]
        print(json.dumps(data, indent=1, ensure_ascii=False))
        return
    for file, report in zip(files, reports, strict=True):
        print_report(file, report)


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
