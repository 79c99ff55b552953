"""Calls as NumPy and PyTorch have them, in the words of the language: np.exp(x), X.dot(w), e.mean(), sum(M, axis=0)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from derivations.language.tokens import Mark

Marks = tuple[Mark, ...]

MODULES = ("np", "numpy", "jnp", "torch", "linalg", "F", "nn", "functional", "special")
RENAMED = {"maximum": "max", "minimum": "min", "absolute": "abs"}
PRODUCTS = ("dot", "matmul", "mm", "inner", "outer", "multiply")
WRAPPED = ("norm", "square")
METHODS = (*WRAPPED, "sum", "mean", "exp", "log", "tanh", "sigmoid", "relu", "abs", "softmax", "trace", "max", "min")
ALONG = {("sum", "0"): "sumdown", ("mean", "0"): "meandown"}
ALONG |= {(word, axis): f"{word}across" for word in ("sum", "mean") for axis in ("1", "-1")}
"""What a sum along an axis is called here."""


def as_written_here(line: Marks) -> Marks:
    """A line with its calls put into the language's words; one without a point or an axis is as it was."""
    texts = {mark.text for mark in line}
    if not texts & {".", "axis", "dim", *RENAMED, *PRODUCTS, *WRAPPED}:
        return line
    return products_between(without_axes(methods_before(without_modules(line))))


def at(mark: Mark, text: str, sort: str = "symbol") -> Mark:
    """Another mark in the place of one."""
    return Mark(sort, text, mark.start, mark.end)  # type: ignore[arg-type]


def is_point(line: Marks, place: int) -> bool:
    """Whether a point ties the name before it to the one behind, without space."""
    if not 0 < place < len(line) - 1 or line[place].text != ".":
        return False
    tight = all(a.end == b.start for a, b in pairwise(line[place - 1 : place + 2]))
    return tight and line[place + 1].sort == "letters"


def without_modules(line: Marks) -> Marks:
    """np.exp → exp, np.maximum → max"""
    found: list[Mark] = []
    place = 0
    while place < len(line):
        if line[place].text in MODULES and is_point(line, place + 1):
            place += 2
            continue
        is_called = line[place].sort == "letters" and place + 1 < len(line) and line[place + 1].text == "("
        text = RENAMED.get(line[place].text, line[place].text) if is_called else line[place].text
        found.append(replace(line[place], text=text))
        place += 1
    return tuple(found)


def methods_before(line: Marks) -> Marks:
    """X.dot(w) → X @ (w), (e**2).mean() → mean((e**2))"""
    found: list[Mark] = []
    place = 0
    while place < len(line):
        opens = place + 2 < len(line) and line[place + 2].text == "("
        if opens and is_point(line, place) and line[place + 1].text in ("dot", "matmul", "mm"):
            found.append(at(line[place], "@"))
            place += 2
        elif opens and is_point(line, place) and line[place + 1].text in METHODS:
            start, end = operand_before(found), closing(line, place + 2)
            arguments = line[place + 3 : end]
            comma = (at(line[place], ","),) if arguments else ()
            before = found[start].start if found else line[place].start
            opened = Mark("letters", line[place + 1].text, before, before), Mark("symbol", "(", before, before)
            found[start:] = [*opened, *found[start:], *comma, *arguments, *line[end : end + 1]]
            place = end + 1
        else:
            found.append(line[place])
            place += 1
    return tuple(found)


def operand_before(found: list[Mark]) -> int:
    """Where the operand that ends here begins: a name, or a bracket with the function before it."""
    place, depth = len(found) - 1, 0
    while place > 0:
        depth += (found[place].text in (")", "]")) - (found[place].text in ("(", "["))
        before = found[place - 1]
        is_called = before.sort in ("letters", "command") and before.end == found[place].start
        if depth == 0 and not (found[place].text == "(" and is_called):
            break
        place -= 1
    return max(place, 0)


