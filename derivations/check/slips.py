"""The right result with one mistake made in it, each under its name: what a wrong line is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from sympy import Expr, Mul, S

from derivations.check.parts import changed_terms, exchanged, places_in, reach
from derivations.notation import Cases, Delta, Element, Index, Sum
from derivations.notation.scope import all_indices, children, free_indices, fresh, replace_indices, with_children

Slip = tuple[str, Expr]


def slips(right: Expr) -> Iterator[Slip]:
    """A right result with one thing wrong."""
    for name, make in SLIPS:
        for wrong in make(right):
            if wrong != right:
                yield name, wrong


def changed_nodes(expr: Expr, change: Callable[[Expr], Iterator[Expr]]) -> Iterator[Expr]:
    """An expression with one of its parts, or itself, changed."""
    yield from change(expr)
    parts = children(expr)
    for place, part in enumerate(parts):
        for new in changed_nodes(part, change):
            yield with_children(expr, [*parts[:place], new, *parts[place + 1 :]])


def without_a_term(right: Expr) -> Iterator[Expr]:
    """The result, as it is and multiplied out, without one of its terms."""
    yield from changed_terms(right, lambda term: [S.Zero])
    yield from changed_terms(right.expand(), lambda term: [S.Zero])


def with_other_signs(right: Expr) -> Iterator[Expr]:
    """The result, multiplied out, with another sign before one of its terms."""
    yield from changed_terms(right.expand(), lambda term: [-term])


def without_a_sum(right: Expr, *seen: Expr) -> Iterator[Expr]:
    """The result with one of its sums gone: what was summed stands at another index in sight, or alone."""
    places = places_in(right, *seen)
    yield from changed_nodes(right, lambda part: terms_of(part, places) if isinstance(part, Sum) else iter(()))


def terms_of(total: Sum, places: tuple[Expr, ...]) -> Iterator[Expr]:
    """What may be left of a sum whose sign is forgotten."""
    for place in places:
        if reach(place) == total.index.size:
            yield replace_indices(total.body, {total.index: place})
    if total.index not in free_indices(total.body):
        yield total.body


def with_a_sum_apart(right: Expr) -> Iterator[Expr]:
    """The result with Σ_k a_k b_k taken for Σ_k a_k · Σ_k b_k."""
    yield from changed_nodes(right, lambda part: apart(part) if isinstance(part, Sum) else iter(()))


def apart(total: Sum) -> Iterator[Expr]:
    """A sum of products as a product of sums, some factors in the one and the others in the other."""
    running = [f for f in Mul.make_args(total.body) if total.index in free_indices(f)]
    rest = Mul(*(f for f in Mul.make_args(total.body) if f not in running))
    for count in range(1, len(running) // 2 + 1):
        for chosen in combinations(running, count):
            others = Mul(*(f for f in running if f not in chosen))
            yield rest * Sum(Mul(*chosen), total.index) * Sum(others, total.index)


def with_inner_for_outer(right: Expr) -> Iterator[Expr]:
    """The result with an outer product u vᵀ taken for the inner one: u_i v_k → Σ_j u_j v_j."""
    for form in (right, right.expand()):
        yield from changed_nodes(form, lambda part: inner_products(part) if isinstance(part, Mul) else iter(()))


def inner_products(product: Mul) -> Iterator[Expr]:
    """A product with two of its vectors multiplied with each other instead of side by side."""
    vectors = [f for f in product.args if isinstance(f, Element) and len(f.args) == 2 and isinstance(f.args[1], Index)]
    for u, v in combinations(vectors, 2):
        i, k = u.args[1], v.args[1]
        if i != k and i.size == k.size:
            j = fresh(Index("j", i.size), all_indices(product))
            rest = Mul(*(f for f in product.args if f not in (u, v)))
            yield rest * Sum(u.func(u.quantity, j) * v.func(v.quantity, j), j)


def without_a_case(right: Expr) -> Iterator[Expr]:
    """The result without a delta among its factors, or one case of it taken for all."""
    yield from changed_nodes(right, cases_of)


def cases_of(part: Expr) -> Iterator[Expr]:
    """What is left where it is forgotten that something holds in one case alone."""
    if isinstance(part, Cases):
        yield from (value for _holds, value in part.branches)
    if isinstance(part, Delta):
        yield S.One


def without_a_factor(right: Expr) -> Iterator[Expr]:
    """The result without one of the factors of one of its products."""
    yield from changed_nodes(right, lambda part: factors_out(part) if isinstance(part, Mul) else iter(()))


def factors_out(product: Mul) -> Iterator[Expr]:
    """A product without one of its factors."""
    yield from (Mul(*product.args[:place], *product.args[place + 1 :]) for place in range(len(product.args)))


def summed_over_all(right: Expr) -> Iterator[Expr]:
    """The result summed over one of its free indices as well."""
    yield from (Sum(right, index) for index in sorted(free_indices(right), key=lambda index: index.name))


SLIPS: tuple[tuple[str, Callable[[Expr], Iterator[Expr]]], ...] = (
    ("a term dropped", without_a_term),
    ("sign", with_other_signs),
    ("the case dropped", without_a_case),
    ("sum lost", without_a_sum),
    ("index swapped", exchanged),
    ("transpose", with_inner_for_outer),
    ("a sum taken apart", with_a_sum_apart),
    ("a sum too many", summed_over_all),
    ("factor", without_a_factor),
)
