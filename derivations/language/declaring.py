"""`let` lines: names with their kinds, and names with their definitions."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from itertools import dropwhile

from sympy import Expr

from derivations.language.context import index_letter, parts
from derivations.language.elements import indices_of
from derivations.language.kinds import ONE_HOT_ROWS, kind_of, with_one_hot_rows
from derivations.language.limits import MAX_UNFOLDED, unfolded_nodes
from derivations.language.names import Function, Name, Scope, letter, script_text
from derivations.language.parsing import parse
from derivations.language.problems import Problem, Refusal, SizeProblem, UnknownName
from derivations.language.readings import Budget, Surroundings, Value, read
from derivations.language.sets import INDICATOR, declared_set, without_set_builder
from derivations.language.statements import split_at
from derivations.language.syntax import Letter, Node
from derivations.language.tokens import Mark, marks
from derivations.language.values import bare
from derivations.language.words import words
from derivations.notation import Definition, Index, Kind, Quantity, kind

Marks = tuple[Mark, ...]
MEANT = re.compile(r":|=|\\in(?![A-Za-z])(?![^\]}=]*[\]}]\s*=)")
"""Where the names of a `let` line end; the ∈ of 1[j ∈ S] = … is part of one."""
Declared = tuple[tuple[Name, Quantity | Index], ...]


@dataclass(frozen=True)
class Let:
    """The parts of a `let` line: the names, their kind as it is written, and their definition."""

    names: tuple[Marks, ...]
    kind: Marks
    body: Marks


def parts_of_let(line: Marks) -> Let:
    """NAME, NAME : KIND, NAME = EXPRESSION, or both."""
    left, *body = split_at(without_set_builder(line), ("=",), 1)
    named, *kinds = split_at(left, (":", r"\in"), 1)
    if not named or not (kinds or body) or not all(kinds) or not all(body):
        raise Problem("A “let” line is “let NAME : KIND” or “let NAME = EXPRESSION”.")
    names = tuple(split_at(named, (",",)))
    if not all(names) or (body and len(names) > 1):
        raise Problem("One name is defined at a time.")
    return Let(names, kinds[0] if kinds else (), body[0] if body else ())


def name_of(line: Marks, scope: Scope, text: str) -> tuple[Name, tuple[str, ...]]:
    """A name being declared, and the indices below it, if only letters stand there."""
    if (of_a_set := declared_set(line)) is not None:
        return Name(INDICATOR, ",".join(of_a_set)), of_a_set[1:]
    own = before_arguments(line)[0]
    node = bare(parse(words(own, scope, naming=True)))
    letter, scripts = parts(node)
    marked = [script.mark for script in scripts]
    if not isinstance(letter, Letter) or marked.count("_") > 1 or marked.count("^") > 1:
        raise Problem(f"“{text[node.start : node.end][:40]}” is not a name.", node.start, node.end)
    contents = {script.mark: script.content for script in scripts if script.content}
    written = {mark: script_text(text[content.start : content.end]) for mark, content in contents.items()}
    name = Name(letter.base, written.get("_", ""), written.get("^", ""), marked.count("'"))
    return name, letters_below(contents.get("_"))


def before_arguments(line: Marks) -> tuple[Marks, Marks, Marks]:
    """J of J(w), p_i of p(z)_i: the name, what stands in the bracket, and the name with its bracket."""
    depth, opened = 0, 0
    for place, mark in enumerate(line):
        if mark.text == "(" and depth == 0 and place and line[place - 1].text not in ("^", "_"):
            opened = place
        depth += (mark.text in "({[") - (mark.text in ")}]")
        if mark.text == ")" and depth == 0 and opened and (place + 1 == len(line) or line[place + 1].text == "_"):
            return (*line[:opened], *line[place + 1 :]), line[opened + 1 : place], line[: place + 1]
    return line, (), ()


def letters_below(below: Node | None) -> tuple[str, ...]:
    """The letters of a lower script that can be read as indices: i and j of W_{ij}, and of W_{1,ij}."""
    if below is None:
        return ()
    found = [letter for node in indices_of(below) for letter in letters_in(node)]
    letters = tuple(dropwhile(lambda letter: not letter, found))
    return letters if all(letters) else ()


def number_of(name: Name, letters: tuple[str, ...]) -> str:
    """What of a lower script belongs to the name: 1 of W_{1,ij}."""
    own, comma, rest = name.below.partition(",")
    return own if comma and rest.replace(",", "") == "".join(letters) else ""


def letters_in(node: Node) -> tuple[str, ...]:
    """The letters of a part; of a run such as `ij` each."""
    if isinstance(node, Letter) and node.base.isalpha() and node.base.islower() and len(node.base) <= 2:
        return tuple(node.base)
    return (index_letter(node) or "",)


def declared(name: Name, of_kind: Kind, is_list: bool, depends_on: tuple[Quantity, ...]) -> Quantity | Index:
    """A name of a kind; of kind index, an index that is given, or a list of such; F(v) : scalar depends on v."""
    if of_kind.word == "index" and not is_list:
        return Index(str(name), of_kind.shape[0])
    if of_kind.word == ONE_HOT_ROWS:
        return with_one_hot_rows(str(name), *of_kind.shape)
    return Quantity(str(name), of_kind, None, depends_on)


def defined(name: Name, below: tuple[str, ...], body: Value, scope: Scope) -> tuple[Name, Quantity]:
    """A name with its definition; p_k = … for all k defines p."""
    free = {index.name: index for index in body.indices if scope.quantities.get(Name(index.name)) != index}
    leading, below = leading_part(name, below, free)
    if free and set(below) >= set(free) and body.layout == "scalar":
        if set(below) != set(free) or not 1 <= len(below) <= 2 or len(set(below)) != len(below):
            raise Problem(f"{name} has an index on the left that is not on the right, so its size is unknown.")
        name = name._replace(below=leading or number_of(name, below))
        indices = tuple(free[letter] for letter in below)
        return name, quantity_with(name, tuple(i.size for i in indices), indices, body.element, None, scope)
    if free:
        letters = ", ".join(free)
        raise Problem(f"{letters} stands free on the right of this definition; sum over it, or write it on the left.")
    indices = tuple(index for index in (body.row, body.column) if index is not None)
    shape = tuple(extent for extent in body.shape if extent != 1)
    return name, quantity_with(name, shape, indices, body.element, body.layout == "row", scope)


def leading_part(name: Name, below: tuple[str, ...], free: Container[str]) -> tuple[str, tuple[str, ...]]:
    """k of a_{k,r} where k is no index of the right side: it belongs to the name; and the letters that are left."""
    first, comma, rest = name.below.partition(",")
    if comma and first in below and first not in free and rest.replace(",", "") == "".join(below[1:]):
        return first, below[1:]
    return "", below


def quantity_with(
    name: Name, shape: tuple[Expr, ...], indices: tuple[Index, ...], body: Expr, as_row: bool | None, scope: Scope
) -> Quantity:
    """A quantity of the kind that was declared for it before, or else of its definition's shape."""
    before = scope.quantities.get(name)
    word = ("scalar", "row" if as_row else "vector", "matrix")[len(shape)]
    of_kind = kind(word, *shape)
    if isinstance(before, Quantity):
        if before.definition is not None:
            raise Problem(f"{name} is defined already.")
        if before.kind.shape != shape or as_row not in (None, before.kind.lies_as_row):
            raise SizeProblem(f"{name} was declared as {before.kind}, but this is {of_kind}.")
        of_kind = before.kind
    quantity = Quantity(str(name), of_kind, Definition(indices, body))
    if unfolded_nodes(quantity) > MAX_UNFOLDED:
        raise Refusal(f"Written out, this definition has more than {MAX_UNFOLDED:,} parts.")
    return quantity


