"""The grammar at work: the words of a line nested into its parts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from derivations.language.problems import Problem
from derivations.language.syntax import (
    Bracketed,
    Branch,
    CasesOf,
    Comparison,
    Every,
    Factor,
    Fraction,
    Letter,
    Listed,
    Node,
    Number,
    Root,
    Row,
    Script,
    Scripted,
    Total,
    Word,
)


class Builder(Transformer[Token, Node]):
    """Each rule of the grammar as a node."""

    def start(self, children: list[Any]) -> Any:
        return children[0]

    def listed(self, children: list[Any]) -> Listed:
        entries = tuple(part for child in children for part in (child if isinstance(child, tuple) else (child,)))
        return Listed(*span(children), tuple(part for part in entries if isinstance(part, Node)))

    def every(self, children: list[Any]) -> Every:
        return Every(*span(children))

    def such_that(self, children: list[Any]) -> Any:
        return children[0], children[2]

    def relation(self, children: list[Any]) -> Comparison:
        left, sign, right = children
        if isinstance(left, Comparison):
            return Comparison(left.start, right.end, (*left.sides, right), (*left.relations, str(sign)))
        return Comparison(left.start, right.end, (left, right), (str(sign),))

    def total(self, children: list[Any]) -> Total:
        *before, sign, term = children
        first = () if not before else before[0].terms if isinstance(before[0], Total) else ((1, before[0]),)
        return Total(*span(children), (*first, (-1 if sign == "-" else 1, term)))

    def product(self, children: list[Any]) -> Row:
        *before, last = children
        last = last if isinstance(last, Factor) else Factor(last.start, last.end, "", False, last)
        return Row(*span(children), (*(before[0].factors if before else ()), last))

    def joined(self, children: list[Any]) -> Factor:
        operator, *sign, operand = children
        return Factor(*span(children), str(operator), sign == ["-"], operand)

    def scripted(self, children: list[Any]) -> Scripted:
        atom, script = children
        held, before = (atom.atom, atom.scripts) if isinstance(atom, Scripted) else (atom, ())
        return Scripted(*span(children), held, (*before, *apart(script)))

    def script(self, children: list[Any]) -> Script:
        return Script(*span(children), str(children[0]), *children[1:])

    def signed(self, children: list[Any]) -> Total:
        return Total(*span(children), ((-1 if children[0] == "-" else 1, children[1]),))

    def name(self, children: list[Any]) -> Letter:
        return Letter(*span(children), str(children[0]))

    def number(self, children: list[Any]) -> Number:
        return Number(*span(children), str(children[0]))

    def word(self, children: list[Any]) -> Word:
        return Word(*span(children), str(children[0]))

    def group(self, children: list[Any]) -> Bracketed:
        return Bracketed(*span(children), "group", children[1])

    def bracketed(self, children: list[Any]) -> Bracketed:
        return Bracketed(*span(children), str(children[0]), children[1])

    def fraction(self, children: list[Any]) -> Fraction:
        return Fraction(*span(children), *children[1:])

    def root(self, children: list[Any]) -> Root:
        lists = [child for child in children if not isinstance(child, Token)]
        return Root(*span(children), lists[-1], lists[0] if len(lists) == 2 else None)

    def rows(self, children: list[Any]) -> tuple[Branch, ...]:
        before = children[0] if isinstance(children[0], tuple) else ()
        return (*before, children[-1])

    def row(self, children: list[Any]) -> Branch:
        value, separator, *condition = children
        if bool(condition) == (separator == "otherwise"):
            raise Problem("Each case is a value, then “if” and a condition, or “otherwise”.", *span(children))
        return Branch(*span(children), value, condition[0] if condition else None)

    def cases(self, children: list[Any]) -> CasesOf:
        return CasesOf(*span(children), children[1])


def apart(script: Script) -> tuple[Script, ...]:
    """The script (1)T as the number of a layer and a transpose."""
    held = script.content.inside if isinstance(script.content, Bracketed) and script.content.kind == "group" else None
    row = held.entries[0] if held is not None and len(held.entries) == 1 else None
    if script.mark != "^" or not isinstance(row, Row) or len(row.factors) != 2:
        return (script,)
    number, turned = (factor.operand for factor in row.factors)
    is_turned = turned in (Letter(turned.start, turned.end, "T"), Word(turned.start, turned.end, "transpose"))
    if not (is_turned and isinstance(number, Bracketed) and number.kind in "(["):
        return (script,)
    return Script(script.start, number.end, "^", number), Script(turned.start, script.end, "^", turned)


def span(children: list[Any]) -> tuple[int, int]:
    """From the start of the first part to the end of the last."""
    return start_of(children[0]), end_of(children[-1])


def start_of(part: Any) -> int:
    if isinstance(part, Token):
        return part.start_pos or 0
    return start_of(part[0]) if isinstance(part, tuple) else int(part.start)


def end_of(part: Any) -> int:
    if isinstance(part, Token):
        return part.end_pos or 0
    return end_of(part[-1]) if isinstance(part, tuple) else int(part.end)


class AlreadyCut(Lexer):
    """A lexer for lines that are cut into words before."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, given: Any) -> Any:  # type: ignore[override]
        return iter(given)


@cache
def grammar() -> Lark:
    """The grammar, built once."""
    written = files("derivations.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(written, parser="lalr", lexer=AlreadyCut, transformer=Builder())


def parse(tokens: list[Token]) -> Listed:
    """The words of a line, nested."""
    try:
        return grammar().parse(tokens)  # type: ignore[return-value]
    except UnexpectedToken as stop:
        raise misplaced(stop, tokens) from None
    except UnexpectedInput:
        raise Problem("This line does not follow the grammar of formulas.") from None


def misplaced(stop: UnexpectedToken, tokens: list[Token]) -> Problem:
    """What the parser met and what it could have gone on with, in words."""
    token: Token = stop.token
    if token.type == "$END":
        last = tokens[-1] if tokens else None
        at = (last.start_pos, last.end_pos) if last is not None else (None, None)
        after = f" after “{as_written(last)}”" if last is not None else ""
        return Problem(f"The formula ends too early{after}: something is missing.", *at)
    needed = "a name, a number or a bracket" if "NAME" in stop.expected else "an operator or the end"
    return Problem(f"“{as_written(token)}” cannot stand here; {needed} could.", token.start_pos, token.end_pos)


def as_written(token: Token) -> str:
    """A word of a line as it looked there."""
    closing = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}
    special = {"OPEN_BRACE": "{", "CLOSE_BRACE": "}", "SEPARATOR": "&", "BEGIN_CASES": "cases", "END_CASES": "cases"}
    shown = closing.get(token.value, token.value) if token.type == "CLOSE" else token.value
    return special.get(token.type, str(shown))
