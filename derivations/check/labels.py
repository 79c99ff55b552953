"""Labels declared as any numbers: p − y is the gradient of −Σ y log p only where the entries of y sum to one."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Mul, log

from derivations.check.judging import judged
from derivations.check.parts import everything_in
from derivations.language.kinds import with_one_hot_rows
from derivations.notation import Element, Quantity, kind
from derivations.notation.quantities import Definition


def one_hot_that_would_do(claim: Expr, line: Expr) -> Quantity | None:
    """The vector or matrix of labels under which a line is what is claimed, if it is declared one-hot."""
    for labels in labels_in(claim):
        hot = one_hot(labels)
        if judged(with_another(claim, labels, hot), with_another(line, labels, hot)).verdict.establishes:
            return labels
    return None


def labels_in(claim: Expr) -> Iterator[Quantity]:
    """The given vectors and matrices by which a loss weighs logarithms, as −Σ_k y_k log p_k does."""
    bodies = [q.definition.body for q in everything_in(claim) if q.definition is not None]
    products = (product for body in (claim, *bodies) for product in body.atoms(Mul) if product.has(log))
    factors = {factor.quantity for product in products for factor in product.args if isinstance(factor, Element)}
    for q in sorted((q for q in factors if isinstance(q, Quantity)), key=lambda q: q.name):
        if q.definition is None and q.kind.word in ("vector", "row", "matrix"):
            yield q


def one_hot(labels: Quantity) -> Quantity:
    """The same labels with a single 1, in each row if they are a matrix."""
    if len(labels.kind.shape) == 2:
        return with_one_hot_rows(labels.name, *labels.kind.shape)
    return Quantity(labels.name, kind("one-hot", *labels.kind.shape))


def with_another(expr: Expr, old: Quantity, new: Quantity) -> Expr:
    """An expression with one quantity in place of another, in all definitions too."""
    known: dict[Quantity, Quantity] = {old: new}

    def changed(part: Expr) -> Expr:
        if not isinstance(part, Quantity):
            return part.func(*map(changed, part.args)) if part.args else part
        if part not in known:
            defined = part.definition
            body = Definition(defined.indices, changed(defined.body)) if defined is not None else None
            known[part] = Quantity(part.name, part.kind, body, tuple(map(changed, part.depends_on)))
        return known[part]

    return changed(expr)


def sentence_on_labels(labels: Quantity) -> str:
    """How to say what the labels are."""
    sizes = " ".join(map(str, labels.kind.shape))
    which = f"each row of {labels.name}" if len(labels.kind.shape) == 2 else labels.name
    declared = f"let {labels.name} : one-hot {sizes}"
    return f"This is right where {which} is one-hot, and not for any numbers; say so with “{declared}”."
