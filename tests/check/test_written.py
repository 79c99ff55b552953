"""How people write: every sheet is read and found right; what is meant only under a condition is judged under it."""

from pathlib import Path

import pytest

from derivations.check.checking import check
from derivations.language import read_sheet

RIGHT = sorted(Path(__file__).with_name("right").glob("*.gw"))
"""Sheets as courses, books, notes and answers write them, all of them right."""
JACOBIAN = "let z : vector n\nlet p = softmax(z)\nclaim \\frac{\\partial p_k}{\\partial z_i}\n= "
TWO_UNITS = "let u : scalar\nlet v : scalar\nlet a = \\sigma(u)\nlet b = \\sigma(v)\n"
TWO_MATRICES = "let A : matrix m k\nlet B : matrix m m\nlet C : matrix 7 8\n"
FUNCTION = "let x : scalar\nlet f(x) = x^2\n"


@pytest.mark.parametrize("file", RIGHT, ids=[file.stem for file in RIGHT])
def test_a_sheet_is_found_right(file: Path) -> None:
    sheet = read_sheet(file.read_text(encoding="utf-8"))
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
        (r"p_i (1 - p_i) where i = k.", "right"),
        (r"p_i (1 - p_i), where (i = k)", "right"),
        (r"p_k (\delta_{ki} - q_i), where q = softmax(z)", "right"),
        (r"p_k (\delta_{ki} + q_i), where q = softmax(z)", "wrong"),
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
        (TWO_UNITS + "claim \\sigma(1-\\sigma)", "needs an argument: u or v?"),
        ("let u : scalar\nclaim u \\sigma", "needs an argument after it"),
        (TWO_MATRICES + "claim A B", "the first transposed or the other order would fit"),
        (TWO_MATRICES + "claim A A", "the first transposed or the second transposed would fit"),
        (TWO_MATRICES + "claim A C", "in a product."),
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


QUOTIENT = """let z : vector n
let p_k = \\frac{e^{z_k}}{\\sum_j e^{z_j}}
claim \\frac{\\partial p_k}{\\partial z_i}
= """
SQUARE = "let A : matrix n n\nlet B : matrix n n\nlet f = \\sum_{ij} A_{ij} B_{ij}^2\nclaim df/dB\n= "
LOGISTIC = """let x : vector d
let w : vector d
let t : scalar
let a = \\sigma(w^T x)
let J = \\frac{1}{2} (a - t)^2
claim dJ/dw
= """
PRODUCT = "let x : scalar\nclaim (1 + x) e^x\n= "


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (QUOTIENT + "(∂/∂z_i e^{z_k} · Σ_j e^{z_j} - e^{z_k} · ∂/∂z_i (Σ_j e^{z_j})) / (Σ_j e^{z_j})^2", "right"),
        (QUOTIENT + "(∂/∂z_i e^{z_k} · Σ_j e^{z_j} + e^{z_k} · ∂/∂z_i (Σ_j e^{z_j})) / (Σ_j e^{z_j})^2", "wrong"),
        (PRODUCT + "d/dx x e^x", "right"),
        (PRODUCT + "d/dx (x)(e^x)", "right"),
        (PRODUCT + "d/dx x \\cdot e^x + x d/dx e^x", "right"),
        (PRODUCT + "2 d/dx x e^x", "wrong"),
        (SQUARE + "2 A * B", "right"),
        (SQUARE + "2 A @ B", "wrong"),
        (SQUARE + "3 A * B", "wrong"),
        (LOGISTIC + "(a - t) \\sigma' x", "right"),
        (LOGISTIC + "(a - t) \\sigma x", "wrong"),
    ],
)
def test_a_line_with_several_readings_is_wrong_only_if_it_is_wrong_in_each(text: str, verdict: str) -> None:
    assert check(read_sheet(text)).findings[-1].verdict == verdict


CONDITIONED = "let u : vector n\nlet s : vector n\nlet R : matrix n n\nlet C : matrix n n\n"


@pytest.mark.parametrize(
    ("claim", "line", "verdict"),
    [
        ("sum_{s_j > 0} u_j", "sum_k 1[s_k > 0] u_k", "right"),
        ("sum_{s_j > 0} u_j", "sum_j u_j", "wrong"),
        ("sum_{R_jk > 0} C_jk", "sum_jk 1[R_jk > 0] C_jk", "right"),
        (r"\sum_{k : s_k > s_j} u_k", r"\sum_k \mathbb{1}[s_k > s_j] u_k", "right"),
        (r"\sum_{s_k > s_j} u_k", r"\sum_k \mathbb{1}[s_k > s_j] u_k", "undecided"),
        (r"\sum_{j \in [n]} u_j", r"\sum_{j \in [1, n]} u_j", "right"),
        ("e^u_k / sum_j e^u_j", r"\frac{e^{u_k}}{\sum_j e^{u_j}}", "right"),
        ("e^R_jk", "exp(R_jk)", "right"),
        ("e^R_jk", "exp(R_kj)", "wrong"),
    ],
)
def test_what_a_sum_over_a_condition_and_a_script_in_a_script_mean(claim: str, line: str, verdict: str) -> None:
    assert check(read_sheet(f"{CONDITIONED}claim {claim}\n= {line}")).findings[-1].verdict == verdict


def test_a_set_is_known_by_its_indicator_and_the_sentence_says_so() -> None:
    *given, by_builder, by_indicator = (
        "let z : vector n",
        r"let S = \{ j : z_j > 0 \}",
        r"let \mathbb{1}[j \in S] = \mathbb{1}[z_j > 0]",
    )
    claim = "claim \\sum_{j \\in S} z_j\n= \\sum_j relu(z_j)"
    (problem, *_others) = read_sheet("\n".join([*given, by_builder, claim])).problems
    assert r"let \mathbb{1}[j \in S] = \mathbb{1}[u_j > 0]" in problem.sentence
    assert check(read_sheet("\n".join([*given, by_indicator, claim]))).findings[-1].verdict == "right"


LABELS = """let Z : matrix N K
let T : {}
let Y = softmax(Z)
let E = -\\frac{{1}}{{N}} \\sum_{{n,k}} T_{{nk}} \\ln Y_{{nk}}
claim \\frac{{\\partial E}}{{\\partial Z}}
= \\frac{{1}}{{N}} (Y - T)"""


def test_labels_of_which_nothing_is_known_are_refuted_by_a_point_and_told_how_to_be_declared() -> None:
    (meant,) = check(read_sheet(LABELS.format("one-hot N K"))).findings
    (vague,) = check(read_sheet(LABELS.format("matrix N K"))).findings
    assert (meant.verdict, meant.method) == ("right", "proved")
    assert (vague.verdict, vague.mistake) == ("wrong", None)
    assert vague.counterexample is not None
    assert "“let T : one-hot N K”" in vague.note


def test_so_are_those_in_a_vector() -> None:
    one = LABELS.replace("N K", "K").replace("matrix", "vector").replace("_{{n,k}}", "_k").replace("_{{nk}}", "_k")
    (found,) = check(read_sheet(one.replace("\\frac{{1}}{{N}}", "").format("vector K"))).findings
    assert found.verdict == "wrong"
    assert "“let T : one-hot K”" in found.note
