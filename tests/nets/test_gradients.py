"""Every activation, loss and regulariser against central differences of the trainer and against JAX."""

from itertools import product

import numpy as np
import pytest

from derivations.nets import ACTIVATIONS as ALONE
from derivations.nets import Explanation, Settings, Trainer, backward, sweep
from derivations.nets.abreast import FEW, Abreast, Parts
from derivations.nets.accumulate import gemm, take_product
from derivations.nets.arrays import play
from tests.conftest import framework

jax = framework("jax")
jnp = jax.numpy

LOSSES = [
    "cross-entropy",
    "binary cross-entropy",
    *(f"squared error / {o}" for o in ("linear", "sigmoid", "tanh")),
]
PENALTIES = {"none": (0.0, 0.0), "L2": (0.0, 0.03), "L1": (0.02, 0.0), "both": (0.02, 0.03)}
ACTIVATIONS = {
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": jax.nn.relu,
    "leaky relu": jax.nn.leaky_relu,
    "gelu": jax.nn.gelu,
    "linear": lambda z: z,
}


@pytest.fixture(autouse=True)
def _float64():
    with jax.enable_x64(True):
        yield


def settings_of(activation: str, loss: str, penalty: str, **others) -> Settings:
    loss, _, output = loss.partition(" / ")
    l1, l2 = PENALTIES[penalty]
    return Settings(
        activation=activation,
        loss=loss,
        output=output or "linear",
        l1=l1,
        l2=l2,
        precision="float64",
        **others,
    )


def jax_objective(settings: Settings, layers, x, y):
    """The loss as one would write it in JAX."""
    a = x
    for w in layers[:-1]:
        a = ACTIVATIONS[settings.activation](w[:, :-1] @ a + w[:, -1:])
    z = layers[-1][:, :-1] @ a + layers[-1][:, -1:]
    if settings.loss == "cross-entropy":
        losses = -(y * jax.nn.log_softmax(z, axis=0)).sum(axis=0)
    elif settings.loss == "binary cross-entropy":
        losses = -(y * jax.nn.log_sigmoid(z) + (1 - y) * jax.nn.log_sigmoid(-z)).sum(axis=0)
    else:
        losses = 0.5 * ((ACTIVATIONS[settings.output](z) - y) ** 2).sum(axis=0)
    weights = [w[:, :-1] for w in layers]
    penalties = sum(settings.l2 / 2 * (w**2).sum() + settings.l1 * jnp.abs(w).sum() for w in weights)
    return losses.mean() + penalties


@pytest.mark.parametrize(("activation", "loss"), list(product(ACTIVATIONS, LOSSES)))
@pytest.mark.parametrize("classes", [2, 4])
def test_the_trainers_gradient_is_the_derivative(activation, loss, classes):
    for penalty in PENALTIES:
        data = {"data": "moons"} if classes == 2 else {"data": "blobs", "classes": classes}
        trainer = Trainer(settings_of(activation, loss, penalty, hidden=(3, 2), learning_rate=0.02, **data))
        trainer.train(40)
        seen = Explanation(trainer)
        found = seen._after[-2]
        scale = np.abs(found).max()
        wanted = jax.grad(lambda layers, seen=seen: jax_objective(seen.settings, layers, seen.x, seen.y))(
            seen.layers
        )
        np.testing.assert_allclose(
            found, np.concatenate([np.ravel(w) for w in wanted]), rtol=1e-10, atol=1e-12 * scale
        )
        smooth = np.flatnonzero(np.abs(seen._before[0]) > 1e-4)  # |w| has no derivative where w changes sign
        differences = [seen.central_difference(at) for at in smooth]
        np.testing.assert_allclose(found[smooth], differences, rtol=1e-6, atol=1e-7 * scale)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (3,), (4, 3, 2, 3, 4, 2)])
def test_any_depth_and_float32_agree_with_float64(activation, hidden):
    settings = Settings(hidden=hidden, activation=activation, batch=7)
    trainer = Trainer(settings)
    seen = Explanation(trainer)
    trainer.train(1)
    scale = np.abs(seen._after[-2]).max()
    np.testing.assert_allclose(trainer.network.gradient[0], seen._after[-2], rtol=1e-4, atol=1e-5 * scale)


@pytest.mark.parametrize(
    ("loss", "penalty"),
    [("cross-entropy", "both"), ("squared error / sigmoid", "L2"), ("binary cross-entropy", "L1")],
)
def test_an_explanation_adds_up(loss, penalty):
    trainer = Trainer(settings_of("gelu", loss, penalty, hidden=(4, 3), optimiser="Adam"))
    trainer.train(30)
    seen = Explanation(trainer)
    for layer, unit, source in [(0, 1, 0), (0, 3, None), (1, 2, 3), (2, 0, 1), (2, 0, None)]:
        told = seen.parameter(layer, unit, source)
        assert told.gradient == pytest.approx(told.trainer_gradient, rel=1e-12, abs=1e-15)
        assert told.gradient == pytest.approx(told.central_difference, rel=1e-6, abs=1e-9)
        assert told.mean == pytest.approx(told.contributions.mean())
        assert told.update.new_value == pytest.approx(told.value - told.update.amount, rel=1e-12)
        if told.upstream_terms:
            total = sum(weight * error for weight, error in told.upstream_terms)
            np.testing.assert_allclose(total, told.factors[0].values, rtol=1e-12)
        whole = seen.unit(layer, unit)
        np.testing.assert_allclose(whole.forward_terms.sum(axis=0), whole.z, rtol=1e-12)
        np.testing.assert_allclose(whole.backward_terms.sum(axis=0), whole.upstream, rtol=1e-12)
        np.testing.assert_allclose(whole.upstream * whole.slope, whole.delta, rtol=1e-12)


