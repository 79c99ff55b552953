"""Whole worksheets: what a file may look like, line by line."""

import pytest
from sympy import Integer

from derivations.language import Sheet, read_sheet
from derivations.notation import Delta, Index, Partial, Quantity, Sum, exp, kind, log, sigmoid, size, softplus, tanh
from tests.language.reading import canonical

n = size("n")
i, j, k = (Index(name, n) for name in "ijk")

CROSS_ENTROPY = r"""title: Gradient of the cross-entropy of a softmax
let z : vector n
let y : one-hot n
let p = \operatorname{softmax}(z)
let J = -\sum_{k} y_k \log p_k
claim \frac{\partial J}{\partial z_i}
= -\sum_k y_k \frac{1}{p_k} \frac{\partial p_k}{\partial z_i}     % chain rule
= -\sum_k y_k (\delta_{ki} - p_i)
= p_i - y_i
"""
BACKPROP = r"""
let x : vector d
let W_1 : matrix h d
let b_1 : vector h
let W_2 : matrix k h
let b_2 : vector k
let y : one-hot k
let z = W_1 x + b_1
let a = \sigma(z)
let \hat{y} = softmax(W_2 a + b_2)
let J = -\sum_i y_i \log \hat{y}_i
claim \frac{\partial J}{\partial W_1}
= \left( W_2^\top (\hat{y} - y) \odot a \odot (1 - a) \right) x^\top
claim \frac{\partial J}{\partial b_2}
= \hat{y} - y
"""


def elements(sheet: Sheet) -> list[object]:
    """The elements of the lines of the first chain, the claim first."""
    chain = sheet.chains[0]
    return [line.value and canonical(line.value.element) for line in (chain.claim, *chain.lines)]


def test_the_cross_entropy() -> None:
    sheet = read_sheet(CROSS_ENTROPY)
    z, y, p, J = (sheet.quantities[name] for name in "zypJ")
    assert sheet.title == "Gradient of the cross-entropy of a softmax"
    assert sheet.problems == ()
    assert p.definition.body == exp(z[i]) / Sum(exp(z[j]), j)
    assert J.definition.body == -Sum(y[k] * log(p[k]), k)
    assert elements(sheet) == [
        Partial(J, z[i]),
        canonical(-Sum(y[k] / p[k] * Partial(p[k], z[i]), k)),
        canonical(-Sum(y[k] * (Delta(k, i) - p[i]), k)),
        p[i] - y[i],
    ]
    assert [line.number for line in sheet.lines] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert [line.remark for line in sheet.chains[0].lines] == ["chain rule", "", ""]


def test_back_propagation() -> None:
    sheet = read_sheet(BACKPROP)
    x, y, W_2, a, y_hat = (sheet.quantities[name] for name in ("x", "y", "W_2", "a", r"\hat{y}"))
    of_W_1, of_b_2 = (chain.lines[0].value for chain in sheet.chains)
    assert sheet.problems == ()
    assert str(sheet.quantities["z"].kind) == "vector h"
    assert (of_W_1.rows, of_W_1.columns) == (size("h"), size("d"))
    row, column, c = Index("i", size("h")), Index("j", size("d")), Index("l", size("k"))
    back = Sum(W_2[c, row] * (y_hat[c] - y[c]), c)
    assert canonical(of_W_1.element) == canonical(back * a[row] * (1 - a[row]) * x[column])
    assert of_b_2.layout == "column"


def test_an_unreadable_line_does_not_stop_the_rest() -> None:
    sheet = read_sheet("let z : vector n\nclaim \\frac{\\partial}{\\partial z_i} \\sum_k z_k^2\n= 2 z_i + (\n= 2 z_i")
    assert [problem.line for problem in sheet.problems] == [3]
    assert elements(sheet)[1:] == [None, 2 * sheet.quantities["z"][i]]


def test_the_transpose_of_a_gradient_is_read_as_it_lies() -> None:
    sheet = read_sheet("let A : matrix m n\nlet u : vector m\nlet x : vector n\nclaim d/dx (u^T A x)\n= u^T A")
    claim, line = sheet.chains[0].claim.value, sheet.chains[0].lines[0].value
    assert (claim.layout, line.layout) == ("column", "row")
    assert line.transposed.shape == claim.shape


