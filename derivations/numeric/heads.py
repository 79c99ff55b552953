"""How each head of the notation is computed on whole arrays."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Expr, Mul, Number, NumberSymbol, Pow, Rational, S, Symbol

from derivations.notation.functions import Applied
from derivations.notation.heads import Cases, Delta, Element, Index, Largest, Product, Sum
from derivations.notation.quantities import Quantity
from derivations.notation.scope import free_indices, fresh, rename_bound
from derivations.numeric.contracting import Axes, Term, contracted, over_axes, spread
from derivations.numeric.elementwise import Part, joined, mapped, multiplied, summed_up
from derivations.numeric.graph import ATOM, COMPARED, MULTIPLIED, NEGATED, Node
from derivations.numeric.lowering import Lowering
from derivations.numeric.preparing import CannotCompile
from derivations.numeric.recognising import LogSoftmax, LogSumExp, Softmax


def lowered(low: Lowering, expr: Expr, scope: Axes) -> Term:
    """The term of any expression that is prepared."""
    if isinstance(expr, Number | NumberSymbol):
        return number(low, expr)
    if type(expr) in low.manner.functions:
        return function(low, expr, scope)
    for head, rule in RULES.items():
        if isinstance(expr, head):
            return rule(low, expr, scope)
    raise CannotCompile(f"{expr} has no value in numbers: {type(expr).__name__} is not known here.")


def number(low: Lowering, expr: Expr) -> Term:
    """A number as people write it: 2, 1 / 2, 0.1"""
    if isinstance(expr, Rational) and not expr.is_Integer:
        return Term(low.graph.number(f"{int(expr.p)} / {int(expr.q)}", MULTIPLIED), ())
    value = int(expr) if expr.is_Integer and abs(expr) < 2**53 else float(expr)
    if value in (float("inf"), float("-inf")) or value != value:
        raise CannotCompile(f"{expr} is not a finite number.")
    return Term(low.graph.number(repr(value), ATOM if value >= 0 else NEGATED), ())


def function(low: Lowering, expr: Expr, scope: Axes) -> Term:
    """A scalar function, entry by entry."""
    name = low.manner.functions[type(expr)]
    may_warn = name in ("np.exp", "np.log") or name.startswith("naive")
    return mapped(low.graph, name, [low.term(expr.args[0], scope)], scope.index, may_warn)


def signed(low: Lowering, part: Part) -> Term:
    return Term(low.graph.negated(part.term.node), part.term.axes) if part.inverse else part.term


def addition(low: Lowering, expr: Add, scope: Axes) -> Term:
    """Terms with a minus sign are subtracted."""
    return signed(low, summed_up(low.graph, [summand(low, term, scope) for term in expr.args], scope.index))


def summand(low: Lowering, term: Expr, scope: Axes) -> Part:
    if isinstance(term, Mul) and term.args[0].is_Number and term.args[0] < 0:
        return Part(low.term(-term, scope), inverse=True)
    if term.is_Number and term < 0:
        return Part(low.term(-term, scope), inverse=True)
    return Part(low.term(term, scope))


def multiplication(low: Lowering, expr: Mul, scope: Axes) -> Term:
    """Negative powers are divided by; a coefficient goes to the smallest array."""
    if expr.args[0].is_Number and expr.args[0] < 0:
        return signed(low, Part(low.term(-expr, scope), inverse=True))
    parts = [factor(low, f, scope) for f in expr.args]
    product = multiplied(low.graph, parts, scope.index)
    return inverted(low, product.term) if product.inverse else product.term


def factor(low: Lowering, expr: Expr, scope: Axes) -> Part:
    if isinstance(expr, Pow) and expr.exp.is_Number and expr.exp < 0:
        return Part(low.term(1 / expr, scope), inverse=True)
    if isinstance(expr, Rational) and expr.p == 1 and expr.q != 1:
        return Part(number(low, 1 / expr), inverse=True)
    return Part(low.term(expr, scope))


def inverted(low: Lowering, term: Term) -> Term:
    return Term(low.graph.operator("/", low.graph.number("1"), term.node), term.axes)


def power(low: Lowering, expr: Pow, scope: Axes) -> Term:
    """u ** v, 1 / u, √u"""
    base, exponent = expr.args
    if exponent.is_Number and exponent < 0:
        return inverted(low, low.term(1 / expr, scope))
    if exponent == S.Half:
        return mapped(low.graph, "np.sqrt", [low.term(base, scope)], scope.index, may_warn=True)
    both = [low.term(base, scope), low.term(exponent, scope)]
    axes = joined([term.axes for term in both], scope.index)
    left, right = (spread(low.graph, term, axes) for term in both)
    return Term(low.graph.operator("**", left, right), axes)


def addition_over(low: Lowering, expr: Sum, scope: Axes) -> Term:
    """Σ of a product as products of matrices; Σ of anything else as `.sum`."""
    expr, inner = low.with_index(scope, expr)
    summed = [expr.index]
    factors = list(flattened(expr.body, summed, {*inner}))
    scope = (*scope, *summed)
    terms = [low.term(f, scope) for f in factors]
    return contracted(low.graph, terms, set(summed), scope.index)


def flattened(body: Expr, summed: list[Index], taken: set[Index]) -> list[Expr]:
    """The factors under a sum, those of an inner matrix product taken in, so that their order is free."""
    factors: list[Expr] = []
    for factor in Mul.make_args(body):
        if isinstance(factor, Sum) and (factor == body or len(free_indices(factor)) > 1):
            if any(factor.index.name == i.name for i in taken):
                factor = rename_bound(
                    factor, fresh(factor.index, taken | free_indices(body) | free_indices(factor.body))
                )
            summed.append(factor.index)
            taken.add(factor.index)
            factors.extend(flattened(factor.body, summed, taken))
        elif isinstance(factor, Pow) and factor.exp == 2:
            factors.extend([factor.base, factor.base])
        else:
            factors.append(factor)
    return factors


def reduction(method: str) -> Callable[[Lowering, Expr, Axes], Term]:
    def over(low: Lowering, expr: Expr, scope: Axes) -> Term:
        expr, inner = low.with_index(scope, expr)
        body = low.term(expr.body, inner)
        if expr.index in body.axes:
            return over_axes(low.graph, method, body, {expr.index})
        if method == "max":
            return body
        return Term(low.graph.operator("**", body.node, low.size(expr.index.size)), body.axes)

    return over


def family(name: str) -> Callable[[Lowering, Expr, Axes], Term]:
    """A function of a whole vector, and one of its elements."""

    def of(low: Lowering, expr: Expr, scope: Axes) -> Term:
        members, inner = low.with_index(scope, expr.args[0])
        j = members.index
        term = low.term(members.body, inner)
        place = term.axes.index(j)
        axis = "" if len(term.axes) == 1 else f", axis={place}"
        if len(expr.args) == 1:
            node = low.graph.call(name, [term.node], len(term.axes) - 1, axis)
            return Term(node, tuple(i for i in term.axes if i != j))
        node = low.graph.call(name, [term.node], len(term.axes), axis)
        at = low.position(expr.args[1], scope)
        return low.gathered(node, tuple(at if i == j else i for i in term.axes))

    return of


def cases(low: Lowering, expr: Cases, scope: Axes) -> Term:
    """np.where, the last case innermost."""
    result = low.term(expr.otherwise, scope)
    for condition, value in reversed(expr.branches):
        terms = [low.term(condition, scope), low.term(value, scope), result]
        numbers = all(low.graph.is_number(t.node) for t in terms[1:])
        result = mapped(low.graph, "np.where", terms, scope.index)
        if numbers and result.axes:
            node = low.graph.method(f".astype(np.{low.manner.precision})", result.node, len(result.axes))
            result = Term(node, result.axes)
    return result


def applied(low: Lowering, expr: Applied, scope: Axes) -> Term:
    """g(x), g′(x) or g″(x): g is an input that is tanh if it is not given."""
    if expr.order > 2:
        raise CannotCompile(
            f"Derivatives of {expr.function} are known up to the second, and order {expr.order} is asked."
        )
    name = expr.function.name + "'" * expr.order
    g = low.input(name, "function", (), "function")
    argument = low.term(expr.argument, scope)
    number = low.graph.is_number(argument.node)
    call = "float({}({}))" if number else "{}({})"
    node = Node(call, (g.node, argument.node), (ATOM, COMPARED), rank=len(argument.axes), is_number=number)
    return Term(low.graph.add(node), argument.axes)


def index_value(low: Lowering, expr: Index, scope: Axes) -> Term:
    """An index as a number: it counts from 1."""
    place = low.position(expr, scope)
    if isinstance(place, Index):
        one, stop = low.graph.number("1"), low.graph.operator("+", low.size(expr.size), low.graph.number("1"))
        return Term(
            low.graph.call("np.arange", [one, stop], 1, f", dtype=np.{low.manner.precision}"), (expr,)
        )
    return Term(low.graph.operator("+", place.node, low.graph.number("1")), ())


RULES: dict[type, Callable[[Lowering, Expr, Axes], Term]] = {
    Add: addition,
    Mul: multiplication,
    Pow: power,
    Quantity: lambda low, e, scope: low.quantity(e),
    Element: lambda low, e, scope: low.element(e, scope),
    Delta: lambda low, e, scope: low.delta(e, scope),
    Sum: addition_over,
    Product: reduction("prod"),
    Largest: reduction("max"),
    Cases: cases,
    Softmax: family("softmax"),
    LogSoftmax: family("log_softmax"),
    LogSumExp: family("log_sum_exp"),
    Applied: applied,
    Index: index_value,
    Symbol: lambda low, e, scope: Term(low.size(e), ()),
}