def closing(line: Marks, opened: int) -> int:
    """The place of the bracket that closes one."""
    depth = 0
    for place in range(opened, len(line)):
        depth += (line[place].text == "(") - (line[place].text == ")")
        if depth == 0:
            return place
    return len(line) - 1


def without_axes(line: Marks) -> Marks:
    """sum(M, axis=0, keepdims=True) → sumdown(M)"""
    found = list(line)
    for place in reversed(range(len(found) - 1)):
        word = found[place].text
        if word in ("sum", "mean", "softmax", "logsoftmax") and found[place + 1].text == "(":
            end = closing(tuple(found), place + 1)
            given = arguments_of(tuple(found[place + 2 : end]))
            options = {each[0].text: "".join(m.text for m in each[2:]) for each in given[1:] if is_option(each)}
            if not options or len(options) + 1 != len(given):
                continue
            axis = options.get("axis", options.get("dim", ""))
            called = ALONG.get((word, axis), word if word.endswith("softmax") and axis in ("1", "-1") else None)
            if called is not None or not axis:
                opened = at(found[place], called or word, "letters"), found[place + 1]
                found[place : end + 1] = [*opened, *given[0], found[end]]
    return tuple(found)


def is_option(argument: Marks) -> bool:
    """Whether an argument is one like axis=0."""
    names = ("axis", "dim", "keepdims", "keepdim")
    return len(argument) > 2 and argument[0].text in names and argument[1].text == "="


def arguments_of(inside: Marks) -> list[Marks]:
    """What stands between the commas outside of brackets."""
    pieces: list[list[Mark]] = [[]]
    depth = 0
    for mark in inside:
        depth += (mark.text in ("(", "[", "{")) - (mark.text in (")", "]", "}"))
        if mark.text == "," and depth == 0:
            pieces.append([])
        else:
            pieces[-1].append(mark)
    return [tuple(piece) for piece in pieces]


def products_between(line: Marks) -> Marks:
    """dot(A, B) → ((A) @ (B)), outer(a, b) → ((a) (b)^T), multiply(a, b) → ((a) ⊙ (b))"""
    found = list(line)
    for place in reversed(range(len(found) - 1)):
        if found[place].text in PRODUCTS and found[place].sort == "letters" and found[place + 1].text == "(":
            end = closing(tuple(found), place + 1)
            given = arguments_of(tuple(found[place + 2 : end]))
            if len(given) == 2 and all(given):
                found[place : end + 1] = product(found[place], given[0], given[1], found[end])
        elif found[place].text in WRAPPED and found[place].sort == "letters" and found[place + 1].text == "(":
            end = closing(tuple(found), place + 1)
            found[place : end + 1] = wrapped(found[place], tuple(found[place + 2 : end]), found[end])
    return tuple(found)


def wrapped(called: Mark, inside: Marks, closed: Mark) -> list[Mark]:
    """norm(x) → ‖x‖, square(x) → ((x)^2)"""
    if called.text == "norm":
        return [at(called, r"\|"), *inside, at(closed, r"\|")]
    raised = at(closed, ")"), at(closed, "^"), at(closed, "2", "number"), at(closed, ")")
    return [at(called, "("), at(called, "("), *inside, *raised]


def product(called: Mark, a: Marks, b: Marks, closed: Mark) -> list[Mark]:
    """The product that a call stands for, in brackets."""
    opening, closing_mark = at(called, "("), at(closed, ")")
    left, right = (opening, *a, at(a[-1], ")")), (at(b[0], "("), *b, closing_mark)
    turned = at(closed, "^"), at(closed, "T", "letters")
    between = {"multiply": r"\odot", "outer": ""}.get(called.text, "@")
    sign = (at(called, between, "command" if between.startswith("\\") else "symbol"),) if between else ()
    return [opening, *left, *sign, *right, *(turned if called.text == "outer" else ()), closing_mark]
