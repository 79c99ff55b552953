"""Worksheets from the catalogue, and homework: a right line is never accused, a wrong one is refuted and named."""

from pathlib import Path

import pytest

from derivations.catalogue import catalogue
from derivations.check.checking import check
from derivations.check.findings import Report
from derivations.language import read_sheet
from tests.check.sheets import right

HOMEWORK = sorted(Path(__file__).with_name("homework").glob("*.gw"))
"""Homework as it is handed in, in the notations of several courses; a remark names the first mistake where it is."""
ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]


def report(text: str) -> Report:
    return check(read_sheet(text))


@pytest.mark.parametrize(("slug", "route"), ROUTES)
def test_a_right_sheet_is_never_accused(slug: str, route: str) -> None:
    sheet = right(catalogue()[slug], route)
    found = report(sheet)
    assert found.first_wrong is None, sheet


@pytest.mark.parametrize("file", HOMEWORK, ids=[file.stem for file in HOMEWORK])
def test_homework_is_marked_as_a_teacher_would(file: Path) -> None:
    sheet = read_sheet(file.read_text(encoding="utf-8"))
    found = check(sheet)
    first = next((finding for finding in found.findings if finding.verdict == "wrong"), None)
    first_wrong, mistake = marked_in_red(file)
    assert sheet.problems == () or any(line.readings for line in sheet.lines)
    assert found.first_wrong == first_wrong
    assert {finding.verdict for finding in found.findings} <= {"right", "wrong"}
    assert (first.mistake if first else None) == mistake


