"""Marks become the grammar's words: what a run of letters says depends on which names are declared."""

from __future__ import annotations

from collections.abc import Iterator

from lark import Token

from derivations.language.limits import MAX_DEPTH
from derivations.language.names import Name, Scope, letter, script_text
from derivations.language.problems import Problem, Refusal
from derivations.language.tokens import Mark
from derivations.language.vocabulary import (
    BARS,
    BIG_LETTERS,
    CLOSING,
    FRACTIONS,
    FUNCTIONS,
    GREEK,
    IFS,
    ONES,
    OPENING,
    OPERATORS,
    OTHERWISE,
    PLAIN_LETTERS,
    RELATIONS,
    TRANSPOSES,
)

ENDS_AN_OPERAND = {"NAME", "NUMBER", "CLOSE", "CLOSE_BRACE", "PRIME", "END_CASES"}
SIMPLE = {"_": "SUB", "^": "SUP", "+": "SIGN", "-": "SIGN", ":": "COLON"}


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


def words(line: tuple[Mark, ...], scope: Scope, naming: bool = False) -> list[Token]:
    """The words of a line; `naming` reads a name that is being declared, whose letters belong together."""
    gathered = Words(scope, naming)
    for mark in without_arguments(without_full_stop(line), scope):
        READERS[mark.sort](gathered, mark)
    if gathered.open:
        _kind, opened = gathered.open[-1]
        raise Problem(f"“{opened.text}” is opened here and never closed.", opened.start, opened.end)
    return gathered.found


def without_full_stop(line: tuple[Mark, ...]) -> tuple[Mark, ...]:
    while line and line[-1].text in (".", ",", ";"):
        line = line[:-1]
    return line


def without_arguments(line: tuple[Mark, ...], scope: Scope) -> Iterator[Mark]:
    """The line with J for J(w), where J was defined as J(w)."""
    place = 0
    while place < len(line):
        for written, of_name in scope.calls:
            if line[place].text == written[0] and written == tuple(m.text for m in line[place : place + len(written)]):
                yield from line[place : place + of_name]
                place += len(written)
                break
        else:
            yield line[place]
            place += 1


def read_number(to: Words, mark: Mark) -> None:
    """A number; `\\frac12` is one half."""
    if to.last_is("FRACTION") and len(mark.text) > 1 and mark.text.isdigit():
        to.add("NUMBER", mark.text[0], mark, end=mark.start + 1)
        to.add("NUMBER", mark.text[1:], mark, start=mark.start + 1)
    else:
        to.add("NUMBER", mark.text, mark)


def read_prime(to: Words, mark: Mark) -> None:
    for _ in range(min(9, mark.text.count("'") + mark.text.count("prime"))):
        to.add("PRIME", "'", mark)


def read_symbol(to: Words, mark: Mark) -> None:
    """A bracket, an operator, a relation, or a mark between parts."""
    text = mark.text
    if text in BARS:
        read_bar(to, mark)
    elif text in OPENING:
        read_opening(to, mark)
    elif text == "{":
        to.push("group", mark)
    elif text in CLOSING:
        to.pop(CLOSING[text], mark)
    elif text in "&,." and to.inside("cases"):
        separate(to, mark, "if" if text == "&" else ",")
    elif text == "=" and to.last_is("COLON", "RELATION") and to.found[-1].end_pos == mark.start:
        to.found.pop()
        to.add("RELATION", "=", mark)
    elif text in OPERATORS:
        to.add("OPERATOR", OPERATORS[text], mark)
    elif text in RELATIONS:
        to.add("RELATION", RELATIONS[text], mark)
    elif text in SIMPLE:
        to.add(SIMPLE[text], text, mark)
    elif text == ",":
        to.add("COMMA", text, mark)
    elif text != "&":
        raise Problem(f"“{text}” has no meaning here.", mark.start, mark.end)


def read_opening(to: Words, mark: Mark) -> None:
    if to.last_is("ROOT") and OPENING[mark.text] == "[":
        to.found[-1] = to.found[-1].update(type="ROOT_OF")
    to.push(OPENING[mark.text], mark)


