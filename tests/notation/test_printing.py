"""Expressions and the way people write them, in LaTeX and in Unicode."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import streamlit
from sympy import Expr, Mul, Rational, Symbol, sqrt

from derivations.notation import (
    Cases,
    Delta,
    Index,
    Largest,
    Marked,
    Partial,
    Product,
    Sum,
    absolute,
    distribution,
    exp,
    indices,
    latex,
    log,
    matrix,
    one_hot,
    positive,
    quantity,
    relu,
    scalar,
    sigmoid,
    sign,
    size,
    softplus,
    step,
    tanh,
    text,
    vector,
    whole,
)
from derivations.notation.arrays import (
    Diagonal,
    Entry,
    Filled,
    Hadamard,
    Identity,
    Mapped,
    Plus,
    Scaled,
    Slice,
    Times,
    Transposed,
    Unit,
    mapped,
    ones,
)
from derivations.notation.functions import Applied

m, n = size("m"), size("n")
i, j, k, l = indices("i j k l", n)  # noqa: E741
t = Index("t", m)
x, h, b, z = (vector(name, n) for name in "xhbz")
y, p, y_hat = one_hot("y", n), distribution("p", n), vector(r"\hat{y}", n)
W, W_1, W_2, U = (matrix(name, n, n) for name in ("W", "W_1", "W_2", "U"))
b_2, u_o, w = vector("b^{(2)}", n), vector("u_o", n), quantity("w", "vector", m)
J, a, c, s, lam = scalar("J"), scalar("a"), scalar("c"), positive("s"), scalar(r"\lambda")
g = Symbol("g")
total = Sum(exp(z[j]), j)
error = Plus(y_hat, Scaled(-1, y))

NAMES = [
    (z[i], "z_i", "z_i"),
    (W[i, j], "W_{ij}", "W_ij"),
    (y_hat[i], r"\hat{y}_i", "ŷ_i"),
    (W_1[i, j], "W_{1,ij}", "W₁_ij"),
    (b_2[i], "b^{(2)}_i", "b⁽²⁾_i"),
    (b_2[i] ** 2, "(b^{(2)}_i)^2", "(b⁽²⁾_i)²"),
    (u_o[i], "u_{o,i}", "u_{o,i}"),
    (W[1, 2], "W_{1,2}", "W_{1,2}"),
    (z[1], "z_1", "z_1"),
    (x[t - 1], "x_{t-1}", "x_{t−1}"),
    (z[Index("j_s", n)], "z_{j_s}", "z_{j_s}"),
    (U[w[t], i], "U_{w_t,i}", "U_{w_t,i}"),
    (lam, r"\lambda", "λ"),
    (vector(r"\mathbf{x}", n)[i], r"\mathbf{x}_i", "𝐱_i"),
    (vector("x'", n)[i] ** 2, "(x'_i)^2", "x′_i²"),
]

SUMS = [
    (y_hat[i] - y[i], r"\hat{y}_i - y_i", "ŷ_i − y_i"),
    (p[i] - y[i], "p_i - y_i", "p_i − y_i"),
    (1 - p[k], "1 - p_k", "1 − p_k"),
    (-1 - a, "-a - 1", "−a − 1"),
    (1 + exp(-a), "1 + e^{-a}", "1 + exp(−a)"),
    (1 + total, r"1 + \sum_j e^{z_j}", "1 + Σ_j exp(z_j)"),
    (exp(z[i]) + Sum(y[j] * exp(z[j]), j), r"e^{z_i} + \sum_j y_j e^{z_j}", "exp(z_i) + Σ_j y_j exp(z_j)"),
    (x[i] + c, "x_i + c", "x_i + c"),
    (x[i] + 1, "x_i + 1", "x_i + 1"),
    (Sum(W[k, j] * x[j], j) + b[k], r"\sum_j W_{kj} x_j + b_k", "Σ_j W_kj x_j + b_k"),
    (a**2 + 2 * a + 1, "a^2 + 2a + 1", "a² + 2a + 1"),
    (J - (a - c), "c + J - a", "c + J − a"),
    (Mul(-1, a + c, evaluate=False) + J, "J - (a + c)", "J − (a + c)"),
    (Mul(-1, c - a, evaluate=False), "-(c - a)", "−(c − a)"),
    (Mul(-1, Mul(-1, a, evaluate=False), evaluate=False) + J, "J + a", "J + a"),
]

PRODUCTS = [
    (a * (1 - a) * x[j], "a (1 - a) x_j", "a (1 − a) x_j"),
    ((a - c) * a * (1 - a) * x[j], "(a - c) a (1 - a) x_j", "(a − c) a (1 − a) x_j"),
    (Mul(2, a - c, x[j], evaluate=False), "2(a - c) x_j", "2(a − c) x_j"),
    (x[j] * (p[k] - y[k]), "x_j (p_k - y_k)", "x_j (p_k − y_k)"),
    (
        (p[k] - y[k]) * W[k, i] * h[i] * (1 - h[i]) * x[j],
        "(p_k - y_k) W_{ki} h_i (1 - h_i) x_j",
        "(p_k − y_k) W_ki h_i (1 − h_i) x_j",
    ),
    (W[i, k] * U[j, i] * (1 - U[j, i]), "W_{ik} U_{ji} (1 - U_{ji})", "W_ik U_ji (1 − U_ji)"),
    (p[i] - Delta(i, Index("c", n)), r"p_i - \delta_{ic}", "p_i − δ_ic"),
    (p[i] - Delta(i, quantity("c", "index", n)), r"p_i - \delta_{ic}", "p_i − δ_ic"),
    (p[k] * (Delta(k, i) - p[i]), r"p_k (\delta_{ik} - p_i)", "p_k (δ_ik − p_i)"),
    (p[k] * Delta(i, k) - p[i] * p[k], r"p_k \delta_{ik} - p_i p_k", "p_k δ_ik − p_i p_k"),
    (sigmoid(a) * (1 - sigmoid(a)), r"\sigma(a) (1 - \sigma(a))", "σ(a) (1 − σ(a))"),
    (x[i] * W[i, j] * lam * n * 2, r"2n \lambda W_{ij} x_i", "2n λ W_ij x_i"),
    (2 * c * (a - 1), "2c (a - 1)", "2c (a − 1)"),
    (Sum(J, k) * total, r"\left( \sum_k J \right) \sum_j e^{z_j}", "(Σ_k J) Σ_j exp(z_j)"),
    (exp(z[i] / s), r"e^{z_i/s}", "exp(z_i/s)"),
    (exp(-((a - c) ** 2) / (2 * s**2)), r"e^{-(a - c)^2/(2s^2)}", "exp(−(a − c)²/(2s²))"),
    (exp(z[i]) * exp(c), "e^{z_i} e^{c}", "exp(z_i) exp(c)"),
    (2 * 3**n, r"2 \cdot 3^n", "2 · 3ⁿ"),
    (-3 * a, "-3a", "−3a"),
    (
        -y[k] * log(p[k]) - (1 - y[k]) * log(1 - p[k]),
        r"-y_k \log p_k - (1 - y_k) \log(1 - p_k)",
        "−y_k log p_k − (1 − y_k) log(1 − p_k)",
    ),
    (log(a) * Partial(J, a), r"\log(a) \frac{\partial J}{\partial a}", "log(a) · ∂J/∂a"),
]

FRACTIONS = [
    (y[k] / p[k], r"\frac{y_k}{p_k}", "y_k/p_k"),
    (Rational(-3, 4), r"-\frac{3}{4}", "−3/4"),
    (1 / a**2, r"\frac{1}{a^2}", "1/a²"),
    (a / sqrt(c), r"\frac{a}{\sqrt{c}}", "a/√c"),
    ((1 - a) / (1 - c), r"\frac{1 - a}{1 - c}", "(1 − a)/(1 − c)"),
    (lam / n * x[i], r"\frac{\lambda}{n} x_i", "λ/n · x_i"),
    (z[i] / s, r"\frac{z_i}{s}", "z_i/s"),
    ((c - a) ** 2 / 2, r"\frac{1}{2} (c - a)^2", "1/2 · (c − a)²"),
    (exp(z[k]) / total, r"\frac{e^{z_k}}{\sum_j e^{z_j}}", "exp(z_k)/Σ_j exp(z_j)"),
    (
        Sum((y_hat[i] - y[i]) ** 2, i) / (2 * m),
        r"\frac{1}{2m} \sum_i (\hat{y}_i - y_i)^2",
        "1/(2m) · Σ_i (ŷ_i − y_i)²",
    ),
    (
        -Sum(y[k] / p[k] * Partial(p[k], z[i]), k),
        r"-\sum_k \frac{y_k}{p_k} \frac{\partial p_k}{\partial z_i}",
        "−Σ_k y_k/p_k · ∂p_k/∂z_i",
    ),
    (
        a * (c / s - J / a) * (1 - a),
        r"\left( \frac{c}{s} - \frac{J}{a} \right) a (1 - a)",
        "(c/s − J/a) a (1 − a)",
    ),
    (
        Sum(Partial(exp(z[j]), z[i]), j) / total,
        r"\frac{1}{\sum_j e^{z_j}} \sum_j \frac{\partial}{\partial z_i} e^{z_j}",
        "1/(Σ_j exp(z_j)) · Σ_j ∂/∂z_i exp(z_j)",
    ),
    (
        (Partial(exp(z[k]), z[i]) * total - exp(z[k]) * Partial(total, z[i])) / total**2,
        r"\frac{\frac{\partial}{\partial z_i} (e^{z_k}) \sum_j e^{z_j} - e^{z_k} "
        r"\frac{\partial}{\partial z_i} \sum_j e^{z_j}}{\left( \sum_j e^{z_j} \right)^2}",
        "(∂/∂z_i exp(z_k) · Σ_j exp(z_j) − exp(z_k) · ∂/∂z_i (Σ_j exp(z_j)))/(Σ_j exp(z_j))²",
    ),
]

FUNCTIONS = [
    (log(p[k]), r"\log p_k", "log p_k"),
    (log(1 - a), r"\log(1 - a)", "log(1 − a)"),
    (log(a * c), r"\log(a c)", "log(a c)"),
    (log(total), r"\log \sum_j e^{z_j}", "log Σ_j exp(z_j)"),
    (log(exp(z[k]) / total), r"\log \frac{e^{z_k}}{\sum_j e^{z_j}}", "log(exp(z_k)/Σ_j exp(z_j))"),
    (log(a) ** 2, r"(\log a)^2", "(log a)²"),
    (sigmoid(a) ** 2, r"\sigma(a)^2", "σ(a)²"),
    (tanh(a), r"\tanh(a)", "tanh(a)"),
    (relu(a), r"\operatorname{relu}(a)", "relu(a)"),
    (softplus(-a), r"\operatorname{softplus}(-a)", "softplus(−a)"),
    (sign(a), r"\operatorname{sign}(a)", "sign(a)"),
    (step(a), r"\mathbb{1}[a > 0]", "𝟙[a > 0]"),
    (absolute(a), "|a|", "|a|"),
    (Applied(g, z[i], 0), "g(z_i)", "g(z_i)"),
    (Applied(g, z[i], 2), "g''(z_i)", "g′′(z_i)"),
    (Applied(g, a / c, 1), r"g'\left( \frac{a}{c} \right)", "g′(a/c)"),
    (a**2, "a^2", "a²"),
    (a**10, "a^{10}", "a¹⁰"),
    (total**2, r"\left( \sum_j e^{z_j} \right)^2", "(Σ_j exp(z_j))²"),
    (sqrt(a + c), r"\sqrt{a + c}", "√(a + c)"),
]

REDUCTIONS = [
    (Sum(p[k], k), r"\sum_k p_k", "Σ_k p_k"),
    (Sum(W[k, l], k, l), r"\sum_{k,l} W_{kl}", "Σ_{k,l} W_kl"),
    (Sum(W[l, k], k, l), r"\sum_{l,k} W_{lk}", "Σ_{l,k} W_lk"),
    (Sum(x[k] + c, k), r"\sum_k (x_k + c)", "Σ_k (x_k + c)"),
    (Sum(-y[k], k), r"-\sum_k y_k", "−Σ_k y_k"),
    (Product(p[k], k), r"\prod_k p_k", "Π_k p_k"),
    (z[i] - Largest(z[k], k), r"z_i - \max_k z_k", "z_i − max_k z_k"),
]

squashed = scalar("f").defined_by(sigmoid(a))

DERIVATIVES = [
    (Partial(sigmoid(a), a), r"\frac{d}{d a} \sigma(a)", "d/da σ(a)"),
    (Partial(squashed, a), r"\frac{d f}{d a}", "df/da"),
    (Partial(squashed - c, a), r"\frac{\partial}{\partial a} (f - c)", "∂/∂a (f − c)"),
    (Partial(Partial(a**3, a), a), r"\frac{d^2}{d a^2} a^3", "d²/da² (a³)"),
    (Partial(J, z[i]), r"\frac{\partial J}{\partial z_i}", "∂J/∂z_i"),
    (Partial(a + c, a), r"\frac{\partial}{\partial a} (a + c)", "∂/∂a (a + c)"),
    (Partial(1 / a + c, a), r"\frac{\partial}{\partial a} \left( c + \frac{1}{a} \right)", "∂/∂a (c + 1/a)"),
    (Partial(y[k] * log(p[k]), z[i]), r"\frac{\partial}{\partial z_i} y_k \log p_k", "∂/∂z_i (y_k log p_k)"),
    (
        Partial(Partial(J, z[j]), z[i]),
        r"\frac{\partial^2 J}{\partial z_i \partial z_j}",
        "∂²J/∂z_i∂z_j",
    ),
    (Partial(Partial(J, z[i]), z[i]), r"\frac{\partial^2 J}{\partial z_i^2}", "∂²J/∂z_i²"),
    (
        Partial(h[j], x[i]) * Partial(J, p[k]) * Partial(p[k], h[j]),
        r"\frac{\partial J}{\partial p_k} \frac{\partial p_k}{\partial h_j} "
        r"\frac{\partial h_j}{\partial x_i}",
        "∂J/∂p_k · ∂p_k/∂h_j · ∂h_j/∂x_i",
    ),
    (Partial(J, a) ** 2, r"\left( \frac{\partial J}{\partial a} \right)^2", "(∂J/∂a)²"),
    (whole(Partial(J, W[i, j])), r"\frac{\partial J}{\partial W}", "∂J/∂W"),
    (whole(Partial(J, W_2[i, j])), r"\frac{\partial J}{\partial W_2}", "∂J/∂W₂"),
    (whole(Partial(J, W[i, j]), (i, j)), r"\frac{\partial J}{\partial W}", "∂J/∂W"),
    (whole(Partial(J, W[i, j]), (j,)), r"\frac{\partial J}{\partial w_i}", "∂J/∂w_i"),
    (whole(Partial(J, b[i]), (j,)), r"\frac{\partial J}{\partial b_i}", "∂J/∂b_i"),
]

CASES = [
    (
        Cases(Delta(i, k), p[i] * (1 - p[i]), -p[i] * p[k]),
        r"\begin{cases} p_i (1 - p_i) & i = k \\ -p_i p_k & i \ne k \end{cases}",
        "{p_i (1 − p_i) if i = k; −p_i p_k if i ≠ k}",
    ),
    (
        Cases(y[k], a, c),
        r"\begin{cases} a & y_k = 1 \\ c & \text{otherwise} \end{cases}",
        "{a if y_k = 1; c otherwise}",
    ),
    (
        Cases(Delta(i, Index("c", n)), a, c),
        r"\begin{cases} a & i = c \\ c & i \ne c \end{cases}",
        "{a if i = c; c if i ≠ c}",
    ),
    (
        Cases(step(a), a, 0),
        r"\begin{cases} a & a > 0 \\ 0 & \text{otherwise} \end{cases}",
        "{a if a > 0; 0 otherwise}",
    ),
    (
        Cases(1 - Delta(i, k), a, Delta(i, l), c, 0),
        r"\begin{cases} a & i \ne k \\ c & i = l \\ 0 & \text{otherwise} \end{cases}",
        "{a if i ≠ k; c if i = l; 0 otherwise}",
    ),
]

ARRAYS = [
    (Entry(Times(W, x), i), "W x", "W x"),
    (1 + Entry(Times(W, x), i), "[W x]_i + 1", "[W x]_i + 1"),
    (Entry(Plus(b, Times(W, x)), i), "W x + b", "W x + b"),
    (Entry(mapped(sigmoid, Plus(Times(W, x), b)), i), r"\sigma(W x + b)", "σ(W x + b)"),
    (
        Entry(Hadamard(Mapped(a * (1 - a), a, h), Times(Transposed(W_2), error)), i),
        r"W_2^\top(\hat{y} - y) \odot h \odot (1 - h)",
        "W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h)",
    ),
    (
        Entry(Hadamard(Plus(ones(n), Scaled(-1, h)), h), i),
        r"h \odot (1 - h)",
        "h ⊙ (1 − h)",
    ),
    (Entry(Times(error, Transposed(h)), i, j), r"(\hat{y} - y) h^\top", "(ŷ − y) hᵀ"),
    (Entry(Transposed(Times(W, x)), i), r"(W x)^\top", "(W x)ᵀ"),
    (Entry(Transposed(b_2), i), r"(b^{(2)})^\top", "(b⁽²⁾)ᵀ"),
    (
        Entry(Plus(Diagonal(p), Scaled(-1, Times(p, Transposed(p)))), i, j),
        r"\operatorname{diag}(p) - p p^\top",
        "diag(p) − p pᵀ",
    ),
    (Entry(Scaled(1 / m, Times(Transposed(W), p)), i), r"\frac{1}{m} W^\top p", "1/m · Wᵀ p"),
    (Entry(Plus(Scaled(lam, x), Times(W, b)), i), r"W b + \lambda x", "W b + λ x"),
    (Entry(Scaled(lam, W), i, j), r"\lambda W", "λ W"),
    (Entry(Times(Transposed(W), ones(n)), i), r"W^\top \mathbf{1}", "Wᵀ 𝟏"),
    (Entry(Filled(0, n, 1), i), r"\mathbf{0}", "𝟎"),
    (Entry(Filled(c, n, m), i, t), r"c \mathbf{1} \mathbf{1}^\top", "c 𝟏 𝟏ᵀ"),
    (Entry(Plus(W, Scaled(-1, Identity(n))), i, j), "W - I", "W − I"),
    (Entry(Plus(Slice(U, l, 0), Scaled(-1, Unit(l, n))), i), "u_l - e_l", "u_l − e_l"),
    (Entry(mapped(lambda u: 1 - tanh(u) ** 2, x), i), r"1 - \tanh(x)^2", "1 − tanh(x)²"),
    (Entry(Mapped(2 * a / c, a, Plus(x, b)), i), r"\frac{2(x + b)}{c}", "2(x + b)/c"),
]

TABLE = NAMES + SUMS + PRODUCTS + FRACTIONS + FUNCTIONS + REDUCTIONS + DERIVATIVES + CASES + ARRAYS


@pytest.mark.parametrize(("expr", "as_latex", "as_text"), TABLE, ids=[row[2] for row in TABLE])
def test_an_expression_is_written_as_people_write_it(expr: Expr, as_latex: str, as_text: str) -> None:
    assert latex(expr) == as_latex
    assert text(expr) == as_text


def mark(inside: str, size: str = "display") -> str:
    return rf"\colorbox{{#ffe8a3}}{{$\textcolor{{#1a1a1a}}{{\{size}style {inside}}}$}}"


MARKED = [
    (Sum(y[k] * Marked(1 / p[k]), k), r"\sum_k y_k " + mark(r"\frac{1}{p_k}"), r"\sum_k \frac{y_k}{p_k}"),
    (Marked(y_hat[i]) - y[i], mark(r"\hat{y}_i") + " - y_i", r"\hat{y}_i - y_i"),
    (a + Marked(-c), f"a - {mark('c')}", "a - c"),
    (c - Marked(a + J), f"c - ({mark('a + J')})", "c - a - J"),
    (s * Marked(a + c), f"s ({mark('a + c')})", "s (a + c)"),
    (s * Marked(-a * c), f"-{mark('a c')} s", "-a c s"),
    (exp(Marked(z[i] - c)), f"e^{{{mark('z_i - c', 'script')}}}", "e^{z_i - c}"),
    (Marked(Marked(a) + c), mark("a + c"), "a + c"),
    (Entry(Times(W, Marked(Plus(x, b))), i), f"W({mark('x + b')})", "W(x + b)"),
]


@pytest.mark.parametrize(("expr", "highlighted", "plain"), MARKED, ids=[row[2] for row in MARKED])
def test_a_mark_changes_nothing_but_the_colour(expr: Expr, highlighted: str, plain: str) -> None:
    assert latex(expr, highlight=True) == highlighted
    assert latex(expr) == plain


def test_each_quantity_has_its_colour_with_its_indices() -> None:
    colour = {p: "#0072b2", z: "#d55e00"}.get
    assert latex(Partial(p[k], z[i]), colours=colour) == (
        r"\frac{\partial \textcolor{#0072b2}{p_k}}{\partial \textcolor{#d55e00}{z_i}}"
    )
    assert latex(p[k] ** 2 - y[k], colours=colour) == r"\textcolor{#0072b2}{p_k}^2 - y_k"


def test_limits_are_shown_where_asked() -> None:
    assert latex(Sum(W[k, l], k, l), limits=True) == r"\sum_{l=1}^{n} \sum_{k=1}^{n} W_{kl}"


RENDER = """
import {readFileSync} from 'node:fs';
const katex = (await import(process.argv[2])).default;
const failed = JSON.parse(readFileSync(0)).flatMap(tex => {
  try { katex.renderToString(tex, {displayMode: true, strict: 'error'}); return []; }
  catch (error) { return [tex + ': ' + error.message]; }
});
console.log(JSON.stringify(failed));
"""


def test_katex_renders_every_line(tmp_path: Path) -> None:
    node = shutil.which("node")
    bundled = sorted((Path(streamlit.__file__).parent / "static").rglob("katex.*.js"))
    if not node or not bundled:
        pytest.skip("This needs node and the KaTeX that Streamlit ships in its static files.")
    katex, script = tmp_path / "katex.mjs", tmp_path / "render.mjs"
    shutil.copy(bundled[0], katex)
    script.write_text(RENDER)
    lines = [latex(row[0]) for row in TABLE]
    lines += [latex(row[0], highlight=True, colours=lambda _: "#0072b2") for row in TABLE + MARKED]
    done = subprocess.run(
        [node, script, katex], input=json.dumps(lines), capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == []
