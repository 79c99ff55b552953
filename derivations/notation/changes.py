"""What differs between two expressions: the smallest parts, marked in both."""

from __future__ import annotations

from collections import Counter

from sympy import Add, Expr, Mul

from derivations.notation.heads import Marked
from derivations.notation.scope import children, with_children


def mark_changes(before: Expr, after: Expr) -> tuple[Expr, Expr]:
    """Both expressions with the smallest parts that differ marked."""
    if before == after:
        return before, after
    if isinstance(before, Add | Mul) and before.func == after.func:
        return mark_among_operands(before, after)
    mine, theirs = children(before), children(after)
    same_node = before.func == after.func and before.args[len(mine) :] == after.args[len(theirs) :]
    if same_node and mine and len(mine) == len(theirs):
        pairs = [mark_changes(a, b) for a, b in zip(mine, theirs, strict=True)]
        return with_children(before, [a for a, _ in pairs]), with_children(after, [b for _, b in pairs])
    return Marked(before), Marked(after)


def mark_among_operands(before: Expr, after: Expr) -> tuple[Expr, Expr]:
    """Mark what two sums, or two products, do not share."""
    common = Counter(before.args) & Counter(after.args)
    left, right = Counter(before.args) - common, Counter(after.args) - common
    shared = list(common.elements())
    if left.total() == right.total() == 1:
        marked = mark_changes(next(iter(left)), next(iter(right)))
        return before.func(*shared, marked[0]), before.func(*shared, marked[1])
    # Where something only went, nothing new is there to mark: what it went from is marked whole.
    return marked_rest(before, shared, left), marked_rest(after, shared, right) if right else Marked(after)


def marked_rest(expr: Expr, shared: list[Expr], rest: Counter[Expr]) -> Expr:
    """The operands that are shared, as they are, and the others together under one mark."""
    if not rest:
        return expr
    if not shared:
        return Marked(expr)
    return expr.func(*shared, Marked(expr.func(*rest.elements())))
