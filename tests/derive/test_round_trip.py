"""What is derived is written in the language: read back as a line of a sheet, it is found right."""

import pytest

from derivations.account import told
from derivations.catalogue import catalogue
from derivations.check.checking import check
from derivations.derive import derive
from derivations.instances import rebuilt
from derivations.language import read_sheet
from derivations.notation import Expr, Partial, Quantity
from derivations.notation.dependence import quantities_in
from derivations.numbers import lines_of
from tests.check.sheets import sheet


def start_of(slug: str) -> Expr:
    """What a derivation derives, a loss known by name alone given a body, in names that a sheet can declare."""
    start = lines_of(catalogue()[slug].derivation())[0].as_coeff_Mul()[1]
    drawn = next((q for q in catalogue()[slug].quantities if q.name.startswith(r"\mathbb")), None)
    if drawn is None:
        return start
    names = {drawn: Quantity("s", drawn.kind, drawn.definition)}
    return start.xreplace({q: rebuilt(q, names) for q in quantities_in(start)})


def can_be_declared(slug: str) -> bool:
    """Whether every definition names its indices: of F_j = Σ_b v_b a sheet cannot tell how many F there are."""
    return not any(q.depends_on and q.kind.shape for q in catalogue()[slug].quantities)


STARTS = {slug: start for slug in catalogue() if isinstance(start := start_of(slug), Partial) and can_be_declared(slug)}


@pytest.mark.parametrize("slug", STARTS)
def test_a_result_reads_back_and_is_right(slug: str) -> None:
    start = STARTS[slug]
    derived = derive(start, tuple(getattr(start.wrt, "indices", ())))
    assert derived.obstacle == ""
    result = told(derived.derivation, "", "").result_latex
    written = sheet(derived.derivation, [derived.derivation.result]).rsplit("= ", 1)[0] + f"= {result}\n"
    assert check(read_sheet(written)).findings[-1].verdict == "right", written
