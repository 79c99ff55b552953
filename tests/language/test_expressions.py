"""Tables of what is written and what it means, as index expressions."""

from itertools import pairwise

import pytest
from sympy import E, Integer, Rational, Symbol, pi, sqrt

from derivations.notation import (
    Applied,
    Cases,
    Delta,
    Element,
    Index,
    Largest,
    Partial,
    Product,
    Quantity,
    Sum,
    absolute,
    exp,
    kind,
    log,
    relu,
    sigmoid,
    sign,
    size,
    softplus,
    step,
    tanh,
)
from tests.language.reading import Q, canonical, claim, read

d, n, m, h = map(size, "dnmh")
i, j, k, ell = (Index(name, n) for name in "ijkl")
o = Quantity("o", kind("index", n))
r, s = Index("r", d), Index("s", d)
jd, im, ih = Index("j", d), Index("i", m), Index("i", h)
x, v, z, y, t, q, X, W, V, A, S = (Q[name] for name in ("x", "v", "z", "y", "t", "q", "X", "W", "V", "A", "S"))
W_1, W_2, b_1, b2 = Q["W_1"], Q["W_2"], Q["b_1"], Q["b^{(2)}"]
y_hat, u, u_o, lam, mu = Q[r"\hat{y}"], Q[r"\mathbf{u}"], Q["u_o"], Q[r"\lambda"], Q[r"\mu"]
a, b, c, prime, p, J = Q["a"], Q["b"], Q["c"], Q["x'"], Q["p"], Q["J"]
A_inverse = Quantity("A^{-1}", kind("invertible", n), None, (A,))

