"""Losses as people type them: derived to the end, and the result is what courses teach."""

from pathlib import Path

import pytest

from derivations.check.judging import judged
from derivations.derive import derive_value
from derivations.language import read_sheet
from derivations.notation.printing import text
from derivations.verify.verdicts import judge
from tests.derive.typed import FINISHED

LOGISTIC = r"""let X : matrix m d
let w : vector d
let y : vector m
let p = \sigma(X w)
let J = -\frac{1}{m} \sum_{i=1}^{m} \left( y_i \log p_i + (1 - y_i) \log(1 - p_i) \right)
claim \frac{\partial J}{\partial w_j}
= \frac{1}{m} \sum_i (p_i - y_i) X_{ij}
"""
HOMEWORK = Path(__file__).parents[1] / "check" / "homework"
FROM_HOMEWORK = ("temperature_softmax", "softmax_two_index_forms_mixed_words")
TYPED = {
    "logistic regression of a batch": LOGISTIC,
    **{name: (HOMEWORK / f"{name}.gw").read_text(encoding="utf-8") for name in FROM_HOMEWORK},
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED.keys())
def test_a_typed_loss_is_derived_to_the_end(text: str) -> None:
    (chain,) = read_sheet(text).chains
    assert chain.claim.value is not None
    derived = derive_value(chain.claim.value)
    assert derived is not None
    assert derived.is_finished, derived.obstacle
    taught = chain.lines[0].value
    assert taught is not None
    assert judged(derived.derivation.result, taught.element).verdict.establishes


@pytest.mark.parametrize("name", FINISHED)
def test_a_typed_loss_ends_as_the_table_says(name: str) -> None:
    """The result is that of the table, each line follows from the one above, and the whole from its start."""
    text_of_sheet, result = FINISHED[name]
    (line,) = read_sheet(text_of_sheet).requests
    assert line.value is not None
    derived = derive_value(line.value)
    assert derived is not None
    assert derived.is_finished, derived.obstacle
    assert text(derived.derivation.result) == result
    assert all(judge(step.before, step.after).verdict.establishes for step in derived.derivation.steps)
    assert judge(derived.derivation.start, derived.derivation.result).verdict.establishes
