"""Definitions: put one in, or recognise it and put the name back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sympy import Add, Expr, Mul, Pow, exp

from derivations.core import Derivation, Rule, rule
from derivations.notation import IN_TERMS_OF_EXP, Element, Index, Partial, Quantity, quantity_of, sigmoid
from derivations.notation.dependence import quantities_in
from derivations.notation.factors import Factors, contains, factors_of, product_of, without
from derivations.notation.printing import text
from derivations.notation.scope import alpha, free_indices, hygienic, replace_indices


def unfold(*quantities: Quantity) -> Rule:
    """A name replaced by what it stands for."""

    def rewrite(e: Expr) -> Expr | None:
        held = quantity_of(e)
        if held is None or held not in quantities:
            return None
        return held.unfolded(e.indices if isinstance(e, Element) else ())

    return Rule(f"definition of {names(quantities)}", "q → what q stands for", rewrite)


def fold(*quantities: Quantity) -> Rule:
    """What a name stands for, recognised and replaced by the name."""

    def rewrite(e: Expr) -> Expr | None:
        for held in quantities:
            for indices in places(held, e):
                folded = folded_at(e, held, indices)
                if folded is not None:
                    return folded
        return None

    return Rule(f"recognise {names(quantities)}", "what q stands for → q", rewrite)


def names(quantities: tuple[Quantity, ...]) -> str:
    return ", ".join(text(q) for q in quantities)


def places(held: Quantity, e: Expr) -> Iterator[tuple[Expr, ...]]:
    """The places at which an expression might hold the definition of a quantity: indices, and words such as o."""
    places = [(i, i.size) for i in sorted(free_indices(e), key=lambda index: index.name)]
    words = sorted((q for q in quantities_in(e) if q.kind.word == "index"), key=lambda q: q.name)
    places += [(word, *word.kind.shape) for word in words]
    return product(*([place for place, size in places if size == n] for n in held.kind.shape))


def folded_at(e: Expr, held: Quantity, indices: tuple[Expr, ...]) -> Expr | None:
    """The node with one occurrence of a definition at these indices replaced by its name."""
    body = held.unfolded(indices)
    name = held[indices] if indices else held
    if body is None:
        return None
    if alpha(e) == alpha(body):
        return name
    if isinstance(body, Add) and isinstance(e, Add):
        return folded_terms(e, body, name)
    if isinstance(e, Mul | Pow) and not isinstance(body, Add):
        return folded_factors(e, body, name)
    return None


def folded_terms(e: Add, body: Add, name: Expr) -> Expr | None:
    """a + b + c → q + c, where q stands for a + b"""
    wanted = {alpha(term) for term in body.args}
    rest = [term for term in e.args if alpha(term) not in wanted]
    return name + Add(*rest) if len(e.args) - len(rest) == len(wanted) else None


def folded_factors(e: Mul | Pow, body: Expr, name: Expr) -> Expr | None:
    """a b c → q c, where q stands for a b"""
    have = factors_of(e)
    called = {alpha(base): base for base in have}
    wanted: Factors = {called.get(alpha(base), base): power for base, power in factors_of(body).items()}
    if not contains(have, wanted):
        return None
    return name * product_of(without(have, wanted))


@rule("in terms of the exponential")
def in_terms_of_exp(e: Expr) -> Expr | None:
    """σ(u) → 1/(1 + e^(−u)), and so for tanh and softplus"""
    written = IN_TERMS_OF_EXP.get(type(e))
    return written(e.args[0]) if written else None


@rule("recognise the sigmoid")
def as_sigmoid(e: Expr) -> Expr | None:
    """1/(1 + e^(−u)) → σ(u)"""
    for base, power in factors_of(e).items():
        inner = base - 1
        if isinstance(base, Add) and isinstance(inner, exp) and power <= -1:
            return e * base * sigmoid(-inner.args[0])
    return None


def known(lemma: Derivation, title: str) -> Rule:
    """The result of another derivation, for whatever indices it is needed."""

    def rewrite(e: Expr) -> Expr | None:
        new = matching_indices(lemma.start, e)
        return None if new is None else replace_indices(lemma.result, new)

    return Rule(title, "a derivative that has been derived before", rewrite)


def matching_indices(pattern: Expr, e: Expr) -> dict[Index, Expr] | None:
    """The indices by which a derivative of one element by another becomes the given one."""
    if not (isinstance(pattern, Partial) and isinstance(e, Partial)):
        return None
    new: dict[Index, Expr] = {}
    for mine, theirs in zip(pattern.args, e.args, strict=True):
        if quantity_of(mine) is None or quantity_of(mine) != quantity_of(theirs):
            return None
        if isinstance(mine, Element):
            new |= dict(zip(mine.indices, theirs.indices, strict=True))
    return new


def differentiate_definition(*quantities: Quantity) -> Rule:
    """A name under a derivative replaced by what it stands for."""

    def rewrite(e: Expr) -> Expr | None:
        held = quantity_of(e.of) if isinstance(e, Partial) else None
        if held is None or held not in quantities:
            return None
        body = held.unfolded(e.of.indices if isinstance(e.of, Element) else ())
        return None if body is None else Partial(hygienic_under(body, e.wrt), e.wrt)

    return Rule(f"definition of {names(quantities)}", "∂q/∂x → ∂(what q stands for)/∂x", rewrite)


def hygienic_under(body: Expr, wrt: Expr) -> Expr:
    """A definition whose bound indices clash with none of the variable's."""
    return hygienic(body, free_indices(body) | free_indices(wrt))
