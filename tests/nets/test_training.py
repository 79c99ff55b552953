"""Training: the same path from the same seed, sweeps as single runs, records, and ends that are sentences."""

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from derivations.nets import (
    ACTIVATIONS,
    INITIALISATIONS,
    OPTIMISERS,
    Problem,
    Settings,
    SettingsError,
    Trainer,
    sweep,
)
from derivations.nets.history import History, next_record, thin

DOUBLE = Settings(precision="float64", points=100)


def points(problem: str) -> Problem:
    """Data at the edges of what can be trained on."""
    random = np.random.default_rng(0)
    cloud, labels = random.normal(size=(20, 2)), np.arange(20) % 2.0
    cases = {
        "zero variance": (np.zeros((20, 2)), labels, ("0", "1")),
        "one class": (cloud, np.zeros(20), ("0",)),
        "one point": (cloud[:1], np.zeros(1), ("0", "1")),
        "constant feature": (cloud * [1, 0] + [0, 5], labels, ("0", "1")),
        "huge features": (cloud * 1e20, labels, ("0", "1")),
    }
    x, y, classes = cases[problem]
    training = np.arange(len(x)) < max(1, len(x) // 2)
    return Problem(problem, x, y, training, classes)


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize(
    "problem", ["zero variance", "one class", "one point", "constant feature", "huge features"]
)
def test_extreme_settings_end_in_a_sentence(optimiser, problem):
    for loss, activation in (("cross-entropy", "relu"), ("squared error", "gelu")):
        settings = Settings(
            learning_rate=10, optimiser=optimiser, loss=loss, activation=activation, hidden=(4,)
        )
        trainer = Trainer(settings, points(problem))
        trainer.train(10_000 if loss == "cross-entropy" else 2000)
        assert trainer.sentence().startswith(("After", "Training diverged at step"))
        assert trainer.sentence().endswith(".")
        assert np.isfinite(trainer.network.parameters).all()


def test_divergence_names_the_first_step_and_layer_that_break_and_keeps_a_good_state():
    settings = Settings(data="plane", loss="squared error", hidden=(4,), activation="linear", learning_rate=5)
    trainer = Trainer(settings)
    trainer.train(1000)
    (divergence,) = trainer.divergences
    alone = Trainer(settings)
    with np.errstate(all="ignore"):
        for _ in range(divergence.step - 1):
            for call in alone.tape(alone.place):
                call()
            alone.place = (alone.place + 1) % alone.rounds.steps
            if alone.place == 0:
                alone.rounds.draw()
    assert np.isfinite(alone.network.parameters).all()
    assert trainer.step == divergence.step
    assert f"at step {divergence.step}:" in divergence.sentence
    assert "learning rate from 5 to 0.5" in divergence.sentence
    kept = trainer.score.row()[0, 0]
    assert kept <= 2 * trainer.history.rows[0][0, 0]
    assert trainer.train(10) == 0


def test_a_penalty_that_overshoots_is_named():
    trainer = Trainer(Settings(l2=50, learning_rate=1))
    trainer.train(2000)
    assert "Lower λ below 2" in trainer.sentence()


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(batch=1000), Settings(batch=150, optimiser="Adam")]
)
def test_the_path_depends_on_the_seed_alone(settings):
    whole, parts, other = Trainer(settings), Trainer(settings), Trainer(replace(settings, seed=1))
    whole.train(300)
    while parts.step < 300:
        parts.train(min(7, 300 - parts.step))
    other.train(300)
    assert np.array_equal(whole.network.parameters, parts.network.parameters)
    assert whole.history.steps == parts.history.steps
    np.testing.assert_array_equal(whole.history.table(), parts.history.table())
    assert not np.array_equal(whole.network.parameters, other.network.parameters)


@pytest.mark.parametrize("settings", [(DOUBLE,), sweep(DOUBLE, "seed", [0, 1, 2])])
def test_batches_gathered_at_their_steps_are_those_gathered_for_a_round(settings, monkeypatch):
    together = Trainer(settings)
    monkeypatch.setattr("derivations.nets.rounds.LARGE", 1)
    one_by_one = Trainer(settings)
    for trainer in (together, one_by_one):
        trainer.train(130)
    assert (together.rounds.at_each_step, one_by_one.rounds.at_each_step) == (False, True)
    assert np.array_equal(together.network.parameters, one_by_one.network.parameters)


SWEEPS = {
    "learning_rate": [0.001, 0.01, 0.1, 0.3],
    "activation": list(ACTIVATIONS),
    "initialisation": list(INITIALISATIONS),
    "l1": [0.0, 0.001, 0.1],
    "l2": [0.0, 0.001, 0.1],
    "optimiser": list(OPTIMISERS),
    "seed": [0, 1, 2, 3, 4, 5, 6, 7],
}


