"""Indices in scripts, and the elements, rows and columns that they pick."""

from __future__ import annotations

from sympy import Dummy, Expr, Integer

from derivations.language.context import Context, index_letter, parts
from derivations.language.limits import MAX_DIGITS
from derivations.language.names import Name
from derivations.language.problems import Problem, ShapeProblem, SizeProblem
from derivations.language.shaped import COLUMN, ROW, Shaped
from derivations.language.sizes import shown
from derivations.language.syntax import Every, Letter, Node, Number, Scripted
from derivations.language.values import bare, entries, side_by_side
from derivations.notation import Delta, Element, Index, Quantity, kind


def indices_of(content: Node) -> tuple[Node, ...]:
    """The indices in a script: between commas or side by side."""
    return tuple(part for entry in entries(content) for part in side_by_side(entry))


def index_name(node: Node) -> str | None:
    """The name under which a sum may bind an index: k, k', or q_2; None for anything else."""
    letter, (atom, scripts) = index_letter(node), parts(node)
    if letter is not None or not isinstance(atom, Letter) or len(scripts) != 1 or index_letter(atom) is None:
        return letter
    below = bare(scripts[0].content) if scripts[0].mark == "_" and scripts[0].content is not None else None
    return f"{atom.base}_{below.text}" if isinstance(below, Number) and below.text.isdigit() else None


def index(node: Node, context: Context) -> Expr:
    """The index a part of a script stands for: a letter, or a number counted from 1."""
    node = bare(node)
    letter = index_letter(node)
    if letter is not None:
        return context.index(letter)
    if (name := index_name(node)) in context.bound and name is not None:
        return context.bound[name]
    if isinstance(node, Number) and node.text.isdigit():
        if len(node.text) > MAX_DIGITS or int(node.text) < 1:
            raise SizeProblem("An index counts from 1.", node.start, node.end)
        return Integer(int(node.text))
    if isinstance(node, Letter) and isinstance(declared := context.scope.quantities.get(Name(node.base)), Index):
        return declared
    if (drawn := lookup(node, context)) is not None:
        return drawn
    shown_as = context.written(node)[:30]
    raise Problem(f"“{shown_as}” is not an index; an index is a small letter or a number.", node.start, node.end)


def lookup(node: Node, context: Context) -> Expr | None:
    """w_k as an index: the k-th of the indices that a declared w lists."""
    if not isinstance(node, Scripted) or not isinstance(node.atom, Letter) or len(node.scripts) != 1:
        return None
    name, (script,) = Name(node.atom.base), node.scripts
    given = context.scope.quantities.get(name)
    listed = of_kind_index(given)
    if listed is None or script.mark != "_" or script.content is None:
        return None
    places = tuple(index(place, context) for place in indices_of(script.content))
    for place, length in zip(places, context.scope.lists.get(name, ()), strict=False):
        within(place, length, node, context)
    return Element(listed, *places)


def of_kind_index(given: Quantity | Index | None) -> Quantity | None:
    """What is declared as an index, as the list of indices that a script below makes of it."""
    if isinstance(given, Index):
        return Quantity(given.name, kind("index", given.size))
    return given if given is not None and given.kind.word == "index" else None


def extent_of(at: Expr, context: Context) -> Expr | None:
    """How far an index runs, as far as it is known."""
    runs = range_of(at)
    extent = context.sizes.now(runs) if runs is not None else None
    return None if isinstance(extent, Dummy) else extent


def range_of(at: Expr) -> Expr | None:
    """The size of the axis on which an index, or an entry of a list of indices, counts."""
    if isinstance(at, Element) and isinstance(at.quantity, Quantity):
        return at.quantity.kind.shape[0]
    return at.size if isinstance(at, Index) else None


