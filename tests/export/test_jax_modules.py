"""Every derivation as a JAX module: it checks itself, also against JAX's own derivatives, and agrees with NumPy."""

import numpy as np
import pytest

from tests.conftest import framework
from tests.export.running import (
    LARGEST_ERROR,
    SUBJECTS,
    converted,
    errors,
    export_of,
    results,
    run_once,
    without_its_title,
)


@pytest.fixture(autouse=True)
def jax():
    """JAX in double precision, and as it was afterwards."""
    jax = framework("jax")
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_disable_most_optimizations", True)  # each operation runs a few times only
    yield jax
    jax.config.update("jax_disable_most_optimizations", False)
    jax.config.update("jax_enable_x64", before)


@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_a_jax_module_checks_itself_and_agrees_with_numpy(jax, slug, route):
    space, printed = run_once(without_its_title(export_of(slug, route, "jax")))
    assert all(error < LARGEST_ERROR for error in errors(printed))
    assert len(errors(printed)) == (2 if "gradient" in space else 1)
    numpy_space, _ = run_once(without_its_title(export_of(slug, route, "numpy")))
    inputs = converted(numpy_space["inputs"], jax.numpy.asarray)
    for ours, theirs in zip(results(numpy_space, numpy_space["inputs"]), results(space, inputs), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)
