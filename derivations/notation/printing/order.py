"""The order in which a person writes terms and factors; marks have no part in it."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Add, Basic, Expr, Mul, Number, Pow, Symbol, exp, log, preorder_traversal

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
    unmarked,
    weight,
)


def terms(total: Basic) -> list[Expr]:
    """The terms of a sum: positive before negative, products before simple ones, constants last.

    But a constant stands in front of functions alone, 1 + e^{-x}, and one exponential in front of a sum of them.
    """
    constant_first = all(is_transcendental(term) for term in total.args if rank(term) > Rank.NUMBER)
    exponential_first = any(isinstance(open_end(term), Reduction) for term in total.args)

    def place(term: Expr) -> tuple[object, ...]:
        varying, scalars = min(degree(term), 2), weight(term)
        constant = rank(term) is Rank.NUMBER
        return (
            is_negative(term),
            isinstance(open_end(term), log),
            (-1 if constant_first else 1) if constant else 0,
            not (exponential_first and isinstance(content(term), exp)),
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
        over_a_number = all(rank(factor) <= Rank.SCALAR for factor in last.args if is_divisor(factor))
        last = content(factors(last.args)[-1]) if over_a_number else None
    reaches = isinstance(last, Reduction) or (isinstance(last, log) and isinstance(content(last.args[0]), Reduction))
    return last if reaches else None


def factors(given: Iterable[Expr]) -> list[Expr]:
    """Factors by their kind, derivatives in the order of the chain, and a slope u (1 − u) after its error."""
    listed = list(given)
    slopes = slopes_in(listed)
    ordered = sorted(listed, key=lambda factor: place_among_factors(factor, slopes))
    partials = chained([factor for factor in ordered if isinstance(content(factor), Partial)])
    return [partials.pop(0) if isinstance(content(factor), Partial) else factor for factor in ordered]


def slopes_in(given: list[Expr]) -> dict[Basic, Basic]:
    """The factors 1 − u beside a factor u, as the slope of a sigmoid has them, each with its u."""
    bare = set(map(unmarked, given))
    return {factor: 1 - factor for factor in bare if isinstance(factor, Add) and 1 - factor in bare}


def place_among_factors(factor: Expr, slopes: dict[Basic, Basic]) -> tuple[object, ...]:
    """Where a factor stands: (y − t) y (1 − y) x_j, and p_k (δ_ik − p_i)."""
    bare = unmarked(factor)
    error_first = slopes and isinstance(bare, Add) and bare not in slopes and not bare.as_coeff_Add()[0]
    leader = slopes.get(bare, bare)
    kind = min(rank(leader), Rank.SIZE) if error_first else rank(leader)
    if leader in slopes.values():
        kind = Rank.VECTOR_ELEMENT if kind is Rank.MATRIX_ELEMENT else kind
    numeric = isinstance(leader, Add) and of_scalars(leader)
    return min(kind, Rank.SCALAR) if numeric else kind, numeric, within_kind(leader), letters(leader), leader != bare


def of_scalars(total: Basic) -> bool:
    """Whether a sum holds no elements and no functions, so that it stands where a number does."""
    return all(isinstance(part, Symbol | Number | Add | Mul | Pow) for part in preorder_traversal(total))


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