def declare(line: Marks, scope: Scope, text: str, budget: Budget) -> tuple[Scope, Declared]:
    """The scope after a `let` line, and what the line declares."""
    let = parts_of_let(line)
    found: list[tuple[Name, Quantity | Index]] = []
    for written in let.names:
        name, below = name_of(written, scope, text)
        if let.kind:
            scope, given = of_a_kind(name, written, let.kind, scope, text)
        if let.body and (parameter := undeclared_argument(written, scope, text)) is not None:
            scope, given = as_function(name, parameter, let.body, Surroundings(scope, text, budget, {}))
        elif let.body:
            body = read(parse(words(let.body, scope)), Surroundings(scope, text, budget, {}))
            name, given = defined(name, below, body, scope)
            scope = with_its_call(scope.with_quantity(name, given), name, written, text)
        found.append((name, given))
    return scope, tuple(found)


def of_a_kind(name: Name, written: Marks, of_kind: Marks, scope: Scope, text: str) -> tuple[Scope, Quantity | Index]:
    """The scope with a name of a kind."""
    if name in scope.quantities:
        raise Problem(f"{name} is declared already.")
    found_kind, lengths, sizes = kind_of(of_kind, text, scope)
    named = arguments(written, scope, text)
    depends_on = tuple(scope.quantities.get(argument) for argument in named)
    if None in depends_on or (not named and before_arguments(written)[1]):
        raise UnknownName(f"What {name} is a function of must be declared before it.")
    given = declared(name, found_kind, bool(lengths), tuple(q for q in depends_on if isinstance(q, Quantity)))
    scope = scope.with_list(name, lengths) if lengths else scope
    return with_its_call(scope.with_sizes(sizes).with_quantity(name, given), name, written, text), given


