"""Notations of a hurried hand and of NumPy: each means what LaTeX means, or a sentence says why not."""

import pytest

from tests.language.reading import canonical, claim, read

SAME = [
    (r"\frac{\partial J}{\partial z_k}", r"{\partial J \over \partial z_k}"),
    (r"\frac{\partial J}{\partial z_k}", r"\partial J over \partial z_k"),
    (r"\frac{z_i}{t_i}", "(z ./ t)_i"),
    (r"W_{ij}", "W[i,j]"),
    (r"W_{i,:}", "W[i, :]"),
    (r"W_{:,j}", "W[:,j]"),
    (r"z_i + t_i", "z[i] + t[i]"),
    (r"a (b - c)", "a [b - c]"),
    (r"\frac{1}{n} \sum_k z_k", "mean(z)"),
    (r"z \odot \mathbb{1}[t > 0]", "z * (t > 0)"),
    (r"\mathbf{1}^\top z", "1^T z"),
    (r"\nabla_{\lambda} (\lambda^2)", "grad_lambda (lambda^2)"),
    (r"z^\top t", "z' t"),
    (r"(W x - z)^\top t", "(W x - z)' t"),
    (r"\nabla_x (x^\top x)", r"\nabla_x x^\top x"),
    (r"\nabla_x (\lambda x^\top x)", r"\nabla_x \lambda x^\top x"),
    (r"\nabla_x (x^\top x + v^\top x)", r"\nabla_x x^\top x + v^\top x"),
    (r"\frac{d}{da} (a^2 + b a)", r"\frac{d}{da} a^2 + b a"),
    (r"\nabla_x ((x^\top v)^2 + x^\top x)", r"\nabla_x (x^\top v)^2 + x^\top x"),
    (r"\partial/\partial x_j (\sum_k x_k + \sum_k x_k^2)", r"\partial/\partial x_j \sum_k x_k + \sum_k x_k^2"),
    (r"e^{-a^2}", "e^-a^2"),
    (r"e^{a^2}", "e^a^2"),
    (r"\sum_k z_k \log t_k", r"\sum z \log t"),
    (r"(W x)_i", "W_i x"),
    (r"z_i + 1", "z_i + 1  # a remark"),
    (r"X W^T + \mathbf{1} q", "X W^T + q"),
    (r"\sum_k (-z_k t_k) + a", r"\sum_k -z_k t_k + a"),
    (r"\sum_k (z_k - t_k)^2", r"\sum (z_k - t_k)^2"),
    (r"W X^T + z \mathbf{1}^T", "W X^T + z"),
    (r"X W^T - \mathbf{1} z^T", "X W^T - z"),
    (r"\sum_k (z_k - t_k)^2", r"\sum (z - t)^2"),
    (r"\sum_k (z_k - t_k)^2", "((z - t)**2).sum()"),
    (r"\exp(z_i)", "np.exp(z[i])"),
    (r"W x - z", "W.dot(x) - z"),
    (r"W x - z", "np.dot(W, x) - z"),
    (r"W x - z", "W @ x - z"),
    (r"z^T t", "z @ t"),
    (r"z^T t", "np.dot(z, t)"),
    (r"W^T z", "W.T.matmul(z)"),
    (r"z x^T", "np.outer(z, x)"),
    (r"z \odot t", "np.multiply(z, t)"),
    (r"relu(z)", "np.maximum(0, z)"),
    (r"\|z\|^2", "np.linalg.norm(z)**2"),
    (r"z^2", "np.square(z)"),
    (r"\mathbf{1}^T W", "np.sum(W, axis=0)"),
    (r"W \mathbf{1}", "W.sum(axis=1, keepdims=True)"),
    (r"(\mathbf{1}^T W) / n", "W.mean(axis=0)"),
    (r"(W \mathbf{1}) / d", "np.mean(W, axis=-1)"),
    (r"\frac{1}{n} \sum_k \sigma(z_k)", "torch.sigmoid(z).mean()"),
    (r"softmax(W)", "F.softmax(W, dim=1)"),
    (r"\operatorname{tr}(A)", "A.trace()"),
    (r"\frac{\partial}{\partial x} \frac{\partial (x^T x)}{\partial x}", r"\nabla^2_x (x^T x)"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_it_means_the_same(one: str, other: str) -> None:
    assert canonical(read(one).element) == canonical(read(other).element)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\frac{\partial}{\partial z_k} J + z_k", "the derivative of all of"),
        ("2 a (power rule)", "“power” is not declared"),
        ("cos(a)", "“cos” is not declared, nor a function of this language"),
        ("A + z", r"a column b stands in every column as b \mathbf{1}^T, and in every row as \mathbf{1} b^T"),
        ("mean(a)", "Over which index is this the mean?"),
        ("(a + b)'", "A prime is the derivative of a function"),
    ],
)
def test_what_is_not_read_gets_a_sentence_that_helps(text: str, words: str) -> None:
    problem = claim(text).problem
    assert problem is not None
    assert words in problem.sentence
