"""`read_sheet`: a text read statement by statement; what cannot be read is said, and the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce

from derivations.language.conditioning import as_indicator, split_condition
from derivations.language.declaring import declare, names_meant
from derivations.language.limits import MAX_CHARACTERS, MAX_LINE, MAX_LINES
from derivations.language.names import Name, Scope
from derivations.language.parsing import parse
from derivations.language.problems import Ambiguous, Problem, Refusal, Unreadable, caret
from derivations.language.readings import Budget, Surroundings, Value, read
from derivations.language.sheet import Chain, Declaration, Line, Sheet
from derivations.language.statements import Statement, sources, split_at, statements
from derivations.language.tokens import Mark
from derivations.language.wording import split_where
from derivations.language.words import words
from derivations.notation import Cases, Index

Marks = tuple[Mark, ...]


def read_sheet(text: str) -> Sheet:
    """A worksheet: what it declares, claims and asks for; never an error, whatever the text."""
    refusal = too_large(text)
    if refusal is not None:
        return Sheet(stray=(refused(text, refusal),))
    reader = Reader().after_all(text)
    clashes = reader.scope.clashes()
    return (Reader(scope=Scope(renamed=clashes)).after_all(text) if clashes else reader).sheet


def too_large(text: str) -> str | None:
    """Why a text is not read at all."""
    if len(text) > MAX_CHARACTERS:
        return f"A sheet may have {MAX_CHARACTERS:,} characters, and this one has {len(text):,}."
    rows = text.splitlines()
    if len(rows) > MAX_LINES:
        return f"A sheet may have {MAX_LINES} lines, and this one has {len(rows)}."
    longest = max(map(len, rows), default=0)
    return f"A line may have {MAX_LINE:,} characters, and one here has {longest:,}." if longest > MAX_LINE else None


def refused(text: str, sentence: str) -> Line:
    start = text.split("\n", 1)[0][:80]
    return Line(1, start, problem=Unreadable(1, 1, sentence, caret(start, 1, len(start)), Refusal.about))


@dataclass(frozen=True)
class Reader:
    """How far the reading of a sheet has come."""

    sheet: Sheet = field(default_factory=Sheet)
    scope: Scope = field(default_factory=Scope)
    budget: Budget = field(default_factory=Budget)
    unsettled: tuple[Value, ...] = ()
    """What the last claim may mean, where the first line below it is to tell."""

    def after_all(self, text: str) -> Reader:
        """The reader once it has read a text too."""
        every = (statement for source in sources(text) for statement in statements(source))
        return reduce(Reader.after, every, self)

    def after(self, statement: Statement) -> Reader:
        """The reader once it has read one more statement."""
        if statement.role == "title":
            return replace(self, sheet=replace(self.sheet, title=statement.text))
        if statement.role == "let":
            return self.after_let(statement)
        if statement.role in ("claim", "=") and (parts := split_where(statement.marks))[1]:
            defining = replace(statement, role="let", marks=parts[1])
            return self.after_let(defining).after(replace(statement, marks=parts[0]))
        if statement.role == "claim":
            return self.after_claim(statement)
        if statement.role == "=" and self.sheet.chains:
            *before, last = self.sheet.chains
            claim = self.settled(last.claim, statement)
            grown = Chain(claim, (*last.lines, *self.continued(statement, claim)))
            return replace(self, unsettled=(), sheet=replace(self.sheet, chains=(*before, grown)))
        if statement.role == "derive":
            line = self.line(statement, request(statement.marks), None)
            return replace(self, sheet=replace(self.sheet, requests=(*self.sheet.requests, line)))
        return self.after_stray(statement)

    def after_let(self, statement: Statement) -> Reader:
        try:
            if statement.problem is not None:
                raise statement.problem
            scope, found = declare(statement.marks, self.scope, statement.source.spelled.text, self.budget)
        except Problem as problem:
            return self.after_unreadable_let(statement, problem)
        line = bare_line(statement)
        new = tuple(Declaration(line, str(name), quantity) for name, quantity in found)
        return replace(self, scope=scope, sheet=self.declaring(new))

    def after_unreadable_let(self, statement: Statement, problem: Problem) -> Reader:
        """The names that the line meant to declare are known to be lacking from here on."""
        line = replace(bare_line(statement), problem=statement.source.unreadable(problem, *statement.span))
        written = statement.source.spelled.text
        names = names_meant(written[statement.span[0] :], self.scope)
        scope = self.scope
        for name in (*names, *(Name(name.base) for name in names)):
            scope = scope if name in scope.quantities else scope.with_broken(name, line.number)
        new = tuple(Declaration(line, str(name), None) for name in names or [Name("")])
        return replace(self, scope=scope, sheet=self.declaring(new))

    def declaring(self, new: tuple[Declaration, ...]) -> Sheet:
        return replace(self.sheet, declarations=(*self.sheet.declarations, *new))

    def after_claim(self, statement: Statement) -> Reader:
        """A claim, and what follows it on its own line after `=`."""
        written, _condition = split_condition(statement.marks)
        first, *rest = split_at(written, ("=",))
        claim = self.line(statement, first, None)
        start = start_of(rest)
        kept = tuple(mark for mark in statement.marks if mark.start >= start) if rest else ()
        whole = replace(statement, marks=kept, start=start)
        claim, unsettled = replace(claim, readings=()), claim.readings
        if rest:
            claim, unsettled = replace(self, unsettled=unsettled).settled(claim, whole), ()
        lines = self.continued(whole, claim) if rest else ()
        chains = (*self.sheet.chains, Chain(claim, lines))
        return replace(self, unsettled=unsettled, sheet=replace(self.sheet, chains=chains))

    def after_stray(self, statement: Statement) -> Reader:
        sentence = (
            "This “=” continues no claim; begin one with “claim”."
            if statement.role == "="
            else "A line begins with let, claim, =, derive, title: or %; words go behind %."
        )
        problem = statement.problem or Problem(sentence)
        line = replace(bare_line(statement), problem=statement.source.unreadable(problem, *statement.span))
        return replace(self, sheet=replace(self.sheet, stray=(*self.sheet.stray, line)))

    def continued(self, statement: Statement, claim: Line) -> tuple[Line, ...]:
        """The lines that a statement after `=` adds to a chain: one, or several between further `=`."""
        written, condition = split_condition(statement.marks)
        lines = [self.line(statement, piece, claim.value) for piece in split_at(written, ("=",))]
        if condition:
            lines[-1] = self.conditioned(statement, lines[-1], condition, claim.value)
        return tuple(lines)

    def settled(self, claim: Line, statement: Statement) -> Line:
        """A claim that can be read in several ways, as the one way that the line below it has the shape of."""
        fitting = [each for each in self.unsettled if self.first_line_fits(statement, replace(claim, value=each))]
        return replace(claim, value=fitting[0], problem=None) if len(fitting) == 1 else claim

    def first_line_fits(self, statement: Statement, claim: Line) -> bool:
        assert claim.value is not None
        first = self.continued(statement, claim)[0]
        shapes = {value.shape for value in (first.value, *first.readings) if value is not None}
        return bool(shapes & {claim.value.shape, claim.value.shape[::-1]})

    def conditioned(self, statement: Statement, line: Line, condition: Marks, claimed: Value | None) -> Line:
        """A line that is meant only where a condition holds; elsewhere it is taken to be what is claimed."""
        if line.value is None:
            return line
        held = self.line(statement, as_indicator(condition), claimed)
        if held.value is None:
            return replace(line, value=None, problem=held.problem)
        if claimed is None:
            problem = Problem("Where its condition fails this line is what is claimed, which could not be read.")
            return self.without_value(statement, line, condition, problem)
        if held.value.layout != "scalar" or line.value.shape != claimed.shape:
            problem = Problem("A condition that is one number can stand behind a line, as in “= p_i (1 - p_i), i = k”.")
            return self.without_value(statement, line, condition, problem)
        elsewhere = claimed.at(line.value.row, line.value.column)
        element = Cases(held.value.element, line.value.element, elsewhere)
        return replace(line, value=replace(line.value, element=element))

    @staticmethod
    def without_value(statement: Statement, line: Line, condition: Marks, problem: Problem) -> Line:
        """A line that its condition keeps from a value."""
        start, end = condition[0].start, condition[-1].end
        return replace(line, value=None, problem=statement.source.unreadable(problem, start, end))

    def line(self, statement: Statement, written: Marks, claimed: Value | None) -> Line:
        """A line with its value, or with what keeps it from one."""
        line = bare_line(statement)
        start, end = (written[0].start, written[-1].end) if written else statement.span
        try:
            if statement.problem is not None:
                raise statement.problem
            if not written:
                raise Problem("Nothing stands here.")
            around = Surroundings(self.scope, statement.source.spelled.text, self.budget, self.shared(claimed), claimed)
            return replace(line, value=read(parse(words(written, self.scope)), around))
        except Problem as problem:
            is_judged = statement.role in ("claim", "=") and isinstance(problem, Ambiguous)
            readings = problem.readings if is_judged and isinstance(problem, Ambiguous) else ()
            return replace(line, problem=statement.source.unreadable(problem, start, end), readings=readings)

    def shared(self, claimed: Value | None) -> dict[str, Index]:
        """The free indices of a claim, which its lines share."""
        given = claimed.indices if claimed is not None else ()
        return {index.name: index for index in given if self.scope.quantities.get(Name(index.name)) != index}


def bare_line(statement: Statement) -> Line:
    number = statement.source.line_of(statement.start)
    return Line(number, statement.text, statement.source.remark)


def start_of(pieces: list[Marks]) -> int:
    """Where the first mark of the pieces stands."""
    return min((mark.start for piece in pieces for mark in piece), default=0)


def request(line: Marks) -> Marks:
    """`derive J wrt w` and `derive J with respect to w` as ∇_w (J)."""
    texts = [mark.text for mark in line]
    for words_between in (["wrt"], ["w", ".", "r", ".", "t", "."], ["with", "respect", "to"]):
        for place in range(1, len(texts) - len(words_between)):
            if texts[place : place + len(words_between)] == words_between:
                of, wrt = line[:place], line[place + len(words_between) :]
                return gradient_of(of, wrt)
    return line


def gradient_of(of: Marks, wrt: Marks) -> Marks:
    def sign(text: str, at: Mark) -> Mark:
        return Mark("command" if len(text) > 1 else "symbol", text, at.start, at.start)

    opening = [sign(text, wrt[0]) for text in (r"\nabla", "_", "{")]
    return (*opening, *wrt, sign("}", wrt[-1]), sign("(", of[0]), *of, sign(")", of[-1]))