def marked_in_red(file: Path) -> tuple[int | None, str | None]:
    """The number of the line that a remark calls wrong, the first of them, and the mistake that it names."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        _written, wrong, mistake = line.partition("% wrong")
        if wrong:
            return number, mistake.removeprefix(": ") or None
    return None, None


SOFTMAX = """let z : vector n
let y : one-hot n
let p = softmax(z)
let J = -\\sum_k y_k \\log p_k
claim dJ/dz_i
"""
NETWORK = """let x : vector d
let W : matrix h d
let V : matrix k h
let y : one-hot k
let z = W x
let a = \\sigma(z)
let p = softmax(V a)
let J = -\\sum_i y_i \\log p_i
claim dJ/dW
"""
RIDGE = """let X : matrix m d
let w : vector d
let t : vector m
let J = 1/(2m) \\|X w - t\\|^2
claim \\nabla_w J
"""


@pytest.mark.parametrize(
    ("head", "line", "mistake"),
    [
        (SOFTMAX, "y_i - p_i", "sign"),
        (SOFTMAX, "2 (p_i - y_i)", "factor"),
        (SOFTMAX, "-y_i", "a term dropped"),
        (SOFTMAX, "p_i - y_i + z_i", "a term too many"),
        (NETWORK, "V^T (p - y) x^T", "derivative of the activation missing"),
        (NETWORK, "(V^T (p - y) \\odot \\sigma'(z) \\odot \\sigma'(z)) x^T", "extra derivative of the activation"),
        (RIDGE, "X^T (X w - t)", "factor"),
        ("let z : vector n\nlet p = softmax(z)\nclaim dp_k/dz_i\n", "p_k (1 - p_k)", "off-diagonal terms missing"),
        ("let A : matrix n n\nlet v : vector n\nlet u : vector n\nclaim d/dv (u^T A v)\n", "A u", "transpose"),
    ],
)
def test_the_likely_mistake_is_named(head: str, line: str, mistake: str) -> None:
    found = report(f"{head}= {line}\n").findings[-1]
    assert (found.verdict, found.mistake) == ("wrong", mistake)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (SOFTMAX, "p_i - y_i"),
        (SOFTMAX, "-y_i + p_i"),
        (SOFTMAX, "p - y"),
        (SOFTMAX, "(p - y)_i"),
        (SOFTMAX, "p_i \\sum_k y_k - y_i"),
        (SOFTMAX, "\\sum_k y_k (p_i - \\delta_{ik})"),
        (NETWORK, "\\left( V^\\top (p - y) \\odot \\sigma'(z) \\right) x^\\top"),
        (NETWORK, "(a \\odot (1-a) \\odot V^T (p - y)) x^T"),
        (NETWORK, "\\sum_k V_{ki} (p_k - y_k) a_i (1 - a_i) x_j"),
        (RIDGE, "\\frac{1}{m} X^\\top (X w - t)"),
        (RIDGE, "\\frac{1}{m} (X^\\top X w - X^\\top t)"),
    ],
)
def test_a_right_line_is_right_however_it_is_written(head: str, line: str) -> None:
    found = report(f"{head}= {line}\n").findings[-1]
    assert found.verdict == "right", found


def test_a_mistake_carried_forward_is_told_from_a_second_one() -> None:
    first, second = report(f"{SOFTMAX}= \\sum_k y_k (\\delta_{{ki}} - p_i)\n= y_i - p_i\n").findings
    assert (first.verdict, first.mistake, first.follows) == ("wrong", "sign", False)
    assert (second.verdict, second.mistake, second.follows) == ("wrong", None, True)


def test_the_other_layout_is_right_and_told() -> None:
    text = "let A : matrix m n\nlet x : vector n\nlet u : vector m\nclaim d/dx (u^T A x)\n= u^T A\n"
    found = report(text).findings[-1]
    assert (found.verdict, found.layout) == ("right", "transposed")


def test_what_sympy_breaks_off_on_leaves_the_verdict_and_no_name() -> None:
    declared = "let x : scalar\nlet W : matrix n n\nclaim x\n"
    line = r"= \exp(\sqrt{\frac{1}{1+\|\frac{1}{1+W}\|}})"
    (found,) = check(read_sheet(declared + line)).findings
    assert (found.verdict, found.mistake) == ("wrong", None)


def test_what_cannot_be_read_is_not_wrong() -> None:
    found = report("let z : vector n\nclaim d/dz_i \\sum_k z_k^2\n= 2 z_i + (\n= 2 z_i\n")
    assert [f.verdict for f in found.findings] == ["unreadable", "right"]
    assert found.exit_code == 2


ROWS = r"""
let x : row D
let W : matrix D C
let y : one-hot C
let \hat{y} = softmax(x W)
let J = -y (\log \hat{y})^T
claim \frac{\partial J}{\partial W}
= x^T (\hat{y} - y)
"""


@pytest.mark.parametrize("loss", [r"-y (\log \hat{y})^T", r"-(\log \hat{y}) y^T", r"-\sum_i y_i \log \hat{y}_i"])
@pytest.mark.parametrize("order", ["x first", "y first"])
def test_a_one_hot_vector_lies_as_what_it_meets(loss: str, order: str) -> None:
    """There is no word for a one-hot row, so where the inputs are rows the target is one."""
    sheet = ROWS.replace(r"-y (\log \hat{y})^T", loss)
    if order == "y first":
        sheet = "let y : one-hot C\n" + sheet.replace("let y : one-hot C\n", "")
    assert [finding.verdict for finding in check(read_sheet(sheet)).findings] == ["right"]


SAMPLED = r"""
let u : matrix K d
let v_c : vector d
let J = -\sum_k \log(\sigma(-u_k^T v_c))
claim \frac{\partial J}{\partial v_c}
= \sum_k (1 - \sigma(-u_k^\top v_c)) u_k
claim \frac{\partial J}{\partial u_k}
= \sigma(u_k^\top v_c) v_c
= (1 - \sigma(u_k^\top v_c)) v_c
"""


def test_one_index_of_a_matrix_is_a_vector() -> None:
    """u_k is the k-th of K vectors, whichever way the shapes around it leave."""
    assert [finding.verdict for finding in check(read_sheet(SAMPLED)).findings] == ["right", "right", "wrong"]
    columns = SAMPLED.replace("matrix K d", "matrix d K")
    assert check(read_sheet(columns)).findings[0].verdict == "right"
