# ruff: noqa: E501
"""Losses as people type them, each with the result of its `derive` line."""

KL = r"""
let a : vector n
let b : vector n
let p = softmax(a)
let q = softmax(b)
let L = \sum_i p_i \log \frac{p_i}{q_i}
"""
FINISHED = {
    "Huber, one example": (
        r"""
let x : vector d
let w : vector d
let t : scalar
let \delta : positive
let r = w^T x - t
let L = \begin{cases} \frac12 r^2 & |r| \le \delta \\ \delta (|r| - \frac12 \delta) & \text{otherwise} \end{cases}
derive \nabla_w L
""",
        "{r otherwise; δ sign(r) if |r| − δ > 0} x",
    ),
    "Huber of a batch": (
        r"""
let X : matrix m d
let w : vector d
let y : vector m
let \delta : positive
let r = X w - y
let L = \frac1m \sum_i \begin{cases} \frac12 r_i^2 & |r_i| \le \delta \\ \delta |r_i| - \frac12 \delta^2 & |r_i| > \delta \end{cases}
derive \nabla_w L
""",
        "1/m · Σ_k {r_k otherwise; δ sign(r_k) if |r_k| − δ > 0} x_k",
    ),
    "hinge": (
        r"""
let X : matrix m d
let w : vector d
let b : scalar
let y : signs m
let L = \frac{1}{m} \sum_i \max(0, 1 - y_i (w^T x_i + b))
derive \nabla_w L
""",
        "−1/m · Xᵀ(y ⊙ 𝟙[1 − y ⊙ (X w + b) > 0])",
    ),
    "soft margin, by the bias": (
        r"""
let X : matrix m d
let w : vector d
let b : scalar
let C : positive
let y : signs m
let L = \frac12 \|w\|^2 + C \sum_i \max(0, 1 - y_i (w^T x_i + b))
derive dL/db
""",
        "−C Σ_i y_i 𝟙[1 − y_i (Σ_k X_ik w_k + b) > 0]",
    ),
    "squared hinge": (
        r"""
let X : matrix m d
let w : vector d
let y : signs m
let L = \sum_i \max(0, 1 - y_i w^T x_i)^2
derive \nabla_w L
""",
        "−2Xᵀ(y ⊙ relu(1 − X w ⊙ y) ⊙ 𝟙[1 − X w ⊙ y > 0])",
    ),
    "L1": (
        r"""
let X : matrix m d
let w : vector d
let y : vector m
let L = \|X w - y\|_1
derive \nabla_w L
""",
        "Xᵀ sign(X w − y)",
    ),
    "elastic net": (
        r"""
let X : matrix m d
let w : vector d
let y : vector m
let \lambda : positive
let \alpha : positive
let L = \frac{1}{2m} \|X w - y\|^2 + \lambda (\alpha \|w\|_1 + \frac{1-\alpha}{2} \|w\|^2)
derive \nabla_w L
""",
        "1/m · Xᵀ(X w − y) + λ (α sign(w) + w − α w)",
    ),
    "ELU": (
        r"""
let x : scalar
let \alpha : positive
let f = \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}
derive df/dx
""",
        "{1 if x > 0; α exp(x) otherwise}",
    ),
    "a layer of ELU": (
        r"""
let z : vector n
let t : vector n
let \alpha : positive
let a_i = \begin{cases} z_i & z_i > 0 \\ \alpha (e^{z_i} - 1) & z_i \le 0 \end{cases}
let L = \frac12 \|a - t\|^2
derive \nabla_z L
""",
        "(a_i − t_i) {1 if z_i > 0; α exp(z_i) otherwise}",
    ),
    "leaky relu by its maximum": (
        r"""
let W : matrix n d
let x : vector d
let t : vector n
let \alpha : positive
let z = W x
let a_i = \max(\alpha z_i, z_i)
let L = \frac12 \|a - t\|^2
derive \nabla_W L
""",
        "x_j (a_i − t_i) {α if (α − 1) z_i > 0; 1 otherwise}",
    ),
    "leaky relu by cases": (
        r"""
let W : matrix n d
let x : vector d
let t : vector n
let z = W x
let a_i = \begin{cases} z_i & z_i > 0 \\ 0.01 z_i & \text{otherwise} \end{cases}
let L = \frac12 \|a - t\|^2
derive \nabla_W L
""",
        "x_j (a_i − t_i) {1 if z_i > 0; 1/100 otherwise}",
    ),
    "GELU by its tanh form": (
        r"""
let x : scalar
let c : positive
let f = \frac12 x (1 + \tanh(c (x + 0.044715 x^3)))
derive df/dx
""",
        "1/2 · (1 + c x (26829x²/200000 + 1) (1 − tanh(c (8943x³/200000 + x))²) + tanh(c (8943x³/200000 + x)))",
    ),
    "softplus": (
        r"""
let x : vector d
let w : vector d
let L = \log(1 + e^{w^T x})
derive \nabla_w L
""",
        "σ(wᵀ x) x",
    ),
    "sharpened softplus": (
        r"""
let x : scalar
let \beta : positive
let f = \frac1\beta \log(1 + e^{\beta x})
derive df/dx
""",
        "σ(β x)",
    ),
    "attention with one query": (
        r"""
let q : vector d
let K : matrix n d
let V : matrix n d
let t : vector d
let s = K q / \sqrt{d}
let p = softmax(s)
let o = V^T p
let L = \frac12 \|o - t\|^2
derive \nabla_q L
""",
        "1/√d · Kᵀ(p ⊙ (V(o − t) + pᵀ V(t − o)))",
    ),
    "squared error of a batch": (
        r"""
let X : matrix m d
let W : matrix d k
let b : vector k
let Y : matrix m k
let P = X W + \mathbf{1} b^T
let L = \frac{1}{2m} \|P - Y\|_F^2
derive \nabla_W L
""",
        "1/m · Xᵀ(P − Y)",
    ),
    "squared error of a batch, by the bias": (
        r"""
let X : matrix m d
let W : matrix d k
let b : vector k
let Y : matrix m k
let P_{ij} = \sum_a X_{ia} W_{aj} + b_j
let L = \frac{1}{2m} \|P - Y\|_F^2
derive \nabla_b L
""",
        "1/m · (P − Y)ᵀ 𝟏",
    ),
    "KL between softmaxes, by the first": (
        KL + r"derive \nabla_a L",
        "p ⊙ (log(p ⊙ 1/q) − pᵀ log(p ⊙ 1/q))",
    ),
    "KL between softmaxes, by the second": (
        KL + r"derive \nabla_b L",
        "q − p",
    ),
    "InfoNCE": (
        r"""
let q : vector d
let K : matrix n d
let o : index n
let \tau : positive
let L = -\log \frac{\exp(q^T k_o/\tau)}{\sum_j \exp(q^T k_j/\tau)}
derive \nabla_q L
""",
        "1/τ · (1/(𝟏ᵀ exp(1/τ · K q)) · Kᵀ exp(1/τ · K q) − k_o)",
    ),
    "triplet": (
        r"""
let a : vector d
let p : vector d
let n : vector d
let \alpha : positive
let L = \max(0, \|a - p\|^2 - \|a - n\|^2 + \alpha)
derive \nabla_a L
""",
        "𝟙[(a − p)ᵀ(a − p) + α − (a − n)ᵀ(a − n) > 0] (2n − 2p)",
    ),
    "two steps of an RNN": (
        r"""
let x_1 : vector d
let x_2 : vector d
let h_0 : vector h
let W : matrix h h
let U : matrix h d
let v : vector h
let t : scalar
let h_1 = \tanh(W h_0 + U x_1)
let h_2 = \tanh(W h_1 + U x_2)
let y = v^T h_2
let L = \frac12 (y - t)^2
derive \nabla_U L
""",
        "(y − t) ((Wᵀ(v ⊙ (1 − h₂²)) ⊙ (1 − h₁²)) x₁ᵀ + (v ⊙ (1 − h₂²)) x₂ᵀ)",
    ),
    "tied weights": (
        r"""
let W : matrix h d
let x : vector d
let a = \tanh(W x)
let r = W^T a
let L = \frac12 \|r - x\|^2
derive \nabla_W L
""",
        "(W(r − x) ⊙ (1 − a²)) xᵀ + a (r − x)ᵀ",
    ),
    "Gaussian with log variance": (
        r"""
let x : vector d
let w : vector d
let u : vector d
let y : scalar
let \mu = w^T x
let s = u^T x
let L = \frac12 s + \frac12 (y - \mu)^2 e^{-s}
derive \nabla_u L
""",
        "(1/2 − 1/2 · exp(−s) (y − μ)²) x",
    ),
    "Gaussian with log variance, of a batch": (
        r"""
let \mu : vector m
let s : vector m
let y : vector m
let L = \frac{1}{2m} \sum_i (s_i + (y_i - \mu_i)^2 / \exp(s_i))
derive \nabla_s L
""",
        "1/(2m) · (1 − exp(−s) ⊙ (y − μ)²)",
    ),
    "logistic with signs": (
        r"""
let X : matrix m d
let w : vector d
let y : signs m
let L = \frac1m \sum_i \log(1 + \exp(-y_i w^T x_i))
derive \nabla_w L
""",
        "1/m · Xᵀ(y ⊙ (σ(X w ⊙ y) − 1))",
    ),
    "Poisson": (
        r"""
let X : matrix m d
let w : vector d
let y : vector m
let \lambda_i = \exp(w^T x_i)
let L = \sum_i (\lambda_i - y_i \log \lambda_i)
derive \nabla_w L
""",
        "Xᵀ(λ − y)",
    ),
    "cosine similarity": (
        r"""
let u : vector d
let v : vector d
let c = \frac{u^T v}{\|u\| \|v\|}
derive \nabla_u c
""",
        "1/(√(uᵀ u) √(vᵀ v)) · v − c/(uᵀ u) · u",
    ),
    "squared error behind an inverse": (
        r"""
let A : invertible d
let x : vector d
let b : vector d
let f = \frac{1}{2} \|A^{-1} x - b\|^2
derive \frac{\partial f}{\partial A}
""",
        "(A⁻¹)ᵀ(b − A⁻¹ x) xᵀ (A⁻¹)ᵀ",
    ),
    "softmax regression of a batch": (
        r"""
let X : matrix N D
let W : matrix D C
let b : vector C
let Y : one-hot N C
let P = softmax(X W + b)
let L = -\frac{1}{N} \sum_i \sum_c Y_{ic} \log P_{ic}
derive \frac{\partial L}{\partial W}
""",
        "1/N · Xᵀ(P − Y)",
    ),
    "layer norm": (
        r"""
let x : vector n
let g : vector n
let \epsilon : positive
let \mu = \frac1n \sum_i x_i
let v = \frac1n \sum_i (x_i - \mu)^2
let h_i = \frac{x_i - \mu}{\sqrt{v + \epsilon}}
let L = g^T h
derive \nabla_x L
""",
        "1/(n (ε + v)) · (n √(ε + v) g + L (1/n · (𝟏ᵀ(x − μ)) + μ − x) − (𝟏ᵀ g) √(ε + v))",
    ),
    "multiclass hinge": (
        r"""
let W : matrix C D
let x : vector D
let y : index C
let \Delta : scalar
let s = W x
let L = \sum_{j \neq y} \max(0, s_j - s_y + \Delta)
derive \nabla_W L
""",
        "(𝟙[Δ > 0] e_y + 𝟙[Δ − s_y + s > 0] − e_y ⊙ 𝟙[Δ − s_y + s > 0] − (𝟏ᵀ 𝟙[Δ − s_y + s > 0]) e_y) xᵀ",
    ),
}
