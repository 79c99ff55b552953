"""A derivation as a Python module for NumPy, PyTorch or JAX that runs by itself and checks itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from textwrap import indent, wrap
from typing import Any

import numpy as np

from derivations.account import left_side, symbol
from derivations.catalogue.entry import glossary
from derivations.export.computation import Computation, Function, computation
from derivations.export.dialects import JAX, NUMPY, PYTORCH, Dialect
from derivations.export.subject import Subject
from derivations.export.translating import names_in, statements
from derivations.notation.printing import text
from derivations.numeric.parameters import Parameter
from derivations.numeric.shapes import written

WIDTH = 100
TOLERANCE = "1e-6"
ORDERS = ("np.tanh(_)", "1 - np.tanh(_) ** 2", "-2 * np.tanh(_) * (1 - np.tanh(_) ** 2)")
"""tanh and its derivatives, which stand in for a scalar function that is known by name alone."""


def as_numpy(subject: Subject) -> str:
    """A NumPy module."""
    return module(subject, NUMPY)


def as_pytorch(subject: Subject) -> str:
    """A PyTorch module."""
    return module(subject, PYTORCH)


def as_jax(subject: Subject) -> str:
    """A JAX module."""
    return module(subject, JAX)


def module(subject: Subject, dialect: Dialect) -> str:
    """The two functions of a derivation, what they need, and the check of one against the other."""
    found = computation(subject)
    functions = [function(found, which, dialect) for which in (found.forward, found.result)]
    needed = names_in(line for f in functions for line in f.splitlines()[1:])
    parts = [
        docstring(subject, found),
        "\n".join([*(["import math\n"] if "math" in needed else []), *dialect.imports]),
        *stand_ins(found, dialect),
        *pieces(dialect, needed | ({"central_differences"} if found.is_derivative else set())),
        *functions,
        main(found, dialect),
    ]
    return "\n\n\n".join(parts).replace('"""\n\n\nimport', '"""\n\nimport', 1) + "\n"


def docstring(subject: Subject, found: Computation) -> str:
    """What the module is about: the statement, the symbols, and what running it does."""
    derivation = subject.derivation
    stated = f"{text(left_side(derivation))} = {text(derivation.result)}"
    meanings = [f"{s.text} = {s.meaning_text}" for q in glossary(derivation) if (s := symbol(q, text)).meaning_text]
    what = "checks the gradient against central differences" if found.is_derivative else "compares the two sides"
    paragraphs = [
        wrapped(subject.title),
        wrapped(subject.states),
        [f"    {plain(stated)}"],
        [f"    {plain(meaning)}" for meaning in meanings],
        [f"{plain(name)} may be any such function; here it is {plain(meaning)}." for name, meaning in found.unknown],
        [f"Run this file: it {what} and prints the error."],
    ]
    return '"""' + "\n\n".join("\n".join(rows) for rows in paragraphs if rows) + '\n"""'


def wrapped(words: str) -> list[str]:
    return wrap(plain(words), WIDTH)


def plain(words: str) -> str:
    """Words as they can stand in a docstring without ending it."""
    return " ".join(words.split()).replace("\\", "\\\\").replace('"""', "'''")


def function(found: Computation, which: Function, dialect: Dialect) -> str:
    """One of the two functions."""
    like = next((p.identifier for p in found.parameters if p.role == "number"), "")
    body = [*sizes_read_off(found, which), *statements(which.program.source, dialect, like)]
    head = f"def {which.name}({', '.join(p.identifier for p in found.parameters)}):"
    return "\n".join([head, *(f"    {line}".rstrip() for line in (*said_of(found, which), *body))])


def sizes_read_off(found: Computation, which: Function) -> Iterator[str]:
    """The sizes that a function needs and that one of its arrays has: n = x.shape[0]."""
    for size in which.program.parameters:
        if size.role == "size" and size not in found.parameters:
            array = next(p for p in found.parameters if size.name in p.sizes)
            yield f"{size.identifier} = {array.identifier}.shape[{array.sizes.index(size.name)}]"


