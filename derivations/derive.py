"""Any loss → its derivation: a strategy over the project's rules that writes what a good lecturer would.

It goes from the loss back to the variable through the named quantities on the way, one at a time: the chain rule,
the local derivative with its names put back, the sums used up. Nothing here computes a derivative by itself, and
`Derived.is_finished` says whether it got to the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr

from derivations.core import Derivation, exhaust
from derivations.notation import Index, Partial, Quantity, quantity_of
from derivations.notation.dependence import depends_on, quantities_in
from derivations.notation.printing import text
from derivations.notation.scope import all_indices, children, fresh
from derivations.rules import algebra, calculus, sums
from derivations.rules.calculus import DERIVATIVES_OF_FUNCTIONS, chain_rule
from derivations.rules.definitions import fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.simplifying import only_if_simpler

MOST_LINES = 40

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

tidy = exhaust(
    "simplify",
    *map(
        only_if_simpler,
        (
            sums.collapse_delta,
            sums.sums_to_one,
            sums.sum_of_a_constant,
            algebra.split_fraction,
            algebra.common_factor,
            algebra.cancel_terms,
            algebra.common_denominator,
            algebra.cancel,
        ),
    ),
)
"""Whatever leaves less to read."""

multiply_through = exhaust(
    "multiply out and use the deltas",
    algebra.multiply_out.where(lambda e: any(part.has(sums.Delta) for part in e.args)),
    sums.split_sum.where(lambda e: isinstance(e, sums.Sum) and e.body.has(sums.Delta)),
    sums.collapse_delta,
)
"""Bring deltas to where a sum can use them up."""


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
    return derive(Partial(loss, variable[tuple(axes)] if axes else variable), tuple(axes))


def derive(start: Partial, axes: tuple[Index, ...] = ()) -> Derived:
    """The derivation of a derivative, as far as the strategy gets; in matrix notation at the end where there are axes."""
    now = Derivation(start)
    for _ in range(MOST_LINES):
        pending = next(hidden_derivatives(now.result), None)
        if pending is None:
            return Derived(finished(now, axes))
        further = simplified(advanced(now, pending))
        if further.result == now.result:
            return Derived(now, f"The derivative {text(pending)} resists every rule.")
        now = further
    return Derived(now, f"After {MOST_LINES} lines there are still derivatives to carry out.")


def hidden_derivatives(expr: Expr) -> Iterator[Partial]:
    """The derivatives of named quantities in an expression, the outermost and those nearest to the loss first."""
    if isinstance(expr, Partial):
        yield expr
    for part in children(expr):
        yield from hidden_derivatives(part)


def advanced(now: Derivation, pending: Partial) -> Derivation:
    """One derivative brought a line further: through the name next to it, or by its own definition."""
    held = quantity_of(pending.of)
    if held is None or held.definition is None:
        return now.by(carry_out)
    between = stations(held, pending)
    if between:
        names = " and ".join(text(q) for q in between)
        return now.by(chain_rule(*between), f"It acts on {text(held)} only through {names}.")
    local = unfold(held).where(lambda e: e == pending.of)
    return now.by(
        local,
        carry_out,
        algebra.split_fraction.repeated().if_possible(),
        fold(held).repeated().if_possible(),
        algebra.common_factor.if_possible(),
        f"{text(pending.of)} by {text(pending.wrt)}, from its definition.",
    )


def stations(held: Quantity, pending: Partial) -> tuple[Quantity, ...]:
    """The named quantities next to one through which alone the variable acts on it."""
    variable = quantity_of(pending.wrt)
    assert variable is not None and held.definition is not None
    near = [q for q in quantities_in(held.definition.body) if depends_on(q, variable)]
    return () if variable in near else tuple(sorted(near, key=lambda q: q.name))


def simplified(now: Derivation) -> Derivation:
    """The deltas used up, constants out of sums, and whatever leaves less to read."""
    now = now.by(multiply_through, "The deltas pick single terms.") if now.result.has(sums.Delta) else now
    return now.by(tidy, "Collect and cancel.")


def finished(now: Derivation, axes: tuple[Index, ...]) -> Derivation:
    """The result in the taught form: in matrix notation, where the variable is an array."""
    if not axes:
        return now
    lies_as_row = getattr(now.start.wrt, "quantity", None) is not None and now.start.wrt.quantity.kind.lies_as_row
    form = in_matrix_form(*axes, as_row=lies_as_row).if_possible()
    return now.by(form, "All elements at once, in matrix notation.")
