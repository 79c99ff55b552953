"""Every derivation as a notebook: valid, and it runs from top to bottom with nothing but NumPy."""

import ast
import json
import sys

import nbformat
import pytest

from tests.conftest import framework
from tests.export.running import LARGEST_ERROR, SUBJECTS, export_of, run_once


def code_of(notebook: str) -> list[str]:
    """The code cells."""
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]


def imported(source: str) -> set[str]:
    """The packages that a source imports."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_a_notebook_runs_and_every_line_agrees_with_differences(slug, route):
    notebook = export_of(slug, route, "notebook")
    nbformat.validate(nbformat.reads(notebook, as_version=4))
    source = "\n\n".join(code_of(notebook))
    assert imported(source) <= {"numpy", "sympy", *sys.stdlib_module_names}
    _, printed = run_once(source)
    errors = [float(row.rpartition(" ")[2]) for row in printed.splitlines()]
    assert len(errors) == sum("compared(" in cell and "line_" in cell for cell in code_of(notebook))
    assert errors
    assert max(errors) < LARGEST_ERROR


def test_a_notebook_runs_in_jupyter():
    nbclient = framework("nbclient", "test")
    framework("ipykernel", "test")
    book = nbformat.reads(export_of("cross-entropy", "through the Jacobian", "notebook"), as_version=4)
    done = nbclient.NotebookClient(book, timeout=60, kernel_name="python3").execute()
    shown = [output for cell in done.cells for output in cell.get("outputs", ())]
    assert not [output for output in shown if output.output_type == "error"]
    assert "array(" in shown[-1]["data"]["text/plain"]


def test_the_same_derivation_gives_the_same_file():
    again = export_of.__wrapped__("sigmoid-derivative", "power rule", "notebook")
    assert again == export_of("sigmoid-derivative", "power rule", "notebook")


def test_a_wrong_line_stops_the_notebook():
    cells = code_of(export_of("cross-entropy", "logarithm first", "notebook"))
    source = "\n\n".join(cells).replace("return p - y", "return y - p")
    with pytest.raises(AssertionError, match="Line 6 differs"):
        run_once(source)
