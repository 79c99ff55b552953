"""The words of a line as they are gathered, with the brackets that are open."""

from __future__ import annotations

from lark import Token

from derivations.language.limits import MAX_DEPTH
from derivations.language.names import Scope
from derivations.language.problems import Problem, Refusal
from derivations.language.tokens import Mark


class Words:
    """The words of one line, gathered mark by mark, with the brackets that are open."""

    def __init__(self, scope: Scope, naming: bool = False) -> None:
        self.scope, self.naming = scope, naming
        self.found: list[Token] = []
        self.open: list[tuple[str, Mark]] = []

    def add(self, kind: str, value: str, mark: Mark, start: int | None = None, end: int | None = None) -> None:
        first = mark.start if start is None else start
        self.found.append(Token(kind, value, start_pos=first, end_pos=mark.end if end is None else end))

    def last(self, back: int = 1) -> Token | None:
        return self.found[-back] if len(self.found) >= back else None

    def last_is(self, *kinds: str) -> bool:
        return bool(self.found) and self.found[-1].type in kinds

    def ends_in_comma(self) -> bool:
        """Whether a comma or full stop stands at the end of a case."""
        return self.last_is("SEPARATOR") and self.found[-1].value == ","

    def inside(self, kind: str) -> bool:
        return bool(self.open) and self.open[-1][0] == kind

    def push(self, kind: str, mark: Mark) -> None:
        self.open.append((kind, mark))
        if len(self.open) > MAX_DEPTH:
            raise Refusal(f"Brackets may be nested {MAX_DEPTH} deep, and here they go deeper.", mark.start, mark.end)
        self.add("OPEN_BRACE" if kind == "group" else "BEGIN_CASES" if kind == "cases" else "OPEN", kind, mark)

    def pop(self, kind: str, mark: Mark) -> None:
        if not self.open:
            raise Problem(f"Nothing is open that “{mark.text}” could close.", mark.start, mark.end)
        expected, opened = self.open[-1]
        if expected != kind:
            raise Problem(f"“{mark.text}” cannot close “{opened.text}”.", mark.start, mark.end)
        while kind == "cases" and (self.last_is("NEW_ROW") or self.ends_in_comma()):
            self.found.pop()
        self.open.pop()
        self.add("CLOSE_BRACE" if kind == "group" else "END_CASES" if kind == "cases" else "CLOSE", kind, mark)


def separate(to: Words, mark: Mark, value: str = "if") -> None:
    """What stands between a value and its condition in cases: `,`, `&`, `if`, or several of them."""
    if to.last_is("SEPARATOR"):
        if value != ",":
            to.found[-1] = to.found[-1].update(value=value)
    else:
        to.add("SEPARATOR", value, mark)
