"""The order in which a person writes terms and factors; marks have no part in it."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Basic, Expr, Mul, exp, log

from derivations.notation.heads import Partial, Reduction
from derivations.notation.printing.traits import (
    Rank,
    content,
    degree,
    is_divisor,
    is_named,
    is_negative,
    is_tall,
    is_transcendental,
    letters,
    rank,
    weight,
)


def terms(total: Basic) -> list[Expr]:
    """The terms of a sum: positive before negative, products before simple ones, constants last.

    But a constant stands in front of functions alone, 1 + e^{-x}.
    """
    constant_first = all(is_transcendental(term) for term in total.args if rank(term) > Rank.NUMBER)

    def place(term: Expr) -> tuple[object, ...]:
        varying, scalars = min(degree(term), 2), weight(term)
        constant = rank(term) is Rank.NUMBER
        return (
            is_negative(term),
            isinstance(open_end(term), log),
            (-1 if constant_first else 1) if constant else 0,
            -varying,
            isinstance(open_end(term), Reduction),
            scalars if varying else -scalars,
            len(letters(term)),
            letters(term),
        )

    return sorted(total.args, key=place)


def open_end(term: Expr) -> Expr | None:
    """The Σ or log Σ at the end of a term, which would seem to reach over what follows: m + log Σ, not log Σ + m."""
    last = content(term)
    if isinstance(last, Mul):
        last = None if any(map(is_divisor, last.args)) else content(factors(last.args)[-1])
    reaches = isinstance(last, Reduction) or (isinstance(last, log) and isinstance(content(last.args[0]), Reduction))
    return last if reaches else None


def factors(given: Iterable[Expr]) -> list[Expr]:
    """Factors by their kind, and derivatives in the order of the chain."""
    ordered = sorted(given, key=lambda factor: (rank(factor), within_kind(content(factor)), letters(factor)))
    partials = chained([factor for factor in ordered if isinstance(content(factor), Partial)])
    return [partials.pop(0) if isinstance(content(factor), Partial) else factor for factor in ordered]


def within_kind(factor: Basic) -> int:
    """The place among its like: derivatives of names first, what is tall last, exponentials by exponent."""
    if isinstance(factor, Partial):
        return int(not is_named(content(factor.of)))
    return -degree(factor.args[0]) if isinstance(factor, exp) else int(is_tall(factor))


def chained(partials: list[Expr]) -> list[Expr]:
    """∂J/∂p_k before ∂p_k/∂z_i."""
    left, chain = list(partials), list[Expr]()
    while left:
        inner = [content(partial).wrt for partial in left]
        follows = [p for p in left if chain and content(p).of == content(chain[-1]).wrt]
        heads = [p for p in left if content(p).of not in inner]
        chosen = (follows or heads or left)[0]
        left.remove(chosen)
        chain.append(chosen)
    return chain
