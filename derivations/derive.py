"""Any loss → its derivation: a strategy over the project's rules that writes what a good lecturer would.

It goes from the loss back to the variable through the named quantities on the way, one at a time: the chain rule, the
local derivative with its names put back, the sums used up, so that one unknown derivative is left for the next line.
Nothing here computes a derivative by itself; `Derived.obstacle` says what it could not get past.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Add, Expr, Mul

from derivations.core import Derivation, DoesNotApply, Rule, Strategy, exhaust
from derivations.language.readings import Value
from derivations.naming import named
from derivations.notation import Delta, Index, Partial, Quantity, Sum, quantity_of
from derivations.notation.dependence import depends_on, quantities_in
from derivations.notation.printing import text
from derivations.notation.scope import children, fresh
from derivations.rules import algebra, calculus, sums
from derivations.rules.calculus import DERIVATIVES_OF_FUNCTIONS, chain_rule
from derivations.rules.definitions import differentiate_definition, fold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.simplifying import only_if_simpler, weight

MOST_LINES = 40
Moves = tuple[Rule | Strategy, ...]

carry_out = exhaust(
    "carry out the derivatives",
    calculus.derivative_of_a_constant,
    calculus.derivative_of_an_element,
    calculus.derivative_of_terms,
    calculus.constant_factor,
    calculus.derivative_of_a_sum,
    calculus.power_rule,
    *DERIVATIVES_OF_FUNCTIONS,
    calculus.quotient_rule,
    calculus.product_rule,
    sums.collapse_delta,
)
"""Carry out the derivatives that no name hides, quotients and products included."""

use_deltas = exhaust(
    "multiply out and use the deltas",
    algebra.multiply_out.where(lambda e: under_a_sum_with_delta(e)),
    sums.split_sum.where(lambda e: isinstance(e, Sum) and e.body.has(Delta)),
    sums.collapse_delta,
)
"""Bring deltas to where a sum can use them up."""

simplify = exhaust(
    "simplify",
    sums.factor_out_of_sum,
    sums.sums_to_one,
    algebra.turn_round,
    *map(
        only_if_simpler,
        (
            sums.sum_of_a_constant,
            algebra.exp_of_terms,
            algebra.split_fraction,
            algebra.common_factor,
            algebra.cancel_terms,
            algebra.common_denominator,
            algebra.cancel,
        ),
    ),
)
"""Constants out of sums, and whatever leaves less to read."""

ENDINGS: tuple[Moves, ...] = (
    (),
    (algebra.complement.if_possible(),),
    (algebra.split_fraction.repeated().if_possible(),),
)
"""What may help to recognise a name in its own derivative."""


@dataclass(frozen=True)
class Derived:
    """What a strategy arrived at, and what it could not get past."""

    derivation: Derivation
    obstacle: str = ""

    @property
    def is_finished(self) -> bool:
        return not self.obstacle


def gradient(loss: Quantity, variable: Quantity) -> Derived:
    """The derivation of the gradient of a loss by a scalar, or by every element of an array."""
    axes: list[Index] = []
    for letter, n in zip("ij", variable.kind.shape, strict=False):
        axes.append(fresh(Index(letter, n), axes))
    return derive(Partial(named(loss), variable[tuple(axes)] if axes else variable), tuple(axes))


def derive(start: Partial, axes: tuple[Index, ...] = ()) -> Derived:
    """The derivation of a derivative, as far as the strategy gets; where there are axes it ends in matrix notation."""
    return pursued(Derivation(start), axes)


def pursued(now: Derivation, axes: tuple[Index, ...] = ()) -> Derived:
    """A derivation brought to its end, as far as the strategy gets."""
    for _ in range(MOST_LINES):
        pending = next_derivative(now.result)
        if pending is None:
            return Derived(finished(now, axes))
        try:
            further = tidied(advanced(now, pending))
        except DoesNotApply:
            further = now
        if further.result == now.result:
            return Derived(now, f"The derivative {text(pending)} resists every rule.")
        now = further
    return Derived(now, f"After {MOST_LINES} lines there are still derivatives to carry out.")


def next_derivative(expr: Expr) -> Partial | None:
    """The derivative to take up next: one that no name stands between, else the first one."""
    waiting = sorted(derivatives(expr), key=lambda partial: bool(stations(partial)))
    return waiting[0] if waiting else None


def derivatives(expr: Expr) -> Iterator[Partial]:
    """The derivatives in an expression that are still to be carried out, from the left, the inner before the outer."""
    if isinstance(expr, Partial) and not expr.of.has(Partial):
        yield expr
        return
    for part in children(expr):
        yield from derivatives(part)


def stations(pending: Partial) -> tuple[Quantity, ...]:
    """The named quantities next to the one to be differentiated, if the variable acts through these alone."""
    held, variable = quantity_of(pending.of), quantity_of(pending.wrt)
    if held is None or variable is None or held.definition is None:
        return ()
    near = [q for q in quantities_in(held.definition.body) if depends_on(q, variable)]
    return () if variable in near else tuple(sorted(near, key=lambda q: q.name))


def advanced(now: Derivation, pending: Partial) -> Derivation:
    """One derivative brought a line further: through the name next to it, or by its own definition."""
    held = quantity_of(pending.of)
    if held is None:
        return now.by(carry_out, "Term by term, factor by factor.")
    between = stations(pending)
    if between:
        names = " and ".join(text(q) for q in between)
        return now.by(chain_rule(*between), f"The variable acts on {text(held)} only through {names}.")
    why = f"From the definition of {text(held)}."
    name_back = fold(held).repeated().if_possible()
    return min(
        (now.by(differentiate_definition(held), carry_out, *ending, name_back, why) for ending in ENDINGS),
        key=lambda candidate: (name_back.name not in candidate.steps[-1].rule, weight(candidate.result)),
    )


def tidied(now: Derivation) -> Derivation:
    """Known sums first, deltas used up, constants out of sums, and whatever leaves less to read."""
    now = now.by(sums.known_sum_first.repeated().if_possible(), "Sum first over what is known.")
    now = now.by(use_deltas, "A delta picks one term of its sum.")
    return now.by(simplify, "Collect and cancel.")


def under_a_sum_with_delta(e: Expr) -> bool:
    """Whether multiplying a product out sets a delta free."""
    return any(isinstance(part, Add) and part.has(Delta) for part in Mul.make_args(e)) and free_delta(e)


def free_delta(e: Expr) -> bool:
    """Whether a sum of terms in a product has a term with a delta as a factor."""
    terms = [term for part in Mul.make_args(e) if isinstance(part, Add) for term in part.args]
    return any(isinstance(f, Delta) for term in terms for f in Mul.make_args(term))


def finished(now: Derivation, axes: tuple[Index, ...]) -> Derivation:
    """The result in the taught form: in matrix notation, where the variable is an array."""
    if not axes:
        return now
    variable = quantity_of(now.start.wrt) if isinstance(now.start, Partial) else None
    form = in_matrix_form(*axes, as_row=variable is not None and variable.kind.lies_as_row)
    return now.by(form.if_possible(), "All elements at once, in matrix notation.")


def derive_value(value: Value) -> Derived | None:
    """The derivation of what a worksheet asks for: a derivative, of one element or of a whole array."""
    if not isinstance(value.element, Partial):
        return None
    axes = tuple(index for index in (value.row, value.column) if index is not None)
    loss = quantity_of(value.element.of)
    start = value.element
    if loss is not None:
        start = Partial(named_element(value.element.of), value.element.wrt)
    return derive(start, axes)


def named_element(expr: Expr) -> Expr:
    """A quantity, or its element, with every softmax that it is built on named."""
    held = quantity_of(expr)
    assert held is not None
    rebuilt = named(held)
    return expr.func(rebuilt, *expr.args[1:]) if expr.args else rebuilt


def continued(claim: Value, line: Value) -> Derived | None:
    """How a claim goes on from one of its lines; from its beginning, where nothing is left to do to the line."""
    if line is claim or line.shape != claim.shape:
        return derive_value(claim)
    axes = tuple(index for index in (line.row, line.column) if index is not None)
    start = Derivation(with_names(line.element))
    derived = pursued(tidied(start), axes)
    return derived if derived.derivation.steps else derive_value(claim)


def with_names(expr: Expr) -> Expr:
    """An expression whose quantities have every softmax that they are built on named."""
    return expr.xreplace({q: named(q) for q in quantities_in(expr)})
