"""Rules, steps and derivations: frozen values, and the one way in which a step is made.

A derivation starts from an expression and grows by rules. What a line says is always what its rules return for
the line above; nobody writes it down. A coarse step is a line as on paper; it owns the fine steps it consists of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from derivations.notation import Expr
from derivations.notation.changes import mark_changes
from derivations.notation.printing import latex, text
from derivations.notation.scope import children, hygienic, with_children

Rewrite = Callable[[Expr], Expr | None]
MANY = 60
"""Applications of a repeated rule after which it is held to run in circles."""


@dataclass(frozen=True)
class Rule:
    """A named rewrite of one node; where it is tried, and how often, is said by its methods."""

    name: str
    formula: str
    rewrite: Rewrite
    repeats: bool = False
    only_first: bool = False
    optional: bool = False

    def repeated(self) -> Rule:
        """This rule, applied until nothing matches."""
        return replace(self, repeats=True)

    def once(self) -> Rule:
        """This rule, applied to the first match alone."""
        return replace(self, only_first=True)

    def if_possible(self) -> Rule:
        """This rule, passed over where nothing matches."""
        return replace(self, optional=True)

    def where(self, holds: Callable[[Expr], bool]) -> Rule:
        """This rule, tried only at nodes of which something holds."""
        return replace(self, rewrite=lambda node: self.rewrite(node) if holds(node) else None)

    def __call__(self, expr: Expr) -> Expr | None:
        """The expression with this rule applied to its outermost matches, or None where there are none."""
        after = rewritten(expr, self)[0]
        return None if after == expr else hygienic(after)


def rule(name: str) -> Callable[[Rewrite], Rule]:
    """Make a rule of a function whose docstring is its formula."""
    return lambda rewrite: Rule(name, " ".join((rewrite.__doc__ or "").split()), rewrite)


def rewritten(expr: Expr, rule: Rule) -> tuple[Expr, bool]:
    """The expression after a rule has been tried from the top down, and whether it matched."""
    new = rule.rewrite(expr)
    if new is not None and new != expr:
        return new, True
    parts, matched = list(children(expr)), False
    for place, part in enumerate(parts):
        parts[place], here = rewritten(part, rule)
        matched = matched or here
        if here and rule.only_first:
            break
    return (with_children(expr, parts), True) if matched else (expr, False)


@dataclass(frozen=True)
class Strategy:
    """Rules of which the first that applies is applied, again and again, until none does."""

    name: str
    rules: tuple[Rule, ...]


def exhaust(name: str, *rules: Rule) -> Strategy:
    """Apply these rules until none of them matches any more."""
    return Strategy(name, rules)


class DoesNotApply(ValueError):
    """A rule was asked to change an expression in which nothing matches it."""

    def __init__(self, rule: Rule, expr: Expr) -> None:
        super().__init__(f"“{rule.name}” ({rule.formula}) matches nothing in {text(expr)}.")
        self.rule, self.expr = rule, expr


@dataclass(frozen=True)
class Step:
    """One move: what stood before, what stands after, the rule that made it, and one sentence of why."""

    before: Expr
    after: Expr
    rule: str
    why: str
    fine: tuple[Step, ...] = ()
    made_by: Rule | None = field(default=None, compare=False)

    @cached_property
    def marked(self) -> tuple[Expr, Expr]:
        """Before and after, with what changed marked in both."""
        return mark_changes(self.before, self.after)


def words(why: str) -> str:
    """A sentence as it can stand among formulas."""
    return "".join(rf"\{mark}" if mark in "{}$&#%_" else "" if mark in "\\^~" else mark for mark in why)


def fine_steps(expr: Expr, move: Rule | Strategy) -> Iterator[Step]:
    """The single applications of a rule, or of the rules of a strategy, to an expression."""
    rules = move.rules if isinstance(move, Strategy) else (move,)
    again = isinstance(move, Strategy) or move.repeats
    for _ in range(MANY):
        made = next((step for rule in rules if (step := single_step(expr, rule))), None)
        if made is None:
            return
        yield made
        expr = made.after
        if not again:
            return
    raise RuntimeError(f"{', '.join(rule.name for rule in rules)}: still applying after {MANY} times.")


def single_step(expr: Expr, rule: Rule) -> Step | None:
    """One application of a rule, or None where nothing matches."""
    after = rule(expr)
    return None if after is None else Step(expr, after, rule.name, rule.formula, made_by=rule)


@dataclass(frozen=True)
class Derivation:
    """A chain of equalities that starts at an expression, each line computed from the one above."""

    start: Expr
    steps: tuple[Step, ...] = ()

    @property
    def result(self) -> Expr:
        return self.steps[-1].after if self.steps else self.start

    @property
    def lines(self) -> tuple[Expr, ...]:
        return (self.start, *(step.after for step in self.steps))

    @property
    def fine(self) -> tuple[Step, ...]:
        """Every single application of a rule, in order."""
        return tuple(fine for step in self.steps for fine in step.fine or (step,))

    def _repr_latex_(self) -> str:
        """How a notebook shows it: the lines, aligned, each with its reason beside it."""
        rows = [rf"&= {latex(step.after)} && \text{{{words(step.why)}}} \\" for step in self.steps]
        lines = "\n".join([latex(self.start), *rows])
        return f"$$\\begin{{aligned}}\n{lines}\n\\end{{aligned}}$$"

    def by(self, *moves: Rule | Strategy | str) -> Derivation:
        """This derivation with one more line, made by these rules in turn; a sentence at the end says why."""
        why = " ".join(move for move in moves if isinstance(move, str))
        fine: list[Step] = []
        names: dict[str, None] = {}
        for move in moves:
            if not isinstance(move, str):
                made = self.applied(fine[-1].after if fine else self.result, move)
                fine += made
                names |= {move.name: None} if made else {}
        if not fine:
            return self
        line = Step(self.result, fine[-1].after, ", ".join(names), why or fine[0].why, tuple(fine))
        return replace(self, steps=(*self.steps, line))

    @staticmethod
    def applied(expr: Expr, move: Rule | Strategy) -> list[Step]:
        """The fine steps of a move, of which there must be one unless the move is optional."""
        made = list(fine_steps(expr, move))
        if not made and isinstance(move, Rule) and not move.optional:
            raise DoesNotApply(move, expr)
        return made
