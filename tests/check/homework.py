# ruff: noqa: E501
"""Homework as it is handed in, in the notations of several courses: each with its first wrong line and the mistake in it."""

from typing import NamedTuple


class Homework(NamedTuple):
    """A sheet, the line of it that is the first wrong one, and the name of the mistake."""

    text: str
    first_wrong: int | None = None
    mistake: str | None = None


HOMEWORK = {
    "cs224n naive softmax, centre word": Homework(r"""title: CS224n A2 (b)
let v_c : vector d
let U : matrix d V
let y : one-hot V
let \hat{y} = \text{softmax}(U^\top v_c)
let J = -\sum_{w \in \text{Vocab}} y_w \log(\hat{y}_w)
claim \frac{\partial J}{\partial v_c}
= U(\hat{y} - y)
= U \hat{\mathbf{y}} - U \mathbf{y}
= \sum_{w=1}^{V} (\hat{y}_w - y_w) u_w
"""),
    "cs224n naive softmax outside vectors": Homework(r"""let v_c : vector d
let U : matrix d V
let y : one-hot V
let \hat{y} = \mathrm{softmax}(U^T v_c)
let J = -y^T \log \hat{y}
claim \frac{\partial J}{\partial U}
= v_c (\hat{y} - y)^T
= v_c \hat{y}^T + v_c y^T
""", 8, "sign"),
    "cs224n negative sampling": Homework(r"""let v_c : vector d
let u_o : vector d
let N : matrix d K
let J = -\log \sigma(u_o^T v_c) - \sum_{k=1}^{K} \log \sigma(-n_k^T v_c)
claim \frac{\partial J}{\partial u_o}
= -\frac{1}{\sigma(u_o^T v_c)} \sigma(u_o^T v_c)(1-\sigma(u_o^T v_c)) v_c
= -(1-\sigma(u_o^T v_c)) v_c
= (\sigma(u_o^\top v_c) - 1) v_c
claim \nabla_{v_c} J
= (\sigma(u_o^T v_c) - 1) u_o + \sum_{k=1}^K (1 - \sigma(-n_k^T v_c)) n_k
= (\sigma(u_o^T v_c) - 1) u_o - \sum_{k=1}^K \sigma(n_k^T v_c) n_k
""", 11, "sign"),
    "cs231n svm loop form": Homework(r"""let x : vector D
let W : matrix C D
let y : index C
let s = Wx
let L = \sum_{j\neq y} \max(0, s_j - s_y + 1)
claim \nabla_{w_y} L
= - \left( \sum_{j\neq y} \mathbb{1}(w_j^T x - w_y^T x + 1 > 0) \right) x
"""),
    "svm binary hinge with ridge": Homework(r"""let X : matrix n d
let y : signs n
let w : vector d
let C : positive
let L = \frac{1}{2}\|w\|^2 + C \sum_{i=1}^n \max(0, 1 - y_i w^T x_i)
claim \nabla_w L
= w - C \sum_{i=1}^n \mathbb{1}[y_i w^T x_i < 1] y_i x_i
= 2w - C \sum_{i=1}^n \mathbb{1}[y_i w^T x_i < 1] y_i x_i
""", 8, "factor"),
    "TDT4265 logistic regression": Homework(r"""% Assignment 1, task 1a
let w : vector I
let x : vector I
let y : scalar
let f = \frac{1}{1 + e^{-w^T x}}
let C = -(y \ln(f) + (1-y)\ln(1-f))
claim \frac{\partial C}{\partial w_i}
= -\left( \frac{y}{f} - \frac{1-y}{1-f} \right) \frac{\partial f}{\partial w_i}
= -\left( \frac{y}{f} - \frac{1-y}{1-f} \right) x_i f (1 - f)
= -(y(1-f) - (1-y)f) x_i
= -(y - f) x_i
"""),
    "TDT4265 softmax regression": Homework(r"""let w : matrix K I
let x : vector I
let y : one-hot K
let z_k = \sum_{i}^{I} w_{k,i} x_i
let \hat{y}_k = \frac{e^{z_k}}{\sum_{k'}^{K} e^{z_{k'}}}
let C = -\sum_{k=1}^{K} y_k \ln(\hat{y}_k)
claim \frac{\partial C}{\partial w_{kj}}
= \sum_{l} \frac{\partial C}{\partial z_l} \frac{\partial z_l}{\partial w_{kj}}
= \frac{\partial C}{\partial z_k} x_j
= -(y_k - \hat{y}_k) x_j
= -x_j (\hat{y}_k - y_k)
""", 11, "sign"),
    "plain text two-layer softmax": Homework(r"""let X : matrix m d
let W1 : matrix d h
let W2 : matrix h c
let Y : matrix m c
let H = tanh(X W1)
let S = H W2
let L = 1/(2m) ||S - Y||_F^2
claim dL/dS
= 1/m (S - Y)
claim dL/dW2
= 1/m H^T (S - Y)
claim dL/dH
= 1/m (S - Y) W2^T
claim dL/dW1
= 1/m X^T ( ((S - Y) W2^T) * (1 - H^2) )
= (1/m) X.T @ (((S - Y) @ W2.T) * (1 - H**2))
"""),
    "plain text": Homework(r"""let A : matrix n n
let x : vector n
let b : vector n
let f = x^T A x + b^T x
claim df/dx
= A x + A^T x + b
= 2 A x + b
""", 7),
    "aligned LaTeX ridge": Homework(r"""let X : matrix n d
let w : vector d
let y : vector n
let \lambda : positive
let J(w) = \|Xw - y\|_2^2 + \lambda \|w\|_2^2
claim \nabla_w J(w)
\begin{aligned}
&= \nabla_w \left( (Xw-y)^\top (Xw-y) + \lambda w^\top w \right) \\
&= \nabla_w \left( w^\top X^\top X w - 2 y^\top X w + y^\top y + \lambda w^\top w \right) \\
&= 2 X^\top X w - 2 X^\top y + 2 \lambda w \\
&= 2 X^\top (Xw - y) + 2\lambda w
\end{aligned}
"""),
    "aligned, chain with dropped 2": Homework(r"""let X : matrix n d
let w : vector d
let y : vector n
let J = \frac{1}{n} \sum_{i=1}^n (x_i^\top w - y_i)^2
claim \nabla_w J
\begin{align*}
&= \frac{2}{n} \sum_{i=1}^n (x_i^\top w - y_i) x_i \\
&= \frac{1}{n} X^\top (Xw - y)
\end{align*}
""", 8, "factor"),
    "huber, cases": Homework(r"""let a : scalar
let \delta : positive
let L_\delta = \begin{cases} \frac{1}{2}a^2 & \text{for } |a| \le \delta \\ \delta (|a| - \frac{1}{2}\delta) & \text{otherwise} \end{cases}
claim \frac{\partial L_\delta}{\partial a}
= \begin{cases} a & |a| \le \delta \\ \delta \operatorname{sign}(a) & \text{otherwise} \end{cases}
"""),
    "attention scores, softmax jacobian": Homework(r"""let q : vector d
let K : matrix n d
let v : vector n
let s = \frac{K q}{\sqrt{d}}
let \alpha = \operatorname{softmax}(s)
let c = \alpha^T v
claim \frac{\partial c}{\partial s}
= (\operatorname{diag}(\alpha) - \alpha \alpha^T) v
= \alpha \odot (v - c)
= \alpha \odot v - c \alpha
claim \frac{\partial c}{\partial q}
= \frac{1}{\sqrt{d}} K^T (\alpha \odot (v - c))
= K^T (\alpha \odot (v - c))
""", 13, "factor"),
    "layer norm centre": Homework(r"""let x : vector n
let g : vector n
let \mu = \frac{1}{n} \sum_i x_i
let u_i = x_i - \mu
let L = \sum_i g_i u_i
claim \frac{\partial L}{\partial x_j}
= \sum_i g_i (\delta_{ij} - \frac{1}{n})
= g_j - \frac{1}{n}\sum_i g_i
"""),
    "layer norm full": Homework(r"""let x : vector n
let g : vector n
let \epsilon : positive
let \mu = \frac{1}{n}\sum_{i} x_i
let v = \frac{1}{n}\sum_{i} (x_i - \mu)^2
let \hat{x}_i = \frac{x_i - \mu}{\sqrt{v + \epsilon}}
let L = \sum_i g_i \hat{x}_i
claim \frac{\partial L}{\partial x_j}
= \frac{1}{\sqrt{v+\epsilon}} \left( g_j - \frac{1}{n}\sum_i g_i - \frac{\hat{x}_j}{n} \sum_i g_i \hat{x}_i \right)
= \frac{1}{n\sqrt{v+\epsilon}} \left( n g_j - \sum_i g_i - \hat{x}_j \sum_i g_i \hat{x}_i \right)
"""),
    "batch norm scale and shift": Homework(r"""let \hat{x} : vector m
let \gamma : scalar
let \beta : scalar
let t : vector m
let y_i = \gamma \hat{x}_i + \beta
let L = \frac{1}{2}\sum_{i=1}^m (y_i - t_i)^2
claim \frac{\partial L}{\partial \gamma}
= \sum_{i=1}^{m} \frac{\partial L}{\partial y_i} \cdot \hat{x}_i
= \sum_i (y_i - t_i)\hat{x}_i
claim \frac{\partial L}{\partial \beta}
= \sum_{i=1}^m \frac{\partial L}{\partial y_i}
= y_i - t_i
""", 12, "sum lost"),
    "L1 lasso": Homework(r"""let X : matrix n p
let \beta : vector p
let y : vector n
let \lambda : positive
let L = \frac{1}{2n}\|y - X\beta\|_2^2 + \lambda \|\beta\|_1
claim \frac{\partial L}{\partial \beta}
= -\frac{1}{n} X^T (y - X\beta) + \lambda \operatorname{sign}(\beta)
= \frac{1}{n} X^T (X\beta - y) + \lambda \, \mathrm{sgn}(\beta)
"""),
    "dropout mask": Homework(r"""let x : vector d
let W : matrix h d
let m : vector h
let v : vector h
let a = m \odot \operatorname{ReLU}(W x)
let J = v^\top a
claim \frac{\partial J}{\partial W}
= \left( v \odot m \odot \mathbb{1}[Wx > 0] \right) x^\top
= \left( v \odot \mathbb{1}[Wx > 0] \right) x^\top
""", 9, "factor"),
    "GELU approximation": Homework(r"""let x : scalar
let g = x \sigma(1.702 x)
claim \frac{dg}{dx}
= \sigma(1.702 x) + x \frac{d}{dx}\sigma(1.702x)
= \sigma(1.702x) + 1.702 x \sigma(1.702 x)(1-\sigma(1.702x))
= \sigma(1.702x) + x \sigma(1.702 x)(1-\sigma(1.702x))
""", 6, "inner derivative missing"),
    "tied weights autoencoder": Homework(r"""let x : vector d
let W : matrix h d
let h = W x
let r = W^T h - x
let L = \frac12 \|r\|^2
claim \nabla_W L
= h r^T + W r x^T
= W x (W^T W x - x)^T + W (W^T W x - x) x^T
"""),
    "KL of gaussians and softmax": Homework(r"""let z : vector n
let p : distribution n
let q = \operatorname{softmax}(z)
let D_{KL} = \sum_{i} p_i \log \frac{p_i}{q_i}
claim \frac{\partial D_{KL}}{\partial z_j}
= -\sum_i p_i \frac{\partial \log q_i}{\partial z_j}
= -\sum_i p_i (\delta_{ij} - q_j)
= q_j - p_j
"""),
    "KL VAE": Homework(r"""let \mu : scalar
let \sigma : positive
let KL = -\frac{1}{2}\left(1 + \log \sigma^2 - \mu^2 - \sigma^2\right)
claim \frac{\partial KL}{\partial \mu}
= \mu
claim \frac{\partial KL}{\partial \sigma}
= -\frac{1}{\sigma} + \sigma
= \frac{\sigma^2 - 1}{\sigma}
= \frac{1 - \sigma^2}{\sigma}
""", 9, "sign"),
    "row convention network": Homework(r"""let x : row d
let W : matrix d h
let b : row h
let V : matrix h c
let y : row c
let a = \sigma(xW + b)
let o = aV
let L = \frac{1}{2}\|o - y\|^2
claim \frac{\partial L}{\partial V}
= a^T (o - y)
claim \frac{\partial L}{\partial W}
= x^T \left( (o - y) V^T \circ a \circ (1 - a) \right)
claim \frac{\partial L}{\partial x}
= \left( (o-y)V^T \circ a \circ (1-a) \right) W^T
claim \frac{\partial L}{\partial b}
= (o - y) V^T \circ (1 - a)
""", 16, "factor"),
    "numerator layout jacobian": Homework(r"""let x : vector n
let A : matrix m n
let y = A x
claim \frac{\partial y}{\partial x}
= A
claim \frac{\partial}{\partial x} \frac{1}{2} y^T y
= y^T A
= x^T A^T A
"""),
    "sigma bare": Homework(r"""let z : scalar
let y : scalar
let a = \sigma(z)
let J = \frac{1}{2}(a - y)^2
claim \frac{\partial J}{\partial z}
= (a - y) \sigma'(z)
= (a - y) \sigma (1 - \sigma)
= (\sigma - y)\sigma(1-\sigma)
= (\sigma(z) - y) \sigma(z) (1 + \sigma(z))
""", 9, "sign"),
    "softmax two index forms, mixed words": Homework(r"""let o : vector n
let y : one-hot n
let L = - \log \left( \frac{\exp(o^T y)}{\sum_j \exp(o_j)} \right)
claim \frac{\partial L}{\partial o_i}
= \frac{\partial}{\partial o_i} \left( -o^T y + \log \sum_j \exp(o_j) \right)
= -y_i + \frac{\exp(o_i)}{\sum_j \exp(o_j)}
= -y_i + \mathrm{softmax}(o)_i
"""),
    "weight sharing rnn two steps": Homework(r"""let x_1 : scalar
let x_2 : scalar
let w : scalar
let u : scalar
let h_1 = \tanh(u x_1)
let h_2 = \tanh(w h_1 + u x_2)
claim \frac{\partial h_2}{\partial u}
= (1 - h_2^2)(x_2 + w \frac{\partial h_1}{\partial u})
= (1 - h_2^2)(x_2 + w (1 - h_1^2) x_1)
= (1 - h_2^2)(x_2 + (1 - h_1^2) x_1)
""", 10, "factor"),
    "poisson regression + mean form": Homework(r"""let X : matrix n d
let w : vector d
let y : vector n
let \ell(w) = \sum_{i=1}^{n} \left[ y_i w^\top x_i - e^{w^\top x_i} \right]
claim \frac{\partial \ell}{\partial w}
= \sum_{i=1}^n (y_i - e^{w^\top x_i}) x_i
= X^\top (y - \exp(Xw))
"""),
    "temperature softmax": Homework(r"""let z : vector n
let T : positive
let y : one-hot n
let p_i = \frac{e^{z_i/T}}{\sum_j e^{z_j/T}}
let L = -\sum_i y_i \log p_i
claim \frac{\partial L}{\partial z_k}
= \frac{1}{T}(p_k - y_k)
= \frac{p_k - y_k}{T}
= p_k - y_k
""", 9, "factor"),
    "matrix trace of least squares": Homework(r"""let A : matrix m n
let X : matrix n k
let B : matrix m k
let f = \operatorname{tr}\left((AX - B)^T (AX - B)\right)
claim \frac{\partial f}{\partial X}
= 2A^T A X - 2 A^T B
= 2 A^T (AX - B)
"""),
}
