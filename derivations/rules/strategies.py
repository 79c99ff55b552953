"""Moves that a person makes without thinking, as strategies over the rules."""

from __future__ import annotations

from derivations.core import exhaust
from derivations.rules import calculus, sums
from derivations.rules.calculus import DERIVATIVES_OF_FUNCTIONS

differentiate = exhaust(
    "carry out the derivatives",
    calculus.derivative_of_a_constant,
    calculus.derivative_of_an_element,
    calculus.derivative_of_terms,
    calculus.constant_factor,
    calculus.derivative_of_a_sum,
    calculus.power_rule,
    *DERIVATIVES_OF_FUNCTIONS,
    sums.collapse_delta,
)
"""Carry out the derivatives that no named quantity hides, and use up the deltas that they leave."""
