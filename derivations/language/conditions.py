"""Conditions: 1 where they hold, else 0; indicators and cases."""

from __future__ import annotations

from functools import reduce

from sympy import Expr, Mul, S

from derivations.language.context import Context, index_letter
from derivations.language.elements import equal, of_kind_index
from derivations.language.names import Name
from derivations.language.problems import Problem
from derivations.language.sets import membership
from derivations.language.shaped import Shaped, entrywise
from derivations.language.syntax import CasesOf, Comparison, Letter, Node, Number, Scripted
from derivations.language.values import bare, meaning, value
from derivations.notation import Cases, Delta, Index, quantity_of, step


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
        return membership(left, right, context)
    a, b = (left, right) if relation in ">≥" else (right, left)
    strict = relation in "<>"
    over = entrywise(value(a, context), value(b, context), context.sizes, difference, "compared with")
    return over.mapped(step) if strict else over.mapped(lambda x: 1 - step(-x))


def equality(left: Node, right: Node, relation: str, context: Context) -> Shaped:
    """δ_{ik}, or 1 − δ_{ik}"""
    for side, other in ((left, right), (right, left)):
        if not is_index(side, context):
            if isinstance(bare(other), Number) and (held := one_of_two(side, bare(other), context)) is not None:
                return held if relation == "=" else held.mapped(lambda x: 1 - x)
            raise Problem("Only indices can be compared with “=” and “≠”, as in i = k.", side.start, side.end)
    same = equal(left, right, context)
    return same if relation == "=" else Shaped(1 - same.element)


def one_of_two(node: Node, number: Node, context: Context) -> Shaped | None:
    """1 where y_i is that number, for a y_i that is 0 or 1, or s_i that is ±1; None for anything else."""
    found, at = value(node, context), value(number, context).element
    held = quantity_of(found.element)
    if held is not None and held.kind.word == "signs" and at in (1, -1):
        return found.mapped(lambda x: (1 + at * x) / 2)
    if is_zero_or_one(found.element) and at in (0, 1):
        return found if at == 1 else found.mapped(lambda x: 1 - x)
    return None


def is_zero_or_one(x: Expr) -> bool:
    """Whether an expression is seen to be 0 or 1, whatever its inputs are."""
    held = quantity_of(x)
    if held is not None and held.definition is not None:
        return is_zero_or_one(held.definition.body)
    if x in (0, 1) or isinstance(x, Delta | step) or (held is not None and held.kind.word == "one-hot"):
        return True
    if x.is_Add and not (1 - x).is_Add:
        return is_zero_or_one(1 - x)
    contents, factors = zip(*(part.as_content_primitive() for part in Mul.make_args(x)), strict=True)
    signs = [part for part in factors if is_one_of_signs(part)]
    others = [part for part in factors if part not in signs]
    return bool(x.is_Mul and Mul(*contents) == S.Half ** len(signs) and all(map(is_zero_or_one, others)))


def is_one_of_signs(x: Expr) -> bool:
    """Whether an expression is 1 + s or 1 − s for a sign s, so 0 or 2."""
    rest = x - 1
    held = quantity_of(rest if rest.could_extract_minus_sign() is False else -rest)
    return held is not None and held.kind.word == "signs"


def is_index(node: Node, context: Context) -> bool:
    node = bare(node)
    letter = index_letter(node)
    if letter is None:
        return isinstance(node, Number) or is_lookup(node, context)
    declared = context.scope.quantities.get(Name(letter))
    return context.is_index(letter) or declared is None or isinstance(declared, Index)


def is_lookup(node: Node, context: Context) -> bool:
    """Whether a part is an entry of a declared list of indices, such as the label y_i."""
    atom = node.atom if isinstance(node, Scripted) else None
    given = context.scope.quantities.get(Name(atom.base)) if isinstance(atom, Letter) else None
    return of_kind_index(given) is not None


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
