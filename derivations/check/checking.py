"""Each line judged twice: against what was claimed, and against the line above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivations.check.aligning import Meeting, meetings
from derivations.check.findings import Counterexample, Finding, Report
from derivations.check.judging import judged
from derivations.check.labels import one_hot_that_would_do, sentence_on_labels
from derivations.check.moves import explaining_rule
from derivations.check.sentences import sentence_on
from derivations.language.readings import Value
from derivations.language.sheet import Chain, Line, Sheet
from derivations.notation import Expr
from derivations.verify.verdicts import Judgement, Verdict

SECONDS = 1.2
"""Seconds in which a mistake is looked for."""
SECONDS_LATER = 0.4
"""Seconds for a mistake after the first: the first is what a student mends."""


def check(sheet: Sheet) -> Report:
    """The verdict on each line of a worksheet."""
    return Report(sheet.title, tuple(findings(sheet)))


def findings(sheet: Sheet) -> Iterator[Finding]:
    """What is said of each line, in the order of the file, as soon as it is known."""
    declared = dict.fromkeys(declaration.line for declaration in sheet.declarations)
    for line in (*declared, *sheet.stray, *sheet.requests):
        if line.problem is not None:
            yield unreadable(line)
    for chain in sheet.chains:
        yield from of_chain(chain)


def of_chain(chain: Chain) -> Iterator[Finding]:
    """What is said of the lines of one claim."""
    claim = chain.claim.value
    if claim is None:
        yield unreadable(chain.claim)
    above: Value | None = claim
    was_wrong = False
    for written in chain.lines:
        line = as_meant(written, claim)
        found = of_line(line, claim, above, was_wrong)
        was_wrong = was_wrong or found.verdict == "wrong"
        above = line.value
        yield found


def as_meant(line: Line, claim: Value | None) -> Line:
    """A line that can be read in several ways, in the one that is right; if it is wrong in all, in the first."""
    verdicts = set[Verdict]()
    for reading in line.readings if claim is not None else ():
        found = best(claim, reading) if claim is not None else None
        if found is not None and found[1].verdict.establishes:
            return replace(line, value=reading)
        verdicts.add(found[1].verdict if found is not None else Verdict.UNDECIDED)
    return replace(line, value=line.readings[0]) if verdicts == {Verdict.REFUTED} else line


def unreadable(line: Line) -> Finding:
    """A line that could not be read, and why."""
    problem = line.problem
    note = f"{problem.sentence}\n{problem.caret}" if problem else "This line is none of let, claim, derive or =."
    return Finding(line.number, line.text, "unreadable", note=note)


def of_line(line: Line, claim: Value | None, above: Value | None, was_wrong: bool) -> Finding:
    """What is said of one line."""
    if line.value is None:
        return unreadable(line)
    if claim is None:
        return Finding(line.number, line.text, "undecided", note="What is claimed could not be read.")
    judged = best(claim, line.value)
    if judged is None:
        note = f"This is {line.value}, and what is claimed is {claim}: the two cannot be equal entry by entry."
        return Finding(line.number, line.text, "undecided", note=note)
    meeting, judgement = judged
    found = Finding(line.number, line.text, "undecided", follows=follows(above, line.value))
    if judgement.verdict.establishes:
        method = str(judgement.verdict)
        said = replace(found, verdict="right", method=method, layout=meeting.layout)
        return replace(said, note=note_of_right(said, above, line.value))
    if judgement.verdict == Verdict.REFUTED:
        right_above = None if was_wrong or above is None else laid_over(claim, above)
        return wrong(found, meeting, judgement, was_wrong, right_above)
    return replace(found, note="Neither a proof nor a point where it fails was found in the time allowed.")


def best(claim: Value, line: Value) -> tuple[Meeting, Judgement] | None:
    """The way of laying a line over its claim in which it is right, else the plainest one."""
    plainest = None
    for meeting in meetings(claim, line):
        judgement = judged(meeting.claimed, meeting.written)
        if judgement.verdict.establishes:
            return meeting, judgement
        if plainest is None or plainest[1].verdict == Verdict.UNDECIDED:
            plainest = meeting, judgement
    return plainest


def follows(above: Value | None, line: Value) -> bool | None:
    """Whether a line is equal to the one above it."""
    judged = best(above, line) if above is not None else None
    if judged is None or judged[1].verdict == Verdict.UNDECIDED:
        return None
    return judged[1].verdict.establishes


def laid_over(claim: Value, above: Value) -> Expr | None:
    """The element of a line above, as it meets the claim."""
    return next((meeting.written for meeting in meetings(claim, above)), None)


def wrong(
    found: Finding, meeting: Meeting, judgement: Judgement, was_wrong: bool, above: Expr | None = None
) -> Finding:
    """A line that is refuted: where, and what may have gone wrong."""
    point = judgement.counterexample
    assert point is not None
    shown = Counterexample(plain(point.inputs), point.indices, point.left, point.right)
    said = replace(found, verdict="wrong", counterexample=shown)
    labels = one_hot_that_would_do(meeting.claimed, meeting.written)
    if labels is not None:
        return replace(said, note=sentence_on_labels(labels))
    if was_wrong and found.follows:
        return replace(said, note="This follows from the line above: the mistake is carried forward correctly.")
    from derivations.check.mistakes import likely_mistake  # needs as much as all else together

    mistake = likely_mistake(meeting, above, SECONDS_LATER if was_wrong else SECONDS)
    return replace(said, mistake=mistake, note=sentence_on(mistake))


def note_of_right(said: Finding, above: Value | None, line: Value) -> str:
    """The layout if it is the other one, and the rule that explains the move."""
    notes = ["Right, in the other layout."] if said.layout == "transposed" else []
    rule = explaining_rule(above, line) if above is not None else None
    return " ".join([*notes, *([f"By the rule: {rule}."] if rule else [])])


def plain(inputs: object) -> dict[str, object]:
    """Arrays as lists of numbers."""
    return {name: value.tolist() if hasattr(value, "tolist") else value for name, value in dict(inputs).items()}  # type: ignore[call-overload]
