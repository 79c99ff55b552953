"""A derivation as a Jupyter notebook that needs NumPy alone: every line evaluated at the same inputs, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from derivations.account import Account, Line
from derivations.export.computation import Computation, Function, computation
from derivations.export.dialects import NUMPY
from derivations.export.latex_words import in_markdown
from derivations.export.markdown import glossary_item, row
from derivations.export.module import function, literal, picked, pieces, stand_ins
from derivations.export.subject import Subject
from derivations.export.translating import names_in

COMPARED = """\
def compared(name, value, other):
    \"\"\"How far two values are apart, which is no further than rounding takes them.\"\"\"
    error = float(np.max(np.abs(value - other)))
    assert error < 1e-6 * max(1, float(np.max(np.abs(other)))), f"{name} differs by {error:.1e}."
    print(f"{name}: largest difference {error:.1e}")"""


DIFFERENCE = """\
def difference(name, value, other):
    \"\"\"How far a wrong line is from what it was claimed to be.\"\"\"
    print(f"{name}: largest difference {float(np.max(np.abs(value - other))):.1e}")"""

Cell = tuple[str, str]
"""What a cell is, markdown or code, and what stands in it."""


@dataclass(frozen=True)
class Told:
    """A line in words, and in plain text for the function that computes it, which is called by its number."""

    number: int
    words: str
    text: str
    holds: bool = True

    @property
    def name(self) -> str:
        return f"line_{self.number}"


def as_notebook(*subjects: Subject) -> str:
    """The text of an .ipynb file: each derivation in turn."""
    return notebook(cell for subject in subjects for cell in cells(subject))


def notebook(every: Iterable[Cell]) -> str:
    """The text of an .ipynb file with these cells."""
    import nbformat  # half a second that only a notebook needs

    made = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for place, (sort, text) in enumerate(every):
        cell = made[sort](text)
        cell["id"] = f"cell-{place}"  # the same derivation gives the same file
        book.cells.append(cell)
    return str(nbformat.writes(book)) + "\n"


def cells(subject: Subject) -> Iterator[Cell]:
    """A derivation: its symbols, its inputs, and each line evaluated."""
    account, found = subject.account, computation(subject)
    lines = [told_of(number, line) for number, line in enumerate(account.lines, start=1)]
    yield "markdown", "\n".join(heading(account))
    yield from evaluated(found, account.start_latex, lines)
    yield "markdown", ending(found, len(lines))


def told_of(number: int, line: Line) -> Told:
    """A line of a derivation under its number."""
    return Told(number, "\n".join(row(line)).strip(), line.text)


def evaluated(found: Computation, start: str, told: Sequence[Told]) -> Iterator[Cell]:
    """What is derived by differences, and each line held against it."""
    lines = [function(found, line_function(found, place, line), NUMPY) for place, line in enumerate(told)]
    forward = function(found, found.forward, NUMPY)
    yield "code", "\n\n\n".join([*preparation(found, [forward, *lines]), *([] if holds(told) else [DIFFERENCE])])
    yield "markdown", "The inputs; change them and run everything again."
    yield "code", inputs_cell(found)
    yield "markdown", "\n".join(start_in_words(found, start))
    yield "code", "\n\n\n".join([forward, start_cell(found)])
    for line, source in zip(told, lines, strict=True):
        yield "markdown", line.words
        held = "compared" if line.holds else "difference"
        yield "code", f'{source}\n\n\n{held}("Line {line.number}", {line.name}(**inputs), start)\n{line.name}(**inputs)'


def holds(told: Iterable[Told]) -> bool:
    return all(line.holds for line in told)


def heading(told: Account) -> list[str]:
    """The title, what is stated, and the symbols."""
    return [f"# {in_markdown(told.title)}", "", in_markdown(told.states), "", *map(glossary_item, told.symbols)]


def line_function(found: Computation, place: int, line: Told) -> Function:
    """A line as a function of the inputs."""
    return Function(line.name, line.text, found.result.axes, found.lines[place])


def preparation(found: Computation, sources: list[str]) -> Iterator[str]:
    """The library, and the functions that the lines need."""
    needed = names_in(line for source in sources for line in source.splitlines()[1:])
    yield "import math\n\nimport numpy as np" if "math" in needed else "import numpy as np"
    yield from stand_ins(found, NUMPY)
    yield from pieces(NUMPY, needed | ({"central_differences"} if found.is_derivative else set()))
    yield COMPARED


def inputs_cell(found: Computation) -> str:
    """The inputs by name."""
    rows = (f'    "{p.identifier}": {literal(found.values[p.identifier], p, NUMPY)},' for p in found.parameters)
    return "\n".join(["inputs = {", *rows, "}"])


def start_in_words(found: Computation, start: str) -> Iterator[str]:
    """What is derived, and what stands in for any function."""
    how = "by central differences of the function itself, apart from any rule" if found.is_derivative else "as it is"
    yield f"What is derived, {how}:"
    yield from ("", "$$", start, "$$")
    for name, meaning in found.unknown:
        yield from ("", f"{name} may be any such function; here it is {meaning}.")


def start_cell(found: Computation) -> str:
    """The value of what is derived."""
    if not found.is_derivative:
        return f"start = {found.forward.name}(**inputs)\nstart"
    source = f'central_differences({found.forward.name}, inputs, "{found.variable}")'
    return f"start = {picked(found, source, NUMPY)}\nstart"


def ending(found: Computation, lines: int) -> str:
    """What has been seen."""
    seen = "central differences" if found.is_derivative else "the other side"
    return f"All {lines} lines agree with one another and with {seen} at these inputs." if lines else ""
