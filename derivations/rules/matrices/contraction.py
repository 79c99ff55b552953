"""A product under sums as a network: factors lie on an index or between two, bound indices are summed out.

    Σ_j Σ_k  W_ij h_j V_jk d_k        i ──W── j(h) ──V── k(d)

An index with one neighbour goes by a product of matrix and vector, one with two by a product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sympy import Basic, Expr, Mul, S

from derivations.notation.arrays import Diagonal, Entry, Filled, Identity, Mapped, ones
from derivations.notation.heads import Index, Sum
from derivations.notation.scope import all_indices, free_indices, fresh, rename_bound
from derivations.rules.matrices.spelling import (
    hadamard,
    lightest,
    partner_order,
    scaled,
    times,
    transposed,
    unscaled,
)

Axes = tuple[Index, ...]
Pair = frozenset[Index]


@dataclass(frozen=True)
class Term:
    """Σ over the bound indices of a product of factors."""

    bound: Axes
    factors: tuple[Expr, ...]

    @property
    def expression(self) -> Expr:
        return Sum(Mul(*self.factors), *reversed(self.bound))


def term_of(expr: Expr, taken: frozenset[Index] = frozenset()) -> Term:
    """The expression as one product under sums, its bound indices named apart."""
    taken = taken | free_indices(expr)
    if isinstance(expr, Sum):
        if any(expr.index.name == index.name for index in taken):
            expr = rename_bound(expr, fresh(expr.index, taken | all_indices(expr.body)))
        inner = term_of(expr.body, taken | {expr.index})
        return Term((expr.index, *inner.bound), inner.factors)
    if not isinstance(expr, Mul):
        return Term((), (expr,))
    bound, factors = Axes(), tuple[Expr, ...]()
    for arg in expr.args:
        part = term_of(arg, taken | set(bound))
        bound, factors = bound + part.bound, factors + part.factors
    return Term(bound, factors)


@dataclass(frozen=True)
class Network:
    """Numbers, arrays on one index (as columns) and arrays between two, all multiplied."""

    number: Expr = S.One
    numbers: tuple[Basic, ...] = ()
    on: Mapping[Index, tuple[Basic, ...]] = field(default_factory=dict)
    between: Mapping[Pair, tuple[Index, Basic]] = field(default_factory=dict)

    def vectors(self, index: Index) -> tuple[Basic, ...]:
        """The columns that lie on an index."""
        return self.on.get(index, ())

    def neighbours(self, index: Index) -> tuple[Index, ...]:
        """The indices that share a matrix with this one."""
        return tuple(other for pair in self.between if index in pair for other in pair if other != index)

    def matrix(self, rows: Index, columns: Index) -> Basic | None:
        """The matrix between two indices, lying as asked."""
        first, array = self.between.get(frozenset((rows, columns)), (rows, None))
        return array if array is None or first == rows else transposed(array)

    def times(self, number: Expr) -> Network:
        return replace(self, number=self.number * number)

    def with_array(self, array: Basic, axes: Axes) -> Network:
        """The network with one more factor, whose elements carry these indices."""
        factor, array = unscaled(array)
        network = self.times(factor)
        if not axes:
            return replace(network, numbers=(*self.numbers, array))
        if len(axes) == 1:
            return replace(network, on={**self.on, axes[0]: (*self.vectors(axes[0]), array)})
        present = self.matrix(*axes)
        array = array if present is None else hadamard(present, array)
        return replace(network, between={**self.between, frozenset(axes): (axes[0], array)})

    def without(self, index: Index) -> Network:
        on = {other: vectors for other, vectors in self.on.items() if other != index}
        between = {pair: entry for pair, entry in self.between.items() if index not in pair}
        return replace(self, on=on, between=between)


def network_of(
    term: Term,
    axes: Axes,
    recognised: Callable[[Expr, Axes], Basic | None],
    told: Callable[[Expr], Expr],
) -> Network | None:
    """The factors of a term by the indices they carry, or None if one is no array or carries too many."""
    live = (*axes, *term.bound)
    network = Network()
    for factor in term.factors:
        found = free_indices(factor)
        own = tuple(index for index in live if index in found)
        array = recognised(factor, own) if 0 < len(own) <= 2 else None
        if own and array is None:
            return None
        network = network.times(told(factor)) if array is None else network.with_array(array, own)
    return network


def summed_out(network: Network, bound: Axes) -> Network | None:
    """The network without its bound indices: those with the fewest neighbours go first."""
    while bound:
        index = min(bound, key=lambda each: len(network.neighbours(each)))
        if len(network.neighbours(index)) > 2:
            return None
        network = without_bound(network, index)
        bound = tuple(other for other in bound if other != index)
    return network


def without_bound(network: Network, index: Index) -> Network:
    """Σ_k u_k v_k → uᵀ v,   Σ_k A_ik v_k → A v,   Σ_k A_ik v_k B_kj → A diag(v) B"""
    vectors, around, rest = network.vectors(index), network.neighbours(index), network.without(index)
    if not around:
        return rest.with_array(inner_product(vectors, index), ()) if vectors else rest.times(index.size)
    left = network.matrix(around[0], index)
    if len(around) == 1:
        return rest.with_array(times(left, hadamard(*vectors) if vectors else ones(index.size)), around)
    right = network.matrix(index, around[1])
    middle = (Diagonal(hadamard(*vectors)),) if vectors else ()
    return rest.with_array(times(left, *middle, right), around)


def inner_product(vectors: tuple[Basic, ...], index: Index) -> Basic:
    """Σ_k u_k v_k → uᵀ v,   Σ_k u_k² → uᵀ u,   Σ_k u_k → 𝟏ᵀ u"""
    if len(vectors) == 1:
        (only,) = vectors
        is_square = isinstance(only, Mapped) and only.args[0] == only.args[1] ** 2
        vectors = (only.args[2], only.args[2]) if is_square else (ones(index.size), only)
    first, *rest = sorted(vectors, key=partner_order)
    other = hadamard(*rest)
    return lightest(times(transposed(first), other), times(transposed(other), first))


def assembled(network: Network, axes: Axes) -> Basic | None:
    """The array of a network that has no bound index left."""
    number = network.number
    if not axes:
        first, *others = network.numbers or (Filled(1, 1, 1),)
        return with_numbers(number, tuple(others), first)
    columns = [network.vectors(index) for index in axes]
    if len(axes) == 1:
        return with_numbers(number, network.numbers, hadamard(*columns[0])) if columns[0] else None
    return with_numbers(number, network.numbers, spanned(network.matrix(*axes), axes, *columns))


def with_numbers(number: Expr, numbers: tuple[Basic, ...], array: Basic) -> Basic:
    return scaled(Mul(number, *map(Entry, numbers)), array)


def spanned(between: Basic | None, axes: Axes, on_rows: tuple[Basic, ...], on_columns: tuple[Basic, ...]) -> Basic:
    """u_i v_j → u vᵀ,   δ_ij u_i → diag(u),   u_i M_ij v_j → diag(u) M diag(v)"""
    if isinstance(between, Identity):
        diagonal = (*on_rows, *on_columns)
        return Diagonal(hadamard(*diagonal)) if diagonal else between
    if between is None:
        sides = zip((on_rows, on_columns), axes, strict=True)
        u, v = (hadamard(*on) if on else ones(index.size) for on, index in sides)
        return times(u, transposed(v))
    left, right = ((Diagonal(hadamard(*on)),) if on else () for on in (on_rows, on_columns))
    return times(*left, between, *right)
