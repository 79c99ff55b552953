"""Free and bound indices: which there are, and how to rename them without one capturing another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count

from sympy import Expr

from derivations.notation.heads import Element, Index, Partial, Reduction

LETTERS = "kjilmrst"


@lru_cache(maxsize=100_000)
def free_indices(expr: Expr) -> frozenset[Index]:
    """The indices of an expression that no sum binds."""
    if isinstance(expr, Index):
        return frozenset([expr])
    found = frozenset[Index]().union(*map(free_indices, expr.args))
    return found - {expr.index} if isinstance(expr, Reduction) else found


@lru_cache(maxsize=100_000)
def all_indices(expr: Expr) -> frozenset[Index]:
    """Every index of an expression, free or bound."""
    if isinstance(expr, Index):
        return frozenset([expr])
    return frozenset[Index]().union(*map(all_indices, expr.args))


def fresh(like: Index, avoid: Iterable[Index]) -> Index:
    """An index of the same range whose name is not among those to avoid, nor that of a size in sight."""
    avoid = [like, *avoid]
    taken = {index.name for index in avoid[1:]} | {str(index.size) for index in avoid}
    return Index(next(name for name in candidates(like.name) if name not in taken), like.size)


def candidates(first: str) -> Iterator[str]:
    """Names for an index, the best first."""
    yield first
    yield from LETTERS
    yield from (f"{letter}_{number}" for number in count(1) for letter in LETTERS)


def replace_indices(expr: Expr, new: Mapping[Index, Expr]) -> Expr:
    """The expression with free indices replaced, all at once; a bound index steps aside where it would capture."""
    live = {old: to for old, to in new.items() if old != to and old in free_indices(expr)}
    if not live:
        return expr
    if isinstance(expr, Index):
        return live[expr]
    if isinstance(expr, Reduction):
        incoming = frozenset[Index]().union(*map(free_indices, live.values()))
        if expr.index in incoming:
            expr = rename_bound(expr, fresh(expr.index, incoming | all_indices(expr.body)))
        return expr.func(replace_indices(expr.body, live), expr.index)
    return expr.func(*(replace_indices(arg, live) for arg in expr.args))


def rename_bound(total: Reduction, to: Index) -> Expr:
    """Σ_k f(k) = Σ_j f(j)"""
    return total.func(replace_indices(total.body, {total.index: to}), to)


@lru_cache(maxsize=100_000)
def alpha(expr: Expr) -> Expr:
    """The expression with its bound indices named by how deep a sum each one binds, so that names do not matter."""
    if not expr.args or isinstance(expr, Element):
        return expr
    if isinstance(expr, Reduction):
        body = alpha(expr.body)
        return rename_bound(expr.func(body, expr.index), Index(f"•{height(body)}", expr.index.size))
    return expr.func(*map(alpha, expr.args))


@lru_cache(maxsize=100_000)
def height(expr: Expr) -> int:
    """How many sums are nested in an expression."""
    return max(map(height, expr.args), default=0) + isinstance(expr, Reduction)


def hygienic(expr: Expr, outer: frozenset[Index] | None = None) -> Expr:
    """The expression with no bound index named like a free one or like one bound around it."""
    outer = free_indices(expr) if outer is None else outer
    if not expr.args or isinstance(expr, Element):
        return expr
    if isinstance(expr, Reduction):
        if any(expr.index.name == index.name for index in outer):
            expr = rename_bound(expr, fresh(expr.index, outer | all_indices(expr.body)))
        return expr.func(hygienic(expr.body, outer | {expr.index}), expr.index)
    new = [hygienic(arg, outer) for arg in expr.args]
    return expr if all(a is b for a, b in zip(new, expr.args, strict=True)) else expr.func(*new)


def children(expr: Expr) -> tuple[Expr, ...]:
    """The parts of an expression that a rule may rewrite: not a bound index, an element's indices, or a variable."""
    if isinstance(expr, Reduction | Partial):
        return (expr.args[0],)
    return () if isinstance(expr, Element) else tuple(expr.args)


def with_children(expr: Expr, new: Iterable[Expr]) -> Expr:
    """The same node over other children."""
    new = tuple(new)
    return expr.func(*new, *expr.args[len(new) :]) if new else expr
