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
from derivations.notation.printing import text
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


def fine_steps(expr: Expr, rule: Rule) -> Iterator[Step]:
    """The single applications of a rule to an expression."""
    for _ in range(MANY if rule.repeats else 1):
        after = rule(expr)
        if after is None:
            return
        yield Step(expr, after, rule.name, rule.formula, made_by=rule)
        expr = after
    if rule.repeats:
        raise RuntimeError(f"“{rule.name}” was still applying after {MANY} times to {text(expr)}.")


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

    def by(self, *moves: Rule | str) -> Derivation:
        """This derivation with one more line, made by these rules in turn; a sentence at the end says why."""
        rules = [move for move in moves if isinstance(move, Rule)]
        why = next((move for move in moves if isinstance(move, str)), "")
        fine: list[Step] = []
        now = self.result
        for rule in rules:
            made = tuple(fine_steps(now, rule))
            if not made and not rule.optional:
                raise DoesNotApply(rule, now)
            fine += made
            now = made[-1].after if made else now
        if not fine:
            return self
        names = tuple(dict.fromkeys(step.rule for step in fine))
        return self.with_line(Step(self.result, now, ", ".join(names), why or fine[0].why, tuple(fine)))

    def with_line(self, line: Step) -> Derivation:
        """This derivation with a finished line added."""
        return replace(self, steps=(*self.steps, line))
