"""A derivation as a Jupyter notebook that needs NumPy alone: every line evaluated at the same inputs, and compared."""

from __future__ import annotations

from collections.abc import Iterator

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


def as_notebook(*subjects: Subject) -> str:
    """The text of an .ipynb file: each derivation in turn."""
    import nbformat  # half a second that only a notebook needs

    made = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    every = (cell for subject in subjects for cell in cells(subject))
    for place, (sort, text) in enumerate(every):
        cell = made[sort](text)
        cell["id"] = f"cell-{place}"  # the same derivation gives the same file
        book.cells.append(cell)
    return str(nbformat.writes(book)) + "\n"


def cells(subject: Subject) -> Iterator[tuple[str, str]]:
    """What each cell is, and what stands in it."""
    told, found = subject.account, computation(subject)
    lines = [function(found, line_function(found, place, line), NUMPY) for place, line in enumerate(told.lines)]
    forward = function(found, found.forward, NUMPY)
    yield "markdown", "\n".join(heading(told))
    yield "code", "\n\n\n".join(preparation(found, [forward, *lines]))
    yield "markdown", "The inputs; change them and run everything again."
    yield "code", inputs_cell(found)
    yield "markdown", "\n".join(start_in_words(found, told.start_latex))
    yield "code", "\n\n\n".join([forward, start_cell(found)])
    for place, (line, source) in enumerate(zip(told.lines, lines, strict=True), start=1):
        yield "markdown", "\n".join(row(line)).strip()
        yield "code", f'{source}\n\n\ncompared("Line {place}", line_{place}(**inputs), start)\nline_{place}(**inputs)'
    yield "markdown", ending(found, told.lines)


def heading(told: Account) -> list[str]:
    """The title, what is stated, and the symbols."""
    return [f"# {in_markdown(told.title)}", "", in_markdown(told.states), "", *map(glossary_item, told.symbols)]


def line_function(found: Computation, place: int, line: Line) -> Function:
    """A line as a function of the inputs."""
    return Function(f"line_{place + 1}", line.text, found.result.axes, found.lines[place])


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


def ending(found: Computation, lines: tuple[Line, ...]) -> str:
    """What has been seen."""
    seen = "central differences" if found.is_derivative else "the other side"
    return f"All {len(lines)} lines agree with one another and with {seen} at these inputs." if lines else ""
