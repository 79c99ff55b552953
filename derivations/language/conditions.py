"""Conditions: 1 where they hold, else 0; indicators and cases."""

from __future__ import annotations

from functools import reduce

from sympy import Expr, S

from derivations.language.context import Context, index_letter
from derivations.language.elements import equal
from derivations.language.names import Name
from derivations.language.problems import Problem
from derivations.language.shaped import Shaped, entrywise
from derivations.language.syntax import CasesOf, Comparison, Node, Number
from derivations.language.values import bare, meaning, value
from derivations.notation import Cases, Index, step


def indicator(node: Node, context: Context) -> Shaped:
    """1 where a condition holds, else 0."""
    node = bare(node)
    if not isinstance(node, Comparison) or len(node.relations) != 1:
        raise Problem("A condition compares two things, as in i = k or x > 0.", node.start, node.end)
    left, right = node.sides
    relation = node.relations[0]
    if relation in "=≠":
        return equality(left, right, relation, context)
    if relation == "∈":
        raise Problem("A condition with ∈ is not understood; write i = k, or x > 0.", node.start, node.end)
    a, b = (left, right) if relation in ">≥" else (right, left)
    strict = relation in "<>"
    over = entrywise(value(a, context), value(b, context), context.sizes, difference, "compared with")
    return over.mapped(step) if strict else over.mapped(lambda x: 1 - step(-x))


def equality(left: Node, right: Node, relation: str, context: Context) -> Shaped:
    """δ_{ik}, or 1 − δ_{ik}"""
    for side in (left, right):
        if not is_index(side, context):
            raise Problem("Only indices can be compared with “=” and “≠”, as in i = k.", side.start, side.end)
    same = equal(left, right, context)
    return same if relation == "=" else Shaped(1 - same.element)


def is_index(node: Node, context: Context) -> bool:
    node = bare(node)
    letter = index_letter(node)
    if letter is None:
        return isinstance(node, Number)
    declared = context.scope.quantities.get(Name(letter))
    return context.is_index(letter) or declared is None or isinstance(declared, Index)


def difference(a: Expr, b: Expr) -> Expr:
    return a - b


@meaning.register
def cases(node: CasesOf, context: Context) -> Shaped:
    """The value beside the condition that holds."""
    given = [branch for branch in node.branches if branch.condition is not None]
    conditions = [indicator(branch.condition, context) for branch in given if branch.condition is not None]
    values = [value(branch.value, context) for branch in node.branches]
    rest = [branch for branch in node.branches if branch.condition is None]
    if len(rest) > 1 or (rest and node.branches[-1] is not rest[0]):
        raise Problem("“Otherwise” can stand once, at the last of the cases.", node.start, node.end)
    if not rest and not cover(reduce(lambda a, b: a + b, (c.element for c in conditions))):
        raise Problem("The cases leave something out; end with “otherwise”.", node.start, node.end)
    if not rest:
        conditions.pop()
    like = reduce(lambda a, b: entrywise(a, b, context.sizes, nothing, "a case beside"), [*values, *conditions])
    pairs = [part.element for pair in zip(conditions, values[:-1], strict=True) for part in pair]
    return Shaped(Cases(*pairs, values[-1].element) if pairs else values[-1].element, like.rows, like.columns)


def nothing(a: Expr, b: Expr) -> Expr:
    """Two entries of which only the shapes matter."""
    return S.Zero


def cover(total: Expr) -> bool:
    """Whether conditions cover everything, or all but the edge between x > 0 and x < 0."""
    if total == 1:
        return True
    steps = [part for part in total.args if isinstance(part, step)]
    return len(steps) == 2 and total == steps[0] + steps[1] and steps[0].args[0] == -steps[1].args[0]
