# ruff: noqa: E501
"""Sheets as courses, books, notes and answers write them, all of them right."""

RIGHT = {
    "cs224n softmax ce": r"""
let \boldsymbol{\theta} : vector n
let \mathbf{y} : one-hot n
let \hat{\boldsymbol{y}} = \mathrm{softmax}(\boldsymbol{\theta})
let CE(\boldsymbol{y}, \hat{\boldsymbol{y}}) = -\sum_{i} y_i \log(\hat{y}_i)
claim \frac{\partial CE(\boldsymbol{y}, \hat{\boldsymbol{y}})}{\partial \boldsymbol{\theta}}
= \hat{\boldsymbol{y}} - \boldsymbol{y}
""",
    "cs224n word2vec naive": r"""
let v_c : vector d
let U : matrix d V
let o : index V
let \hat{y} = softmax(U^\top v_c)
let J = -\log \hat{y}_o
let y : vector V
claim \frac{\partial J}{\partial v_c}
= -u_o + \sum_{w=1}^{V} \hat{y}_w u_w
= -\mathbf{u}_o + \sum_{w \in Vocab} \hat{y}_w \mathbf{u}_w
= U\hat{y} - u_o
""",
    "cs224n neg2": r"""
let v_c : vector d
let u_o : vector d
let U : matrix d K
let J = -\log(\sigma(u_o^\top v_c)) - \sum_{k=1}^K \log(\sigma(-u_k^\top v_c))
claim \frac{\partial J}{\partial v_c}
= -(1 - \sigma(u_o^\top v_c)) u_o + \sum_{k=1}^K (1 - \sigma(-u_k^\top v_c)) u_k
= (\sigma(u_o^\top v_c) - 1) u_o + \sum_k \sigma(u_k^\top v_c) u_k
claim \frac{\partial J}{\partial u_o}
= (\sigma(u_o^\top v_c) - 1) v_c
""",
    "cs231n svm": r"""
let W : matrix C D
let x : vector D
let y : index C
let \Delta : scalar
let s = W x
let L = \sum_{j \neq y} \max(0, s_j - s_y + \Delta)
claim \frac{\partial L}{\partial s_j}
= \mathbb{1}(s_j - s_y + \Delta > 0) - \delta_{jy} \sum_{k} \mathbb{1}(s_k - s_y + \Delta > 0)
""",
    "cs231n relu": r"""
let x : vector n
let f = \sum_i \max(0, x_i)
claim \frac{\partial f}{\partial x_i}
= \mathbb{1}(x_i > 0)
= \begin{cases} 1 & \text{if } x_i > 0 \\ 0 & \text{if } x_i \le 0 \end{cases}
""",
    "cs231n sigmoid": r"""
let x : scalar
let \sigma(x) = \frac{1}{1+e^{-x}}
claim \frac{d\sigma(x)}{dx}
= \frac{e^{-x}}{(1+e^{-x})^2}
= \left( \frac{1 + e^{-x} - 1}{1 + e^{-x}} \right) \left( \frac{1}{1+e^{-x}} \right)
= \left( 1 - \sigma(x) \right) \sigma(x)
""",
    "wiki softmax": r"""
let z : vector K
let \sigma(z)_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}
claim \frac{\partial}{\partial z_k} \sigma(z)_i
= \sigma(z)_i (\delta_{ik} - \sigma(z)_k)
""",
    "se softmax": r"""
let o : vector n
let y : one-hot n
let p_j = \frac{e^{o_j}}{\sum_k e^{o_k}}
let L = -\sum_j y_j \log p_j,
claim \frac{\partial L}{\partial o_i}=-\sum_ky_k\frac{\partial \log p_k}{\partial o_i}=-\sum_ky_k\frac{1}{p_k}\frac{\partial p_k}{\partial o_i}
=-y_i(1-p_i)-\sum_{k\neq i}y_k\frac{1}{p_k}({\color{red}{-p_kp_i}})
=-y_i(1-p_i)+\sum_{k\neq i}y_k({p_i})
=-y_i+{\color{blue}{y_ip_i+\sum_{k\neq i}y_k({p_i})}}
={\color{blue}{p_i\left(\sum_ky_k\right)}}-y_i=p_i-y_i
""",
    "bendersky3": r"""
let a : vector N
let S_i = \frac{e^{a_i}}{\sum_{k=1}^{N} e^{a_k}}
let \Sigma = \sum_{k=1}^{N} e^{a_k}
claim \frac{\partial S_i}{\partial a_j}
= \frac{\delta_{ij} e^{a_i}\Sigma - e^{a_j}e^{a_i}}{\Sigma^2}
= \begin{cases} S_i(1-S_j) & i=j \\ -S_jS_i & i\neq j \end{cases}
= S_i(\delta_{ij}-S_j)
""",
    "bishop linreg": r"""
let \mathbf{w} : vector M
let \boldsymbol{\Phi} : matrix N M
let \mathbf{t} : vector N
let E(\mathbf{w}) = \frac{1}{2}\sum_{n=1}^{N} \{ t_n - \mathbf{w}^{\mathrm{T}} \boldsymbol\phi_n \}^2
claim \nabla E(\mathbf{w})
= \sum_{n=1}^{N} \{ \mathbf{w}^{\mathrm{T}}\boldsymbol\phi_n - t_n\} \boldsymbol\phi_n
""",
    "bishop linreg2": r"""
let \mathbf{w} : vector M
let \mathbf{\Phi} : matrix N M
let \mathbf{t} : vector N
let E_D(\mathbf{w}) = \frac{1}{2} \| \mathbf{t} - \mathbf{\Phi w} \|^2
claim \nabla_{\mathbf{w}} E_D
= -\mathbf{\Phi}^{\mathrm T} (\mathbf{t} - \mathbf{\Phi} \mathbf{w})
""",
    "bishop logreg": r"""
let \mathbf{w} : vector M
let \mathbf{\Phi} : matrix N M
let \mathbf{t} : vector N
let \mathbf{y} = \sigma(\mathbf{\Phi}\mathbf{w})
let E = - \sum_{n=1}^N \{ t_n \ln y_n + (1 - t_n) \ln (1 - y_n) \}
claim \nabla_{\mathbf{w}} E
= \mathbf{\Phi}^T(\mathbf{y} - \mathbf{t})
""",
    "bishop elements": r"""
let \mathbf{w} : vector M
let \mathbf{x} : vector M
let y = \mathbf{w}^\top\mathbf{x}
claim \frac{\partial y}{\partial w_i}
= x_i
= \mathbf{x}
""",
    "goodfellow ridge2": r"""
let \boldsymbol{X} : matrix m n
let \boldsymbol{w} : vector n
let \boldsymbol{y} : vector m
let \mathrm{MSE} = \frac{1}{m} \left\lVert \boldsymbol{X}\boldsymbol{w} - \boldsymbol{y} \right\rVert_2^2
claim \nabla_{\boldsymbol{w}} \mathrm{MSE}
= \nabla_{\boldsymbol{w}} \frac{1}{m} ||\boldsymbol{X}\boldsymbol{w} - \boldsymbol{y}||_2^2
= \frac{1}{m} \nabla_{\boldsymbol{w}} (\boldsymbol{X}\boldsymbol{w} - \boldsymbol{y})^\top (\boldsymbol{X}\boldsymbol{w} - \boldsymbol{y})
= \frac{1}{m} \nabla_{\boldsymbol{w}} (\boldsymbol{w}^\top\boldsymbol{X}^\top\boldsymbol{X}\boldsymbol{w} - 2\boldsymbol{w}^\top\boldsymbol{X}^\top\boldsymbol{y} + \boldsymbol{y}^\top\boldsymbol{y})
= \frac{1}{m} (2\boldsymbol{X}^\top\boldsymbol{X}\boldsymbol{w} - 2\boldsymbol{X}^\top\boldsymbol{y})
""",
    "plain ols": r"""
let X : matrix m n
let w : vector n
let y : vector m
let J = 1/(2m) ||X w - y||^2
claim dJ/dw
= 1/m X^T (X w - y)
= (1/m) * X^T * (X*w - y)
= 1/m sum_i (X w - y)_i X_{i,:}^T
""",
    "plain ols elem": r"""
let X : matrix m n
let w : vector n
let y : vector m
let J = 1/(2m) sum_{i=1}^m (sum_{j=1}^n X_ij w_j - y_i)^2
claim dJ/dw_k
= 1/m sum_i (sum_j X_ij w_j - y_i) X_ik
= 1/m sum_i X_ik ((Xw)_i - y_i)
""",
    "andrewng": r"""
let \theta : vector n
let X : matrix m n
let y : vector m
let h = X \theta
let J(\theta) = \frac{1}{2m} \sum_{i=1}^{m} (h_i - y_i)^2
claim \frac{\partial}{\partial \theta_j} J(\theta)
= \frac{1}{2m} \sum_{i=1}^m 2 (h_i - y_i) \frac{\partial h_i}{\partial \theta_j}
= \frac{1}{m} \sum_{i=1}^m (h_i - y_i) X_{ij}
""",
    "andrewng logistic": r"""
let \theta : vector n
let X : matrix m n
let y : vector m
let h = \sigma(X \theta)
let J(\theta) = -\frac{1}{m} \sum_{i=1}^m \left[ y_i \log(h_i) + (1 - y_i)\log(1 - h_i) \right]
claim \frac{\partial J(\theta)}{\partial \theta_j}
= -\frac{1}{m} \sum_{i=1}^m \left[ y_i \frac{1}{h_i} - (1-y_i) \frac{1}{1-h_i} \right] \frac{\partial h_i}{\partial \theta_j}
= \frac{1}{m} \sum_{i=1}^m (h_i - y_i) X_{ij}
""",
    "nielsen": r"""
let w^2 : matrix k j
let b^2 : vector k
let a^1 : vector j
let y : vector k
let z^2 = w^2 a^1 + b^2
let a^2 = \sigma(z^2)
let C = \frac{1}{2} \| y - a^2 \|^2
let \delta^2 = \partial C / \partial z^2
claim \frac{\partial C}{\partial b^2}
= (a^2 - y) \odot \sigma'(z^2)
claim \frac{\partial C}{\partial w^2_{ij}}
= (a^2_i - y_i) \sigma'(z^2_i) a^1_j
""",
    "nielsen2": r"""
let W^{(2)} : matrix k j
let b^{(2)} : vector k
let a^{(1)} : vector j
let y : vector k
let z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}
let a^{(2)} = \sigma(z^{(2)})
let C = \frac{1}{2} \sum_i (y_i - a^{(2)}_i)^2
claim \frac{\partial C}{\partial W^{(2)}_{ij}}
= \frac{\partial C}{\partial a^{(2)}_i} \frac{\partial a^{(2)}_i}{\partial z^{(2)}_i} \frac{\partial z^{(2)}_i}{\partial W^{(2)}_{ij}}
= (a_i^{(2)} - y_i)\, a_i^{(2)} (1 - a_i^{(2)})\, a_j^{(1)}
""",
    "nielsen delta": r"""
let W : matrix k j
let x : vector j
let y : vector k
let z = W x
let a = \sigma(z)
let C = \frac12 \|y - a\|^2
let \delta = (a - y) \odot \sigma'(z)
claim \nabla_W C
= \delta x^T
claim \frac{\partial C}{\partial z}
= \nabla_a C \odot \sigma'(z)
= \delta
""",
    "unicode": r"""
let z : vector n
let y : one-hot n
let ŷ = softmax(z)
let J = −∑ₖ yₖ log ŷₖ
claim ∂J/∂zᵢ
= ŷᵢ − yᵢ
""",
    "unicode2": r"""
let x : vector d
let W : matrix h d
let v : vector h
let f = vᵀ σ(W x)
claim ∂f/∂W
= (v ⊙ σ'(W x)) xᵀ
= (v ∘ σ(Wx) ∘ (1 − σ(Wx))) xᵀ
claim ∂f/∂x
= Wᵀ(v ⊙ σ′(Wx))
""",
    "plain text": r"""
let z : vector n
let y : one-hot n
let p = softmax(z)
let J = -sum_k y_k log(p_k)
claim dJ/dz_i
= -sum_{k=1}^n y_k * 1/p_k * dp_k/dz_i
= -sum_k y_k/p_k * p_k*(delta_ki - p_i)
= -y_i + p_i * sum_k y_k
= p_i - y_i
""",
    "plain mlp": r"""
let x : vector d
let W1 : matrix h d
let b1 : vector h
let W2 : matrix c h
let b2 : vector c
let y : one-hot c
let z1 = W1 x + b1
let a1 = sigma(z1)
let z2 = W2 a1 + b2
let yhat = softmax(z2)
let L = -sum_i y_i log yhat_i
claim dL/dW1
= (W2^T (yhat - y) * sigma'(z1)) x^T
claim dL/dz2
= yhat - y
claim dL/db1
= W2^T (yhat - y) .* a1 .* (1 - a1)
""",
    "plain relu": r"""
let x : vector d
let W : matrix h d
let v : vector h
let t : scalar
let a = relu(W x)
let L = 1/2 (v^T a - t)^2
claim dL/dW
= (v^T a - t) (v ⊙ [W x > 0]) x^T
= (v^T a - t) * (v ⊙ 1[W x > 0]) x^T
= (v^T a - t) (v \odot relu'(W x)) x^T
claim dL/dW_ij
= (v^T a - t) v_i [ (Wx)_i > 0 ] x_j
""",
    "tanh": r"""
let x : scalar
claim \frac{d}{dx} \tanh(x)
= 1 - \tanh^2(x)
= 1 - \tanh(x)^2
= \operatorname{sech}^2(x)
= \frac{4}{(e^x + e^{-x})^2}
= \frac{1}{\cosh^2 x}
""",
    "primes": r"""
let z : scalar
let f(x) = \frac{1}{1+e^{-x}}
claim f'(z)
= f(z)(1-f(z))
""",
    "quad form": r"""
let A : matrix n n
let x : vector n
claim \nabla_x (x^T A x)
= (A + A^T) x
= Ax + A^\top x
claim \frac{\partial x^T A x}{\partial x_k}
= \sum_j A_{kj} x_j + \sum_i A_{ik} x_i
""",
    "sym quad": r"""
let A : symmetric n
let x : vector n
let b : vector n
let f = \frac{1}{2} x^T A x - b^T x
claim \nabla f(x)
= A x - b
""",
    "trace": r"""
let W : matrix m n
let A : matrix n m
claim \frac{\partial \operatorname{tr}(AW)}{\partial W}
= A^T
claim \nabla_W \mathrm{tr}(W^T W)
= 2W
""",
    "norm": r"""
let x : vector n
claim \nabla_x \|x\|
= \frac{x}{\|x\|}
= x / ||x||
= x / \sqrt{x^\top x}
claim \frac{\partial}{\partial x_i} \|x\|_2
= x_i / \|x\|_2
""",
    "cond3": r"""
let z : vector n
let p = softmax(z)
claim \frac{\partial p_k}{\partial z_i} = \begin{cases} p_i(1-p_k), & i=k \\ -p_i p_k, & i \neq k. \end{cases}
= p_i(\mathbb{1}\{i=k\} - p_k)
= p_i ([i = k] - p_k)
= p_i (\mathbf{1}_{i=k} - p_k)
= p_i(\mathbb{1}_{\{i = k\}} - p_k)
= p_i (1\{i = k\} - p_k)
= p_i (\mathrm{1}[i=k] - p_k)
= p_i (1_{i=k} - p_k)
""",
    "sigma product": r"""
let x : scalar
let \sigma(x) = 1/(1+e^{-x})
claim \sigma'(x)
= \sigma(x)(1-\sigma(x))
= \sigma(x) \cdot (1-\sigma(x))
= \sigma(1-\sigma)
claim \frac{d}{dx}\sigma(x)
= \sigma(x)\left[1-\sigma(x)\right]
""",
    "Jw": r"""
let x : vector n
let t : scalar
let w : vector n
let J = \frac{1}{2}(w^T x - t)^2
claim \nabla_w J(w)
= (w^Tx - t) x
claim \nabla J(w)
= (w^\top x - t) x
claim \frac{\partial J(w)}{\partial w_i}
= (w^T x - t) x_i
""",
    "Jprime": r"""
let x : scalar
let J = x^3
claim J'(x)
= 3x^2
claim J''(x)
= 6 x
claim J'
= 3 x^2
""",
    "fprime": r"""
let f(x) = x^2 + 3x
let t : scalar
claim f'(t)
= 2t + 3
claim \frac{d}{dt} f(2t)
= 2 (2 (2t) + 3)
= 8 t + 6
""",
    "activation abstract": r"""
let x : vector d
let W : matrix h d
let v : vector h
let z = W x
let J = v^T f(z)
claim \frac{\partial J}{\partial W_{ij}}
= v_i f'(z_i) x_j
claim \nabla_W J
= (v \odot f'(z)) x^\top
""",
    "abstract F": r"""
let v : vector d
let F(v) : scalar
let J = F^2
claim \frac{\partial J}{\partial v_i}
= 2 F \frac{\partial F}{\partial v_i}
= 2 F(v) \frac{\partial F(v)}{\partial v_i}
""",
    "index list": r"""
let U : matrix d V
let v_c : vector d
let o : index V
let w : index V
let J = -\log \sigma(u_o^\top v_c) - \sum_{k=1}^{d} \log \sigma(-u_{w_k}^\top v_c)
claim \frac{\partial J}{\partial v_c}
= -(1-\sigma(u_o^\top v_c)) u_o + \sum_{k=1}^{d} (1-\sigma(-u_{w_k}^\top v_c)) u_{w_k}
""",
    "index list2": r"""
let U : matrix d V
let v_c : vector d
let w : index V K
let J = - \sum_{k} \log \sigma(-u_{w_k}^\top v_c)
claim \frac{\partial J}{\partial v_c}
= \sum_{k=1}^K \sigma(u_{w_k}^\top v_c) u_{w_k}
= \sum_k \sigma(\mathbf{u}_{w_k}^\top \mathbf{v}_c) \mathbf{u}_{w_k}
""",
    "batch labels": r"""
let X : matrix m d
let W : matrix d K
let y : index K m
let Z = X W
let J = -\frac{1}{m} \sum_{i=1}^m \left( Z_{i,y_i} - \log \sum_k e^{Z_{ik}} \right)
let P = softmax(Z)
claim \frac{\partial J}{\partial Z_{ik}}
= \frac{1}{m} (P_{ik} - \mathbb{1}[k = y_i])
= \frac1m (P_{ik} - \delta_{k,y_i})
claim \frac{\partial J}{\partial W_{jk}}
= \frac{1}{m} \sum_i X_{ij} (P_{ik} - 1\{y_i = k\})
""",
    "ng superscripts": r"""
let \theta : vector n
let X : matrix m n
let y : vector m
let J(\theta) = \frac{1}{2m} \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)})^2
claim \frac{\partial J(\theta)}{\partial \theta_j}
= \frac{1}{m} \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)}) x_j^{(i)}
= \frac{1}{m} \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)}) x^{(i)}_j
claim \nabla_\theta J(\theta)
= \frac{1}{m} \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)}) x^{(i)}
= \frac1m X^T(X\theta - y)
""",
    "hats": r"""
let z : vector n
let y : one-hot n
let \hat{y_i} = \frac{e^{z_i}}{\sum_{j} e^{z_j}}
let L = - \sum_i y_i \log \hat{y_i}
claim \frac{\partial L}{\partial z_i} = \hat{y_i} - y_i
""",
    "underbrace": r"""
let x : scalar
let w : scalar
let b : scalar
let z = w x + b
let a = \sigma(z)
let L = \frac{1}{2}(a - 1)^2
claim \frac{\partial L}{\partial w}
= \underbrace{\frac{\partial L}{\partial a}}_{a - 1} \underbrace{\frac{\partial a}{\partial z}}_{\sigma'(z)} \underbrace{\frac{\partial z}{\partial w}}_{x}
= \frac{dL}{da} \cdot \frac{da}{dz} \cdot \frac{dz}{dw} \tag{chain rule}
\overset{(1)}{=} (a-1) \sigma'(z) x
\stackrel{!}{=} \boxed{(a - 1)a(1-a)x}
= (a-1) \cdot \sigma^{\prime}(z) \cdot x \qquad \text{(since $z = wx+b$)}
= \textcolor{blue}{(a-1)} \sigma'(wx+b)\, x  \text{ by the chain rule}
""",
    "operatorname stuff": r"""
let x : vector n
let W : matrix n n
claim \nabla_{\mathbf{x}} \operatorname{softplus}(x)^\top \mathbf{1}
= \operatorname{sigmoid}(x)
claim \nabla_W \mathbf{1}^\top \tanh(Wx)
= (\mathbf{1} - \tanh^2(Wx)) x^\top
= (1 - \tanh^2(Wx)) x^\top
= \operatorname{diag}(1 - \tanh^2(Wx)) \mathbf{1} x^\top
""",
    "jac": r"""
let z : vector n
let p = softmax(z)
claim \frac{\partial p}{\partial z}
= \operatorname{diag}(p) - p p^\top
= \mathrm{diag}(p) - pp^T
""",
    "quotient": r"""
let z : vector n
let p_i = \frac{e^{z_i}}{\sum_{k=1}^n e^{z_k}}
claim \frac{\partial p_i}{\partial z_j}
= \frac{ \frac{\partial e^{z_i}}{\partial z_j} \sum_k e^{z_k} - e^{z_i} \frac{\partial}{\partial z_j} \sum_k e^{z_k} }{ \left( \sum_k e^{z_k} \right)^2 }
= \frac{ \delta_{ij} e^{z_i} \sum_k e^{z_k} - e^{z_i} e^{z_j} }{ \left[ \sum_k e^{z_k} \right]^2 }
= \frac{e^{z_i}}{\sum_k e^{z_k}} \frac{\delta_{ij}\sum_k e^{z_k} - e^{z_j}}{\sum_k e^{z_k}}
= p_i (\delta_{ij} - p_j)
""",
    "log trick": r"""
let z : vector n
let p = softmax(z)
claim \frac{\partial \log p_i}{\partial z_j}
= \frac{\partial}{\partial z_j}\left[ z_i - \log \sum_k e^{z_k} \right]
= \delta_{ij} - \frac{1}{\sum_k e^{z_k}} \frac{\partial}{\partial z_j} \left( \sum_k e^{z_k} \right)
= \delta_{ij} - p_j
= 1\{i = j\} - p_j
""",
    "logistic ng": r"""
let x : vector n
let y : scalar
let \theta : vector n
let h = \sigma(\theta^T x)
let \ell(\theta) = y \log h + (1 - y) \log (1 - h)
claim \frac{\partial}{\partial \theta_j} \ell(\theta)
= \left( y \frac{1}{h} - (1 - y)\frac{1}{1 - h} \right) \frac{\partial}{\partial \theta_j} h
= \left( y \frac{1}{\sigma(\theta^Tx)} - (1 - y)\frac{1}{1 - \sigma(\theta^Tx)} \right) \sigma(\theta^T x)(1 - \sigma(\theta^Tx)) \frac{\partial}{\partial \theta_j} \theta^T x
= (y (1 - \sigma(\theta^T x)) - (1-y) \sigma(\theta^T x)) x_j
= (y - h) x_j
""",
    "mathsf T": r"""
let \mathbf{x} : vector d
let \mathbf{w} : vector d
let b : scalar
let t : scalar
let f(\mathbf{x}) = \mathbf{w}^{\mathsf T}\mathbf{x} + b
let E = \tfrac12 \bigl( f(\mathbf{x}) - t \bigr)^2
claim \partial_{\mathbf{w}} E
= \bigl( f(\mathbf x) - t \bigr)\, \mathbf{x}
claim \partial_b E
= \mathbf{w}^\mathsf{T}\mathbf{x} + b - t
""",
    "transposed sum": r"""
let A : matrix n n
let x : vector n
claim \frac{d}{dx} x^T A x
= x^T (A + A^T)
= \left(A^T + A\right) x
""",
    "frobenius": r"""
let X : matrix m n
let Y : matrix m k
let W : matrix n k
let L = \frac{1}{2} \left\| XW - Y \right\|_F^2
claim \frac{\partial L}{\partial W}
= X^\top (XW - Y)
= \frac{\partial}{\partial W} \frac12 \operatorname{tr}\left( (XW-Y)^\top (XW - Y) \right)
""",
    "elementwise star": r"""
let x : vector n
let y : vector n
let L = sum_i (x_i - y_i)**2
claim dL/dx
= 2*(x - y)
claim dL/dx_i
= 2*(x_i - y_i)
= 2x_i - 2y_i
""",
    "s1": r"""
let c : index n
let \epsilon : signs n
let s_j = \frac{1}{2} (1 - \delta_{jc}) (\epsilon_j + 1)
let z : vector n
let f = \sum_j s_j z_j
claim \frac{\partial f}{\partial z_i}
= \begin{cases} 1 & s_i = 1 \\ 0 & \text{otherwise} \end{cases}
= s_i
""",
    "sampled set": r"""
let z : vector n
let c : index n
let q : distribution n
let \epsilon : signs n
let \mathbb{1}[j \in S] = \frac{1}{2} (1 - \delta_{jc}) (\epsilon_j + 1)
let f = \sum_{j \in S} q_j z_j
claim \frac{\partial f}{\partial z_i}
= q_i \mathbb{1}[i \in S]
= \begin{cases} q_i & i \in S \\ 0 & \text{otherwise} \end{cases}
""",
    "support set": r"""
let z : vector n
let 1_{\{j \in P\}} = [z_j > 0]
let h = \sum_{j \in P} z_j^2
claim \frac{\partial h}{\partial z_i}
= 2 z_i 1_{i \in P}
= 2 \operatorname{relu}(z_i)
""",
    "numpy": r"""
let X : matrix m d
let W1 : matrix d h
let W2 : matrix h c
let Y : matrix m c
let H = tanh(X W1)
let S = H W2
let L = 1/(2m) ||S - Y||_F^2
claim dL/dW1
= 1/m X^T ( ((S - Y) W2^T) * (1 - H^2) )
= (1/m) X.T @ (((S - Y) @ W2.T) * (1 - H**2))
= (1/m) * X.T @ (((S - Y) @ W2.T) * (1 - H*H))
""",
    "bare activations": r"""
let x : vector d
let w : vector d
let t : scalar
let a = \sigma(w^T x)
let J = \frac{1}{2} (a - t)^2
claim \frac{\partial J}{\partial w}
= (a - t) \sigma' \cdot x
= (a - t) \sigma (1 - \sigma) x
= (\sigma - t) \sigma(1-\sigma) x
= (\sigma - t)(\sigma - \sigma^2) x
""",
    "bare activations of a layer": r"""
let x : vector d
let W : matrix h d
let v : vector h
let a = \tanh(W x)
let J = v^T a
claim \frac{\partial J}{\partial W}
= (v \odot (1 - \tanh^2)) x^T
= (v \odot \tanh') x^T
""",
    "bare activation in a loss": r"""
let x : vector d
let w : vector d
let y : scalar
let L = -y \log \sigma(w^T x) - (1-y) \log(1 - \sigma(w^T x))
claim \nabla_w L
= -\left( \frac{y}{\sigma} - \frac{1-y}{1-\sigma} \right) \sigma (1-\sigma) x
= (\sigma - y) x
""",
}
