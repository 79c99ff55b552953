"""Runs of letters: one name, one function, a script and what follows it, or a product of letters."""

from __future__ import annotations

from derivations.language.gathering import Words, separate
from derivations.language.names import Name, Scope, letter
from derivations.language.tokens import Mark
from derivations.language.vocabulary import FUNCTIONS, GREEK, IFS, OPERATORS, OTHERWISE, PLAIN_LETTERS


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
    for piece in split_differential(to, run) or split(run, to.scope):
        add_piece(to, mark, piece, start)
        start += len(piece)


def in_script(to: Words, run: str) -> int:
    """How many letters of a run after `_` or `^` belong to the script."""
    script, base = to.last(), to.last(2)
    if base is not None and base.type == "NAME" and to.last(3) is not None and to.found[-3].type == "SUP":
        below = to.last(4)
        base = base if below is not None and below.value == "e" and not to.scope.bears("e") else below
    if is_greek(run, to.scope):
        return len(run)
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


def is_greek(run: str, scope: Scope) -> bool:
    """Whether a run spells a Greek letter that is declared, and nothing that is."""
    return len(run) > 1 and run in GREEK and scope.bears(rf"\{run}") and not scope.bears(run)


def add_script(to: Words, mark: Mark, taken: int) -> None:
    run, start = mark.text[:taken], mark.start
    if run == "top":
        to.add("WORD", "transpose", mark, end=start + taken)
    elif is_greek(run, to.scope):
        to.add("NAME", rf"\{run}", mark, end=start + taken)
    elif (
        taken == 1
        or to.scope.bears(run)
        or (to.last(2) is not None and Name(to.found[-2].value, run) in to.scope.known)
    ):
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


def split_differential(to: Words, run: str) -> list[str]:
    """dZ as d and Z under dL, though a dZ is declared; nothing anywhere else."""
    if run[:1] != "d" or not (to.scope.bears(run) and to.scope.bears(run[1:])):
        return []
    texts = [token.value for token in to.found]
    if texts[-1:] == ["/"]:
        above = texts[-3:-2]
    else:
        fraction = max((place for place, token in enumerate(to.found) if token.type == "FRACTION"), default=-1)
        above = texts[fraction + 2 : fraction + 3] if fraction >= 0 and to.last_is("OPEN_BRACE") else []
    return ["d", run[1:]] if above == ["d"] else []


def is_word(run: str, scope: Scope) -> bool:
    return (
        is_part(run, scope)
        or run in PLAIN_LETTERS
        or (run in GREEK and len(run) > 3)
        or (run == "pi" and not scope.bears("p"))
        or run in (*IFS, *OTHERWISE)
        or run in OPERATORS
    )


def is_part(run: str, scope: Scope) -> bool:
    """Whether a part of a longer run is read as one word."""
    if run in scope.words() or run in ("sqrt", "odot"):
        return True
    return len(run) > 1 and (run.lower() in FUNCTIONS or (run in GREEK and scope.bears(rf"\{run}")))


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
