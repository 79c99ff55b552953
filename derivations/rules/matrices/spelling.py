"""Array operations put together as they are written on paper: flat, with few transposes, in a human order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, singledispatch

from sympy import Basic, Expr, Mul, S

from derivations.notation.arrays import (
    ArrayHead,
    Diagonal,
    Filled,
    Gradient,
    Hadamard,
    Identity,
    Jacobian,
    Mapped,
    Plus,
    Scaled,
    Slice,
    Summed,
    Times,
    Transposed,
    Unit,
    shape,
)
from derivations.notation.quantities import Quantity

LEAVES = (Quantity, Filled, Identity, Unit, Slice, Gradient, Jacobian)

OWN_WEIGHT: dict[type, int] = {Filled: 3, Diagonal: 2, Mapped: 1, Scaled: 1, Summed: 1}
"""What a head adds to the effort of reading an array; another leaf adds 2, another head nothing."""


@lru_cache(maxsize=100_000)
def weight(array: Basic) -> int:
    """The effort of reading an array: of several ways to write it, the lightest is the taught one."""
    own = OWN_WEIGHT.get(type(array), 2 * isinstance(array, LEAVES))
    if isinstance(array, Transposed):
        own = 3 if isinstance(array.args[0], Plus | Hadamard) else 2
    return own + sum(map(weight, operands(array)))


def operands(array: Basic) -> tuple[Basic, ...]:
    """The arrays that an operation works on."""
    if isinstance(array, LEAVES):
        return ()
    if isinstance(array, Summed):
        return (array.body,)
    return tuple(array.args[{Scaled: 1, Mapped: 2}.get(type(array), 0) :])


def lightest(*ways: Basic) -> Basic:
    """The first of the ways that are easiest to read."""
    return min(ways, key=weight)


def awkwardness(array: Basic) -> int:
    """How many products hold a column of ones or a diagonal, as happens where a sum was not spread."""
    own = isinstance(array, Times) and any(isinstance(upright(part), Diagonal | Filled) for part in array.args)
    return own + sum(map(awkwardness, operands(array)))


# Transposition


@singledispatch
def transposed(array: Basic) -> Basic:
    """Aᵀ, pushed inward where that leaves fewer transposes."""
    return Transposed(array)


@transposed.register
def _(array: Quantity) -> Basic:
    same = shape(array) == (S.One, S.One) or array.kind.word == "symmetric"
    return array if same else Transposed(array)


@transposed.register
def _(array: Transposed) -> Basic:
    return array.args[0]


@transposed.register(Identity)
@transposed.register(Diagonal)
def _(array: Basic) -> Basic:
    return array


@transposed.register
def _(array: Filled) -> Basic:
    is_ones = array.args[0] is S.One and array.args[2] is S.One
    return Transposed(array) if is_ones else Filled(array.args[0], array.args[2], array.args[1])


@transposed.register
def _(array: Times) -> Basic:
    return times(*map(transposed, reversed(array.args)))


@transposed.register
def _(array: Scaled) -> Basic:
    return scaled(array.args[0], transposed(array.args[1]))


@transposed.register
def _(array: Mapped) -> Basic:
    function, slot, inner = array.args
    return lightest(Transposed(array), Mapped(function, slot, transposed(inner)))


@transposed.register(Plus)
@transposed.register(Hadamard)
def _(array: Basic) -> Basic:
    return lightest(Transposed(array), array.func(*map(turned, array.args)))


def turned(part: Basic) -> Basic:
    """The transpose of a part of a sum or of an entrywise product, where a constant takes any shape."""
    if isinstance(part, Filled):
        return Filled(part.args[0], part.args[2], part.args[1])
    return transposed(part)


def with_fewest_transposes(array: Basic) -> Basic:
    """Aᵀ + Bᵀ → (A + B)ᵀ"""
    if not any(isinstance(part, Transposed) for part in array.args):
        return array
    return lightest(array, Transposed(array.func(*map(turned, array.args))))


# Products and sums


def scaled(factor: Expr, array: Basic) -> Basic:
    """c A"""
    coefficient, bare = unscaled(array)
    factor = factor * coefficient
    if isinstance(bare, Filled) and bare.args[0] is not S.One:
        return Filled(factor * bare.args[0], *bare.args[1:])
    return bare if factor is S.One else Scaled(factor, bare)


def unscaled(array: Basic) -> tuple[Expr, Basic]:
    """The number in front of an array, and the array."""
    return tuple(array.args) if isinstance(array, Scaled) else (S.One, array)


def flat(head: type[ArrayHead], parts: tuple[Basic, ...]) -> tuple[Expr, list[Basic]]:
    """The number in front of a product, and its factors with nested products of the same sort opened."""
    pairs = [unscaled(part) for part in parts]
    return Mul(*(number for number, _ in pairs)), [factor for _, bare in pairs for factor in opened(bare, head)]


def opened(array: Basic, head: type[ArrayHead]) -> tuple[Basic, ...]:
    """The parts of an operation, also of a transposed one; of anything else itself."""
    if isinstance(array, Transposed) and isinstance(array.args[0], head):
        return tuple(map(turned, array.args[0].args))
    return tuple(array.args) if isinstance(array, head) else (array,)


def times(*parts: Basic) -> Basic:
    """A B …"""
    number, factors = flat(Times, parts)
    telling = [factor for factor in factors if not isinstance(factor, Identity)] or factors[:1]
    return scaled(number, Times(*telling) if len(telling) > 1 else telling[0])


def hadamard(*parts: Basic) -> Basic:
    """A ⊙ B …"""
    number, factors = flat(Hadamard, parts)
    factors.sort(key=factor_order)
    product = with_fewest_transposes(Hadamard(*factors)) if len(factors) > 1 else factors[0]
    return scaled(number, product)


def plus(*parts: Basic) -> Basic:
    """A + B …"""
    terms = [term for part in parts for term in opened(part, Plus)]
    terms.sort(key=term_order)
    return with_fewest_transposes(Plus(*terms)) if len(terms) > 1 else terms[0]


# The order in which people write


def names(array: Basic) -> Iterator[str]:
    """The names of the quantities of an array, as they are read."""
    if isinstance(array, Quantity):
        yield array.name
    elif isinstance(array, Slice):
        yield from names(array.args[0])
    for part in operands(array):
        yield from names(part)


def first_name(array: Basic) -> str:
    return next(names(array), "")


def upright(array: Basic) -> Basic:
    return array.args[0] if isinstance(array, Transposed) else array


def factor_order(factor: Basic) -> tuple[int, str, int]:
    """W δ ⊙ (y − t) ⊙ h ⊙ (1 − h)"""
    bare = upright(factor)
    is_difference = isinstance(bare, Plus) and not any(isinstance(term, Filled) for term in bare.args)
    rank = 0 if isinstance(bare, Times) else 1 if is_difference else 2
    return rank, first_name(bare), 0 if isinstance(bare, LEAVES) else weight(bare)


def term_order(term: Basic) -> tuple[bool, int, str]:
    """1 + W x + b − y"""
    number, bare = unscaled(term)
    bare = upright(bare)
    is_negative = number.could_extract_minus_sign() or (
        isinstance(bare, Filled) and bare.args[0].could_extract_minus_sign()
    )
    rank = next(
        (rank for rank, head in enumerate((Filled, Times)) if isinstance(bare, head)),
        2 + isinstance(bare, Summed),
    )
    return is_negative, rank, first_name(bare)


def partner_order(vector: Basic) -> tuple[int, str]:
    """wᵀ x, yᵀ log p: what is given comes before what is computed."""
    bare = upright(vector)
    computed = isinstance(bare, Quantity) and bare.definition is not None
    return (0 if isinstance(bare, LEAVES) and not computed else 1 if computed else 2), first_name(bare)
