"""Surfaces, confusion, histograms, diagnosis, presets, and states that are saved and loaded."""

import json

import numpy as np
import pytest

from derivations.nets import (
    PRESETS,
    Settings,
    StateError,
    Surfaces,
    Trainer,
    confusion,
    diagnose,
    from_json,
    histograms,
    history_csv,
    load_weights_csv,
    preset,
    resume,
    sweep,
    to_json,
    weights_csv,
)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("slug", [each.slug for each in PRESETS])
def test_a_preset_does_what_its_text_says(slug, seed):
    chosen = preset(slug).seeded(seed)
    trainer = Trainer(chosen.nets())
    trainer.train(chosen.steps)
    assert chosen.holds(trainer)


def test_a_healthy_network_has_nothing_to_find():
    trainer = Trainer(Settings(data="moons", hidden=(4,)))
    trainer.train(300)
    assert diagnose(trainer) == ()


def test_saturated_units_are_found():
    trainer = Trainer(Settings(hidden=(4,)))
    trainer.set_weight(0, 1, None, 50.0)
    (finding,) = diagnose(trainer)
    assert (finding.kind, finding.layer, finding.units) == ("saturated units", 1, (2,))


def test_a_surface_says_what_the_network_says_at_each_point():
    trainer = Trainer(sweep(Settings(data="blobs", features=("x", "xy")), "seed", [0, 1]))
    trainer.train(50)
    surfaces = Surfaces(trainer, size=7)
    for net in (0, 1):
        a = np.array([surfaces.x[2], surfaces.x[2] * surfaces.y[5]])
        for layer, w in enumerate(trainer.weights(net)):
            z = w[:, :-1] @ a + w[:, -1]
            a = np.tanh(z) if layer < 2 else np.exp(z) / np.exp(z).sum()
            if layer < 2:
                np.testing.assert_allclose(surfaces.units(net)[layer][:, 5, 2], a, rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(surfaces.predictions(net)[:, 5, 2], a, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("loss", ["cross-entropy", "binary cross-entropy", "squared error"])
@pytest.mark.parametrize("data", ["circles", "blobs"])
def test_the_confusion_matrix_holds_every_point_once(loss, data):
    trainer = Trainer(Settings(data=data, loss=loss))
    trainer.train(200)
    testing = trainer.problem.testing
    table = confusion(trainer.score, testing)
    assert table.shape == (len(trainer.problem.classes),) * 2
    assert table.sum() == testing.sum()
    accuracy = trainer.score.row()[0, 3]
    assert np.trace(table) / table.sum() == pytest.approx(accuracy)


def test_a_regression_has_no_confusion():
    trainer = Trainer(Settings(data="plane", loss="squared error"))
    assert np.isnan(trainer.history.last("test accuracy"))
    with pytest.raises(ValueError, match="no classes"):
        confusion(trainer.score, trainer.problem.testing)


def test_histograms_count_every_activation():
    trainer = Trainer(Settings(hidden=(5, 3)))
    tables = histograms(trainer.score.look, bins=10)
    assert [counts.shape for _, counts in tables] == [(5, 10), (3, 10)]
    assert all((counts.sum(axis=1) == 400).all() for _, counts in tables)


@pytest.mark.parametrize("optimiser", ["SGD", "Adam"])
@pytest.mark.parametrize("batch", [10, 1000])
def test_a_training_goes_on_from_a_file_as_if_never_stopped(optimiser, batch):
    trainer = Trainer(Settings(optimiser=optimiser, batch=batch, learning_rate=0.01))
    trainer.train(333)
    loaded = resume(from_json(to_json(trainer)))
    for each in (trainer, loaded):
        each.train(200)
    assert np.array_equal(trainer.network.lasting, loaded.network.lasting)
    assert history_csv(trainer) == history_csv(loaded)


def test_one_network_of_a_sweep_goes_on_alone():
    trainer = Trainer(sweep(Settings(precision="float64"), "seed", [3, 4, 5]))
    trainer.train(100)
    alone = resume(from_json(to_json(trainer, net=1)))
    for each in (trainer, alone):
        each.train(60)
    np.testing.assert_allclose(alone.weights()[0], trainer.weights(1)[0], rtol=1e-9)


def broken(change) -> str:
    """The file of a training with something changed."""
    trainer = Trainer(Settings(points=20, hidden=(2,)))
    trainer.train(5)
    found = json.loads(to_json(trainer))
    change(found)
    return json.dumps(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "does not say that its format"),
        (broken(lambda f: f.pop("rows")), "has no 'rows'"),
        (broken(lambda f: f.update(rows=[[1, None]])), "not of its kind|finite numbers"),
        (broken(lambda f: f.update(rows=[[1.0, 2.0]])), "12 parameters, but the state has 2"),
        (broken(lambda f: f.update(place=99)), "is at step 99"),
        (broken(lambda f: f.update(order={"bit_generator": "MT19937"})), "random order"),
        (broken(lambda f: f.update(order=3)), "not of its kind"),
        (broken(lambda f: f["settings"].update(hidden="9999")), "width of up to 64"),
        (broken(lambda f: f.update(recorded=[2, 1])), "columns of its network"),
        (broken(lambda f: f.update(step="soon")), "not of its kind"),
        (broken(lambda f: f.update(step=-1)), "0 steps or more|is at step"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_a_sentence(text, said):
    with pytest.raises(StateError, match=said):
        resume(from_json(text))


def test_weights_survive_a_csv():
    first, second = Trainer(Settings(seed=1)), Trainer(Settings(seed=2))
    load_weights_csv(second, weights_csv(first))
    assert np.array_equal(first.network.parameters, second.network.parameters)


@pytest.mark.parametrize(
    ("line", "said"),
    [("1,1,one,2", "Line 2 should read"), ("9,1,1,2", "layers are 0 to 2"), ("1,1,1,inf", "finite")],
)
def test_weights_that_do_not_fit_change_nothing(line, said):
    trainer = Trainer(Settings())
    before = trainer.network.parameters.copy()
    with pytest.raises(StateError, match=said):
        load_weights_csv(trainer, f"layer,unit,source,weight\n{line}\n")
    assert np.array_equal(trainer.network.parameters, before)
