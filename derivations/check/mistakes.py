"""The likely mistake in a wrong line: a near miss is mended, and named only if the mended line is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from sympy import Add, Expr, Rational, S

from derivations.check.aligning import Meeting
from derivations.notation import FIRST_DERIVATIVE, Element, Index, Quantity, ScalarFunction, Sum
from derivations.notation.dependence import quantities_in
from derivations.notation.scope import children, free_indices, replace_indices, with_children
from derivations.numeric.compiling import compiled_many
from derivations.numeric.preparing import CannotCompile
from derivations.numeric.sampling import random_values
from derivations.verify.points import SIZES, size_names
from derivations.verify.verdicts import judge

MOST_CANDIDATES = 400
Mended = tuple[str, Expr]
Slope = Callable[[Expr], Expr]


def likely_mistake(meeting: Meeting) -> str | None:
    """The name of the mistake whose mending makes the line right."""
    line, claim = meeting.written, meeting.claimed
    if only_the_diagonal(line, claim):
        return "off-diagonal terms missing"
    candidates = list(dict.fromkeys(limited(near_misses(line, claim))))
    for name, mended in promising(candidates, claim):
        if judge(claim, mended, 0.5).verdict.establishes:
            return name
    return None


def limited(candidates: Iterator[Mended]) -> Iterator[Mended]:
    """The first of many candidates."""
    return (candidate for _, candidate in zip(range(MOST_CANDIDATES), candidates, strict=False))


def promising(candidates: list[Mended], claim: Expr) -> Iterator[Mended]:
    """The candidates that equal the claim at a random point: the few that are worth a proof."""
    for name, mended in candidates:
        if agrees_at_a_point(claim, mended):
            yield name, mended


def agrees_at_a_point(claim: Expr, mended: Expr) -> bool:
    """Whether two expressions have the same value at one random point."""
    free = tuple(sorted(free_indices(claim) | free_indices(mended), key=lambda index: index.name))
    try:
        both = compiled_many([claim, mended], [free, free])
        names = size_names(both, free)
        sizes = {name: SIZES[0][place % 4] for place, name in enumerate(names)}
        with np.errstate(all="ignore"):
            a, b = map(np.asarray, both(random_values([claim, mended], sizes, 7) | sizes))
        return bool(np.allclose(a, b, rtol=1e-8, atol=1e-12))
    except (CannotCompile, ValueError, TypeError, IndexError):
        return False


def only_the_diagonal(line: Expr, claim: Expr) -> bool:
    """Whether a line is right where two indices of the claim are equal, and only there."""
    for i, k in combinations(sorted(free_indices(claim), key=lambda index: index.name), 2):
        if i.size == k.size:
            at = {k: i}
            if judge(replace_indices(claim, at), replace_indices(line, at), 0.5).verdict.establishes:
                return True
    return False


def near_misses(line: Expr, claim: Expr) -> Iterator[Mended]:
    """The line with one thing mended, each way under the name of the mistake."""
    for name, mend in MENDINGS:
        for mended in mend(line, claim):
            if mended != line:
                yield name, mended


def other_sign(line: Expr, claim: Expr) -> Iterator[Expr]:
    """Everything, or one term, with the other sign."""
    yield -line
    yield from changed_terms(line, lambda term: [-term])


def other_factor(line: Expr, claim: Expr) -> Iterator[Expr]:
    """Everything, or one term, times 2, ½, a size or one over it."""
    factors = [S(2), S.Half, *sizes_and_inverses(claim, line)]
    yield from (factor * line for factor in factors)
    yield from changed_terms(line, lambda term: [factor * term for factor in factors])


def sizes_and_inverses(*exprs: Expr) -> list[Expr]:
    """The sizes that occur, and one over each."""
    shapes = [n for e in exprs for q in everything_in(e) for n in q.kind.shape]
    sizes = sorted({n for n in shapes if n.free_symbols}, key=str)
    return [*sizes, *(1 / n for n in sizes), Rational(1, 4), S(4)]


def everything_in(expr: Expr) -> set[Quantity]:
    """The quantities of an expression and all they are built on."""
    found: set[Quantity] = set()
    waiting = list(quantities_in(expr))
    while waiting:
        q = waiting.pop()
        if q not in found:
            found.add(q)
            waiting += quantities_in(q.definition.body) if q.definition is not None else ()
    return found


def changed_terms(expr: Expr, change: Callable[[Expr], list[Expr]]) -> Iterator[Expr]:
    """An expression with one term of one of its sums changed."""
    if isinstance(expr, Add):
        for place, term in enumerate(expr.args):
            for new in change(term):
                yield Add(*expr.args[:place], new, *expr.args[place + 1 :])
    parts = children(expr)
    for place, part in enumerate(parts):
        for new in changed_terms(part, change):
            yield with_children(expr, [*parts[:place], new, *parts[place + 1 :]])


def missing_slope(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line times the derivative of an activation, at one of its indices."""
    for slope, index in slopes(claim, line):
        yield from times_at(line, slope, index)


