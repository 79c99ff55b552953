"""What a compiled line becomes in NumPy, PyTorch and JAX: a table."""

import pytest

from derivations.export.dialects import JAX, NUMPY, PYTORCH
from derivations.export.translating import names_in, statements

LINES = [
    ("np.eye(n).T - p", "np.eye(n) - p", "torch.eye(n, dtype=U.dtype) - p", "jnp.eye(n) - p"),
    ("relu(x) + step(x)", "np.maximum(x, 0) + np.heaviside(x, 0)", "torch.relu(x) + step(x)",
     "jax.nn.relu(x) + jnp.heaviside(x, 0)"),
    ("softmax(A, axis=0)", "softmax(A, axis=0)", "torch.softmax(A, dim=0)", "jax.nn.softmax(A, axis=0)"),
    ("log_sum_exp(z)", "log_sum_exp(z)", "torch.logsumexp(z, dim=-1)", "jax.nn.logsumexp(z, axis=-1)"),
    ("np.where((np.arange(n) == o).astype(np.float64), a, 0)", "np.where(np.arange(n) == o, a, 0)",
     "torch.where(torch.arange(n) == o, a, 0)", "jnp.where(jnp.arange(n) == o, a, 0)"),
    ("(t == o).astype(np.float64)", "(t == o).astype(float)", "(t == o).to(U.dtype)", "(t == o).astype(float)"),
    ("x.max(axis=1) + x.sum(axis=(0, 1)) + x.max()", "x.max(axis=1) + x.sum(axis=(0, 1)) + x.max()",
     "x.amax(dim=1) + x.sum(dim=(0, 1)) + x.max()", "x.max(axis=1) + x.sum(axis=(0, 1)) + x.max()"),
    ("x.transpose(1, 2, 0).copy()", "x.transpose(1, 2, 0).copy()", "x.permute(1, 2, 0).clone()",
     "x.transpose(1, 2, 0)"),
    ("float(np.exp(2)) * x", "math.exp(2) * x", "math.exp(2) * x", "math.exp(2) * x"),
    ("float(o == w)", "float(o == w)", "float(o == w)", "jnp.where(o == w, 1.0, 0.0)"),
    ("float(sigmoid(0.5))", "float(sigmoid(0.5))", "float(torch.sigmoid(torch.tensor(0.5, dtype=torch.float64)))",
     "float(jax.nn.sigmoid(0.5))"),
    ("np.full((n,), x + 1)", "np.full((n,), x + 1)", "torch.ones((n,), dtype=U.dtype) * (x + 1)",
     "jnp.full((n,), x + 1)"),
    ("np.arange(1, n + 1, dtype=np.float64)", "np.arange(1, n + 1, dtype=float)",
     "torch.arange(1, n + 1, dtype=U.dtype)", "jnp.arange(1, n + 1, dtype=float)"),
    ('np.einsum("ij,j->i", A, x)', 'np.einsum("ij,j->i", A, x)', 'torch.einsum("ij,j->i", A, x)',
     'jnp.einsum("ij,j->i", A, x)'),
    ("-(log_softmax(z) @ y)", "-(log_softmax(z) @ y)", "-(torch.log_softmax(z, dim=-1) @ y)",
     "-(jax.nn.log_softmax(z, axis=-1) @ y)"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "numpy", "pytorch", "jax"), LINES)
def test_a_line_in_each_library(line, numpy, pytorch, jax):
    source = f"def evaluate(U, x):\n    return {line}\n"
    written = [statements(source, dialect, "U") for dialect in (NUMPY, PYTORCH, JAX)]
    assert written == [[f"return {numpy}"], [f"return {pytorch}"], [f"return {jax}"]]


def test_names_are_found_in_statements():
    assert names_in(["p = softmax(z)", "return p - y"]) == {"p", "softmax", "z", "y"}
