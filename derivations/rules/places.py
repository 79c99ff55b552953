"""Where a rule is applied: only under the derivatives that are still to be carried out."""

from __future__ import annotations

from dataclasses import replace

from derivations.core import Rule
from derivations.notation import Expr, Partial


def under_derivatives(rule: Rule) -> Rule:
    """A rule applied to what is still to be differentiated, while the factors around it stay as they are."""

    def rewrite(e: Expr) -> Expr | None:
        changed = rule(e.of) if isinstance(e, Partial) else None
        return None if changed is None else Partial(changed, e.wrt)

    return replace(rule, rewrite=rewrite)
