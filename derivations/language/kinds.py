"""Kinds as they are written after the colon of a `let` line: vector n, a matrix of size m × n, \\mathbb{R}^n."""

from __future__ import annotations

import re
from dataclasses import replace

from sympy import Expr, Mul

from derivations.language.limits import MAX_ENTRIES, literal_size
from derivations.language.names import Name, Scope, script_text
from derivations.language.problems import Problem, Refusal
from derivations.language.shaped import EITHER_WAY
from derivations.language.tokens import Mark
from derivations.notation import Delta, Kind, Quantity, kind, matrix, size

Marks = tuple[Mark, ...]

ONE_HOT_ROWS = "one-hot rows"
"""The kind of a matrix each of whose rows is one-hot, which is written `one-hot m n`."""

SIZE = re.compile(r"\d+|\\?[A-Za-z]+(?:_(?:\{[A-Za-z0-9]+\}|[A-Za-z0-9]+))?")
REAL = re.compile(
    r"\s*\\mathbb\s*\{?\s*R\s*\}?\s*(?P<positive>_\s*(?:\+|\{\s*(?:\+|>\s*0|\+\+)\s*\}))?"
    r"\s*(?:\^\s*(?:\{(?P<sizes>.*)\}|(?P<size>\w+)))?\s*"
)
SIGNS = re.compile(r"\s*\\\{\s*(?:-\s*1\s*,\s*\+?\s*1|\+?\s*1\s*,\s*-\s*1|\\pm\s*1)\s*\\\}\s*\^\s*\{?\s*(\w+)\s*\}?\s*")
BINARY = re.compile(r"\s*\\\{\s*0\s*,\s*1\s*\\\}\s*(?:\^\s*\{?\s*(\w+)\s*\}?)?\s*")
KIND = re.compile(r"\s*(one[- ]?hot|[A-Za-z]+)\s*(.*)", re.DOTALL)
BETWEEN_SIZES = ("x", "by", r"\times", "of", "size", "and")
ALSO_CALLED = {
    **{"onehot": "one-hot", "one hot": "one-hot", "real": "scalar", "number": "scalar", "column": "vector"},
    **{"probability": "distribution", "probabilities": "distribution", "sign": "signs", "indices": "index"},
}
SAID_AT_LENGTH = (
    (r"\b(?:a|an|the)\b", " "),
    (r"\b(positive)\s+(?:real\s+)?(?:scalar|number|real)\b", r"\1"),
    (r"\b(?:real)\s+(scalar|number|vector|matrix)\b", r"\1"),
    (r"\b(column|row|one[- ]?hot|probability)\s+vector\b", r"\1"),
    (r"\b(symmetric|invertible)\s+matrix\b", r"\1"),
    (r"\bscalar\s*>\s*0", "positive"),
    (r"\b(vector|matrix|row)\s+(?:of|with)\s+(?:size|length|dimension|shape)\b", r"\1"),
)
"""Longer ways of saying a kind, each with what it is short for."""


def kind_of(line: Marks, text: str, scope: Scope) -> tuple[Kind, tuple[Expr, ...], frozenset[str]]:
    """A kind, the lengths of a list of indices, and the names of sizes that are declared so."""
    written = text[line[0].start : line[-1].end].rstrip(" .,;") if line else ""
    if real := REAL.fullmatch(written):
        sizes = SIZE.findall((real["sizes"] or real["size"] or "").replace(r"\times", " "))
        word = ("positive" if real["positive"] else "scalar", "vector", "matrix")[min(len(sizes), 2)]
    elif signs := SIGNS.fullmatch(written):
        word, sizes = "signs", [signs[1]]
    elif binary := BINARY.fullmatch(written):
        word, sizes = ("vector", [binary[1]]) if binary[1] else ("scalar", [])
    else:
        for at_length, short in SAID_AT_LENGTH:
            written = re.sub(at_length, short, written, flags=re.IGNORECASE)
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
        lengths = tuple(extents[1:]) if word == "index" else ()
        is_rows = word == "one-hot" and len(extents) == 2
        found_kind = kind("matrix" if is_rows else word, *extents[: len(extents) - len(lengths)])
        found_kind = replace(found_kind, word=ONE_HOT_ROWS) if is_rows else found_kind
    except Problem:
        raise
    except ValueError as problem:
        raise Problem(str(problem)) from None
    if Mul(*(extent for extent in extents if extent.is_Integer)) > MAX_ENTRIES:
        raise Refusal(f"An array may have {MAX_ENTRIES:,} entries where its sizes are numbers.")
    found_kind = replace(found_kind, as_row=word in EITHER_WAY and scope.speaks_of_rows)
    return found_kind, lengths, frozenset(str(extent) for extent in extents if not extent.is_Integer)


def needs_fewer(word: str, sizes: list[str]) -> bool:
    """Whether among the sizes stand words such as “by”."""
    return len(sizes) > (2 if word in ("matrix", "one-hot") else 1) or any(s in BETWEEN_SIZES[1:] for s in sizes)


def as_size(written: str, scope: Scope) -> Expr:
    if written.isdigit():
        return literal_size(written)
    base, _, below = written.partition("_")
    name = str(Name(base, script_text(below)))
    return size(scope.renamed.get(name, name))


def with_one_hot_rows(name: str, rows: Expr, columns: Expr) -> Quantity:
    """A matrix Y of labels: Y_rk is 1 where k is the label of row r."""
    label = Quantity(f"c_{{{name}}}", kind("index", columns))
    return matrix(name, rows, columns).defined_by(lambda r, k: Delta(k, label[r]))
