"""A line with one thing in it mended, each way of mending under the name of a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Expr, Mul, Rational, S

from derivations.check.parts import changed_terms, everything_in, exchanged
from derivations.check.slopes import extra_slope, missing_slope
from derivations.notation import Element, Quantity, ScalarFunction, Sum
from derivations.notation.scope import children, free_indices, with_children

Mended = tuple[str, Expr]


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
    sizes: list[Expr] = sorted({n for n in shapes if n.free_symbols}, key=str)
    numbers = sorted({q for e in exprs for q in everything_in(e) if q.kind.word in ("scalar", "positive")}, key=str)
    factors = [*sizes, *(q for q in numbers if q.definition is None)]
    return [*factors, *(1 / n for n in factors), Rational(1, 4), S(4)]




def swapped_indices(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with two of its indices exchanged, or one in place of the other."""
    yield from exchanged(line)


def without_factor(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line without one of its factors."""
    if isinstance(line, Mul):
        yield from (Mul(*line.args[:place], *line.args[place + 1 :]) for place in range(len(line.args)))


def transposed_factor(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with a square matrix in it transposed."""
    for part in sorted(line.atoms(Element), key=str):
        shape = part.quantity.kind.shape
        if len(shape) == 2 and shape[0] == shape[1]:
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
    ("factor", without_factor),
)
