"""Numbers, brackets, fractions, roots and totals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr, Integer

from derivations.language.calculus import derivative, differential, row_value
from derivations.language.conditions import indicator
from derivations.language.context import Context, parts
from derivations.language.joining import inner_beside_a_number
from derivations.language.limits import literal, power
from derivations.language.norms import norm
from derivations.language.problems import Problem
from derivations.language.reaching import reaching_on
from derivations.language.shaped import Shaped, contracted, divided, entrywise
from derivations.language.syntax import Bracketed, Comparison, Fraction, Listed, Node, Number, Root, Row, Total, Word
from derivations.language.values import factors, meaning, scalar, value
from derivations.notation import absolute


@meaning.register
def number(node: Number, context: Context) -> Shaped:
    return Shaped(literal(node.text))


@meaning.register
def listed(node: Listed, context: Context) -> Shaped:
    if len(node.entries) != 1:
        raise Problem(f"{len(node.entries)} things between commas are not one value.")
    return value(node.entries[0], context)


@meaning.register
def bracketed(node: Bracketed, context: Context) -> Shaped:
    """What is inside; [i = k] and (x > 0) are 1 where that holds, |x| the absolute value, ⟨u, v⟩ the inner product."""
    inside = node.inside.entries[0]
    if node.kind in "[(" and isinstance(inside, Comparison) and len(node.inside.entries) == 1:
        return indicator(inside, context)
    if node.kind == "|":
        of = value(inside, context).settled(context.sizes)
        if not of.is_scalar:
            raise Problem(
                f"|·| of {of} may be its norm, ‖·‖, or the absolute value of each entry, abs(·); write which."
            )
        return of.mapped(absolute)
    if node.kind == "‖":
        return norm(value(inside, context), (), context)[0]
    return inner_product(node, context) if node.kind == "⟨" else value(node.inside, context)


def inner_product(node: Bracketed, context: Context) -> Shaped:
    if len(node.inside.entries) != 2:
        raise Problem("An inner product ⟨u, v⟩ takes two vectors.")
    u, v = (value(entry, context).settled(context.sizes) for entry in node.inside.entries)
    product = entrywise(u, v, context.sizes, lambda a, b: a * b, "in an inner product with")
    if product.is_matrix or product.is_scalar:
        raise Problem("An inner product ⟨u, v⟩ takes two vectors.")
    as_row, as_column = (u if u.is_row else u.transposed), (v if v.is_column else v.transposed)
    return contracted(as_row, as_column, context.sizes)


@meaning.register
def comparison(node: Comparison, context: Context) -> Shaped:
    raise Problem(f"“{node.relations[0]}” cannot stand inside a formula; a condition goes in \\mathbb{{1}}[…].")


@meaning.register
def fraction(node: Fraction, context: Context) -> Shaped:
    """A quotient, or a derivative."""
    found = differential(node, context)
    if found is None:
        return entrywise(value(node.over, context), value(node.under, context), context.sizes, divided, "divided by")
    if not found.over:
        raise Problem("This derivative has nothing to differentiate after it.")
    return derivative(row_value(found.over, context), found.variables, context)


@meaning.register
def root(node: Root, context: Context) -> Shaped:
    degree = Integer(2) if node.degree is None else scalar(node.degree, context, "The degree of a root").element
    return value(node.of, context).mapped(root_of(degree))


def root_of(degree: Expr) -> Callable[[Expr], Expr]:
    return lambda x: power(x, divided(Integer(1), degree))


@meaning.register
def total(node: Total, context: Context) -> Shaped:
    """Terms added up; d/dx x² + 3x is the derivative of all of them, or of the first alone."""
    node = with_sums_closed(node)
    if (of_all := reaching_on(node, context)) is not None:
        return of_all
    terms = inner_beside_a_number([signed(sign, term, context) for sign, term in node.terms], node, context)
    found = terms[0]
    for term, (_sign, written) in zip(terms[1:], node.terms[1:], strict=True):
        try:
            found = entrywise(found, term, context.sizes, lambda a, b: a + b)
        except Problem as problem:
            raise problem.placed(written.start, written.end) from None
    return found


def with_sums_closed(node: Total) -> Total:
    """Σ_k −a_k b as the sum of −a_k b: a sign behind that of a sum belongs to what is summed."""
    terms: list[tuple[int, Node]] = []
    for sign, term in node.terms:
        before = factors(terms[-1][1]) if terms else ()
        if not before or not is_sign_of_sum(before[-1].operand):
            terms.append((sign, term))
            continue
        first, *rest = factors(term)
        negated = replace(first, operator="", negative=first.negative != (sign < 0))
        terms[-1] = terms[-1][0], Row(before[0].start, term.end, (*before, negated, *rest))
    return replace(node, terms=tuple(terms))


def is_sign_of_sum(operand: Node) -> bool:
    """Whether this is Σ or Π with what stands below it."""
    atom, scripts = parts(operand)
    return isinstance(atom, Word) and atom.word in ("sum", "prod") and bool(scripts)


def signed(sign: int, term: Node, context: Context) -> Shaped:
    found = value(term, context)
    return found if sign == 1 else found.mapped(lambda x: -x)
