"""What is known of the sign of a factor: by it a root or a logarithm of a product may be taken apart.

A root or a logarithm is defined only where its argument is not negative. So √(a b) is √a √b where a is known not to be
negative, for then b is not negative either; where neither is known, both may be negative, and the root stays whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivations.verify.polynomials import Atom, Frozen, Monomial, Poly, Power

ALWAYS = ("exp", "delta", "step", "size", "index", "number", "constant")
NOT_NEGATIVE_KINDS = ("positive", "distribution", "one-hot")
CONTINUOUS_KINDS = ("scalar", "vector", "row", "matrix", "positive", "distribution", "derivative")


def not_negative(a: Atom) -> bool:
    """Whether an atom is known not to be negative where it is defined."""
    if a.tag == "el":
        return a.args[1].word in NOT_NEGATIVE_KINDS
    if a.tag == "sum":
        return term_not_negative(a.args[1])
    if a.tag in ("max", "prod"):
        return terms_not_negative(a.args[1])
    return a.tag in ALWAYS or (a.tag == "poly" and terms_not_negative(a.args[0]))


def terms_not_negative(terms: Frozen) -> bool:
    """Whether every term of a polynomial is known not to be negative."""
    return all(c > 0 and term_not_negative(mono) for mono, c in terms)


def term_not_negative(mono: Monomial) -> bool:
    """Whether every factor is, an even power of anything among them."""
    return all(p % 2 == 0 or splits_off(a, p) for a, p in mono)


def splits_off(a: Atom, p: Power) -> bool:
    """Whether (a^p b)^c = a^(p c) b^c and log(a^p b) = p log a + log b, wherever they are defined."""
    return p.denominator != 1 or not_negative(a)


def apart(mono: Monomial, whole: bool) -> tuple[Monomial, Monomial]:
    """The factors of a product that split off under a root, and those that must stay together.

    One odd power left alone splits off as well, for then it is what is not negative.
    """
    together = tuple((a, p) for a, p in mono if not splits_off(a, p))
    if whole and len(together) == 1 and together[0][1] % 2 == 1:
        return mono, ()
    return tuple(factor for factor in mono if factor not in together), together


def vanishes_at_points_alone(poly: Poly) -> bool:
    """Whether a polynomial surely has a sign but for single points: it holds an entry that moves it by itself alone."""
    held = [a for a in atoms_in(poly.items()) if a.tag == "el"]
    alone = {a for a in held if sum(may_be_same(a, b) for b in held) == 1}
    return any(moves(a, alone) and all(b is a or never_zero(b) for b, _ in mono) for mono in poly for a, _ in mono)


def atoms_in(part: object) -> Iterator[Atom]:
    """Every atom that occurs in a part of the normal form, as often as it occurs."""
    if isinstance(part, Atom):
        yield part
        part = part.args
    if isinstance(part, Iterable) and not isinstance(part, str):
        for inner in part:
            yield from atoms_in(inner)


def may_be_zero(poly: Poly) -> bool:
    """Whether a polynomial may be 0 at more than single points: it holds a delta or a step."""
    return any(a.tag in ("delta", "step") for a in atoms_in(poly.items()))


def may_be_same(a: Atom, b: Atom) -> bool:
    """Whether two entries are of one quantity, and not at two places given by number."""
    by_number = all(isinstance(place, int) for place in (*a.args[2], *b.args[2]))
    return a is b if by_number else a.args[0] == b.args[0]


def moves(a: Atom, alone: set[Atom]) -> bool:
    """Whether a factor runs over an interval as an entry that occurs but once does."""
    if a.tag == "el":
        return a in alone and a.args[1].word in CONTINUOUS_KINDS
    inner = {"sum": lambda: a.args[1], "exp": lambda: a.args[0][0][0]}.get(a.tag)
    return inner is not None and any(
        moves(b, alone) and all(c is b or never_zero(c) for c, _ in inner()) for b, _ in inner()
    )


def never_zero(a: Atom) -> bool:
    """Whether a factor is 0 at single points at most."""
    if a.tag == "el":
        return a.args[1].word in (*CONTINUOUS_KINDS, "signs")
    if a.tag == "sum":
        return all(never_zero(b) for b, _ in a.args[1])
    return a.tag in ("exp", "size", "index", "number", "constant")
