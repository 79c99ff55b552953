"""What a part of a line stands for: an element expression with its shape; each sort of part registers itself."""

from __future__ import annotations

from functools import singledispatch

from derivations.language.context import Context
from derivations.language.problems import Problem
from derivations.language.shaped import Shaped
from derivations.language.syntax import Bracketed, Factor, Letter, Listed, Node, Row, Word


@singledispatch
def meaning(node: Node, context: Context) -> Shaped:
    """What a part stands for, by its sort."""
    raise Problem(f"“{context.written(node)[:40]}” cannot stand here.")


def value(node: Node, context: Context) -> Shaped:
    """What a part stands for; a problem inside it is given its place."""
    try:
        with context.nested():
            return meaning(node, context)
    except Problem as problem:
        raise problem.placed(node.start, node.end) from None


def scalar(node: Node, context: Context, what: str) -> Shaped:
    """What a part stands for, where only a number can stand."""
    found = value(node, context)
    if not found.settled(context.sizes).is_scalar:
        raise Problem(f"{what} must be a scalar, and this is {found}.", node.start, node.end)
    return found


def bare(node: Node) -> Node:
    """A part without the braces, and the rows and lists of one, around it."""
    while True:
        if isinstance(node, Bracketed) and node.kind == "group":
            node = node.inside
        elif isinstance(node, Listed) and len(node.entries) == 1:
            node = node.entries[0]
        elif isinstance(node, Row) and len(node.factors) == 1 and not node.factors[0].negative:
            node = node.factors[0].operand
        else:
            return node


def entries(node: Node) -> tuple[Node, ...]:
    """The parts between commas, or the one part."""
    node = bare(node)
    return tuple(map(bare, node.entries)) if isinstance(node, Listed) else (node,)


def side_by_side(node: Node) -> tuple[Node, ...]:
    """The operands of letters that stand side by side, as in the script `ij`."""
    node = bare(node)
    if isinstance(node, Row) and all(factor.operator == "" and not factor.negative for factor in node.factors):
        return tuple(bare(factor.operand) for factor in node.factors)
    return (node,)


def is_transpose(node: Node) -> bool:
    """Whether a part is T, ⊤ or \\top."""
    node = bare(node)
    return (isinstance(node, Letter) and node.base == "T") or (isinstance(node, Word) and node.word == "transpose")


def factors(node: Node) -> tuple[Factor, ...]:
    """The operands of a product, a single operand as a product of one."""
    while isinstance(node, Bracketed) and node.kind == "group" and len(node.inside.entries) == 1:
        node = node.inside.entries[0]
    if isinstance(node, Row):
        only = node.factors[0]
        inner = only.operand
        if len(node.factors) == 1 and not only.negative and isinstance(inner, Bracketed) and inner.kind == "group":
            return factors(inner)
        return node.factors
    return (Factor(node.start, node.end, "", False, node),)
