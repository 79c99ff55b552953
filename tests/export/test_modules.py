"""Every derivation as a NumPy and a PyTorch module: each checks itself, and the two agree."""

import ast

import numpy as np
import pytest

from derivations.catalogue import catalogue, entry
from derivations.core import Derivation
from derivations.export.formats import exported
from derivations.export.sources import subject
from derivations.export.subject import Subject, subject_of
from derivations.notation import Partial, Sum, exp, indices, quantity, scalar, size, tanh, vector
from derivations.notation.scope import free_indices
from derivations.rules.definitions import unfold
from tests.conftest import framework
from tests.export.running import (
    LARGEST_ERROR,
    SUBJECTS,
    converted,
    errors,
    export_of,
    results,
    run,
    run_once,
    without_its_title,
)


@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_a_numpy_module_checks_itself(slug, route):
    _, printed = run_once(without_its_title(export_of(slug, route, "numpy")))
    [error] = errors(printed)
    assert error < LARGEST_ERROR


@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_a_pytorch_module_checks_itself_and_agrees_with_numpy(slug, route):
    torch = framework("torch")
    space, printed = run_once(without_its_title(export_of(slug, route, "pytorch")))
    assert all(error < LARGEST_ERROR for error in errors(printed))
    assert len(errors(printed)) == (2 if "gradient" in space else 1)
    numpy_space, _ = run_once(without_its_title(export_of(slug, route, "numpy")))
    inputs = converted(numpy_space["inputs"], torch.as_tensor)
    for ours, theirs in zip(results(numpy_space, numpy_space["inputs"]), results(space, inputs), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_a_gradient_has_the_shape_of_its_variable(slug, route):
    space, _ = run_once(without_its_title(export_of(slug, route, "numpy")))
    if "gradient" in space:
        first = next(iter(space["inputs"].values()))
        start = catalogue()[slug].derivation(route).start
        axes = getattr(start.of, "indices", tuple(free_indices(start.of)))
        lengths = np.shape(space["loss"](**space["inputs"]))
        own = tuple(n for n, index in zip(lengths, axes, strict=True) if index not in free_indices(start.wrt))
        assert np.shape(space["gradient"](**space["inputs"])) == own + first.shape


def test_the_whole_module_is_as_one_would_hand_it_in():
    source = export_of("cross-entropy", "logarithm first", "numpy")
    assert max(map(len, source.splitlines())) <= 100
    assert 'def loss(z, y):\n    """J = −Σ_k y_k log p_k\n\n    z: vector of shape (n,)\n' in source
    assert "    p = softmax(z)\n    return p - y\n" in source
    assert [type(node).__name__ for node in ast.parse(source).body].count("FunctionDef") == 5


def test_a_wrong_derivation_is_told_so():
    source = export_of("cross-entropy", "logarithm first", "numpy").replace("return p - y", "return y - p")
    with pytest.raises(SystemExit, match="The gradient is wrong"):
        run(source)


def test_the_inputs_in_force_are_those_of_the_file():
    values = {"z": np.array([0.5, -1.0]), "y": np.array([1.0, 0.0])}
    source = exported("numpy", subject_of(entry("cross-entropy"), None, values))
    assert '"z": np.array([0.5, -1.0]),' in source
    assert '"y": np.array([1.0, 0.0]),' in source


def test_the_diagonal_of_a_jacobian_is_held_against_the_diagonal():
    n = size("n")
    i, k = indices("i k", n)
    x = vector("x", n)
    h = vector("h", n).defined_by(lambda i: tanh(x[i]) * Sum(x[k], k))
    derivation = Derivation(Partial(h[i], x[i])).by(unfold(h), "Write it out.")
    space, printed = run(exported("numpy", subject(derivation)))
    assert max(errors(printed)) < LARGEST_ERROR
    assert space["gradient"](**space["inputs"]).shape == space["inputs"]["x"].shape


NAMES = [r"\hat{y}", "W_1", r"\lambda", "b^{(2)}", r"\mathbf{x}", "inputs", "torch", "math", "np", "lambda", "loss"]


@pytest.mark.parametrize("to", ["numpy", "pytorch"])
@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_exported(name, to):
    if to == "pytorch":
        framework("torch")
    n = size("n")
    i, k = indices("i k", n)
    x = vector(name, n)
    J = scalar("J").defined_by(Sum(exp(x[k]), k))
    derivation = Derivation(Partial(J, x[i])).by(unfold(J), "Write it out.")
    _, printed = run(exported(to, subject(derivation)))
    assert max(errors(printed)) < LARGEST_ERROR


HOSTILE = ['"""\nraise SystemExit("x")\n"""', "\\", 'ends with a quote"', "\\N{DASH} \\x", "a\r\nb", "{0}"]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_becomes_code(title):
    derivation = entry("sigmoid-derivative").derivation()
    _, printed = run(exported("numpy", Subject(derivation, title, states=title)))
    assert max(errors(printed)) < LARGEST_ERROR


def test_an_index_from_outside_is_a_place_counted_from_0():
    n = size("n")
    (i,) = indices("i", n)
    z, o = vector("z", n), quantity("o", "index", n)
    J = scalar("J").defined_by(exp(z[o]))
    source = exported("numpy", subject(Derivation(Partial(J, z[i])).by(unfold(J), "Write it out.")))
    space, _ = run(source)
    assert "o: a place, counted from 0" in source
    np.testing.assert_allclose(space["gradient"](z=np.zeros(3), o=2), [0, 0, 1])