@pytest.mark.parametrize("name", SWEEPS)
@pytest.mark.parametrize("batch", [10, 1000])
def test_a_sweep_trains_each_network_as_it_would_train_alone(name, batch):
    nets = sweep(replace(DOUBLE, learning_rate=0.01, batch=batch), name, SWEEPS[name])
    together = Trainer(nets)
    together.train(100)
    for net, settings in enumerate(nets):
        alone = Trainer(settings)
        alone.train(100)
        np.testing.assert_allclose(
            together.network.parameters[net], alone.network.parameters[0], rtol=1e-7, atol=1e-9
        )
        np.testing.assert_allclose(together.history.table(net), alone.history.table(), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(("optimiser", "data"), [("SGD", "circles"), ("momentum", "blobs"), ("Nesterov", "moons")])
def test_a_loss_that_climbs_beyond_all_use_is_a_divergence_though_every_number_is_finite(optimiser, data):
    trainer = Trainer(Settings(data=data, hidden=(8,), activation="relu", optimiser=optimiser, learning_rate=100))
    trainer.train(2000)
    (divergence,) = trainer.divergences
    assert f"the weights of layer {divergence.layer} grew until the loss was" in divergence.sentence
    assert "lower the learning rate from 100 to 10" in divergence.sentence
    assert trainer.history.steps[-1] == trainer.step == divergence.step
    assert trainer.score.row()[0, 0] <= 2 * trainer.history.rows[0][0, 0]


def test_adam_may_come_back_from_a_loss_that_is_merely_huge():
    settings = Settings(data="bumps", activation="gelu", loss="squared error", optimiser="Adam", learning_rate=10)
    trainer = Trainer(settings)
    trainer.train(2000)
    assert trainer.history.curve("train loss").max() > 1e8
    assert not trainer.divergences


def test_one_network_of_a_sweep_may_diverge_while_the_others_go_on():
    base = Settings(data="plane", loss="squared error", hidden=(4,), activation="linear", precision="float64")
    nets = sweep(base, "learning_rate", [0.01, 5.0, 0.02])
    together, alone = Trainer(nets), Trainer(nets[0])
    together.train(2000)
    alone.train(2000)
    assert [divergence.net for divergence in together.divergences] == [1]
    assert together.step == 2000
    assert together.best in (0, 2)
    assert "diverged" in together.sentence(1)
    np.testing.assert_allclose(together.weights(0)[1], alone.weights()[1], rtol=1e-6)


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("batch", [1, 2], "one of learning_rate"),
        ("seed", list(range(9)), "1 to 8"),
        ("seed", [1, 1], "different"),
        ("l2", [-1.0], "l2 must lie between"),
    ],
)
def test_a_sweep_that_cannot_be_is_refused(name, values, said):
    with pytest.raises(SettingsError, match=said):
        sweep(Settings(), name, values)


def test_networks_that_differ_in_more_than_one_setting_are_refused():
    with pytest.raises(SettingsError, match="differ in one setting"):
        Trainer([Settings(), Settings(seed=1, l2=0.1)])


def test_a_wall_clock_budget_is_kept():
    trainer = Trainer(Settings())
    began = perf_counter()
    taken = trainer.train_for(0.1)
    assert taken == trainer.step > 0
    assert perf_counter() - began < 5


def test_a_hand_edited_weight_is_trained_on():
    trainer = Trainer(Settings())
    before = trainer.score.row()
    trainer.set_weight(2, 0, None, 4.0)
    assert trainer.weights()[2][0, -1] == 4.0
    assert not np.array_equal(trainer.score.row(), before)
    with pytest.raises(ValueError, match="finite number"):
        trainer.set_weight(0, 0, 0, float("nan"))


def test_every_point_is_used_once_an_epoch():
    trainer = Trainer(Settings(points=200, batch=10))
    used = np.concatenate([trainer.rounds.chosen(step) for step in range(trainer.steps_per_epoch)])
    assert sorted(used) == list(range(100))


def test_records_hold_the_loss_and_the_norms_of_their_step():
    trainer = Trainer(Settings(precision="float64", l2=0.01))
    trainer.train(100)
    layers = trainer.network.layers(trainer.network.gradient[0])
    for layer, gradient in enumerate(layers, start=1):
        assert trainer.history.last(f"gradient norm, layer {layer}") == pytest.approx(
            np.linalg.norm(gradient)
        )
    p = np.exp(trainer.score.look.outputs()[:, 0])
    p /= p.sum(axis=0)
    right = p[trainer.problem.labels.astype(int), np.arange(400)]
    assert trainer.history.last("train loss") == pytest.approx(
        -np.log(right[trainer.problem.training]).mean()
    )


@given(st.integers(0, 10**9))
def test_records_come_at_most_every_64th_part(step):
    assert step < next_record(step) <= step + max(1, step // 64)


@budget(deadline=None)
@given(st.sets(st.integers(0, 10**7), min_size=1, max_size=1500), st.integers(4, 300))
def test_thinned_curves_keep_their_ends(steps, most):
    rising = sorted(steps)
    kept = thin(rising, most)
    assert 1 <= len(kept) <= max(most, 1)
    assert rising[kept[-1]] == rising[-1]
    assert rising[kept[0]] == rising[0]


def test_a_step_recorded_again_replaces_what_followed():
    history = History(1, 1)
    for step in (0, 1, 2, 1):
        history.add(step, np.full((1, 6), float(step)))
    assert history.steps == [0, 1]