def test_an_explanation_is_of_the_batch_that_is_trained_next():
    trainer = Trainer(Settings(precision="float64", optimiser="momentum"))
    trainer.train(123)
    told = Explanation(trainer).parameter(1, 2, 3)
    trainer.train(1)
    assert trainer.weights()[1][2, 3] == told.update.new_value


@pytest.mark.parametrize(
    ("place", "said"),
    [((3, 0, 0), "layers are 0 to 2"), ((0, 8, 0), "units of layer 0"), ((0, 0, 2), "inputs of layer 0")],
)
def test_a_parameter_that_is_not_there_is_refused(place, said):
    with pytest.raises(ValueError, match=said):
        Explanation(Trainer(Settings())).parameter(*place)


@pytest.mark.parametrize("hidden", [(64, 64), (130,), (200, 150)])
@pytest.mark.parametrize("activation", ["tanh", "relu", "gelu"])
@pytest.mark.parametrize("loss", ["cross-entropy", "squared error"])
def test_large_and_wide_networks_take_the_same_path_by_shorter_tapes(hidden, activation, loss):
    settings = Settings(hidden=hidden, activation=activation, loss=loss, precision="float64", points=60)
    alone, among_others = Trainer(settings), Trainer(sweep(settings, "seed", [0, 1]))
    for trainer in (alone, among_others):
        trainer.train(20)
        trainer.record()
    assert alone.network.direct or alone.steps.arrays.wide
    assert (among_others.network.direct, among_others.steps.arrays.wide) == (False, False)
    for name in ("parameters", "gradient", "update"):
        one, other = (getattr(trainer.network, name)[0] for trainer in (alone, among_others))
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("examples", [40, FEW + 1])
@pytest.mark.parametrize("names", [list(ALONE), ["gelu", "relu"], ["linear", "leaky relu", "tanh"], ["sigmoid"]])
def test_activations_abreast_are_what_each_is_alone(names, examples):
    heights, random = (3, 5), np.random.default_rng(0)
    units = [unit for height in heights for name in names for unit in [*[name] * (height - 1), "constant 1"]]
    z = random.normal(0, 4, (len(units), examples))
    z[:, :4] = (0, -30, 30, -0.0)
    z[[unit == "constant 1" for unit in units]] = 1
    abreast = Abreast(names, heights, Parts(*(np.ones_like(z) for _ in Parts._fields)))
    for _ in range(2):
        abreast.parts.a[...] = z
        with np.errstate(all="ignore"):
            play([*abreast.forward(0), *abreast.forward(1), *abreast.slopes()])
            for unit, before, a, slope in zip(units, z, abreast.parts.a, abreast.parts.slope, strict=True):
                alone = ALONE.get(unit, ALONE["linear"])
                np.testing.assert_allclose(a, alone.of(before), rtol=1e-13, atol=1e-13)
                np.testing.assert_allclose(slope, alone.slope_of(before), rtol=1e-12, atol=1e-13)


def test_a_sweep_of_activations_may_have_no_hidden_layer():
    nets = Trainer(sweep(Settings(hidden=(), precision="float64"), "activation", ["tanh", "relu"]))
    nets.train(20)
    assert np.array_equal(nets.network.parameters[0], nets.network.parameters[1])


needs_gemm = pytest.mark.skipif(gemm(np.dtype("float32")) is None, reason="this NumPy multiplies with another library")
WIDE_SHAPES = [(128, 7, 5), (17, 200, 1), (40, 1, 33), (256, 129, 64)]


@needs_gemm
@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(("rows", "columns", "inner"), WIDE_SHAPES)
def test_a_product_is_taken_from_what_is_there_however_its_factors_lie(precision, rows, columns, inner):
    random = np.random.default_rng(rows)
    whole, left, right = (
        random.standard_normal(shape).astype(precision)
        for shape in ((rows + 1, columns + 3), (rows, inner), (inner, columns))
    )
    for turned_left, turned_right in product((False, True), repeat=2):
        total = whole[:-1, :-3].copy() if turned_left else whole.copy()[:-1, :-3]
        a = np.asfortranarray(left) if turned_left else left
        b = np.asfortranarray(right) if turned_right else right
        wanted = total - a @ b
        take_product(total, a, b)()
        np.testing.assert_allclose(total, wanted, rtol=1e-4, atol=1e-4 if precision == "float32" else 1e-12)


@needs_gemm
@pytest.mark.parametrize("batch", [1, 30, 250])
def test_a_wide_network_learns_the_same_with_and_without_that_product(monkeypatch, batch):
    settings = Settings(hidden=(200, 20, 130), batch=batch, precision="float64", learning_rate=0.1)
    at_once = Trainer(settings)
    monkeypatch.setattr(backward, "gemm", lambda dtype: None)
    one_by_one = Trainer(settings)
    assert any(at_once.steps.backward.at_once)
    assert not any(one_by_one.steps.backward.at_once)
    for trainer in (at_once, one_by_one):
        trainer.train(60)
    np.testing.assert_allclose(at_once.network.memory, one_by_one.network.memory, rtol=1e-9, atol=1e-12)
    assert at_once.history.rows[-1] == pytest.approx(one_by_one.history.rows[-1], rel=1e-9)