def arguments(written: Marks, scope: Scope, text: str) -> tuple[Name, ...]:
    """The names between the brackets of J(w, b), none if anything else stands there too."""
    try:
        pieces = split_at(before_arguments(written)[1], (",", ";", r"\mid", "|"))
        found = [name_of(piece, scope, text)[0] for piece in pieces if piece]
        return tuple(name._replace(base=scope.meant(name.base)) for name in found)
    except Problem:
        return ()


def with_its_call(scope: Scope, name: Name, written: Marks, text: str) -> Scope:
    """The scope in which J is a function of w where J was declared as J(w), and P(o | c) is P where it was so."""
    own, _, called = before_arguments(written)
    if not called:
        return scope
    given = [scope.quantities.get(argument) for argument in arguments(written, scope, text)]
    if given and all(isinstance(q, Quantity) for q in given):
        return scope.with_arguments(name, tuple(q for q in given if isinstance(q, Quantity)))
    of_name = len(own) - (len(written) - len(called))
    return scope.with_call(tuple(mark.text for mark in called), of_name)


def undeclared_argument(written: Marks, scope: Scope, text: str) -> Name | None:
    """x of f(x), where no x is declared."""
    given = arguments(written, scope, text)
    return given[0] if len(given) == 1 and given[0] not in scope.known and not given[0].primes else None


def as_function(name: Name, parameter: Name, body: Marks, around: Surroundings) -> tuple[Scope, Quantity]:
    """The scope with f(x) = … for any number x."""
    held = Quantity(str(parameter))
    inside = replace(around, scope=around.scope.with_quantity(parameter, held))
    found = read(parse(words(body, inside.scope)), inside)
    if found.layout != "scalar" or found.indices:
        raise Problem(f"{name} would be a function of a number, and its right side is {found}; declare {parameter}.")
    scope = around.scope.with_function(name, Function(held, found.element))
    return scope, Quantity(str(name), definition=Definition((), found.element))


def names_meant(line: str, scope: Scope) -> tuple[Name, ...]:
    """The names a `let` line meant to declare, where the line itself could not be read."""
    try:
        cut = marks(MEANT.split(line, maxsplit=1)[0])
    except Problem:
        return ()
    cut = tuple(mark for mark in cut if mark.text not in ("let", "Let", "LET"))
    meant = (name_or_letter(written, scope, line) for written in split_at(cut, (",",)) if written)
    return tuple(name for name in meant if name is not None)


def name_or_letter(written: Marks, scope: Scope, line: str) -> Name | None:
    """The name that marks were meant to be, or the letter they begin with."""
    if (of_a_set := declared_set(written)) is not None:
        return Name(of_a_set[0])
    try:
        return name_of(written, scope, line)[0]
    except Problem:
        base = letter(written[0])
        return Name(base) if base is not None else None
