"""Marks become the grammar's words: what a run of letters says depends on which names are declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lark import Token

from derivations.language.below_signs import below_signs
from derivations.language.bracketed_indices import as_scripts
from derivations.language.gathering import Words, separate
from derivations.language.letters import read_letters
from derivations.language.names import Name, Scope, letter, script_text
from derivations.language.problems import Problem
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
    RELATIONS,
    TRANSPOSES,
)

ENDS_AN_OPERAND = {"NAME", "NUMBER", "CLOSE", "CLOSE_BRACE", "PRIME", "END_CASES"}
SIMPLE = {"_": "SUB", "^": "SUP", "**": "SUP", "+": "SIGN", "-": "SIGN", ":": "COLON"}


def words(line: tuple[Mark, ...], scope: Scope, naming: bool = False) -> list[Token]:
    """The words of a line; `naming` reads a name that is being declared, whose letters belong together."""
    gathered = Words(scope, naming)
    written = tuple(without_arguments(without_full_stop(line), scope))
    for mark in with_cases(tuple(below_signs(tuple(as_scripts(written, scope))))):
        READERS[mark.sort](gathered, mark)
    if gathered.open:
        _kind, opened = gathered.open[-1]
        raise Problem(f"“{opened.text}” is opened here and never closed.", opened.start, opened.end)
    return gathered.found


def with_cases(line: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Braces with “;” between their parts, {x if x > 0; 0 otherwise}, as cases."""
    found, opened = list(line), [-1]
    parted: set[int] = set()
    for place, mark in enumerate(line):
        if mark.text == "{":
            opened.append(place)
        elif mark.text == ";" and opened[-1] >= 0:
            parted.add(opened[-1])
            found[place] = replace(mark, sort="newline")
        elif mark.text == "}" and opened[-1] >= 0 and (start := opened.pop()) in parted:
            found[start] = replace(line[start], sort="command", text=r"\begin{cases}")
            found[place] = replace(mark, sort="command", text=r"\end{cases}")
    return tuple(found)


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
    """A number; `\\frac12` is one half, and W1 is W_1 where that is a name."""
    if continues_a_name(to, mark):
        to.add("SUB", "_", mark, end=mark.start)
        to.add("NUMBER", mark.text, mark)
    elif to.last_is("FRACTION") and len(mark.text) > 1 and mark.text.isdigit():
        to.add("NUMBER", mark.text[0], mark, end=mark.start + 1)
        to.add("NUMBER", mark.text[1:], mark, start=mark.start + 1)
    else:
        to.add("NUMBER", mark.text, mark)


def continues_a_name(to: Words, mark: Mark) -> bool:
    """Whether a number is the lower script of the letter right before it: W1, log2."""
    before, script = to.last(), to.last(2)
    if before is None or before.end_pos != mark.start or not mark.text.isdigit():
        return False
    if before.type == "WORD":
        return before.value == "log" and mark.text in ("2", "10")
    bare = before.type == "NAME" and (script is None or script.type not in ("SUB", "SUP"))
    return bare and (to.naming or Name(before.value, mark.text) in to.scope.known)


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
    elif text == "," or (text == ";" and to.inside("(")):
        to.add("COMMA", text, mark)
    elif text == ".":
        raise Problem("“.” has no meaning here; an inner product is u^T v or u \\cdot v.", mark.start, mark.end)
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
    elif word == "1":
        to.add("NUMBER", word, mark)
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
    elif text in BIG_LETTERS and not to.naming and not to.scope.bears(text):
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