def equal(left: Node, right: Node, context: Context) -> Shaped:
    """1 where two indices are equal, else 0."""
    a, b = index(left, context), index(right, context)
    of_a, of_b = range_of(a), range_of(b)
    if of_a is not None and of_b is not None and not context.sizes.same(of_a, of_b):
        written, sizes = map(context.written, (left, right)), (context.sizes.now(of_a), context.sizes.now(of_b))
        runs = " and ".join(f"{name} runs to {size}" for name, size in zip(written, sizes, strict=True))
        raise SizeProblem(f"{runs}: they cannot be compared.")
    return Shaped(Delta(a, b))


def element(array: Shaped, content: Node, context: Context) -> Shaped:
    """An element of an array, or with a colon a row or a column of a matrix."""
    array = array.settled(context.sizes)
    given = indices_of(content)
    if array.is_scalar:
        raise ShapeProblem(f"“{context.written(content)[:30]}” is an index of a scalar, which has no elements.")
    if array.is_matrix and len(given) == 1:
        given = two_digits(given)
    if array.is_matrix and len(given) == 1 and not isinstance(given[0], Every):
        return vector_of(array, given[0], context)
    axes = tuple((axis, size) for axis, size in ((ROW, array.rows), (COLUMN, array.columns)) if size != 1)
    if len(given) != len(axes):
        raise ShapeProblem(f"{shown(array.rows, array.columns)} takes {len(axes)} index(es), not {len(given)}.")
    return picked(array, tuple(zip(axes, given, strict=True)), context)


def vector_of(array: Shaped, node: Node, context: Context, of_rows: bool = True) -> Shaped:
    """u_k of a matrix u as a column of numbers: its row k or its column k, of which there are as many as k runs.

    Where that does not tell and no shape around it does, it is a row, if the matrix is said to be made `of_rows`.
    """
    at = index(node, context)
    extent = extent_of(at, context)
    by_row, by_column = array.rows == extent, array.columns == extent
    if by_row == by_column:
        k = context.written(node)
        ways = f"its row, written _{{{k},:}}", f"its column, written _{{:,{k}}}"
        by_row = context.choose(node, *ways, conventional=of_rows) == 0
    within(at, array.rows if by_row else array.columns, node, context)
    return Shaped(array.at(at, ROW), array.columns) if by_row else Shaped(array.at(ROW, at), array.rows)


def two_digits(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The script 12 of a matrix as 1 and 2."""
    if len(nodes) == 1 and isinstance(nodes[0], Number) and len(nodes[0].text) == 2 and nodes[0].text.isdigit():
        start, text = nodes[0].start, nodes[0].text
        return Number(start, start + 1, text[0]), Number(start + 1, start + 2, text[1])
    return nodes


def picked(array: Shaped, places: tuple[tuple[tuple[Index, Expr], Node], ...], context: Context) -> Shaped:
    """The array with its axes fixed at the given indices, in place of those where no colon stands."""
    fixed: dict[Index, Expr] = {}
    for (axis, extent), node in places:
        if not isinstance(node, Every):
            fixed[axis] = within(index(node, context), extent, node, context)
    row, column = fixed.get(ROW, ROW), fixed.get(COLUMN, COLUMN)
    rows = array.rows if ROW not in fixed else Integer(1)
    columns = array.columns if COLUMN not in fixed else Integer(1)
    return Shaped(array.at(row, column), rows, columns)


def within(at: Expr, extent: Expr, node: Node, context: Context) -> Expr:
    """The index, once it is seen to fit the axis."""
    runs = range_of(at)
    if runs is not None and not context.sizes.same(runs, extent):
        name, runs, extent = context.written(node), context.sizes.now(runs), context.sizes.now(extent)
        raise SizeProblem(f"{name} runs from 1 to {runs}, but here it counts to {extent}.", node.start, node.end)
    if isinstance(at, Integer) and isinstance(extent, Integer) and at > extent:
        raise SizeProblem(f"The index {at} is beyond the size {extent}.", node.start, node.end)
    return at
