"""Two sides at ever greater depth: a proof that leaves a name unopened is shorter, and holds whatever the name means.

    ∂J/∂x_i  and  Σ_k ∂J/∂z_k ∂z_k/∂x_i     J is a name for a function of z
    h_j (p_k − y_k)  on both sides           h and p are names for any numbers
    σ(z_j)  and  h_j                         h is opened, z stays a name

Only where names do not suffice are they opened: first those that one side alone has, then those that one side has
more often than the other, then the outermost of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sympy import Expr

from derivations.calculus import differentiate
from derivations.notation import Element, Marked, Partial, Quantity, quantity_of
from derivations.notation.arrays import Entry
from derivations.notation.dependence import depends_on, is_constant, quantities_in
from derivations.notation.kinds import Kind
from derivations.notation.scope import hygienic

Sides = tuple[Expr, Expr]


def stages(left: Expr, right: Expr) -> Iterator[Sides]:
    """Both sides with all names closed that both have, then with fewer and fewer, at last with none."""
    left, right = (opened_gradients(spelled_out(side)) for side in (left, right))
    cut = as_functions_of_a_cut(left, right)
    if cut != (left, right):
        yield from opening(*cut)
    yield from opening(left, right)


def opening(left: Expr, right: Expr) -> Iterator[Sides]:
    """Both sides with their derivatives carried out, and name after name opened."""
    sides = carried_out(left), carried_out(right)
    while names := defined_in(*sides):
        one_sided = defined_in(sides[0]) ^ defined_in(sides[1])
        if not one_sided:
            yield closed(sides, names)
        uneven = frozenset(q for q in names if sides[0].count(q) != sides[1].count(q))
        sides = opened(sides, outermost(one_sided or uneven or names))
    yield sides


def defined_in(*sides: Expr) -> frozenset[Quantity]:
    """The quantities with a definition that some expressions name."""
    return frozenset(q for side in sides for q in quantities_in(side) if q.definition is not None)


def outermost(names: frozenset[Quantity]) -> frozenset[Quantity]:
    """Those of some quantities on which no other one is built."""
    return frozenset(q for q in names if not any(other != q and depends_on(other, q) for other in names))


def opened(sides: Sides, names: frozenset[Quantity]) -> Sides:
    """Both sides with some names replaced by what they stand for, and the derivatives in these carried out."""
    left, right = (hygienic(with_opened(side, names)) for side in sides)
    return carried_out(left), carried_out(right)


def with_opened(expr: Expr, names: frozenset[Quantity]) -> Expr:
    held = quantity_of(expr)
    if held in names and held is not None and held.definition is not None:
        return held.definition.at(tuple(expr.args[1:]))
    return expr.func(*(with_opened(arg, names) for arg in expr.args)) if expr.args else expr


def closed(sides: Sides, names: frozenset[Quantity]) -> Sides:
    """Both sides with names that mean nothing but themselves; one name for two quantities becomes two."""
    order = sorted(names, key=lambda q: (q.name, str(q.definition)))
    bare = {q: Quantity(f"{q.name} ({place})", q.kind) for place, q in enumerate(order)}
    return sides[0].xreplace(bare), sides[1].xreplace(bare)


@lru_cache(maxsize=20_000)
def carried_out(expr: Expr) -> Expr:
    """The expression with its derivatives carried out; one of a quantity known by name alone becomes an unknown."""
    if isinstance(expr, Partial):
        result = differentiate(expr.of, expr.wrt)
        return unknown(expr) if result == expr else carried_out(result)
    if isinstance(expr, Element) or not expr.has(Partial):
        return expr
    return hygienic(expr.func(*map(carried_out, expr.args)))


def spelled_out(expr: Expr) -> Expr:
    """The expression in index notation, without marks."""
    if isinstance(expr, Entry):
        return spelled_out(expr.unfolded)
    if isinstance(expr, Marked):
        return spelled_out(expr.content)
    return hygienic(expr.func(*map(spelled_out, expr.args))) if expr.has(Entry, Marked) else expr


def unknown(expr: Partial) -> Expr:
    """∂F_k/∂x_i of an unknown F as an element of an array of its own."""
    sides = [quantity_of(side) for side in expr.args]
    if None in sides:
        raise TypeError(f"{expr} is a derivative of what has no name.")
    indices = [index for side in expr.args for index in side.args[1:]]
    shape = tuple(n for q in sides if q is not None for n in q.kind.shape)
    name = "/".join(rf"\partial {q.name}" for q in sides if q is not None)
    held = Quantity(name, Kind("derivative", shape))
    return Element(held, *indices) if indices else held


def opened_gradients(expr: Expr) -> Expr:
    """The expression with each quantity that stands for a derivative, a δ, replaced by that derivative."""
    gradients = frozenset(
        q for q in quantities_in(expr) if q.definition is not None and isinstance(q.definition.body, Partial)
    )
    return hygienic(with_opened(expr, gradients)) if gradients else expr


def as_functions_of_a_cut(left: Expr, right: Expr) -> Sides:
    """Both sides with a quantity known by name alone where some of those it is differentiated by hide all others.

    In ∂J/∂x = Σ_k ∂J/∂z_k ∂z_k/∂x nothing matters of J but that x acts on it only through z.
    """
    partials = left.atoms(Partial) | right.atoms(Partial)
    on_both = {p.of for p in left.atoms(Partial)} & {p.of for p in right.atoms(Partial)}
    wholes = {of for of in on_both if isinstance(of, Quantity) and of.definition}
    for place, whole in enumerate(sorted(wholes, key=lambda q: (q.name, str(q.definition)))):
        by = frozenset(q for p in partials if p.of == whole and (q := quantity_of(p.wrt)))
        cut = outermost(by)
        if all(is_constant(whole, q, cut) for q in by - cut):
            name = Quantity(f"{whole.name} ({place})", whole.kind, None, tuple(cut))
            left, right = (
                side.xreplace({p: Partial(name, p.wrt) for p in partials if p.of == whole}) for side in (left, right)
            )
    return left, right
