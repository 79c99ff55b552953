"""How people write: every sheet is read and found right; what is meant only under a condition is judged under it."""

import pytest

from derivations.check.checking import check
from derivations.language import read_sheet
from tests.check.written import RIGHT

JACOBIAN = "let z : vector n\nlet p = softmax(z)\nclaim \\frac{\\partial p_k}{\\partial z_i}\n= "
FUNCTION = "let x : scalar\nlet f(x) = x^2\n"


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_a_sheet_is_found_right(text: str) -> None:
    sheet = read_sheet(text)
    assert sheet.problems == ()
    assert {finding.verdict for finding in check(sheet).findings} == {"right"}


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"p_i (1 - p_i) \quad \text{if } i = k", "right"),
        (r"-p_k p_i, \quad i \ne k", "right"),
        (r"-p_k p_i if i != k", "right"),
        (r"p_k(1-p_k), k = i", "right"),
        (r"p_k (1 - p_k), \quad (i = k)", "right"),
        (r"p_i (1 - p_i) for i = k.", "right"),
        (r"p_i (1 - p_i) \quad \text{if } i \ne k", "wrong"),
        (r"p_i (1 - p_i)", "wrong"),
        (r"-p_k p_i \text{ otherwise}", "unreadable"),
    ],
)
def test_a_condition_behind_a_line_counts(line: str, verdict: str) -> None:
    assert check(read_sheet(JACOBIAN + line)).findings[-1].verdict == verdict


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("let x : scalar\nclaim \\frac{d}{dx} (x^2+1)(x-1)", "the derivative of (x^2+1)(x-1)"),
        ("let F(v) : scalar\nclaim F", "must be declared before it"),
        ("let w : index V\nlet u : vector V\nclaim w + 1", "w is an index"),
        ("let w : index V K\nlet u : vector V\nclaim w + 1", "w lists indices"),
        ("let a : vector n\nlet b : vector n\nlet J = a^T b\nclaim J'", "With respect to what?"),
        (FUNCTION + "let v : vector n\nclaim f(2, 3)", "takes one argument"),
        ("let z : vector n\nlet s = z^T z\nclaim \\nabla (s + 1)", "With respect to what?"),
    ],
)
def test_what_cannot_be_told_apart_is_said(text: str, words: str) -> None:
    sentences = [problem.sentence for problem in read_sheet(text).problems]
    assert any(words in sentence for sentence in sentences), sentences


def test_a_name_whose_line_is_unreadable_is_no_function() -> None:
    text = "let z : vector n\nlet \\sigma(z)_i = softmx(z)_i\nclaim d/dz_k \\sigma(z)_i\n= z_i"
    assert check(read_sheet(text)).first_wrong is None

UNKNOWN_SETS = """let z : vector n
let S = \\{ j : z_j > 0 \\}
let \\mathbb{1}[j \\in T] = \\eps_j
claim \\sum_j z_j
= \\sum_{j \\in S} z_j
= \\sum_{j \\in T} z_j
= \\sum_j \\mathbb{1}[j \\in U] z_j
"""


def test_a_sum_over_a_set_that_could_not_be_read_is_not_taken_for_a_sum_over_all() -> None:
    found = check(read_sheet(UNKNOWN_SETS)).findings
    assert [finding.verdict for finding in found] == ["unreadable"] * 5
    assert "S is used here" in found[2].note
    assert "What U holds is not known" in found[4].note
