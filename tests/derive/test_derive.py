"""The strategy reproduces the catalogue from its starts alone, and says where it cannot."""

import pytest

from derivations.account import told
from derivations.catalogue import catalogue
from derivations.check.checking import check
from derivations.derive import derive, derive_value, gradient
from derivations.language import read_sheet
from derivations.notation import Index, Partial, Quantity, Sum, exp, log, matrix, one_hot, scalar, sigmoid, size, vector
from derivations.notation.dependence import quantities_in
from derivations.notation.printing import text
from derivations.numbers import lines_of
from derivations.verify.verdicts import judge

DERIVATIVES = [slug for slug, e in catalogue().items() if isinstance(e.derivation().start.as_coeff_Mul()[1], Partial)]


@pytest.mark.parametrize("slug", DERIVATIVES)
def test_the_catalogue_follows_from_its_starts(slug: str) -> None:
    """Where a loss is known by name alone, for the one that stands for it in the numbers."""
    lines = lines_of(catalogue()[slug].derivation())
    number, start = lines[0].as_coeff_Mul()
    derived = derive(start, tuple(getattr(start.wrt, "indices", ())))
    assert derived.obstacle == ""
    assert judge(lines[-1], number * derived.derivation.result).verdict.establishes
    assert not derived.derivation.result.has(Partial)
    assert all(judge(step.before, step.after).verdict.establishes for step in derived.derivation.steps)


d, h, n, m = size("d"), size("h"), size("n"), size("m")
a, j, k, r = Index("a", d), Index("j", h), Index("k", n), Index("r", m)
x, W1, W2, y = vector("x", d), matrix("W_1", h, d), matrix("W_2", n, h), one_hot("y", n)
X, w, t = matrix("X", m, d), vector("w", d), vector("t", m)
other = Index("l", n)
hidden = vector("a", h).defined_by(lambda j: sigmoid(Sum(W1[j, a] * x[a], a)))
inline = vector(r"\hat{y}", n).defined_by(
    lambda k: exp(Sum(W2[k, j] * hidden[j], j)) / Sum(exp(Sum(W2[other, j] * hidden[j], j)), other)
)
network = scalar("J").defined_by(-Sum(y[k] * log(inline[k]), k))
ridge = scalar("R").defined_by(Sum((Sum(X[r, a] * w[a], a) - t[r]) ** 2, r) / (2 * m) + Sum(w[a] ** 2, a))


@pytest.mark.parametrize(
    ("loss", "variable", "taught"),
    [
        (network, W1, "(W₂ᵀ(ŷ − y) ⊙ a ⊙ (1 − a)) xᵀ"),
        (network, W2, "(ŷ − y) aᵀ"),
        (ridge, w, "1/m · Xᵀ(X w − t) + 2w"),
    ],
    ids=lambda value: value.name if isinstance(value, Quantity) else "",
)
def test_a_loss_ends_in_the_taught_form(loss: Quantity, variable: Quantity, taught: str) -> None:
    assert text(gradient(loss, variable).derivation.result) == taught


def test_what_stands_beside_a_function_of_itself_is_not_counted_twice() -> None:
    """J = p z with p = σ(z): what z does by way of p is part of ∂J/∂z already."""
    x_, w_ = scalar("x"), scalar("w")
    z = scalar("z").defined_by(w_ * x_)
    p = scalar("p").defined_by(sigmoid(z))
    derived = derive(Partial(scalar("J").defined_by(p * z), w_))
    assert derived.is_finished
    assert judge(derived.derivation.result, x_ * (p + z * p * (1 - p))).verdict == "proved"


def test_what_is_known_by_name_alone_is_an_obstacle_that_is_told() -> None:
    v = vector("v", d)
    F = Quantity("F", depends_on=(v,))
    J = scalar("J").defined_by(F**2)
    derived = gradient(J, v)
    assert not derived.is_finished
    assert "∂F/∂v_i" in derived.obstacle
    assert F in quantities_in(derived.derivation.result)


def sheet_derivation(text_of_sheet: str):
    """The derivation that a worksheet's one `derive` line asks for."""
    (line,) = read_sheet(text_of_sheet).requests
    derived = derive_value(line.value)
    assert derived is not None
    assert derived.is_finished
    return derived.derivation


