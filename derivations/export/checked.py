"""A worksheet with what is said of each of its lines, as it is shown in a notebook and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from derivations.account import Account, Symbol, symbol, told
from derivations.check.checking import findings
from derivations.check.findings import Finding, Report
from derivations.core import Derivation
from derivations.derive import derive_value
from derivations.export.verdict_words import SHAPES, sentence, summary
from derivations.language import Chain, Line, Sheet, Value, read_sheet
from derivations.notation import Expr, Kind, Quantity, latex
from derivations.rules.matrix_form import in_matrix_form


@dataclass(frozen=True)
class Row:
    """A line as it was typed, as it was understood, and what is said of it."""

    line: Line
    latex: str = ""
    finding: Finding | None = None

    @property
    def says(self) -> str:
        """The verdict in a sentence."""
        return sentence(self.finding) if self.finding else ""

    @property
    def shape(self) -> str:
        return SHAPES[self.finding.verdict] if self.finding else ""

    @property
    def is_right(self) -> bool:
        return self.finding is not None and self.finding.verdict == "right"


@dataclass(frozen=True)
class Claim:
    """A claim and the lines that continue it."""

    chain: Chain
    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Request:
    """What is to be derived, how far that got, and what it could not get past."""

    line: Line
    derivation: Derivation | None
    obstacle: str

    @cached_property
    def account(self) -> Account | None:
        """The derivation told."""
        return told(self.derivation, "", self.line.text) if self.derivation is not None else None


@dataclass(frozen=True)
class CheckedSheet(Report):
    """A worksheet with the verdict on each line; `file` is what it is kept as, without the ending."""

    sheet: Sheet
    file: str = "worksheet"

    @property
    def heading(self) -> str:
        return self.title or self.file

    @property
    def summary(self) -> str:
        return summary(self.findings)

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """What the sheet declares."""
        return tuple(
            symbol(given, latex)
            if isinstance(given, Quantity)
            else Symbol(latex(given), given.name, str(Kind("index", (given.size,))))
            for given in self.sheet.quantities.values()
        )

    @property
    def unread(self) -> tuple[Row, ...]:
        """Lines outside of any claim that could not be read."""
        claimed = {line for chain in self.sheet.chains for line in (chain.claim, *chain.lines)}
        outside = (line for line in self.sheet.lines if line not in claimed)
        return tuple(row for row in map(self.row, outside) if row.finding is not None)

    @cached_property
    def parts(self) -> tuple[Claim | Request, ...]:
        """The claims and what is asked to be derived, in the order of the file."""
        found: list[Claim | Request] = [*map(self.claim, self.sheet.chains), *requests(self.sheet)]
        return tuple(sorted(found, key=lambda part: first_line(part).number))

    def claim(self, chain: Chain) -> Claim:
        return Claim(chain, self.row(chain.claim), tuple(map(self.row, chain.lines)))

    def row(self, line: Line) -> Row:
        finding = next((f for f in self.findings if (f.line, f.text) == (line.number, line.text)), None)
        return Row(line, understood(line.value) if line.value is not None else "", finding)

    def _repr_html_(self) -> str:
        """How a notebook shows it: each line as it was understood, and what is said of it."""
        claims = [part for part in self.parts if isinstance(part, Claim)]
        rows = [*self.unread, *(row for claim in claims for row in (claim.head, *claim.rows))]
        shown = ((row.shape, f"${row.latex}$" if row.latex else row.line.text, row.says) for row in rows)
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in shown)
        return f"<p><b>{escape(self.heading)}.</b> {escape(self.summary)}</p><table>{body}</table>"


def checked(worksheet: str | Sheet, file: str = "worksheet") -> CheckedSheet:
    """A worksheet, each of its lines judged."""
    sheet = read_sheet(worksheet) if isinstance(worksheet, str) else worksheet
    return CheckedSheet(sheet.title, tuple(findings(sheet)), sheet, file)


def requests(sheet: Sheet) -> Iterator[Request]:
    """What a sheet asks to derive, where that can be read."""
    for line in sheet.requests:
        if line.value is not None:
            derived = derive_value(line.value)
            if derived is None:
                yield Request(line, None, "This asks for no derivative.")
            else:
                yield Request(line, derived.derivation, derived.obstacle)


def first_line(part: Claim | Request) -> Line:
    return part.head.line if isinstance(part, Claim) else part.line


def understood(value: Value, write: Callable[[Expr], str] = latex) -> str:
    """What a line was read as: in matrix notation where it has one, else by its elements."""
    places = [index for index in (value.row, value.column) if index is not None]
    if not places:
        return write(value.element)
    form = in_matrix_form(*places, as_row=value.row is None)(value.element)
    if form is not None:
        return write(form)
    return rf"\left[{write(value.element)}\right]_{{{' '.join(index.name for index in places)}}}"
