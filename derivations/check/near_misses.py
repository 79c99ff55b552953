"""A line with one thing in it mended, each way of mending under the name of a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Expr, Mul, Pow, Rational, S

from derivations.check.parts import argument_of, changed_terms, everything_in, exchanged, functions_in
from derivations.check.slips import without_a_sum
from derivations.check.slopes import extra_slope, missing_slope, slope_of_another, value_for_slope
from derivations.notation import Element, Quantity, ScalarFunction, Sum
from derivations.notation.scope import children, free_indices, with_children

Mended = tuple[str, Expr]
Mend = Callable[[Expr, Expr], Iterator[Expr]]
Mendings = tuple[tuple[str, Mend], ...]


def near_misses(line: Expr, claim: Expr, mendings: Mendings) -> Iterator[Mended]:
    """The line with one thing mended, each way under the name of the mistake."""
    for name, mend in mendings:
        for mended in mend(line, claim):
            if mended != line:
                yield name, mended


def other_sign(line: Expr, claim: Expr) -> Iterator[Expr]:
    """Everything, or one term, with the other sign."""
    yield -line
    yield from changed_terms(line, lambda term: [-term])


def other_factor(line: Expr, claim: Expr) -> Iterator[Expr]:
    """Everything, or one term, times 2, ½, a size or one over it."""
    factors = [S(2), S.Half, *sizes_and_inverses(claim, line), Rational(1, 4), S(4)]
    yield from (factor * line for factor in factors)
    yield from changed_terms(line, lambda term: [factor * term for factor in factors])


def sizes_and_inverses(*exprs: Expr) -> list[Expr]:
    """The sizes that occur, one over each, and one over another."""
    shapes = [n for e in exprs for q in everything_in(e) for n in q.kind.shape]
    sizes: list[Expr] = sorted({n for n in shapes if n.free_symbols}, key=str)
    return [*sizes, *(1 / n for n in sizes), *(n / m for n in sizes for m in sizes if n != m)]


def other_number(line: Expr, claim: Expr) -> Iterator[Expr]:
    """Everything, or one term, times a number that has a name, such as λ, or over it."""
    named = [q for q in numbers_in(claim, line) if q.definition is None]
    factors = [*named, *(1 / q for q in named)]
    yield from (factor * line for factor in factors)
    yield from changed_terms(line, lambda term: [factor * term for factor in factors])


def numbers_in(*exprs: Expr) -> list[Quantity]:
    """The numbers that have a name, in what is seen and what that is built on."""
    found = {q for e in exprs for q in everything_in(e) if q.kind.word in ("scalar", "positive") and not q.kind.shape}
    return sorted(found - set(exprs), key=str)


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


def with_activation_of(factor: Expr) -> Mend:
    """The line with an activation taken of its argument times a factor: σ(z) → σ(−z)."""
    return with_argument(factor, ScalarFunction)


def with_argument(factor: Expr, head: type[Expr] = Expr) -> Mend:
    """The line with a function of something taken of that times a factor."""

    def mend(line: Expr, claim: Expr) -> Iterator[Expr]:
        for f in functions_in(line):
            if isinstance(f, head):
                yield line.xreplace({f: f.xreplace({argument_of(f): factor * argument_of(f)})})

    return mend


def other_exponent(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with one power more or less of something in it."""
    powers = sorted((p for p in line.atoms(Pow) if p.exp.is_Integer and p.exp > 1), key=str)
    yield from (line.xreplace({p: p.base ** (p.exp + more)}) for p in powers for more in (-1, 1))
    yield from (line.xreplace({f: f**2}) for f in functions_in(line))


def sum_too_many(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with the term of the claim alone where it has a sum."""
    yield from without_a_sum(line, claim)


def lost_sum(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line summed, or averaged, over an index that the claim does not have."""
    for index in sorted(free_indices(line) - free_indices(claim), key=lambda index: index.name):
        yield from (Sum(line, index), Sum(line, index) / index.size)


def kept_term(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line without one of its terms."""
    yield from changed_terms(line, lambda term: [S.Zero])


def with_a_term(line: Expr, claim: Expr) -> Iterator[Expr]:
    """The line with a number more, or less."""
    numbers = (S.One, *numbers_in(claim, line))
    yield from (line + sign * number for number in numbers for sign in (1, -1))


OF_PLACES: Mendings = (("index swapped", swapped_indices), ("transpose", transposed_factor))
SPECIFIC: Mendings = (
    ("sign", other_sign),
    ("sign", with_activation_of(S.NegativeOne)),
    ("derivative of the activation missing", missing_slope),
    ("extra derivative of the activation", extra_slope),
    ("the function for its derivative", value_for_slope),
    ("derivative of another activation", slope_of_another),
    ("derivative taken at a instead of z", at_the_input),
    ("factor", other_factor),
    *OF_PLACES,
    ("sum lost", lost_sum),
    ("a sum too many", sum_too_many),
)
"""What the field has a word for."""
INSIDE: Mendings = (
    ("sign", with_argument(S.NegativeOne)),
    ("factor", with_argument(S(2))),
    ("factor", with_argument(S.Half)),
    ("exponent", other_exponent),
)
"""What may be wrong within a function or a power."""
GENERAL: Mendings = (
    ("a term too many", kept_term),
    ("a term dropped", with_a_term),
    ("factor", other_number),
    ("factor", without_factor),
)
"""What may be said of any formula, where nothing more telling is known."""
