"""The moves of the strategy: what is done in one line, as rules or as several that a person makes at once."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Mul

from derivations.core import Rule, exhaust
from derivations.notation import Delta, Partial, Sum, quantity_of
from derivations.notation.scope import children
from derivations.rules import algebra, calculus, cases, sums
from derivations.rules.calculus import DERIVATIVES_OF_FUNCTIONS
from derivations.rules.columns import mirror_of_sigmoid
from derivations.rules.definitions import as_sigmoid
from derivations.rules.functions import as_indicator, derivative_of_each_case
from derivations.rules.one_hot_rows import label_rows_sum_to_one
from derivations.rules.simplifying import only_if_simpler
from derivations.rules.softmaxes import softmax_sums_to_one

term_by_term = exhaust(
    "term by term",
    calculus.derivative_of_a_constant,
    calculus.derivative_of_an_element,
    calculus.derivative_of_an_inverse,
    calculus.derivative_of_terms,
    calculus.constant_factor,
    calculus.derivative_of_a_sum,
    sums.collapse_delta,
)
"""What is linear in a derivative: terms, constants and sums; and the deltas that this leaves."""

OUTER = (
    calculus.power_rule,
    *DERIVATIVES_OF_FUNCTIONS,
    derivative_of_each_case,
    calculus.quotient_rule,
    calculus.product_rule,
    calculus.general_power_rule,
)
"""What differentiates the outermost operation and leaves the derivatives of what stands inside."""
OUTER_NAMES = frozenset(rule.name for rule in OUTER)


def outer_rules(expr: Expr) -> list[Rule]:
    """The rules for the outermost operation of each derivative in an expression that no name hides."""
    open_now = frozenset(unnamed_derivatives(expr))
    return [rule.where(lambda e: e in open_now).if_possible() for rule in OUTER]


def unnamed_derivatives(expr: Expr) -> Iterator[Partial]:
    """The derivatives of what has no name; of derivatives of derivatives, the inner."""
    if isinstance(expr, Partial) and not expr.of.has(Partial):
        if quantity_of(expr.of) is None:
            yield expr
        return
    for part in children(expr):
        yield from unnamed_derivatives(part)


use_deltas = exhaust(
    "use the deltas",
    cases.factor_of_every_case.where(lambda e: e.has(Delta)),
    algebra.multiply_out_deltas,
    sums.split_sum.where(lambda e: isinstance(e, Sum) and frees_a_delta(e)),
    sums.collapse_delta,
)
"""Bring deltas to where a sum can use them up."""


def frees_a_delta(e: Sum) -> bool:
    """Whether a term under a sum has a delta as a factor."""
    return any(isinstance(f, Delta) for term in Add.make_args(e.body) for f in Mul.make_args(term))


simplify = exhaust(
    "simplify",
    sums.factor_out_of_sum,
    sums.sums_to_one,
    label_rows_sum_to_one,
    sums.sum_of_known_terms,
    cases.one_index_by_delta,
    algebra.turn_round,
    algebra.turn_both_round,
    as_indicator,
    cases.factor_of_every_case,
    softmax_sums_to_one,
    *map(
        only_if_simpler,
        (
            sums.sum_of_a_constant,
            as_sigmoid,
            mirror_of_sigmoid,
            algebra.exp_of_terms,
            algebra.split_fraction,
            algebra.common_factor,
            algebra.cancel_terms,
            algebra.multiply_out,
            algebra.common_denominator,
            algebra.cancel,
        ),
    ),
)
"""Constants out of sums, and whatever leaves less to read."""
