"""Labels that are looked up: Y_rk = δ_{k,t_r} is 1 at the label of row r, so each row of Y sums to one."""

from __future__ import annotations

from sympy import Expr, S

from derivations.core import rule
from derivations.notation import Delta, Sum, quantity_of


@rule("each row of the labels sums to one")
def label_rows_sum_to_one(e: Expr) -> Expr | None:
    """Σ_k Y_rk → 1 where Y_rk = δ_{k,t_r}"""
    if not isinstance(e, Sum):
        return None
    held = quantity_of(e.body)
    body = held.unfolded(tuple(e.body.args[1:])) if held is not None and held.kind.shape else None
    is_label = isinstance(body, Delta) and e.index in body.args
    return S.One if is_label else None