def extra_slope(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line without the derivative of an activation that stands in it."""
    for slope, index in slopes(claim, line):
        yield from times_at(line, inverse(slope), index)


def inverse(slope: Slope) -> Slope:
    """One over a slope, place by place."""
    return lambda at: 1 / slope(at)


def at_places(slope: Expr, place: Index | None) -> Slope:
    """A slope as a function of the place at which it is taken."""
    return lambda at: slope if place is None else replace_indices(slope, {place: at})


def slopes(*exprs: Expr) -> Iterator[tuple[Slope, Index | None]]:
    """The derivative of each activation in sight, as a function of the place."""
    activations = {q for e in exprs for q in everything_in(e) if q.definition is not None}
    for q in sorted(activations, key=lambda q: q.name):
        assert q.definition is not None
        body, places = q.definition.body, q.definition.indices
        if isinstance(body, ScalarFunction) and len(places) <= 1:
            slope = FIRST_DERIVATIVE[type(body)](body.args[0])
            place = places[0] if places else None
            yield at_places(slope, place), place


def times_at(expr: Expr, slope: Slope, like: Index | None) -> Iterator[Expr]:
    """An expression times a slope, at a free index of its range or within a sum over one."""
    if like is None:
        yield expr * slope(S.Zero)
        return
    for index in sorted(free_indices(expr), key=lambda index: index.name):
        if index.size == like.size:
            yield expr * slope(index)
    yield from within_sums(expr, slope, like)


def within_sums(expr: Expr, slope: Slope, like: Index) -> Iterator[Expr]:
    """An expression with the body of one of its sums times a slope."""
    if isinstance(expr, Sum) and expr.index.size == like.size:
        yield Sum(expr.body * slope(expr.index), expr.index)
    parts = children(expr)
    for place, part in enumerate(parts):
        for new in within_sums(part, slope, like):
            yield with_children(expr, [*parts[:place], new, *parts[place + 1 :]])


def swapped_indices(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with two of its free indices exchanged."""
    for i, k in combinations(sorted(free_indices(line) | free_indices(claim), key=lambda index: index.name), 2):
        if i.size == k.size:
            yield replace_indices(line, {i: k, k: i})
            yield replace_indices(line, {i: k})
            yield replace_indices(line, {k: i})


def transposed_factor(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with a square matrix in it transposed."""
    for part in sorted(line.atoms(Element), key=str):
        if len(part.indices) == 2 and part.quantity.kind.shape[0] == part.quantity.kind.shape[1]:
            yield line.xreplace({part: part.func(part.quantity, *part.indices[::-1])})


def at_the_input(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with an activation's argument taken one step earlier: σ′(z) for σ′(a)."""
    for q in sorted(everything_in(line) | everything_in(claim), key=lambda q: q.name):
        if q.definition is not None and isinstance(q.definition.body, ScalarFunction):
            yield with_arguments_earlier(line, q)


def with_arguments_earlier(expr: Expr, activation: Quantity) -> Expr:
    """f(a_i) → f(z_i), where a = f(z)"""
    if isinstance(expr, ScalarFunction):
        inner = expr.args[0]
        held = getattr(inner, "quantity", inner)
        if held == activation and activation.definition is not None:
            body = activation.definition.at(tuple(inner.args[1:]) if isinstance(inner, Element) else ())
            return expr.func(body.args[0])
    parts = children(expr)
    return with_children(expr, [with_arguments_earlier(part, activation) for part in parts]) if parts else expr


def lost_sum(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line summed over an index that the claim does not have."""
    for index in sorted(free_indices(line) - free_indices(claim), key=lambda index: index.name):
        yield Sum(line, index)


def kept_term(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line without one of its terms."""
    yield from changed_terms(line, lambda term: [S.Zero])


def dropped_term(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with a term of the right result added."""
    from derivations.derive import derive
    from derivations.notation import Partial
    from derivations.rules.matrices import element_form

    if not isinstance(claim, Partial):
        return
    result = element_form(derive(claim).derivation.result)
    yield from (line + term for term in Add.make_args(result.expand()))


MENDINGS: tuple[tuple[str, Callable[[Expr, Expr], Iterator[Expr]]], ...] = (
    ("sign", other_sign),
    ("factor", other_factor),
    ("derivative of the activation missing", missing_slope),
    ("extra derivative of the activation", extra_slope),
    ("derivative taken at a instead of z", at_the_input),
    ("index swapped", swapped_indices),
    ("transpose", transposed_factor),
    ("sum lost", lost_sum),
    ("a term too many", kept_term),
    ("a term dropped", dropped_term),
)

