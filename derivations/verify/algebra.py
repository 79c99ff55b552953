"""Products and powers of polynomials over atoms, with what is known of deltas, signs, steps and denominators."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from sympy import factorint

from derivations.verify.polynomials import (
    ONE_TERM,
    TERMS,
    Atom,
    Frozen,
    Monomial,
    Poly,
    Power,
    Powers,
    TooLarge,
    atom,
    free_of,
    frozen,
    height_of,
    leading,
    leading_coefficient,
    monomial,
    number,
    scaled,
    single,
    thawed,
    total,
)
from derivations.verify.signs import apart

IDEMPOTENT = ("delta", "step")
LARGEST_POWER = 12


def times(a: Poly, b: Poly) -> Poly:
    """The product of two polynomials."""
    if len(a) * len(b) > TERMS * 8:
        raise TooLarge
    return total(scaled(product(m, n), c * d) for m, c in a.items() for n, d in b.items())


def product(m: Monomial, n: Monomial) -> Poly:
    """The product of two monomials, reduced."""
    if not m or not n:
        return {m or n: Fraction(1)}
    powers = dict(m)
    for a, p in n:
        powers[a] = powers.get(a, 0) + p
    return reduced(powers)


def reduced(powers: Powers) -> Poly:
    """A product of atoms, with δ² = δ, s² = 1 for signs, and no whole polynomial left as an atom."""
    for a, p in powers.items():
        if a.tag in IDEMPOTENT and p > 1:
            return reduced(powers | {a: 1})
        if a.tag == "el" and a.args[1].word == "signs" and p.denominator == 1 and p not in (0, 1):
            return reduced(powers | {a: p % 2})
        if a.tag == "number" and not 0 <= p < 1:
            return scaled(reduced(powers | {a: p % 1}), a.args[0] ** int(p // 1))
        if a.tag == "poly" and (p >= 1 or (p <= -1 and is_plain(a.args[0]))):
            whole = int(p)
            return times(reduced(powers | {a: p - whole}), power(thawed(a.args[0]), whole))
    return over_denominators(powers)


def is_plain(terms: Frozen) -> bool:
    """Whether a polynomial is one product whose powers of any size are known."""
    return len(terms) == 1 and all(a.tag not in IDEMPOTENT for a, _ in terms[0][0])


def over_denominators(powers: Powers) -> Poly:
    """L · 1/P → (1 − (P − L)/P) where the leading term L of a denominator P divides the product."""
    for a, p in powers.items():
        if a.tag == "poly" and p < 0 and p.denominator == 1:
            step = divided_by_leading(powers, a) or divided_by_constant(powers, a)
            if step is not None:
                return step
    return {monomial(powers): Fraction(1)}


def divided_by_leading(powers: Powers, a: Atom) -> Poly | None:
    """Replace the leading term of a denominator by the denominator less the other terms."""
    lead, c = leading(a.args[0])
    if not all(powers.get(b, 0) >= q for b, q in lead):
        return None
    return replaced(powers, a, lead, c)


def divided_by_constant(powers: Powers, a: Atom) -> Poly | None:
    """1/(e P) → 1/e − … where P has a constant term and e is an exponential of its other terms."""
    terms = dict(a.args[0])
    others = [mono for mono in terms if mono]
    if () not in terms:
        return None
    shared = set(dict(others[0])).intersection(*map(dict, others))
    if not any(powers.get(b, 0) < 0 for b in shared):
        return None
    return replaced(powers, a, (), terms[()])


def replaced(powers: Powers, a: Atom, term: Monomial, c: Fraction) -> Poly:
    """m · term · P^−s → (m P^(1−s) − m (P − c term) P^−s) / c"""
    less = dict(powers)
    for b, q in term:
        less[b] = less[b] - q
    fewer = reduced(less | {a: powers[a] + 1})
    others = ((mono, value) for mono, value in a.args[0] if mono != term)
    rest = total(scaled(reduced(added(less, dict(mono))), value) for mono, value in others)
    return scaled(total([fewer, scaled(rest, -1)]), 1 / c)


def power(poly: Poly, exponent: Power) -> Poly:
    """A polynomial to a rational power."""
    if exponent == 1:
        return poly
    if exponent.denominator == 1 and 0 <= exponent <= LARGEST_POWER:
        result = number(1)
        for _ in range(int(exponent)):
            result = times(result, poly)
        return result
    if not poly:
        raise ZeroDivisionError("a zero stands in a denominator")
    c, mono, rest = primitive(poly, exponent.denominator == 1)
    if exponent.denominator != 1:
        mono, together = apart(mono, rest == number(1))
        rest = times({together: Fraction(1)}, rest)
    outside = times(number_power(c, exponent), reduced({a: p * exponent for a, p in mono}))
    if rest == number(1):
        return outside
    return times(outside, single(poly_atom(rest), exponent))


def poly_atom(poly: Poly) -> Atom:
    """A polynomial of several terms as an atom, for denominators and roots."""
    terms = frozen(poly)
    return atom("poly", terms, free=free_of(terms), height=height_of(terms))


def primitive(poly: Poly, signed: bool) -> tuple[Fraction, Monomial, Poly]:
    """A polynomial as number · monomial · rest, where the rest has no factor in common and no denominator."""
    c, shared = content(poly, signed), shared_powers(poly)
    if not shared:
        return c, ONE_TERM, scaled(poly, 1 / c)
    inverse = {a: -p for a, p in shared.items()}
    cleared = total(scaled(divided(mono, inverse), v / c) for mono, v in poly.items())
    more, mono, rest = primitive(cleared, signed)
    return c * more, monomial(added(shared, dict(mono))), rest


def shared_powers(poly: Poly) -> Powers:
    """The least power of each atom among the terms, where it is not 0."""
    terms = [dict(mono) for mono in poly]
    atoms = {a for term in terms for a in term if a.tag not in IDEMPOTENT}
    least = {a: min(term.get(a, 0) for term in terms) for a in atoms}
    return {a: p for a, p in least.items() if p}


def divided(mono: Monomial, inverse: Powers) -> Poly:
    """A product times powers of atoms, with what then is a whole polynomial multiplied out."""
    return reduced(added(dict(mono), inverse))


def added(a: Powers, b: Powers) -> Powers:
    """The powers of a product of two products."""
    return a | {atom: a.get(atom, 0) + p for atom, p in b.items()}


def content(poly: Poly, signed: bool) -> Fraction:
    """The greatest number that divides all coefficients, with the sign of the leading one if signed."""
    values = list(poly.values())
    size = Fraction(gcd(*(v.numerator for v in values)), lcm(*(v.denominator for v in values)))
    return -size if signed and leading_coefficient(poly) < 0 else size


def number_power(c: Fraction, exponent: Power) -> Poly:
    """A number to a rational power, exact where it can be."""
    if exponent.denominator == 1:
        return number(c**exponent.numerator) if c else number(0)
    primes = [(p, k) for p, k in factorint(c.numerator).items()]
    primes += [(p, -k) for p, k in factorint(c.denominator).items()]
    return reduced({atom("number", Fraction(p)): k * exponent for p, k in primes})