PRELUDE = "let z : vector n\nlet p = softmax(z)\nlet a : scalar\n"
CHAIN = [r"\frac{\partial p_k}{\partial z_i}", r"p_k (\delta_{ki} - p_i)", r"p_k \delta_{ki} - p_k p_i"]
LAYOUTS = {
    "lines": "claim {0}\n= {1}\n= {2}",
    "one line": "claim {0} = {1} = {2}",
    "half a line": "claim {0} = {1}\n = {2}",
    "dollars": "claim ${0}$\n$= {1}$\n = ${2}$",
    "double dollars": "$$claim {0}$$\n$$ = {1} $$\n= $${2}$$",
    "brackets": r"claim \[{0}\]" + "\n" + r"\[ = {1} \]" + "\n" + r"\( = {2} \)",
    "aligned": "claim\n\\begin{{aligned}}\n{0} &= {1} \\\\\n&= {2}\n\\end{{aligned}}",
    "aligned in dollars": "$$\n\\begin{{aligned}}\nclaim {0}\n&= {1} \\\\\n&= {2} \\\\\n\\end{{aligned}}\n$$",
    "aligned on a line": r"claim \begin{{aligned}} {0} &= {1} \\ &= {2} \end{{aligned}}",
    "claim and dollars": "claim $$\n\\begin{{align*}}\n {0}\n &= {1} \\\\[2pt]\n &= {2}\n\\end{{align*}}\n$$",
    "equals at the end": "claim {0} =\n{1}\n= {2}",
    "full stops": "claim {0}\n= {1},\n= {2}.",
    "windows": "claim {0}\r\n= {1}\r\n= {2}\r\n",
    "capitals and tabs": "Claim\t{0}\n\t=\t{1}\n\n\n  = {2}",
    "remarks": "% all of it\nclaim {0} % what\n= {1}%why\n%\n= {2} % end",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_chain_may_be_laid_out_so(layout: str) -> None:
    sheet = read_sheet(PRELUDE + layout.format(*CHAIN))
    plain = read_sheet(PRELUDE + "\n".join(["claim " + CHAIN[0], "= " + CHAIN[1], "= " + CHAIN[2]]))
    assert sheet.problems == ()
    assert len(sheet.chains) == 1
    assert elements(sheet) == elements(plain)


CASES = r"""claim \frac{\partial p_k}{\partial z_i} = \begin{cases}
    p_k (1 - p_i) & \text{if } k = i \\   % on the diagonal
    -p_k p_i      & \text{otherwise}
\end{cases}
= p_k (\delta_{ki} - p_i)"""


def test_cases_over_several_lines_keep_their_numbers() -> None:
    sheet = read_sheet(CASES.replace("claim", PRELUDE + "claim"))
    assert sheet.problems == ()
    assert [line.number for line in sheet.chains[0].lines] == [4, 8]
    broken = read_sheet(PRELUDE + CASES.replace("-p_k p_i ", "-p_k q_i "))
    (problem,) = broken.problems
    assert (problem.line, problem.caret.splitlines()[0].strip()) == (6, r"-p_k q_i      & \text{otherwise}")


def test_a_long_line_may_be_wrapped() -> None:
    sheet = read_sheet(PRELUDE + "claim a\n= a +\n  a\n  - a \\\\\n= a")
    assert sheet.problems == ()
    assert [line.number for line in sheet.lines][-2:] == [5, 8]
    assert sheet.chains[0].lines[0].text == "= a + a - a \\\\"


KINDS = [
    ("a : scalar", "scalar"),
    ("a : positive", "positive"),
    ("a : vector n", "vector n"),
    ("a : row n", "row n"),
    ("a : matrix m n", "matrix m n"),
    ("a : matrix m × n", "matrix m n"),
    (r"a : matrix m \times n", "matrix m n"),
    ("a : matrix m by n", "matrix m n"),
    ("a : matrix 3 2", "matrix 3 2"),
    ("a : matrix n_1 n_0", "matrix n_1 n_0"),
    ("a : one-hot n", "one-hot n"),
    ("a : onehot n", "one-hot n"),
    ("a : distribution n", "distribution n"),
    ("a : signs n", "signs n"),
    ("a : symmetric n", "symmetric n n"),
    ("a : invertible n", "invertible n n"),
    (r"a \in \mathbb{R}", "scalar"),
    (r"a \in \mathbb{R}^n", "vector n"),
    ("a ∈ ℝ^{m × n}", "matrix m n"),
    ("$a$ : vector V % the vocabulary", "vector V"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_kind(text: str, kind: str) -> None:
    (given,) = read_sheet("let " + text).declarations
    assert str(given.quantity.kind) == kind


NAMES = [
    ("x", "x"),
    (r"\hat{y}", r"\hat{y}"),
    (r"\hat y", r"\hat{y}"),
    (r"\widehat{y}", r"\hat{y}"),
    ("ŷ", r"\hat{y}"),
    ("W_1", "W_1"),
    ("W₁", "W_1"),
    ("W_{1}", "W_1"),
    ("b^{(2)}", "b^{(2)}"),
    ("b^(2)", "b^{(2)}"),
    (r"\mathbf{x}", r"\mathbf{x}"),
    (r"\boldsymbol{x}", r"\mathbf{x}"),
    ("𝐱", r"\mathbf{x}"),
    ("u_o", "u_o"),
    (r"\lambda", r"\lambda"),
    ("lambda", r"\lambda"),
    ("λ", r"\lambda"),
    ("loss", "loss"),
    (r"\mathrm{loss}", "loss"),
    (r"z_{\text{out}}", "z_{out}"),
    ("z_out", "z_{out}"),
    ("x'", "x'"),
    ("W^{[1]}", "W^{[1]}"),
    (r"W_{hx}^{(2)}", "W_{hx}^{(2)}"),
    (r"\mathcal{L}", r"\mathcal{L}"),
    (r"\bar{\mathbf{x}}_1", r"\bar{\mathbf{x}}_1"),
]


@pytest.mark.parametrize(("written", "name"), NAMES)
def test_a_name(written: str, name: str) -> None:
    sheet = read_sheet(f"let {written} : vector n\nclaim {written} {written}^T")
    assert list(sheet.quantities) == [name]
    assert sheet.problems == ()
    q = sheet.quantities[name]
    assert sheet.chains[0].claim.value.element == q[i] * q[j]


def test_several_names_at_once() -> None:
    sheet = read_sheet("let x, y : vector n")
    assert list(sheet.quantities) == ["x", "y"]


def test_a_given_index_is_an_index() -> None:
    sheet = read_sheet("let o : index V\nlet z : vector V\nclaim z_o")
    assert sheet.quantities["o"] == Index("o", size("V"))
    value = sheet.chains[0].claim.value
    assert value.indices == ()
    assert value.element == sheet.quantities["z"][Quantity("o", kind("index", size("V")))]


DEFINITIONS = [
    ("let p_k = z_k^2", "p", "vector n", lambda z: z[k] ** 2),
    ("let p_{k} = e^{z_k} / \\sum_j e^{z_j}", "p", "vector n", lambda z: exp(z[k]) / Sum(exp(z[j]), j)),
    ("let H_{ij} = z_i z_j", "H", "matrix n n", lambda z: z[i] * z[j]),
    ("let s = z^T z", "s", "scalar", lambda z: Sum(z[k] ** 2, k)),
    ("let q = z^T", "q", "row n", lambda z: z[j]),
    ("let r : distribution n = softmax(z)", "r", "distribution n", lambda z: exp(z[i]) / Sum(exp(z[j]), j)),
    ("let a = tanh(z)", "a", "vector n", lambda z: tanh(z[i])),
    ("let u_o = 2 z", "u_o", "vector n", lambda z: 2 * z[i]),
    ("let z_1 = 2", "z_1", "scalar", lambda z: Integer(2)),
    ("let J(z) = z^T z", "J", "scalar", lambda z: Sum(z[k] ** 2, k)),
    ("let \\sigma = 2", r"\sigma", "scalar", lambda z: Integer(2)),
    ("let L = \\sum_i \\operatorname{softplus}(z_i)", "L", "scalar", lambda z: Sum(softplus(z[i]), i)),
]


@pytest.mark.parametrize(("text", "name", "kind", "body"), DEFINITIONS, ids=[row[0] for row in DEFINITIONS])
def test_a_definition(text: str, name: str, kind: str, body: object) -> None:
    sheet = read_sheet("let z : vector n\n" + text)
    found = sheet.quantities[name]
    assert isinstance(found, Quantity)
    assert str(found.kind) == kind
    assert canonical(found.definition.body) == canonical(body(sheet.quantities["z"]))
    assert len(found.definition.indices) == len(found.kind.shape)


def test_a_function_of_named_arguments_is_used_with_them() -> None:
    sheet = read_sheet(
        "let W : matrix n n\nlet L(W) = tr(W)\nlet P(o \\mid c) = 2\nclaim \\nabla_W L(W)\nclaim L + P(o \\mid c)"
    )
    W, L, P = (sheet.quantities[name] for name in "WLP")
    assert sheet.problems == ()
    assert [chain.claim.value.element for chain in sheet.chains] == [Partial(L, W[i, j]), L + P]


REQUESTS = ["derive dJ/dw", r"derive \nabla_w J", "derive J wrt w", "derive J with respect to w", "$derive dJ/dw$"]


@pytest.mark.parametrize("text", REQUESTS)
def test_a_request(text: str) -> None:
    sheet = read_sheet("let w : vector n\nlet J = \\|w\\|^2\n" + text)
    (request,) = sheet.requests
    assert request.value.element == Partial(sheet.quantities["J"], sheet.quantities["w"][i])
    assert (request.number, request.text) == (3, text)


def test_a_declared_sigma_is_no_function() -> None:
    sheet = read_sheet("let \\sigma : positive\nlet x : scalar\nclaim \\sigma(x)\nclaim sigma^2")
    sigma, x = sheet.quantities[r"\sigma"], sheet.quantities["x"]
    assert [chain.claim.value.element for chain in sheet.chains] == [sigma * x, sigma**2]


def test_a_declared_delta_leaves_kroneckers() -> None:
    sheet = read_sheet("let \\delta : vector n\nlet z : vector n\nclaim \\delta_i \\delta_{ij} z_j")
    delta, z = sheet.quantities[r"\delta"], sheet.quantities["z"]
    assert sheet.chains[0].claim.value.element == delta[i] * Delta(i, j) * z[j]


def test_a_size_named_like_a_quantity_is_told_apart() -> None:
    sheet = read_sheet(
        "let x : vector d\nlet W : matrix h d\nlet h = \\sigma(W x)\nclaim h_1 / d\nclaim \\sum_{i=1}^{h} h_i"
    )
    h, d, row = sheet.quantities["h"], size("d"), Index("i", size("n_h"))
    assert sheet.problems == ()
    assert [chain.claim.value.element for chain in sheet.chains] == [h[Integer(1)] / d, Sum(h[row], row)]
    assert h.kind.shape == (size("n_h"),)


def test_a_size_is_known_from_any_use() -> None:
    sheet = read_sheet("let a : scalar\nlet W : matrix n n\nclaim \\sum_k \\delta_{ki} W_{ij} = W_{ij}")
    k_of_n = Sum(Delta(k, i) * sheet.quantities["W"][i, j], k)
    assert canonical(sheet.chains[0].claim.value.element) == canonical(k_of_n)


def test_sigmoid_of_minus_x_is_a_plain_equality() -> None:
    sheet = read_sheet("let x : scalar\nclaim \\sigma(-x)\n= 1 - \\sigma(x)")
    x = sheet.quantities["x"]
    assert elements(sheet) == [sigmoid(-x), 1 - sigmoid(x)]


def test_an_empty_sheet() -> None:
    assert read_sheet("") == read_sheet("\n% nothing\n\n$$\n") == Sheet()
