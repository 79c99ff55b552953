"""Which rule of the project leads from one line to the next, if one alone does."""

from __future__ import annotations

from derivations.core import Rule
from derivations.language.readings import Value
from derivations.notation import Expr
from derivations.notation.dependence import quantities_in
from derivations.notation.scope import alpha
from derivations.rules import algebra, calculus, sums
from derivations.rules.definitions import fold, unfold

PLAIN: tuple[Rule, ...] = tuple(
    made for module in (calculus, sums, algebra) for made in vars(module).values() if isinstance(made, Rule)
)


def explaining_rule(above: Value, line: Value) -> str | None:
    """The name of a rule that makes the line of the one above."""
    if above.shape != line.shape:
        return None
    target = line.at(above.row, above.column)
    wanted = alpha(target)
    return next((rule.name for rule in rules_for(above.element, target) if leads(rule, above.element, wanted)), None)


def rules_for(before: Expr, after: Expr) -> tuple[Rule, ...]:
    """The rules that might be at work: those about the quantities in sight, and unless new ones came, the plain."""
    had, has = quantities_in(before), quantities_in(after)
    named = [q for q in had | has if q.definition is not None]
    about = [make(q) for q in sorted(named, key=lambda q: q.name) for make in (unfold, fold)]
    chains = [calculus.chain_rule(q) for q in named]
    return (*(PLAIN if has <= had else ()), *about, *chains)


def leads(rule: Rule, before: Expr, wanted: Expr) -> bool:
    """Whether a rule turns an expression into another."""
    after = rule(before)
    return after is not None and alpha(after) == wanted
