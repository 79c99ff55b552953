"""`let` lines: names with their kinds, and names with their definitions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import dropwhile

from sympy import Expr, Mul

from derivations.language.context import index_letter, parts
from derivations.language.elements import indices_of
from derivations.language.limits import MAX_ENTRIES, MAX_UNFOLDED, literal_size, unfolded_nodes
from derivations.language.names import Name, Scope, script_text
from derivations.language.parsing import parse
from derivations.language.problems import Problem, Refusal, SizeProblem
from derivations.language.readings import Budget, Surroundings, Value, read
from derivations.language.shaped import EITHER_WAY
from derivations.language.statements import split_at
from derivations.language.syntax import Letter, Node
from derivations.language.tokens import Mark, marks
from derivations.language.values import bare
from derivations.language.words import words
from derivations.notation import Definition, Index, Kind, Quantity, kind, size

Marks = tuple[Mark, ...]
Declared = tuple[tuple[Name, Quantity | Index], ...]

SIZE = re.compile(r"\d+|\\?[A-Za-z]+(?:_(?:\{[A-Za-z0-9]+\}|[A-Za-z0-9]+))?")
REAL = re.compile(r"\s*\\mathbb\s*\{?\s*R\s*\}?\s*(?:\^\s*(?:\{(.*)\}|(\w+)))?\s*")
KIND = re.compile(r"\s*(one[- ]?hot|[A-Za-z]+)\s*(.*)", re.DOTALL)
BETWEEN_SIZES = ("x", "by", r"\times", "of", "size", "and")
ALSO_CALLED = {"onehot": "one-hot", "one hot": "one-hot", "real": "scalar", "number": "scalar", "column": "vector"}


@dataclass(frozen=True)
class Let:
    """The parts of a `let` line: the names, their kind as it is written, and their definition."""

    names: tuple[Marks, ...]
    kind: Marks
    body: Marks


def parts_of_let(line: Marks) -> Let:
    """NAME, NAME : KIND, NAME = EXPRESSION, or both."""
    left, *body = split_at(line, ("=",), 1)
    named, *kinds = split_at(left, (":", r"\in"), 1)
    if not named or not (kinds or body) or not all(kinds) or not all(body):
        raise Problem("A “let” line is “let NAME : KIND” or “let NAME = EXPRESSION”.")
    names = tuple(split_at(named, (",",)))
    if not all(names) or (body and len(names) > 1):
        raise Problem("One name is defined at a time.")
    return Let(names, kinds[0] if kinds else (), body[0] if body else ())


def name_of(line: Marks, scope: Scope, text: str) -> tuple[Name, tuple[str, ...], int]:
    """A name being declared; the indices below it, if only letters stand there; how many marks are the name itself."""
    own = before_arguments(line)
    node = bare(parse(words(own, scope, naming=True)))
    letter, scripts = parts(node)
    marked = [script.mark for script in scripts]
    if not isinstance(letter, Letter) or marked.count("_") > 1 or marked.count("^") > 1:
        raise Problem(f"“{text[node.start : node.end][:40]}” is not a name.", node.start, node.end)
    contents = {script.mark: script.content for script in scripts if script.content}
    written = {mark: script_text(text[content.start : content.end]) for mark, content in contents.items()}
    name = Name(letter.base, written.get("_", ""), written.get("^", ""), marked.count("'"))
    return name, letters_below(contents.get("_")), len(own)


def before_arguments(line: Marks) -> Marks:
    """J of J(w): the marks before a bracket that ends the name."""
    depth = 0
    for place, mark in enumerate(line):
        if (
            mark.text == "("
            and depth == 0
            and place
            and line[place - 1].text not in ("^", "_")
            and line[-1].text == ")"
        ):
            return line[:place]
        depth += (mark.text in "({[") - (mark.text in ")}]")
    return line


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


def kind_of(line: Marks, text: str, scope: Scope) -> tuple[Kind, frozenset[str]]:
    """A kind, and the names of sizes it declares."""
    written = text[line[0].start : line[-1].end].rstrip(" .,;") if line else ""
    if real := REAL.fullmatch(written):
        sizes = SIZE.findall((real[1] or real[2] or "").replace(r"\times", " "))
        word = ("scalar", "vector", "matrix")[min(len(sizes), 2)]
    else:
        found = KIND.fullmatch(written)
        if found is None:
            raise Problem("After “:” comes a kind, such as “vector n”.")
        word, sizes = found[1].lower(), SIZE.findall(found[2])
        if re.sub(SIZE, "", found[2]).strip(" \t\n,()[]{}\\×*"):
            raise Problem(f"“{found[2][:30]}” are not sizes; a size is a name or a whole number.", line[0].start)
    word = ALSO_CALLED.get(word, word)
    given = [given for given in sizes if given not in BETWEEN_SIZES] if needs_fewer(word, sizes) else sizes
    try:
        extents = [as_size(each, scope) for each in given]
        found_kind = kind(word, *extents)
    except Problem:
        raise
    except ValueError as problem:
        raise Problem(str(problem)) from None
    if Mul(*(extent for extent in extents if extent.is_Integer)) > MAX_ENTRIES:
        raise Refusal(f"An array may have {MAX_ENTRIES:,} entries where its sizes are numbers.")
    found_kind = replace(found_kind, as_row=word in EITHER_WAY and scope.speaks_of_rows)
    return found_kind, frozenset(str(extent) for extent in extents if not extent.is_Integer)


def needs_fewer(word: str, sizes: list[str]) -> bool:
    """Whether among the sizes stand words such as “by”."""
    return len(sizes) > (2 if word == "matrix" else 1) or any(s in BETWEEN_SIZES[1:] for s in sizes)


def as_size(written: str, scope: Scope) -> Expr:
    if written.isdigit():
        return literal_size(written)
    base, _, below = written.partition("_")
    name = str(Name(base, script_text(below)))
    return size(scope.renamed.get(name, name))


def declared(name: Name, of_kind: Kind) -> Quantity | Index:
    """A name of a kind; of kind index, an index that is given."""
    return Index(str(name), of_kind.shape[0]) if of_kind.word == "index" else Quantity(str(name), of_kind)


def defined(name: Name, below: tuple[str, ...], body: Value, scope: Scope) -> tuple[Name, Quantity]:
    """A name with its definition; p_k = … for all k defines p."""
    free = {index.name: index for index in body.indices if scope.quantities.get(Name(index.name)) != index}
    if free and set(below) >= set(free) and body.layout == "scalar":
        if set(below) != set(free) or not 1 <= len(below) <= 2 or len(set(below)) != len(below):
            raise Problem(f"{name} has an index on the left that is not on the right, so its size is unknown.")
        name = name._replace(below=number_of(name, below))
        indices = tuple(free[letter] for letter in below)
        return name, quantity_with(name, tuple(i.size for i in indices), indices, body.element, False, scope)
    if free:
        letters = ", ".join(free)
        raise Problem(f"{letters} stands free on the right of this definition; sum over it, or write it on the left.")
    indices = tuple(index for index in (body.row, body.column) if index is not None)
    shape = tuple(extent for extent in body.shape if extent != 1)
    return name, quantity_with(name, shape, indices, body.element, body.layout == "row", scope)


def quantity_with(
    name: Name, shape: tuple[Expr, ...], indices: tuple[Index, ...], body: Expr, as_row: bool, scope: Scope
) -> Quantity:
    """A quantity of the kind that was declared for it before, or else of its definition's shape."""
    before = scope.quantities.get(name)
    word = ("scalar", "row" if as_row else "vector", "matrix")[len(shape)]
    of_kind = kind(word, *shape)
    if isinstance(before, Quantity):
        if before.definition is not None:
            raise Problem(f"{name} is defined already.")
        if before.kind.shape != shape or before.kind.lies_as_row != as_row:
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
        name, below, own = name_of(written, scope, text)
        if let.kind:
            if name in scope.quantities:
                raise Problem(f"{name} is declared already.")
            of_kind, sizes = kind_of(let.kind, text, scope)
            given = declared(name, of_kind)
            scope = scope.with_sizes(sizes).with_quantity(name, given)
        if let.body:
            body = read(parse(words(let.body, scope)), Surroundings(scope, text, budget, {}))
            name, given = defined(name, below, body, scope)
            scope = scope.with_quantity(name, given)
        if own < len(written):
            scope = scope.with_call(tuple(mark.text for mark in written), own)
        found.append((name, given))
    return scope, tuple(found)


def names_meant(line: str, scope: Scope) -> tuple[Name, ...]:
    """The names a `let` line meant to declare, where the line itself could not be read."""
    try:
        cut = marks(re.split(r":|=|\\in", line, maxsplit=1)[0])
        cut = tuple(mark for mark in cut if mark.text not in ("let", "Let", "LET"))
        return tuple(name_of(written, scope, line)[0] for written in split_at(cut, (",",)) if written)
    except Problem:
        return ()
