"""What NumPy, PyTorch and JAX call each operation: a table a reader can check by eye.

On the left stands what a compiled program calls, on the right how it is written: `_0`, `_1` are what it is called
with, `_args` all of it, `_axis` the axis, `_dtype` the type of the numbers. A method begins with a dot, and `axis`
after it says that it is one over an axis; `_0` is then the array itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

IN_NUMPY: dict[str, str] = {
    "relu": "np.maximum(_0, 0)",
    "step": "np.heaviside(_0, 0)",
    "sign": "np.sign(_0)",
    "absolute": "np.abs(_0)",
    "naive_sigmoid": "1 / (1 + np.exp(-_0))",
    "naive_softplus": "np.log(1 + np.exp(_0))",
    "np.arange dtype": "np.arange(_args, dtype=float)",
    ".astype": "_0.astype(float)",
}

IN_PYTORCH: dict[str, str] = {
    "np.exp": "torch.exp(_0)",
    "np.log": "torch.log(_0)",
    "np.sqrt": "torch.sqrt(_0)",
    "np.tanh": "torch.tanh(_0)",
    "np.where": "torch.where(_args)",
    "np.einsum": "torch.einsum(_args)",
    "np.eye": "torch.eye(_args, dtype=_dtype)",
    "np.full": "torch.ones(_0, dtype=_dtype) * _1",
    "np.arange": "torch.arange(_args)",
    "np.arange dtype": "torch.arange(_args, dtype=_dtype)",
    "softmax": "torch.softmax(_0, dim=_axis)",
    "log_softmax": "torch.log_softmax(_0, dim=_axis)",
    "log_sum_exp": "torch.logsumexp(_0, dim=_axis)",
    "sigmoid": "torch.sigmoid(_0)",
    "log_sigmoid": "torch.nn.functional.logsigmoid(_0)",
    "relu": "torch.relu(_0)",
    "sign": "torch.sign(_0)",
    "absolute": "torch.abs(_0)",
    "naive_sigmoid": "1 / (1 + torch.exp(-_0))",
    "naive_softplus": "torch.log(1 + torch.exp(_0))",
    ".sum axis": "_0.sum(dim=_axis)",
    ".prod axis": "_0.prod(dim=_axis)",
    ".max axis": "_0.amax(dim=_axis)",
    ".transpose": "_0.permute(_args)",
    ".astype": "_0.to(_dtype)",
    ".copy": "_0.clone()",
}

IN_JAX: dict[str, str] = {
    "np.exp": "jnp.exp(_0)",
    "np.log": "jnp.log(_0)",
    "np.sqrt": "jnp.sqrt(_0)",
    "np.tanh": "jnp.tanh(_0)",
    "np.where": "jnp.where(_args)",
    "np.einsum": "jnp.einsum(_args)",
    "np.eye": "jnp.eye(_args)",
    "np.full": "jnp.full(_args)",
    "np.arange": "jnp.arange(_args)",
    "np.arange dtype": "jnp.arange(_args, dtype=float)",
    "softmax": "jax.nn.softmax(_0, axis=_axis)",
    "log_softmax": "jax.nn.log_softmax(_0, axis=_axis)",
    "log_sum_exp": "jax.nn.logsumexp(_0, axis=_axis)",
    "sigmoid": "jax.nn.sigmoid(_0)",
    "softplus": "jax.nn.softplus(_0)",
    "log_sigmoid": "jax.nn.log_sigmoid(_0)",
    "relu": "jax.nn.relu(_0)",
    "step": "jnp.heaviside(_0, 0)",
    "sign": "jnp.sign(_0)",
    "absolute": "jnp.abs(_0)",
    "naive_sigmoid": "1 / (1 + jnp.exp(-_0))",
    "naive_softplus": "jnp.log(1 + jnp.exp(_0))",
    "float": "jnp.where(_0, 1.0, 0.0)",
    ".astype": "_0.astype(float)",
    ".copy": "_0",
}


@dataclass(frozen=True)
class Dialect:
    """A library that code is written for."""

    name: str
    module: str
    calls: Mapping[str, str]
    imports: tuple[str, ...]
    array: str
    dtype: str
    autograd: str = ""
    prepare: str = ""

    @property
    def pieces(self) -> str:
        """The file whose functions this code defines for itself."""
        return f"in_{self.name}.py"


NUMPY = Dialect("numpy", "np", IN_NUMPY, ("import numpy as np",), "np.array({})", "float")
PYTORCH = Dialect(
    "pytorch",
    "torch",
    IN_PYTORCH,
    ("import torch",),
    "torch.tensor({}, dtype=torch.float64)",
    "torch.float64",
    autograd="torch.autograd.functional.jacobian(lambda x: {forward}(**inputs | {{{name}: x}}), inputs[{name}])",
)
JAX = Dialect(
    "jax",
    "jnp",
    IN_JAX,
    ("import jax", "import jax.numpy as jnp"),
    "jnp.array({})",
    "float",
    autograd="jax.jacobian(lambda x: {forward}(**inputs | {{{name}: x}}))(inputs[{name}])",
    prepare='jax.config.update("jax_enable_x64", True)',
)
