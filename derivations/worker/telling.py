"""Sheets and derivations as plain data that a page can show: every formula written by our own printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from derivations.account import Inks, colouring, left_side, line, symbol
from derivations.account import Line as Told
from derivations.catalogue.entry import glossary
from derivations.core import Derivation, Step
from derivations.language import Chain, Declaration, Line, Sheet, Value
from derivations.notation import Index, Kind, Quantity
from derivations.notation.printing import latex, text
from derivations.rules.matrix_form import in_matrix_form

Write = Callable[..., str]
Data = dict[str, Any]

KINDS_IN_LATEX = {
    "scalar": r"{0} \in \mathbb{{R}}",
    "positive": "{0} > 0",
    "vector": r"{0} \in \mathbb{{R}}^{{{1}}}",
    "row": r"{0} \in \mathbb{{R}}^{{1 \times {1}}}",
    "matrix": r"{0} \in \mathbb{{R}}^{{{1} \times {2}}}",
    "one-hot": r"{0} \in \{{0, 1\}}^{{{1}}}, \quad \textstyle\sum_k {0}_k = 1",
    "distribution": r"{0} \in [0, 1]^{{{1}}}, \quad \textstyle\sum_k {0}_k = 1",
    "signs": r"{0} \in \{{-1, +1\}}^{{{1}}}",
    "symmetric": r"{0} \in \mathbb{{R}}^{{{1} \times {1}}}, \quad {0}^\top = {0}",
    "invertible": r"{0} \in \mathbb{{R}}^{{{1} \times {1}}}, \quad \det {0} \ne 0",
    "index": r"{0} \in \{{1, \dots, {1}\}}",
}


def sheet(held: Sheet, inks: Inks) -> Data:
    """The lines of a sheet as they were understood, in the order in which they are judged."""
    write = writer(held, inks)
    rows = [declared(given, write) for given in held.declarations if given.line.problem is None]
    rows += [row(found, "let") for found in dict.fromkeys(g.line for g in held.declarations if g.line.problem)]
    rows += [row(found, "stray") for found in held.stray]
    rows += [row(found, "derive", write) for found in held.requests]
    for place, chain in enumerate(held.chains):
        rows += of_chain(chain, place, write)
    return {"event": "sheet", "title": held.title, "rows": rows}


def of_chain(chain: Chain, place: int, write: Write) -> list[Data]:
    """The rows of one claim."""
    rows = [row(chain.claim, "claim", write), *(row(found, "=", write) for found in chain.lines)]
    return [{**each, "chain": place} for each in rows]


def writer(held: Sheet, inks: Inks) -> Write:
    """The printer of a sheet, with the colours that the roles in its first derivative give."""
    asked = [found.value for found in (*(chain.claim for chain in held.chains), *held.requests) if found.value]
    if not asked or not inks:
        return latex
    return partial(latex, colours=colouring(Derivation(asked[0].element), inks))


def row(found: Line, role: str, write: Write = latex) -> Data:
    """A line of a sheet."""
    return {
        "number": found.number,
        "role": role,
        "text": found.text,
        "latex": understood(found.value, write) if found.value is not None else "",
        "problem": problem(found) if not found.readings else None,
        "chain": None,
    }


def problem(found: Line | None) -> Data | None:
    """What kept a line from being read."""
    if found is None or found.problem is None:
        return None
    return {"sentence": found.problem.sentence, "caret": found.problem.caret, "column": found.problem.column}


def understood(value: Value, write: Write) -> str:
    """What a line was read as: in matrix notation where it has one, else by its elements."""
    places = [index for index in (value.row, value.column) if index is not None]
    if not places:
        return write(value.element)
    form = in_matrix_form(*places, as_row=value.row is None)(value.element)
    if form is not None:
        return write(form)
    return rf"\bigl[\, {write(value.element)} \,\bigr]_{{{' '.join(index.name for index in places)}}}"


def declared(given: Declaration, write: Write) -> Data:
    """A declaration as it was understood."""
    shown = row(given.line, "let")
    if isinstance(given.quantity, Quantity):
        shown["latex"] = of_quantity(given.quantity, write)
    elif isinstance(given.quantity, Index):
        shown["latex"] = of_kind(given.name, Kind("index", (given.quantity.size,)))
    return shown


def of_quantity(quantity: Quantity, write: Write) -> str:
    """What a quantity is: its definition, or where it lies."""
    told = symbol(quantity, write)
    return f"{told.latex} = {told.meaning_latex}" if told.meaning_latex else of_kind(told.latex, quantity.kind)


def of_kind(name: str, kind: Kind) -> str:
    return KINDS_IN_LATEX[kind.word].format(f"{{{name}}}", *map(latex, kind.shape))


def names(held: Sheet) -> Data:
    """The names of a sheet: what may be differentiated, and with respect to what."""
    found = [q for q in held.quantities.items() if isinstance(q[1], Quantity) and q[1].kind.word != "index"]
    return {
        "event": "names",
        "names": [
            {"name": name, "text": text(q), "kind": str(q.kind), "is_defined": q.definition is not None}
            for name, q in found
            if isinstance(q, Quantity)
        ],
    }


def head(derivation: Derivation, inks: Inks) -> Data:
    """What a derivation starts from, and its symbols."""
    write = partial(latex, colours=colouring(derivation, inks)) if inks else latex
    start = left_side(derivation)
    symbols = [symbol(quantity, write) for quantity in glossary(derivation)]
    return {
        "event": "head",
        "latex": write(start),
        "text": text(start),
        "symbols": [[s.latex, s.text, s.kind, s.meaning_latex, s.meaning_text] for s in symbols],
        "steps": len(derivation.steps),
    }


def step(made: Step, derivation: Derivation, inks: Inks) -> Data:
    """One line of a derivation, judged."""
    write = partial(latex, colours=colouring(derivation, inks)) if inks else latex
    return {"event": "step", **of_line(line(made, write, derivation.start))}


def of_line(told: Told) -> Data:
    """A told line with its fine ones."""
    return {
        "rule": told.rule,
        "why": told.why,
        "latex": told.latex,
        "text": told.text,
        "before": told.marked_before,
        "after": told.marked_after,
        "verdict": str(told.verdict),
        "left_latex": told.left_latex,
        "left_text": told.left_text,
        "fine": list(map(of_line, told.fine)),
    }
