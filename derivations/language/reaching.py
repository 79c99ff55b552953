"""d/dx x² + 3x: the derivative of a whole sum that no bracket holds, where that is what is meant."""

from __future__ import annotations

from derivations.language.calculus import depends, derivative, differential, slashed
from derivations.language.context import Context, parts
from derivations.language.problems import Problem
from derivations.language.shaped import Shaped
from derivations.language.syntax import Bracketed, Factor, Fraction, Letter, Node, Row, Total, Word
from derivations.language.values import factors, value
from derivations.notation import Partial


def reaching_on(node: Total, context: Context) -> Shaped | None:
    """The derivative of a whole sum at whose head d/dx or ∇_x stands, where the terms behind depend on x as well."""
    (sign, first), *others = node.terms
    begun = leading_operator(first, context) if sign == 1 and others else None
    if begun is None or not all(is_differentiated(term, begun[0], context) for _sign, term in others):
        return None
    variables, rest = begun
    alone, whole = context.written(first), context.text[first.start : node.end]
    ways = f"the derivative of all of {whole}", f"{alone} by itself, with the other terms added"
    is_plain = not is_bracket_or_name(rest) or not value(variables[0], context).settled(context.sizes).is_scalar
    if context.choose(node, *ways, conventional=is_plain) == 1:
        return None
    return derivative(value(Total(rest.start, node.end, ((1, rest), *others)), context), variables, context)


def leading_operator(term: Node, context: Context) -> tuple[tuple[Node, ...], Row] | None:
    """The variables of an operator at the head of a term, and what is behind it."""
    row = factors(term)
    variables, end = operator_at_head(row[0].operand, row, context)
    if not variables or end >= len(row) or row[end].operator:
        return None
    return variables, Row(row[end].start, row[-1].end, row[end:])


def operator_at_head(head: Node, row: tuple[Factor, ...], context: Context) -> tuple[tuple[Node, ...], int]:
    """The variables of d/dx or ∇_x, and the place after it; none where no operator stands here."""
    atom, scripts = parts(head)
    if atom == Word(atom.start, atom.end, "nabla") and len(scripts) == 1 and scripts[0].content is not None:
        return (scripts[0].content,), 1
    given = differential(head, context) if isinstance(head, Fraction) else None
    found, end = (given, 1) if given is not None else slashed(row, 0, context) or (None, 0)
    return (found.variables, end) if found is not None and not found.over else ((), 0)


def is_bracket_or_name(row: Row) -> bool:
    """Whether a bracket or a bare name begins here: then d/dx J + 3x may be meant either way, if x is a number."""
    atom, scripts = parts(row.factors[0].operand)
    is_alone = len(row.factors) == 1 and all(script.mark != "^" for script in scripts)
    return isinstance(atom, Bracketed) or (isinstance(atom, Letter) and is_alone)


def is_differentiated(term: Node, variables: tuple[Node, ...], context: Context) -> bool:
    """Whether a term is one that a derivative reaches: a number that depends on the variable, and none itself."""
    try:
        found = value(term, context).settled(context.sizes)
    except Problem:
        return False
    return found.is_scalar and not found.element.has(Partial) and depends(found, variables, context)
