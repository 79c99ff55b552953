"""What is known of a sheet so far, and how more of it becomes known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from derivations.check.findings import Finding
from derivations.worker.answers import Row, as_finding, as_rows
from derivations.worker.pool import Job
from derivations.worker.process import Stopped


@dataclass
class Checked:
    """What is known of a sheet so far."""

    rows: tuple[Row, ...] = ()
    found: dict[int, Finding] = field(default_factory=dict)
    trouble: str = ""

    @property
    def waiting(self) -> list[int]:
        """The rows that are still to be judged, in the order in which they will be."""
        return [place for place, row in enumerate(self.rows) if row.is_judged and place not in self.found]

    @property
    def first_wrong(self) -> int | None:
        """The place of the first wrong row, in the order of the file."""
        wrong = [place for place, found in self.found.items() if found.verdict == "wrong"]
        return min(wrong, key=lambda place: self.rows[place].number, default=None)


def listened(job: Job, so_far: Checked) -> Iterator[str | int | None]:
    """ "sheet" when the rows are known, the place of each row that is judged, None while nothing comes."""
    try:
        for answer in job.stream():
            if answer is None:
                yield None
            elif answer.get("event") == "sheet":
                so_far.rows = as_rows(answer)
                yield "sheet"
            elif so_far.waiting:
                place = so_far.waiting[0]
                so_far.found[place] = as_finding(answer)
                yield place
        so_far.trouble = job.trouble
    except Stopped as stopped:
        so_far.trouble = str(stopped)


def in_order(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    """The rows in the order of the file, each with its place among those that are judged."""
    return sorted(enumerate(rows), key=lambda numbered: numbered[1].number)
