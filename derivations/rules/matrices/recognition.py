"""The array whose element is a given expression: one reading for each head of an index expression."""

from __future__ import annotations

from functools import lru_cache, singledispatch

from sympy import Add, Basic, Expr, Mul, Pow, S, exp, log

from derivations.notation.arrays import (
    SLOT,
    Entry,
    Filled,
    Gradient,
    Identity,
    Jacobian,
    Mapped,
    Slice,
    Summed,
    Unit,
    ones,
    shape,
)
from derivations.notation.functions import Applied, ScalarFunction
from derivations.notation.heads import Delta, Element, Index, Partial, Sum
from derivations.notation.quantities import Quantity
from derivations.notation.scope import children, free_indices, with_children
from derivations.rules.matrices.contraction import (
    Axes,
    Term,
    assembled,
    network_of,
    summed_out,
    term_of,
)
from derivations.rules.matrices.spelling import awkwardness, plus, scaled, times, transposed, unscaled


@lru_cache(maxsize=50_000)
def array_at(expr: Expr, axes: Axes) -> Basic | None:
    """The array whose element at these indices is the expression: a column for one, a number for none."""
    found = free_indices(expr)
    own = tuple(index for index in axes if index in found)
    if not own and (axes or not expr.has(Sum)):
        return constant(expr, axes)
    array = read(expr, own)
    return array if array is None or own == axes else repeated(array, own, axes)


def constant(expr: Expr, axes: Axes) -> Basic:
    """The array whose every element is the same."""
    if not axes and isinstance(expr, Quantity):
        return expr
    rows, columns = (*(index.size for index in axes), S.One, S.One)[:2]
    return Filled(in_words_of_arrays(expr), rows, columns)


def repeated(array: Basic, own: Axes, axes: Axes) -> Basic:
    """u_i → u 𝟏ᵀ,   v_j → 𝟏 vᵀ"""
    rows, columns = axes
    if own == (rows,):
        return times(array, transposed(ones(columns.size)))
    return times(ones(rows.size), transposed(array))


def in_words_of_arrays(expr: Expr) -> Expr:
    """A number with each sum in it that can be told by arrays told so: λ Σ_k u_k v_k → λ uᵀ v."""
    if not expr.has(Sum):
        return expr
    array = array_at(expr, ()) if isinstance(expr, Sum) else None
    if array is not None:
        return Entry(array)
    return with_children(expr, map(in_words_of_arrays, children(expr)))


@singledispatch
def read(expr: Expr, axes: Axes) -> Basic | None:
    """The array of an expression that carries exactly these indices."""
    return None


@read.register
def _(expr: Element, axes: Axes) -> Basic | None:
    q, given = expr.quantity, expr.indices
    if any(index.size != n for index, n in zip(given, q.kind.shape, strict=True) if isinstance(index, Index)):
        return None
    if given in (axes, axes[::-1]):
        return lying(q, given, axes)
    outside = [position for position, index in enumerate(given) if not free_indices(index) & set(axes)]
    if len(given) == 2 and len(outside) == 1 and given[1 - outside[0]] in axes:
        return Slice(q, given[outside[0]], outside[0])
    return None


def lying(array: Basic, given: Axes, axes: Axes) -> Basic:
    """An array with its indices in this order, lying as the axes ask: a row alone stands up as a column."""
    is_row = len(axes) == 1 and shape(array)[0] is S.One
    return transposed(array) if is_row or given != axes else array


@read.register
def _(expr: Partial, axes: Axes) -> Basic | None:
    of, by = expr.of, expr.wrt
    if not isinstance(by, Element):
        return None
    if set(by.indices) == set(axes) and not free_indices(of) & set(axes):
        return lying(Gradient(of, by.quantity), by.indices, axes)
    both = (*of.indices, *by.indices) if isinstance(of, Element) else ()
    if len(both) == 2 and set(both) == set(axes):
        return lying(Jacobian(of.quantity, by.quantity), both, axes)
    return None


