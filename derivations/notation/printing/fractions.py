"""How a product is laid out: its sign, the fraction, and the factors that stand to the right of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import not_

from sympy import Add, Expr, Integer, Mul, Number, Pow, Rational, S

from derivations.notation.heads import Partial, Reduction
from derivations.notation.printing.order import factors
from derivations.notation.printing.traits import Rank, content, is_divisor, is_negative, is_tall, rank


@dataclass(frozen=True, slots=True)
class Layout:
    """The factors of a product in their places, each group in order; without a divisor all are `after`."""

    negative: bool
    top: tuple[Expr, ...]
    bottom: tuple[Expr, ...]
    after: tuple[Expr, ...]


@lru_cache(maxsize=100_000)
def layout(product: Mul) -> Layout:
    """Where each factor of a product is written."""
    above, bottom = list[Expr](), list[Expr]()
    for factor in flattened(product):
        if isinstance(factor, Rational):
            above.append(Integer(abs(factor.p)))
            bottom.append(Integer(factor.q))
        elif is_divisor(factor):
            bottom.append(factor.base ** (-factor.exp))
        else:
            above.append(abs(factor) if isinstance(factor, Number) else factor)
    above, bottom = ([factor for factor in group if factor is not S.One] for group in (above, bottom))
    top, after = placed(above, bottom) if bottom else ([], above)
    negative = sum(map(is_negative, flattened(product))) % 2 == 1
    return Layout(negative, tuple(factors(top)), tuple(factors(bottom)), tuple(factors(after)))


def placed(above: list[Expr], bottom: list[Expr]) -> tuple[list[Expr], list[Expr]]:
    """The factors on the fraction and those to its right.

    A fraction of numbers and sizes is a coefficient, `\\frac{1}{2m} Σ …`, and carries nothing that varies.
    On any other stands what is low enough; failing that one sum of terms, or a lone Σ in which no derivative
    is still to be carried out, over more than a number.
    A bottom that is high itself carries sums of terms too, and a derivative carries all.
    """
    if any(isinstance(content(factor), Partial) for factor in bottom):
        return above, []
    if all(rank(factor) <= Rank.SIZE for factor in bottom):
        return split(above, [rank(factor) <= Rank.SCALAR for factor in above])
    if all(map(is_tall, above)):
        number = all(rank(factor) <= Rank.SCALAR for factor in bottom)
        lone = len(above) == 1 and isinstance(content(above[0]), Reduction) and not (number or above[0].has(Partial))
        sums = [isinstance(content(factor), Add) for factor in above]
        first = sums.index(True) if any(sums) else 0 if lone else None
        return split(above, [place == first for place in range(len(above))])
    high = any(map(is_tall, bottom))
    return split(above, [not is_tall(factor) or (high and is_low_sum(factor)) for factor in above])


def is_low_sum(factor: Expr) -> bool:
    """Whether a factor is a sum of terms in which no derivative is still to be carried out, and no fraction stands."""
    total = content(factor)
    return isinstance(total, Add) and not total.has(Partial) and not any(map(is_divisor, total.atoms(Pow)))


def split(given: list[Expr], chosen: list[bool]) -> tuple[list[Expr], list[Expr]]:
    """Those that are chosen, and the others."""
    return list(compress(given, chosen)), list(compress(given, map(not_, chosen)))


def flattened(product: Expr) -> Iterator[Expr]:
    """The factors of a product, and of products in it."""
    for factor in product.args:
        if isinstance(factor, Mul):
            yield from flattened(factor)
        else:
            yield factor