def said_of(found: Computation, which: Function) -> list[str]:
    """What a function computes, of what, and in which shape."""
    if which is found.forward:
        return [f'"""{plain(which.says)}', "", *map(parameter, found.parameters), '"""']
    if which is not found.result or not found.is_derivative:
        return [f'"""{plain(which.says)}"""']
    if not found.forward.axes:
        return [f'"""{plain(which.says)}, in the shape of {found.variable}."""']
    return [f'"""{plain(which.says)}, its axes {", ".join(which.axes)}."""']


def parameter(p: Parameter) -> str:
    """What is to be given for a parameter."""
    shape = f" of shape {written(p.sizes)}" if p.sizes else ""
    if p.role == "size":
        return f"{p.identifier}: a size, a whole number"
    if p.role == "index":
        return f"{p.identifier}: {'places' if shape else 'a place'}{shape}, counted from 0"
    return f"{p.identifier}: {p.kind.split()[0]}{shape}"


def stand_ins(found: Computation, dialect: Dialect) -> Iterator[str]:
    """Functions that are known by name alone, and their derivatives, as tanh."""
    for p in found.named_functions:
        body = ORDERS[p.name.count("'")].replace("_", "x")
        [line] = statements(f"def evaluate(x):\n    return {body}\n", dialect)
        yield f'def {p.identifier}(x):\n    """Any smooth function may stand here, with its derivatives."""\n    {line}'


@cache
def defined_in(file: str) -> dict[str, str]:
    """The functions of a file of pieces, by name, as they are written."""
    source = (Path(__file__).parent / "pieces" / file).read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {node.name: ast.get_source_segment(source, node) or "" for node in functions}


def pieces(dialect: Dialect, needed: Iterable[str]) -> list[str]:
    """The functions that a module defines for itself."""
    return [source for name, source in defined_in(dialect.pieces).items() if name in set(needed)]


def main(found: Computation, dialect: Dialect) -> str:
    """The part that runs: inputs, the two functions, and how far they are apart."""
    rows = [
        *([dialect.prepare] if dialect.prepare else []),
        "inputs = {",
        *(f'    "{p.identifier}": {literal(found.values[p.identifier], p, dialect)},' for p in found.parameters),
        "}",
        *(derivative_checked(found, dialect) if found.is_derivative else sides_compared(found)),
    ]
    return 'if __name__ == "__main__":\n' + indent("\n".join(rows), "    ")


def derivative_checked(found: Computation, dialect: Dialect) -> list[str]:
    """The gradient against central differences, and against what the library itself makes of the loss."""
    name = f'"{found.variable}"'
    ways = {"central differences": f"central_differences({found.forward.name}, inputs, {name})"}
    if dialect.autograd:
        ways["autograd"] = dialect.autograd.format(forward=found.forward.name, name=name)
    rows = [f"result = {found.result.name}(**inputs)", "print(result)"]
    for way, source in ways.items():
        variable = way.replace(" ", "_") if way == "autograd" else "numerical"
        rows += [
            f"{variable} = {picked(found, source, dialect)}",
            f"error = float(abs(result - {variable}).max())",
            f'print(f"largest error against {way}: {{error:.1e}}")',
            f"if not error < {TOLERANCE} * max(1, float(abs(result).max())):",
            '    raise SystemExit("The gradient is wrong.")',
        ]
    return rows


def picked(found: Computation, source: str, dialect: Dialect) -> str:
    """Those of all derivatives that the result has."""
    return f'{dialect.module}.einsum("{found.pick}", {source})' if found.pick else source


def sides_compared(found: Computation) -> list[str]:
    """One side of an identity against the other."""
    return [
        f"one, other = {found.forward.name}(**inputs), {found.result.name}(**inputs)",
        "print(one)",
        "error = float(abs(one - other).max())",
        'print(f"largest error of one side against the other: {error:.1e}")',
        f"if not error < {TOLERANCE} * max(1, float(abs(one).max())):",
        '    raise SystemExit("The two sides differ.")',
    ]


def literal(value: Any, p: Parameter, dialect: Dialect) -> str:
    """An input written out."""
    if p.role == "size":
        return str(int(value))
    array = np.asarray(value)
    if p.role == "index":
        return f"{dialect.module}.{'tensor' if dialect.name == 'pytorch' else 'array'}({array.astype(int).tolist()})"
    return dialect.array.format(np.vectorize(lambda number: float(f"{number:.12g}") + 0.0)(array).tolist())
