"""Words and their vectors: a matrix read column by column, cases at a given word, derivatives of named scores."""

from __future__ import annotations

from sympy import Add, Basic, Expr, Mul, S

from derivations.core import Rule, rule
from derivations.notation import Cases, Delta, Index, Partial, Quantity, Sum, quantity_of, sigmoid
from derivations.notation.arrays import Entry, Plus, Scaled, Summed
from derivations.notation.printing import text
from derivations.notation.scope import free_indices, replace_indices
from derivations.rules.matrices.recognition import array_at, in_words_of_arrays
from derivations.rules.matrices.spelling import plus, scaled


def in_columns(a: Index) -> Rule:
    """An expression that is linear in columns of a matrix, read as a sum of these columns."""

    def rewrite(e: Expr) -> Expr | None:
        array = None if isinstance(e, Entry) or a not in free_indices(e) else column(e, a)
        return None if array is None else Entry(array, a)

    return Rule("column by column", "Σ_x c_x U_ax → Σ_x c_x u_x", rewrite)


def column(e: Expr, a: Index) -> Basic | None:
    """The column whose entry a is the expression, each sum of columns left a sum."""
    if isinstance(e, Add):
        terms = [column(term, a) for term in e.args]
        return None if None in terms else plus(*(term for term in terms if term is not None))
    if isinstance(e, Sum):
        body = column(e.body, a)
        return None if body is None else Summed(body, e.index)
    holding = [factor for factor in Mul.make_args(e) if a in free_indices(factor)]
    if len(holding) != 1:
        return None
    inner = column(holding[0], a) if isinstance(holding[0], Add | Sum) else array_at(holding[0], (a,))
    number = Mul(*(factor for factor in Mul.make_args(e) if factor is not holding[0]))
    return None if inner is None else scaled(in_words_of_arrays(number), inner)


def cases_at(w: Index, given: Expr) -> Rule:
    """The given place, and every other place, each written for itself."""

    def rewrite(e: Expr) -> Expr | None:
        delta = Delta(w, given)
        if isinstance(e, Cases) or not e.has(delta):
            return None
        return Cases(delta, replace_indices(e, {w: given}), e.xreplace({delta: S.Zero}))

    return Rule(f"the cases {w} = {given} and {w} ≠ {given}", "δ_wo u_w + v_w → u_o + v_o or v_w", rewrite)


def rename_to(w: Index) -> Rule:
    """Where a delta says that w is a given word or a looked-up one, w may be written for it."""

    def rewrite(e: Expr) -> Expr | None:
        deltas = [factor for factor in Mul.make_args(e) if isinstance(factor, Delta) and w in factor.args]
        if not deltas:
            return None
        (other,) = (index for index in deltas[0].args if index != w)
        return deltas[0] * (e / deltas[0]).xreplace({other: w})

    return Rule("the delta lets us rename", "δ_wo u_o → δ_wo u_w", rewrite)


def unfold_in_derivatives(*quantities: Quantity) -> Rule:
    """A name replaced by what it stands for where it is differentiated, and there alone."""

    def rewrite(e: Expr) -> Expr | None:
        held = quantity_of(e.of) if isinstance(e, Partial) else None
        if held is None or held not in quantities:
            return None
        body = held.unfolded(tuple(e.of.args[1:]))
        return None if body is None else Partial(body, e.wrt)

    names = ", ".join(text(q) for q in quantities)
    return Rule(f"definition of {names} under the derivative", "∂q/∂x → ∂(what q stands for)/∂x", rewrite)


@rule("the mirror of the sigmoid")
def mirror_of_sigmoid(e: Expr) -> Expr | None:
    """1 − σ(−u) → σ(u)"""
    if not isinstance(e, Add) or len(e.args) != 2 or S.One not in e.args:
        return None
    negative = -(e - S.One)
    mirrored = isinstance(negative, sigmoid) and negative.argument.could_extract_minus_sign()
    return sigmoid(-negative.argument) if mirrored else None


@rule("a minus in front")
def minus_in_front(e: Expr) -> Expr | None:
    """u − v → −(v − u), for arrays"""
    if not (isinstance(e, Entry) and isinstance(e.array, Plus)):
        return None
    turned = [scaled(S.NegativeOne, part) for part in e.array.args]
    return Entry(Scaled(S.NegativeOne, Plus(*reversed(turned))), *e.indices)