@read.register
def _(expr: Delta, axes: Axes) -> Basic | None:
    a, b = expr.args
    if set(axes) == {a, b}:
        return Identity(a.size) if a.size == b.size else None
    inner, outer = (a, b) if a in axes else (b, a)
    if axes != (inner,) or free_indices(outer) & set(axes):
        return None  # an axis within a lookup, as in δ_{o,w_k}: no array has a name for where a list holds a word
    return Unit(outer, inner.size) if not isinstance(outer, Index) or outer.size == inner.size else None


@read.register
def _(expr: Add, axes: Axes) -> Basic | None:
    constants = [term for term in expr.args if not free_indices(term) & set(axes)] if axes else []
    parts = [array_at(term, axes) for term in expr.args if term not in constants]
    if constants:
        parts.append(constant(Add(*constants), axes))
    return None if any(part is None for part in parts) else plus(*parts)


@read.register
def _(expr: Pow, axes: Axes) -> Basic | None:
    if free_indices(expr.exp):
        return None if free_indices(expr.base) else entrywise(expr.base**SLOT, expr.exp, axes)
    return entrywise(SLOT**expr.exp, expr.base, axes)


@read.register(exp)
@read.register(log)
@read.register(ScalarFunction)
def _(expr: Expr, axes: Axes) -> Basic | None:
    return entrywise(expr.func(SLOT), expr.args[0], axes)


@read.register
def _(expr: Applied, axes: Axes) -> Basic | None:
    return entrywise(Applied(expr.function, SLOT, expr.order), expr.argument, axes)


def entrywise(function: Expr, argument: Expr, axes: Axes) -> Basic | None:
    """f(A), entry by entry."""
    inner = array_at(argument, axes)
    return None if inner is None else Mapped(function, SLOT, inner)


@read.register(Mul)
@read.register(Sum)
def _(expr: Expr, axes: Axes) -> Basic | None:
    term = term_of(expr)
    together = contracted(term, axes)
    if together is not None and not awkwardness(together):
        return together
    ways = [way for way in (together, spread(term, axes)) if way is not None]
    return min(ways, key=awkwardness) if ways else summed(term, axes)


def contracted(term: Term, axes: Axes) -> Basic | None:
    """The array of a product under sums, or None where an index ties more than two factors in a knot."""
    network = network_of(term, axes, array_at, in_words_of_arrays)
    network = network and summed_out(network, term.bound)
    return network and assembled(network, axes)


def spread(term: Term, axes: Axes) -> Basic | None:
    """Σ_k a_k (δ_ik − p_i) read as Σ_k a_k δ_ik − Σ_k a_k p_i: the first sum over two indices is spread."""
    live = {*axes, *term.bound}
    for position, factor in enumerate(term.factors):
        if isinstance(factor, Add) and len(free_indices(factor) & live) > 1:
            before, after = term.factors[:position], term.factors[position + 1 :]
            terms = (Term(term.bound, (*before, part, *after)).expression for part in factor.args)
            return array_at(Add(*terms), axes)
    return None


def summed(term: Term, axes: Axes) -> Basic | None:
    """Σ_k a_k u_{w_k} stays a sum of arrays, where k tells arrays apart, as a lookup does."""
    live = {*axes, *term.bound}
    outside = [factor for factor in term.factors if not free_indices(factor) & live]
    inside = tuple(factor for factor in term.factors if factor not in outside)
    for index in term.bound if axes else ():
        others = tuple(other for other in term.bound if other != index)
        array = array_at(Term(others, inside).expression, axes)
        if array is not None:
            number, bare = unscaled(array)
            if index not in free_indices(bare):
                return scaled(Mul(*outside, Sum(number, index)), bare)
            return scaled(in_words_of_arrays(Mul(*outside)), Summed(array, index))
    return None