def read_bar(to: Words, mark: Mark) -> None:
    """A bar closes the bar that is open where an operand has just ended, and opens one otherwise."""
    kind = BARS[mark.text]
    ended = bool(to.found) and (to.last_is(*ENDS_AN_OPERAND) or to.found[-1].value in ("transpose", "one"))
    if mark.text == "||" and ended and to.inside("|"):
        to.pop("|", mark)
        to.push("|", mark)
    elif ended and to.inside(kind):
        to.pop(kind, mark)
    elif mark.text == r"\mid" and ended:
        to.add("COLON", ":", mark)
    else:
        to.push(kind, mark)


def separate(to: Words, mark: Mark, value: str = "if") -> None:
    """What stands between a value and its condition in cases: `,`, `&`, `if`, or several of them."""
    if to.last_is("SEPARATOR"):
        if value != ",":
            to.found[-1] = to.found[-1].update(value=value)
    else:
        to.add("SEPARATOR", value, mark)


def read_newline(to: Words, mark: Mark) -> None:
    if not to.inside("cases"):
        raise Problem("A new row (\\\\) cannot begin inside brackets.", mark.start, mark.end)
    if to.ends_in_comma():
        to.found.pop()
    to.add("NEW_ROW", mark.text, mark)


def read_text(to: Words, mark: Mark) -> None:
    """An upright word: a function, a name, or the words of cases."""
    word = " ".join(mark.text.partition("{")[2].rstrip("}").split()) or mark.text[-1]
    if to.naming:
        to.add("NAME", script_text(mark.text), mark)
    elif to.inside("cases") and word.strip(" ,.") in (*IFS, *OTHERWISE):
        separate(to, mark, "otherwise" if word.strip(" ,.") in OTHERWISE else "if")
    elif to.scope.bears(word):
        to.add("NAME", word, mark)
    elif word.lower() in FUNCTIONS and len(word) > 1:
        to.add("WORD", FUNCTIONS[word.lower()], mark)
    elif word.replace("-", "").replace(" ", "").lower() in ("logsoftmax", "logsumexp"):
        to.add("WORD", word.replace("-", "").replace(" ", "").lower(), mark)
    else:
        to.add("NAME", script_text(mark.text), mark)


def read_decorated(to: Words, mark: Mark) -> None:
    name = letter(mark) or mark.text
    if name in ONES and not to.naming:
        to.add("WORD", "one", mark)
    elif name == r"\mathbf{0}" and not to.naming:
        to.add("NUMBER", "0", mark)
    else:
        to.add("NAME", name, mark)


def read_command(to: Words, mark: Mark) -> None:
    text, plain = mark.text, mark.text.removeprefix("\\").rstrip("*")
    if text.startswith(r"\begin"):
        to.push("cases", mark)
    elif text.startswith(r"\end"):
        to.pop("cases", mark)
    elif text in FRACTIONS:
        to.add("FRACTION", text, mark)
    elif text == r"\sqrt":
        to.add("ROOT", text, mark)
    elif text in TRANSPOSES:
        to.add("WORD", "transpose", mark)
    elif text in BIG_LETTERS and not to.scope.bears(text):
        to.add("WORD", BIG_LETTERS[text], mark)
    elif plain in GREEK:
        to.add("NAME", text, mark)
    elif plain.lower() in FUNCTIONS:
        to.add("WORD", FUNCTIONS[plain.lower()], mark)
    elif any(text in table for table in (BARS, OPENING, CLOSING, OPERATORS, RELATIONS)):
        read_symbol(to, mark)
    elif text in (r"\dots", r"\ldots", r"\cdots"):
        raise Problem(f"“{text}” leaves open what is meant; write a sum with \\sum.", mark.start, mark.end)
    else:
        raise Problem(f"“{text[:30]}” is not a command of this language.", mark.start, mark.end)