SCALARS = [
    (r"2 a + 3", 2 * a + 3),
    (r"a b c", a * b * c),
    (r"abc", a * b * c),
    (r"2a\cdot b \times c", 2 * a * b * c),
    (r"2 * a @ b", 2 * a * b),
    (r"a \ast b", a * b),
    (r"a / b", a / b),
    (r"a / b c", a / b * c),
    (r"\frac{a}{b}", a / b),
    (r"\dfrac{a}{b} \tfrac12 \frac 1 3", a / b / 6),
    (r"\frac1{2 a}", 1 / (2 * a)),
    (r"\nicefrac{1}{2} a", a / 2),
    (r"1/2 a", a / 2),
    (r"1/2(a - b)^2", (a - b) ** 2 / 2),
    (r"0.5 a", a / 2),
    (r".5 a", a / 2),
    (r"1e-3 a", a / 1000),
    (r"-a^2", -(a**2)),
    (r"a^-1", 1 / a),
    (r"a^{-1}", 1 / a),
    (r"a^10", a**10),
    (r"a^{b+c}", a ** (b + c)),
    (r"a^2b", a**2 * b),
    (r"2 \cdot (-1)", -2),
    (r"a \cdot -b", -a * b),
    (r"+a", a),
    (r"\left( a + b \right) c", (a + b) * c),
    (r"\bigl[ a + b \bigr] \, c", (a + b) * c),
    (r"{a + b} c", (a + b) * c),
    (r"\{a + b\} c", (a + b) * c),
    (r"e^{-a}", exp(-a)),
    (r"e^-a", exp(-a)),
    (r"e^(-a)", exp(-a)),
    (r"e", E),
    (r"\pi a", pi * a),
    (r"\exp(a)", exp(a)),
    (r"\exp a", exp(a)),
    (r"\exp{a}", exp(a)),
    (r"\exp\left(-\frac{a}{b}\right)", exp(-a / b)),
    (r"\log a", log(a)),
    (r"\ln a", log(a)),
    (r"ln(a) b", log(a) * b),
    (r"\log (a) b", log(a) * b),
    (r"a \log b", a * log(b)),
    (r"\log 2", log(2)),
    (r"\log_2 a", log(a) / log(2)),
    (r"\log^2 a", log(a) ** 2),
    (r"\log a \log b", log(a) * log(b)),
    (r"\log \sigma(a)", log(sigmoid(a))),
    (r"\log \frac{a}{b}", log(a / b)),
    (r"\log a^2", log(a**2)),
    (r"\log(a)^2", log(a) ** 2),
    (r"\sqrt{a}", sqrt(a)),
    (r"\sqrt a", sqrt(a)),
    (r"\sqrt[3]{a}", a ** Rational(1, 3)),
    (r"sqrt(a)", sqrt(a)),
    (r"\sigma(a)(1 - \sigma(a))", sigmoid(a) * (1 - sigmoid(a))),
    (r"sigma(a)", sigmoid(a)),
    (r"sigmoid(a)", sigmoid(a)),
    (r"\operatorname{sigmoid}(a)", sigmoid(a)),
    (r"\sigma a", sigmoid(a)),
    (r"\sigma'(a)", sigmoid(a) * (1 - sigmoid(a))),
    (r"\sigma^{\prime}(a)", sigmoid(a) * (1 - sigmoid(a))),
    (r"\sigma^2(a)", sigmoid(a) ** 2),
    (r"\sigma''(a)", sigmoid(a) * (1 - sigmoid(a)) * (1 - 2 * sigmoid(a))),
    (r"\tanh'(a)", 1 - tanh(a) ** 2),
    (r"1 - \tanh^2(a)", 1 - tanh(a) ** 2),
    (r"1 - \tanh^2 a", 1 - tanh(a) ** 2),
    (r"\operatorname{relu}(a)", relu(a)),
    (r"\mathrm{ReLU}(a)", relu(a)),
    (r"\text{ReLU}'(a)", step(a)),
    (r"\max(0, a)", relu(a)),
    (r"max(a, b)", Cases(step(a - b), a, b)),
    (r"\operatorname{softplus}(a)", softplus(a)),
    (r"\operatorname{sign}(a) |a|", sign(a) * absolute(a)),
    (r"\left| a - b \right|", absolute(a - b)),
    (r"\lvert a \rvert |b||c|", absolute(a) * absolute(b) * absolute(c)),
    (r"\mid a \mid", absolute(a)),
    (r"g(a)", Applied(Symbol("g"), a, 0)),
    (r"g'(a) f(b)", Applied(Symbol("g"), a, 1) * Applied(Symbol("f"), b, 0)),
    (r"\phi'(a)", Applied(Symbol(r"\phi"), a, 1)),
    (r"x' a", prime * a),
    (r"\lambda \mu", lam * mu),
    (r"lambda mu", lam * mu),
    (r"\frac{1}{n} a", a / n),
    (r"1/n a", a / n),
    (r"\mathbb{1}[a > 0]", step(a)),
    (r"\mathbf{1}_{\{a > b\}}", step(a - b)),
    (r"\mathbb{1}(a \ge 0)", 1 - step(-a)),
    (r"\begin{cases} a & a > 0 \\ 0 & \text{otherwise} \end{cases}", Cases(step(a), a, 0)),
    (r"\begin{cases} a, & \text{if } a > 0, \\ 0, & \text{if } a \leq 0 \\ \end{cases}", Cases(step(a), a, 0)),
    (r"\begin{cases} 1 \text{ for } a > 0 \\ 0 \text{ for } a < 0 \end{cases}", Cases(step(a), 1, 0)),
    (r"\begin{cases} a, a > b \\ b, \mathrm{else} \end{cases}", Cases(step(a - b), a, b)),
    # unicode
    ("λ·μ − ½", lam * mu - Rational(1, 2)),
    ("σ(a)²", sigmoid(a) ** 2),
    ("𝑎 + μ⁻¹", a + 1 / mu),
    ("√a × |b|", sqrt(a) * absolute(b)),
    ("e^{−a}", exp(-a)),
]