LOSSES = {
    "focal": r"""
let z : vector n
let y : one-hot n
let \gamma : positive
let p = softmax(z)
let L = -\sum_k y_k (1-p_k)^\gamma \log p_k
derive \nabla_z L""",
    "label smoothing": r"""
let z : vector n
let y : distribution n
let \epsilon : positive
let p = softmax(z)
let L = -\sum_k ((1-\epsilon) y_k + \epsilon/n) \log p_k
derive \nabla_z L""",
    "margin": r"""
let X : matrix m n
let y : vector m
let w : vector n
let L = \sum_i \log(1 + \exp(-y_i x_i^T w))
derive \nabla_w L""",
    "Mahalanobis": r"""
let x : vector n
let \mu : vector n
let A : invertible n
let L = \frac12 (x-\mu)^T A^{-1} (x - \mu)
derive \nabla_\mu L""",
    "recurrent": r"""
let x : vector d
let W : matrix d d
let h_0 : vector d
let h_1 = \tanh(W h_0 + x)
let h_2 = \tanh(W h_1 + x)
let L = \|h_2\|^2
derive \nabla_W L""",
    "true word": r"""
let U : matrix d V
let v : vector d
let o : index V
let z = U^T v
let \hat{y} = softmax(z)
let L = -\log \hat{y}_o
derive \nabla_U L""",
    "power tower": r"""
let x : positive
let L = x^x
derive dL/dx""",
    "attention": r"""
let Q : matrix n d
let K : matrix n d
let V : matrix n d
let G : matrix n d
let P = softmax(Q K^T)
let L = tr(G^T P V)
derive \nabla_Q L""",
}
TAUGHT = {
    "label smoothing": "(ε − 1) y + p − ε/n",
    "margin": "Xᵀ(y ⊙ (σ(X w ⊙ y) − 1))",
    "Mahalanobis": "1/2 · A⁻¹(μ − x) + 1/2 · (A⁻¹)ᵀ(μ − x)",
    "recurrent": "2 (Wᵀ(h₂ ⊙ (1 − h₂²)) ⊙ (1 − h₁²)) h₀ᵀ + 2 (h₂ ⊙ (1 − h₂²)) h₁ᵀ",
    "true word": "v (ŷ − e_o)ᵀ",
    "power tower": "L (1 + log x)",
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_that_someone_types_is_derived_in_few_proved_lines(name: str) -> None:
    derivation = sheet_derivation(LOSSES[name])
    assert len(derivation.steps) <= 14
    assert all(judge(step.before, step.after).verdict == "proved" for step in derivation.steps)
    assert text(derivation.result) == TAUGHT.get(name, text(derivation.result))


def test_a_short_derivation_shows_one_operation_a_line() -> None:
    lines = [text(line) for line in sheet_derivation(LOSSES["margin"]).lines]
    assert len(lines) == 7
    assert lines[2] == "Σ_j 1/(1 + exp(−Σ_k X_jk w_k y_j)) · ∂/∂w_i exp(−Σ_k X_jk w_k y_j)"


def test_a_long_derivation_gives_each_idea_one_line() -> None:
    """What would be two dozen single operations is told in as many lines as there are layers, twice over."""
    derivation = gradient(network, W1).derivation
    assert len(derivation.steps) <= 9 < len(derivation.fine)


@pytest.mark.parametrize("name", [name for name in LOSSES if name != "attention"])
def test_what_is_printed_is_read_back_and_judged_right(name: str) -> None:
    """Each line as LaTeX, under the claim it began with (attention brings in a name of its own, for the logits)."""
    *declared, request = LOSSES[name].strip().splitlines()
    (line,) = read_sheet(LOSSES[name]).requests
    account = told(sheet_derivation(LOSSES[name]), "", line.text)
    claim = request.replace("derive", "claim", 1)
    report = check(read_sheet("\n".join([*declared, claim, *(f"= {told.latex}" for told in account.lines)])))
    assert [(finding.verdict, finding.text) for finding in report.findings if finding.verdict != "right"] == []
    assert len(report.findings) == len(account.lines)
