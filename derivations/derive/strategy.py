"""From a loss back to the variable, through the named quantities on the way, one at a time.

The chain rule, the local derivative with its names put back, the sums used up: so one unknown derivative at a time
is left for the next line. No derivative is computed here; `Derived.obstacle` says what it could not get past.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sympy import Expr

from derivations.core import Derivation, DoesNotApply, Rule, Strategy
from derivations.derive.moves import OUTER_NAMES, outer_rules, simplify, term_by_term, unnamed_derivatives, use_deltas
from derivations.derive.outline import outlined
from derivations.notation import Cases, Index, Partial, Quantity, quantity_of
from derivations.notation.dependence import depends_on, is_constant, not_built_on_each_other, quantities_in
from derivations.notation.printing import text
from derivations.notation.scope import children, free_indices
from derivations.rules import algebra, sums
from derivations.rules.calculus import chain_rule, derivative_of_an_inverse
from derivations.rules.definitions import differentiate_definition, fold
from derivations.rules.fractions import take_out_number
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.simplifying import weight

MOST_IDEAS = 40
Moves = tuple[Rule | Strategy, ...]

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


def derive(start: Partial, axes: tuple[Index, ...] = ()) -> Derived:
    """The derivation of a derivative, as far as the strategy gets; where there are axes it ends in matrix notation."""
    return pursued(Derivation(start), axes)


def pursued(now: Derivation, axes: tuple[Index, ...] = ()) -> Derived:
    """A derivation brought to its end, as far as the strategy gets."""
    ideas: tuple[int, ...] = ()
    tidyings: tuple[int, ...] = ()
    obstacle = f"After {MOST_IDEAS} ideas there are still derivatives to carry out."
    for _ in range(MOST_IDEAS):
        pending = next_derivative(now.result)
        if pending is None:
            return Derived(finished(outlined(now, (*ideas, *tidyings), ideas), axes))
        done = advanced(now, pending)
        further = tidied(done)
        if further.result == now.result:
            obstacle = f"The derivative {text(pending)} resists every rule."
            break
        ideas, tidyings = (*ideas, len(now.steps)), (*tidyings, len(done.steps))
        now = further
    return Derived(outlined(now, (*ideas, *tidyings), ideas), obstacle)


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
    near = not_built_on_each_other(q for q in quantities_in(held.definition.body) if depends_on(q, variable))
    acts_past_them = variable in near or not is_constant(held, variable, frozenset(near))
    return () if acts_past_them else tuple(sorted(near, key=lambda q: q.name))


def advanced(now: Derivation, pending: Partial) -> Derivation:
    """One derivative brought further: through the name next to it, or by its own definition."""
    held = quantity_of(pending.of)
    if held is None:
        return carried_out(now)
    between = stations(pending)
    if between:
        names = " and ".join(text(q) for q in between)
        return now.by(chain_rule(*between), f"The variable acts on {text(held)} only through {names}.")
    if derivative_of_an_inverse(pending) is not None:
        why = f"A matrix times its inverse stays the identity, so {text(held)} moves with it."
        return now.by(derivative_of_an_inverse, why)
    defined = attempted(now, differentiate_definition(held), term_by_term, f"Put in the definition of {text(held)}.")
    return now if defined is None else recognised(carried_out(defined), held)


def carried_out(now: Derivation) -> Derivation:
    """The derivatives that no name hides, one operation a line, the outer before the inner."""
    while next(unnamed_derivatives(now.result), None) is not None:
        further = now.by(*outer_rules(now.result), term_by_term)
        if further is now:
            return now
        now = reasoned(further)
    return now


def reasoned(now: Derivation) -> Derivation:
    """The last line, its reason being the rules for the outer operations in it."""
    last = now.steps[-1]
    outer = dict.fromkeys(fine.rule for fine in last.fine if fine.rule in OUTER_NAMES)
    why = f"First the outside: {', '.join(outer)}." if outer else "Term by term."
    return replace(now, steps=(*now.steps[:-1], replace(last, why=why)))


def recognised(now: Derivation, held: Quantity) -> Derivation:
    """A quantity's name put back into its own derivative, where it can be seen in it."""
    if held.definition is not None and quantity_of(held.definition.body) is not None:
        return now  # another name for the same: to put it back would lead in a circle
    name_back = fold(held).repeated()
    why = f"Here {text(held)} stands again."
    folded = [found for ending in ENDINGS if (found := attempted(now, *ending, name_back, why))]
    apart = [found for ending in ENDINGS[1:] if (found := attempted(now, *ending, "The fraction is taken apart."))]
    lighter = [found for found in apart if weight(found.result) < weight(now.result)]
    return min(folded or lighter or [now], key=lambda found: weight(found.result))


def attempted(now: Derivation, *moves: Rule | Strategy | str) -> Derivation | None:
    """A derivation with one more line, if that can be written."""
    try:
        return now.by(*moves)
    except DoesNotApply:
        return None


def tidied(now: Derivation) -> Derivation:
    """Known sums first, deltas used up, constants out of sums, and whatever leaves less to read."""
    now = now.by(sums.known_sum_first.repeated().if_possible(), "Sum first over what is known.")
    now = now.by(use_deltas, "A delta picks one term of its sum.")
    return now.by(simplify, "Collect and cancel.")


def finished(now: Derivation, axes: tuple[Index, ...]) -> Derivation:
    """The result in the taught form: in matrix notation, where the variable is an array."""
    if not axes:
        return now.by(take_out_number.if_possible(), "The number in front.")
    if any(free_indices(case) & {*axes} for case in now.result.atoms(Cases)):
        return now  # matrix notation has no word for an array whose entries are told apart by cases
    variable = quantity_of(now.start.wrt) if isinstance(now.start, Partial) else None
    form = in_matrix_form(*axes, as_row=variable is not None and variable.kind.lies_as_row)
    return now.by(form.if_possible(), "All elements at once, in matrix notation.")