ELEMENTS = [
    (r"z_i", z[i]),
    (r"z_1", z[Integer(1)]),
    (r"z_{12}", z[Integer(12)]),
    (r"z_i^2", z[i] ** 2),
    (r"z^2_i", z[i] ** 2),
    (r"z_{i} t_{j}", z[i] * t[j]),
    (r"W_{ij}", W[i, jd]),
    (r"W_{i,j}", W[i, jd]),
    (r"W_{i j}", W[i, jd]),
    (r"W_ij", W[i, jd]),
    (r"W_{12}", W[Integer(1), Integer(2)]),
    (r"W_{1,2}", W[Integer(1), Integer(2)]),
    (r"W_{1i}", W[Integer(1), Index("i", d)]),
    (r"W_{1,ij}", W_1[ih, jd]),
    (r"W_{1ij}", W_1[ih, jd]),
    (r"(W_1)_{ij}", W_1[ih, jd]),
    (r"{W_1}_{ij}", W_1[ih, jd]),
    (r"W^T_{ij}", W[Index("j", n), Index("i", d)]),
    (r"W^\top_{ij}", W[Index("j", n), Index("i", d)]),
    (r"(W^\top)_{ij}", W[Index("j", n), Index("i", d)]),
    (r"(W x)_i", Sum(W[i, s] * x[s], s)),
    (r"(W x + z)_i", Sum(W[i, s] * x[s], s) + z[i]),
    (r"(Wx+z)_i", Sum(W[i, s] * x[s], s) + z[i]),
    (r"(b_1)_i", b_1[ih]),
    (r"b_{1,i}", b_1[ih]),
    (r"b_{1i}", b_1[ih]),
    (r"b^{(2)}_i b_i^{(2)}", b2[ih] ** 2),
    (r"\hat{y}_i - y_i", y_hat[i] - y[i]),
    (r"\hat y_i", y_hat[i]),
    (r"\widehat{y}_i", y_hat[i]),
    (r"\boldsymbol{u}_i", u[i]),
    (r"\bm u_i", u[i]),
    (r"(u_o)_i", u_o[i]),
    (r"u_{o,i}", u_o[i]),
    (r"y_o", y[o]),
    (r"\log p_o", log(p[o])),
    (r"z_iz_j", z[i] * z[j]),
    (r"z_i^2t_j", z[i] ** 2 * t[j]),
    (r"q_i", q[i]),
    (r"\delta_{ij} z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\delta_{i,j} z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"delta_ij z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\delta_{io} z_i", Delta(i, o) * z[i]),
    (r"\delta_{i1} z_i", Delta(i, Integer(1)) * z[i]),
    (r"I_{ij} z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\mathbb{1}[i = j] z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\mathbf 1[i=j] z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\mathbb{1}\{i=j\} z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\mathbb{1}_{i=j} z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"1_{\{i=j\}} z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\mathbb{I}(i \neq j) z_i t_j", (1 - Delta(i, j)) * z[i] * t[j]),
    (r"I(i=j) z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"[i = j] z_i t_j", Delta(i, j) * z[i] * t[j]),
    (r"\mathbb{1}[i = o] z_i", Delta(i, o) * z[i]),
    (r"\mathbb{1}[z_i > 0]", step(z[i])),
    (
        r"\begin{cases} p_i (1 - p_i) & i = k \\ -p_i p_k & i \ne k \end{cases}",
        Cases(Delta(i, k), p[i] * (1 - p[i]), -p[i] * p[k]),
    ),
    (
        r"\begin{cases} 1 & \text{if } i = k \\ 0 & \text{otherwise} \end{cases} z_i z_k",
        Cases(Delta(i, k), 1, 0) * z[i] * z[k],
    ),
    (r"\sigma'(z_i)", sigmoid(z[i]) * (1 - sigmoid(z[i]))),
    (r"softmax(z)_i", exp(z[i]) / Sum(exp(z[j]), j)),
    (r"\operatorname{softmax}(z)_i", exp(z[i]) / Sum(exp(z[j]), j)),
    (r"\mathrm{softmax}_i(z)", exp(z[i]) / Sum(exp(z[j]), j)),
    (r"\sigma(z)_i", sigmoid(z[i])),
    (r"\sigma(Wx)_i", sigmoid(Sum(W[i, s] * x[s], s))),
    (r"[\log p]_i", log(p[i])),
    (r"A^{-1}_{ij}", A_inverse[i, j]),
    ("ŷᵢ − yᵢ", y_hat[i] - y[i]),
    ("W₁ᵢⱼ", W_1[ih, jd]),
    ("z_{k'}", z[Index("k'", n)]),
]

SUMS = [
    (r"-\sum_k y_k \log p_k", -Sum(y[k] * log(p[k]), k)),
    (r"-sum_k y_k log p_k", -Sum(y[k] * log(p[k]), k)),
    (r"-\sum_{k} y_k \log{p_k}", -Sum(y[k] * log(p[k]), k)),
    (r"- \sum\limits_{k=1}^{n} y_k \log(p_k)", -Sum(y[k] * log(p[k]), k)),
    (r"-\sum_{k=1}^n y_k \cdot \log p_k", -Sum(y[k] * log(p[k]), k)),
    (r"-∑_k y_k log p_k", -Sum(y[k] * log(p[k]), k)),
    (r"-\Sigma_k y_k \log p_k", -Sum(y[k] * log(p[k]), k)),
    (r"-\sum_k y_k\log p_k", -Sum(y[k] * log(p[k]), k)),
    (r"\sum_k z_k + a", Sum(z[k], k) + a),
    (r"\sum_k (z_k + a)", Sum(z[k] + a, k)),
    (r"\sum_k z_k t_k / a", Sum(z[k] * t[k] / a, k)),
    (r"\left(\sum_k z_k\right) t_i", Sum(z[k], k) * t[i]),
    (r"t_i \sum_k z_k", t[i] * Sum(z[k], k)),
    (r"\sum_k z_k \sum_j t_j", Sum(z[k] * Sum(t[j], j), k)),
    (r"\sum_{i,j} W_{ij} x_j t_i", Sum(W[i, s] * x[s] * t[i], s, i)),
    (r"\sum_{ij} W_{ij} x_j t_i", Sum(W[i, s] * x[s] * t[i], s, i)),
    (r"\sum_i \sum_j W_{ij} x_j t_i", Sum(W[i, s] * x[s] * t[i], s, i)),
    (r"sum_ij W_ij x_j t_i", Sum(W[i, s] * x[s] * t[i], s, i)),
    (r"\sum_{k \ne i} z_k t_i", Sum((1 - Delta(i, k)) * z[k] * t[i], k)),
    (r"\sum_{k: k \neq i} z_k t_i", Sum((1 - Delta(i, k)) * z[k] * t[i], k)),
    (r"\sum_{k=1, k \neq i}^{n} z_k t_i", Sum((1 - Delta(i, k)) * z[k] * t[i], k)),
    (r"\sum_{k'} e^{z_{k'}}", Sum(exp(z[k]), k)),
    (r"\sum_{k=1}^{n} 1", Sum(1, k)),
    (r"\frac{e^{z_i}}{\sum_j e^{z_j}}", exp(z[i]) / Sum(exp(z[j]), j)),
    (r"e^{z_i} / \sum_{j} e^{z_j}", exp(z[i]) / Sum(exp(z[j]), j)),
    (r"z_i - \log \sum_j \exp(z_j)", z[i] - log(Sum(exp(z[j]), j))),
    (r"\sum_k y_k (\delta_{ki} - p_i)", Sum(y[k] * (Delta(k, i) - p[i]), k)),
    (r"\sum_k \delta_{ki} z_k", Sum(Delta(k, i) * z[k], k)),
    (r"\prod_k p_k^{y_k}", Product(p[k] ** y[k], k)),
    (r"\prod_{k=1}^n p_k", Product(p[k], k)),
    (r"z_i - \max_k z_k", z[i] - Largest(z[k], k)),
    (r"\max(z)", Largest(z[k], k)),
    (r"\min_k z_k", -Largest(-z[k], k)),
    (r"\operatorname{sum}(z)", Sum(z[k], k)),
    (r"\sum_o z_o t_o", Sum(z[k] * t[k], k)),
    (r"\sum_k p_k \frac{\partial z_k}{\partial a}", Sum(p[k] * Partial(z[k], a), k)),
]

WHOLE_SCALARS = [
    (r"z^\top t", Sum(z[k] * t[k], k)),
    (r"z^T t", Sum(z[k] * t[k], k)),
    (r"z^{\mathsf{T}} t", Sum(z[k] * t[k], k)),
    (r"z^{\mathrm T} t", Sum(z[k] * t[k], k)),
    (r"zᵀt", Sum(z[k] * t[k], k)),
    (r"z^Tt", Sum(z[k] * t[k], k)),
    (r"z^{\intercal} t", Sum(z[k] * t[k], k)),
    (r"z^\top A t", Sum(Sum(z[k] * A[k, ell], k) * t[ell], ell)),
    (r"z^\top W x", Sum(Sum(z[k] * W[k, s], k) * x[s], s)),
    (r"q z", Sum(q[k] * z[k], k)),
    (r"z \cdot t", Sum(z[k] * t[k], k)),
    (r"\langle z, t \rangle", Sum(z[k] * t[k], k)),
    (r"y^\top \log p", Sum(y[k] * log(p[k]), k)),
    (r"-y^T log p", -Sum(y[k] * log(p[k]), k)),
    (r"\mathbf{1}^\top z", Sum(z[k], k)),
    (r"\mathbf{1}_n^\top z", Sum(z[k], k)),
    (r"𝟏ᵀz", Sum(z[k], k)),
    (r"\|x\|^2", Sum(x[s] ** 2, s)),
    (r"||x||^2", Sum(x[s] ** 2, s)),
    (r"\lVert x \rVert_2^2", Sum(x[s] ** 2, s)),
    (r"\left\| W x - z \right\|^2", Sum((Sum(W[i, s] * x[s], s) - z[i]) ** 2, i)),
    (r"\|x\|", sqrt(Sum(x[s] ** 2, s))),
    (r"\|x\|_1", Sum(absolute(x[s]), s)),
    (r"\|W\|_F^2", Sum(Sum(W[i, s] ** 2, s), i)),
    (r"\frac{1}{2m} \|X x\|^2", Sum(Sum(X[im, s] * x[s], s) ** 2, im) / (2 * m)),
    (r"\operatorname{tr}(A)", Sum(A[k, k], k)),
    (r"\operatorname{tr}(W^\top V)", Sum(Sum(W[k, s] * V[k, s], k), s)),
    (r"\operatorname{tr} W^\top V", Sum(Sum(W[k, s] * V[k, s], k), s)),
    (r"\mathrm{Tr}(A S)", Sum(Sum(A[k, ell] * S[ell, k], ell), k)),
    (r"\log \mathbf{1}^\top \exp(z)", log(Sum(exp(z[k]), k))),
    (r"\operatorname{logsumexp}(z)", log(Sum(exp(z[k]), k))),
]

CHAIN = Sum(Partial(J, p[k]) * Partial(p[k], z[i]), k)
DERIVATIVES = [
    (r"\frac{\partial J}{\partial z_i}", Partial(J, z[i])),
    (r"\dfrac{\partial{J}}{\partial{z_i}}", Partial(J, z[i])),
    (r"\partial J/\partial z_i", Partial(J, z[i])),
    (r"\partial J / \partial W_{ij}", Partial(J, W[i, jd])),
    (r"dJ/dz_i", Partial(J, z[i])),
    (r"dJ / dz_i", Partial(J, z[i])),
    (r"d J/d z_i", Partial(J, z[i])),
    (r"∂J/∂zᵢ", Partial(J, z[i])),
    (r"\frac{dJ}{dz_i}", Partial(J, z[i])),
    (r"\frac{\mathrm{d} J}{\mathrm{d} z_i}", Partial(J, z[i])),
    (r"\frac{\partial}{\partial z_i} J", Partial(J, z[i])),
    (r"\frac{\partial}{\partial z_i} \sum_k z_k^2", Partial(Sum(z[k] ** 2, k), z[i])),
    (r"d/dz_i sum_k z_k^2", Partial(Sum(z[k] ** 2, k), z[i])),
    (r"\partial/\partial z_i (a z_i + b) c", Partial(a * z[i] + b, z[i]) * c),
    (r"\frac{\partial}{\partial a} a b", Partial(a * b, a)),
    (r"b \frac{d}{da} e^{a}", b * Partial(exp(a), a)),
    (r"\frac{\partial p_k}{\partial z_i}", Partial(p[k], z[i])),
    (r"\frac{\partial \log p_k}{\partial z_i}", Partial(log(p[k]), z[i])),
    (r"\frac{\partial \left( a^2 b \right)}{\partial a}", Partial(a**2 * b, a)),
    (r"dp_k/dz_i", Partial(p[k], z[i])),
    (r"\partial_{z_i} J", Partial(J, z[i])),
    (r"\nabla_{z_i} J", Partial(J, z[i])),
    (r"y_k / p_k \cdot \partial p_k/\partial z_i", y[k] / p[k] * Partial(p[k], z[i])),
    (r"\sum_k \frac{\partial J}{\partial p_k} \frac{\partial p_k}{\partial z_i}", CHAIN),
    (r"\sum_k dJ/dp_k dp_k/dz_i", CHAIN),
    (r"\frac{\partial^2 J}{\partial z_i \partial z_j}", Partial(Partial(J, z[j]), z[i])),
    (r"\frac{\partial^2 J}{\partial a^2}", Partial(Partial(J, a), a)),
    (r"dJ/d\hat{y}_i", Partial(J, y_hat[i])),
    (r"\partial J/\partial (W_1)_{ij}", Partial(J, W_1[ih, jd])),
    (r"\frac{\partial J}{\partial W_{1,ij}}", Partial(J, W_1[ih, jd])),
]  # fmt: skip


def rows(*tables: list[tuple[str, object]]) -> list[object]:
    return [pytest.param(*row, id=row[0]) for table in tables for row in table]


@pytest.mark.parametrize(("text", "expected"), rows(SCALARS, ELEMENTS, SUMS, WHOLE_SCALARS, DERIVATIVES))
def test_a_scalar_or_element(text: str, expected: object) -> None:
    found = read(text)
    assert canonical(found.element) == canonical(expected + Integer(0))
    assert found.layout == "scalar"


def times(matrix: Quantity, vector: Quantity, at: Index, over: Index) -> object:
    return Sum(matrix[at, over] * vector[over], over)


COLUMNS = [
    (r"z", z[i]),
    (r"2 z - t", 2 * z[i] - t[i]),
    (r"1 - z", 1 - z[i]),
    (r"q^T", q[i]),
    (r"z t", z[i] * t[i]),
    (r"z (1 - z)", z[i] * (1 - z[i])),
    (r"z \odot t", z[i] * t[i]),
    (r"z \circ t", z[i] * t[i]),
    (r"z * t", z[i] * t[i]),
    (r"z ⊙ t", z[i] * t[i]),
    (r"z / t", z[i] / t[i]),
    (r"\frac{z}{t}", z[i] / t[i]),
    (r"1 / z", 1 / z[i]),
    (r"z^2", z[i] ** 2),
    (r"W x", times(W, x, i, s)),
    (r"W \cdot x", times(W, x, i, s)),
    (r"Wx + z", times(W, x, i, s) + z[i]),
    (r"W_2^\top (p - y) \odot b_1", Sum(W_2[k, ih] * (p[k] - y[k]), k) * b_1[ih]),
    (r"W_2^T z", Sum(W_2[k, ih] * z[k], k)),
    (r"\sigma(z)", sigmoid(z[i])),
    (r"\tanh W x", tanh(times(W, x, i, s))),
    (r"\tanh(W_1 x + b_1)", tanh(Sum(W_1[ih, s] * x[s], s) + b_1[ih])),
    (r"\log p", log(p[i])),
    (r"e^{z}", exp(z[i])),
    (r"\operatorname{softmax}(z)", exp(z[i]) / Sum(exp(z[k]), k)),
    (r"softmax(W x)", exp(times(W, x, i, s)) / Sum(exp(times(W, x, k, s)), k)),
    (r"\sum_k W_{:,k} x_k", Sum(W[i, s] * x[s], s)),
    (r"W_{:,j} a", W[i, Index("j", d)] * a),
    (r"W_{:,1}", W[i, Integer(1)]),
    (r"\mathbf{1}_n", Integer(1)),
    (r"z - \mathbf{1}", z[i] - 1),
    (r"A^{-1} z", times(A_inverse, z, i, k)),
    (r"A^{-T} z", Sum(A_inverse[k, i] * z[k], k)),
    (r"I z", Sum(Delta(i, k) * z[k], k)),
    (r"\operatorname{diag}(A)", A[i, i]),
    (r"\operatorname{relu}'(z)", step(z[i])),
    (r"\mathbb{1}[z > 0]", step(z[i])),
    (r"\nabla_z J", Partial(J, z[i])),
    (r"\nabla_{z} J", Partial(J, z[i])),
    (r"\frac{\partial J}{\partial z}", Partial(J, z[i])),
    (r"dJ/dz", Partial(J, z[i])),
    (r"∇_z J", Partial(J, z[i])),
    (r"\partial J/\partial \hat{y}", Partial(J, y_hat[i])),
    (r"\frac{\partial}{\partial x} (z^\top W x)", Partial(Sum(Sum(z[k] * W[k, s], k) * x[s], s), x[Index("i", d)])),
    (r"\nabla_x \frac{1}{2} \|x\|^2", Partial(Sum(x[s] ** 2, s) / 2, x[Index("i", d)])),
    (r"\frac{\partial z}{\partial a}", Partial(z[i], a)),
    (r"\max(0, z)", relu(z[i])),
    (r"(z^\top)^\top", z[i]),
]  # fmt: skip

MATRICES = [
    (r"W", W[i, jd]),
    (r"z x^\top", z[i] * x[jd]),
    (r"z x^T a", z[i] * x[jd] * a),
    (r"(p - y) x^\top", (p[i] - y[i]) * x[jd]),
    (r"W \odot V", W[i, jd] * V[i, jd]),
    (r"z (1 - z) x^\top", z[i] * (1 - z[i]) * x[jd]),
    (r"t \odot \sigma'(z) x^\top", t[i] * sigmoid(z[i]) * (1 - sigmoid(z[i])) * x[jd]),
    (r"2 \lambda W", 2 * lam * W[i, jd]),
    (r"\nabla_W J", Partial(J, W[i, jd])),
    (r"\frac{\partial J}{\partial W}", Partial(J, W[i, jd])),
    (r"\operatorname{diag}(p) - p p^\top", Delta(i, j) * p[i] - p[i] * p[j]),
    (r"\frac{\partial p}{\partial z}", Partial(p[i], z[j])),
    (r"\frac{\partial p}{\partial z^\top}", Partial(p[i], z[j])),
    (r"dp/dz", Partial(p[i], z[j])),
    (r"\frac{\partial^2 J}{\partial z^2}", Partial(Partial(J, z[i]), z[j])),
    (r"A^{-1}", A_inverse[i, j]),
    (r"A^2", Sum(A[i, k] * A[k, j], k)),
    (r"I_n", Delta(i, j)),
    (r"A + \lambda I", A[i, j] + lam * Delta(i, j)),
    (r"\exp(W)", exp(W[i, jd])),
    (r"W - \mathbf{1} x^\top", W[i, jd] - x[jd]),
    (r"softmax(W)", exp(W[i, jd]) / Sum(exp(W[i, s]), s)),
    (r"W W^\top", Sum(W[i, s] * W[j, s], s)),
]


@pytest.mark.parametrize(("text", "expected"), rows(COLUMNS))
def test_a_column(text: str, expected: object) -> None:
    found = read(text)
    assert canonical(found.element) == canonical(expected + Integer(0))
    assert found.layout == "column"


@pytest.mark.parametrize(("text", "expected"), rows(MATRICES))
def test_a_matrix(text: str, expected: object) -> None:
    found = read(text)
    assert canonical(found.element) == canonical(expected)
    assert found.layout == "matrix"


@pytest.mark.parametrize(
    ("text", "expected"),
    rows([("q", q[j]), (r"z^\top", z[j]), (r"x^\top W^\top", Sum(x[s] * W[j, s], s)), (r"q(1-q)", q[j] * (1 - q[j])),
          (r"(q - y^\top) \odot q (1-q)", (q[j] - y[j]) * q[j] * (1 - q[j])),
          ("softmax(q)", exp(q[j]) / Sum(exp(q[k]), k)),
          (r"\nabla_q J", Partial(J, q[j])), (r"W_{i,:}", W[i, jd])]),
)  # fmt: skip
def test_a_row(text: str, expected: object) -> None:
    found = read(text)
    assert canonical(found.element) == canonical(expected)
    assert found.layout == "row"


SAME = [
    (r"$z_i$", r"\[ z_i \]", r"\( z_i \)", r"$$ z_i $$", r"\begin{aligned} z_i \end{aligned}", "z_i.", "z_i,",
     r"& z_i"),
    (r"\sum_k y_k\,\log\,p_k", r"\displaystyle \sum_k y_k \; \log \quad p_k", "Σ_k y_k log p_k"),
    (r"\left(\frac{a}{b}\right)^{2}", r"\Big( \tfrac{a}{b} \Big)^2", "(a/b)²", r"\left(a/b\right)^2"),
    (r"\operatorname{softmax}(z)", r"\mathrm{softmax}(z)", r"\text{softmax}(z)", r"\operatorname*{softmax}(z)",
     "softmax z"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [pair for group in SAME for pair in pairwise(group)])
def test_two_spellings_of_the_same(one: str, other: str) -> None:
    assert read(one) == read(other)


def test_an_element_has_the_free_indices_that_are_written() -> None:
    assert read("p_i - y_i").indices == (i,)
    assert read("W_{ij} y_o").indices == (i, jd)
    assert read("z").indices == ()


def test_whole_arrays_step_aside_for_indices_that_are_written() -> None:
    found = read(r"\frac{\partial p}{\partial z_i}")
    assert found.indices == (i,)
    assert found.row is not None
    assert found.row.name != "i"
    assert found.element == Partial(Element(p, found.row), z[i])


def test_the_value_at_other_places() -> None:
    assert read("W x").at(k) == Sum(W[k, Index("k", d)] * x[Index("k", d)], Index("k", d))
    assert read("W").transposed.at(r, k) == W[k, r]


def test_a_claim_keeps_its_text() -> None:
    assert claim(r"\frac{a}{b} % a quotient").text == r"claim \frac{a}{b}"
