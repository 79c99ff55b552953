"""The sizes, indices and quantities of the declarations that the tests of the language share."""



from derivations.notation import Index, Quantity, kind, size
from tests.language.reading import Q

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