def read_letters(to: Words, mark: Mark) -> None:
    """A run of letters: one name, one function, a script and what follows it, or a product of letters."""
    start, run = mark.start, mark.text
    if to.naming:
        to.add("NAME", letter(mark) or run if to.last() is None else run, mark)
        return
    if to.last_is("SUB", "SUP"):
        taken = in_script(to, run)
        add_script(to, mark, taken)
        start, run = start + taken, run[taken:]
    for piece in split(run, to.scope):
        add_piece(to, mark, piece, start)
        start += len(piece)


def in_script(to: Words, run: str) -> int:
    """How many letters of a run after `_` or `^` belong to the script."""
    script, base = to.last(), to.last(2)
    if base is not None and base.type == "NAME" and to.last(3) is not None and to.found[-3].type == "SUP":
        base = to.last(4)
    if script is not None and script.type == "SUP":
        return len(run) if run == "top" else 1
    if base is None:
        return 1
    if base.type == "NAME" and (Name(base.value, run) in to.scope.known or base.value == r"\delta"):
        return len(run) if Name(base.value, run) in to.scope.known else min(2, len(run))
    if base.type == "WORD":
        plain = base.end_pos is not None and base.start_pos is not None and base.end_pos - base.start_pos == len(base)
        return len(run) if to.scope.bears(run) or plain else 1
    axes = to.scope.axes(base.value) if base.type == "NAME" else 2
    return min(axes or 1, len(run))


def add_script(to: Words, mark: Mark, taken: int) -> None:
    run, start = mark.text[:taken], mark.start
    if run == "top":
        to.add("WORD", "transpose", mark, end=start + taken)
    elif taken == 1 or to.scope.bears(run):
        to.add("NAME", run, mark, end=start + taken)
    elif to.last(2) is not None and Name(to.found[-2].value, run) in to.scope.known:
        to.add("NAME", run, mark, end=start + taken)
    else:
        to.add("OPEN_BRACE", "group", mark, end=start)
        for place, char in enumerate(run):
            to.add("NAME", char, mark, start + place, start + place + 1)
        to.add("CLOSE_BRACE", "group", mark, start + taken, start + taken)


def split(run: str, scope: Scope) -> list[str]:
    """A run of letters as names and functions: the whole if it is one, else the longest ones from the left."""
    if is_word(run, scope):
        return [run] if run else []
    pieces, place = [], 0
    while place < len(run):
        ends = range(min(len(run), place + 12), place + 1, -1)
        end = next((end for end in ends if is_part(run[place:end], scope)), place + 1)
        pieces.append(run[place:end])
        place = end
    return pieces


def is_word(run: str, scope: Scope) -> bool:
    return (
        is_part(run, scope)
        or run in PLAIN_LETTERS
        or (run in GREEK and scope.bears(rf"\{run}"))
        or (run in GREEK and len(run) > 3)
        or run in (*IFS, *OTHERWISE)
        or run in OPERATORS
    )


def is_part(run: str, scope: Scope) -> bool:
    """Whether a part of a longer run is read as one word."""
    return run in scope.words() or (len(run) > 1 and run.lower() in FUNCTIONS) or run in ("sqrt", "odot")


def add_piece(to: Words, mark: Mark, piece: str, start: int) -> None:
    place = {"start": start, "end": start + len(piece)}
    if to.scope.bears(piece):
        to.add("NAME", piece, mark, **place)
    elif len(piece) > 1 and piece in GREEK:
        to.add("NAME", rf"\{piece}", mark, **place)
    elif piece == "sqrt":
        to.add("ROOT", piece, mark, **place)
    elif len(piece) > 1 and piece.lower() in FUNCTIONS:
        to.add("WORD", FUNCTIONS[piece.lower()], mark, **place)
    elif to.inside("cases") and piece in (*IFS, *OTHERWISE):
        separate(to, mark, "otherwise" if piece in OTHERWISE else "if")
    elif piece in OPERATORS:
        to.add("OPERATOR", OPERATORS[piece], mark, **place)
    else:
        to.add("NAME", piece, mark, **place)


READERS = {
    "letters": read_letters,
    "command": read_command,
    "decorated": read_decorated,
    "text": read_text,
    "number": read_number,
    "prime": read_prime,
    "symbol": read_symbol,
    "newline": read_newline,
}
