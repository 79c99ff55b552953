"""The training page: every preset and control, links, and every look at a training."""

from urllib.parse import parse_qsl

import numpy as np
import pytest

from derivations.nets import LOSSES, PRESETS, Settings, Trainer, preset
from derivations.nets.settings import CHOICES, OWN_DATA, task_of
from pages.parts.training import address, words
from pages.parts.training.lab import lab_for
from pages.parts.training.looks import absent
from tests.pages.training_visits import (
    box,
    charts,
    controls,
    link,
    mounted,
    opened,
    press,
    push,
    said,
    sound,
    status,
    turned,
)


@pytest.mark.parametrize("slug", [known.slug for known in PRESETS])
def test_every_preset_opens_from_a_link_and_from_the_list(slug):
    app = opened({"preset": slug, "step": "3"})
    assert preset(slug).text in said(app)
    assert status(app).startswith("Step 3 ") or "diverged" in said(app)
    app = opened()
    sound(box(app, "Preset").select(slug).run())
    assert preset(slug).text in said(app)
    assert link(app) == ("" if slug == address.FIRST else f"preset={slug}") or "diverged" in said(app)


def test_a_link_gives_the_same_run_step_for_step():
    query = {"preset": "five-blobs", "seed": "7", "learning_rate": "0.05", "step": "200"}
    app = opened(query)
    trainer = Trainer(address.settings_of(address.values_of(preset("five-blobs")) | {"seed": 7, "learning_rate": 0.05}))
    trainer.train(200)
    trainer.record()
    assert f"{words.short(trainer.history.last('test loss'), 3)} test" in status(app)
    assert link(app) == "preset=five-blobs&learning_rate=0.05&seed=7&step=200"


def test_a_link_that_names_every_setting_restores_them_all_and_the_run():
    query = {
        "preset": "circles", "data": "blobs", "points": "150", "classes": "4", "noise": "0.2", "train_share": "0.6",
        "data_seed": "3", "features": "x,y,xy", "hidden": "5-3", "activation": "gelu", "loss": "squared error",
        "output": "sigmoid", "initialisation": "He", "l1": "0.001", "l2": "0.002", "optimiser": "momentum",
        "learning_rate": "0.03", "schedule": "cosine", "schedule_steps": "70", "batch": "9", "seed": "11",
        "precision": "float64", "step": "60",
    }  # fmt: skip
    assert {name for name in query if name not in ("preset", "step")} == set(address.SETTINGS)
    app = opened(query)
    trainer = Trainer(Settings.from_strings({name: query[name] for name in address.SETTINGS}))
    trainer.train(60)
    desk = app.session_state["train/desk"]
    assert desk.lab.trainer.nets == trainer.nets
    assert np.array_equal(desk.lab.trainer.network.parameters, trainer.network.parameters)
    assert dict(parse_qsl(link(app))) == query


@pytest.mark.parametrize(("label", "steps"), [("1 step", 1), ("10 steps", 10), ("1 epoch", 12)])
def test_steps_are_taken_one_by_one_or_in_an_epoch(label, steps):
    app = opened({"step": "0"})
    assert status(app).startswith(f"Step {0} ")
    assert status(press(app, label)).startswith(f"Step {steps} ")
    assert f"step={steps}" in link(app)
    assert status(press(app, "Reset")).startswith("Step 0 ")


def test_run_trains_and_pause_stops():
    app = push(opened({"step": "0"}), True)
    trained = status(app)
    assert not trained.startswith("Step 0 ")
    assert status(push(app, False, 1)) == trained
    assert [spec["running"] for spec in mounted(app) if "running" in spec] == [False]


@pytest.mark.parametrize("slug", ["spirals", "five-blobs", "zeros", "learning-rates"])
def test_a_pause_goes_back_to_the_step_that_was_in_sight_and_on_from_it_on_the_same_path(slug):
    settings = preset(slug).nets()
    lab = lab_for(settings, None)
    lab.take(95)
    lab.run()
    for _ in range(4):
        lab.tick("quickening")
    seen = list(lab.seen)[2].step
    assert 95 < seen < lab.trainer.step
    lab.pause(seen)
    straight = lab_for(settings, None)
    straight.take(95)
    for moment, more in ((seen, 0), (seen + 200, 200)):
        lab.take(more)
        straight.take(moment - straight.trainer.step)
        assert lab.trainer.step == straight.trainer.step == moment
        assert np.array_equal(lab.trainer.network.memory, straight.trainer.network.memory)
        assert np.array_equal(lab.trainer.history.rows[-1], straight.trainer.history.rows[-1], equal_nan=True)


def test_a_pause_at_a_step_that_nobody_saw_stays_where_it_is():
    lab = lab_for((preset("circles").settings,), None)
    lab.run()
    lab.tick("quickening")
    lab.tick("quickening")
    at = lab.trainer.step
    lab.pause(10**6)
    assert lab.trainer.step == at


def test_new_points_are_other_points_and_as_many_steps():
    app = opened()
    before = next(spec["points"] for spec in mounted(app) if "points" in spec)
    press(app, "New points")
    assert next(spec["points"] for spec in mounted(app) if "points" in spec) != before
    assert "data_seed=1" in link(app)
    assert status(app).startswith(f"Step {address.STEPS} ")


CHOSEN = [
    (name, value)
    for name in ("data", "activation", "initialisation", "optimiser", "schedule", "precision")
    for value in CHOICES[name]
]


@pytest.mark.parametrize(("name", "value"), [pair for pair in CHOSEN if pair[1] != OWN_DATA])
def test_every_choice_trains_on(name, value):
    app = opened({"preset": "circles", "step": "20"})
    sound(box(app, words.LABELS[name]).select(value).run())
    assert status(app).startswith("Step 20 ")
    assert str(value).split()[0] in link(app) or value in ("circles", "tanh", "Xavier", "SGD", "constant", "float32")


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("data", ["circles", "blobs"])
def test_every_loss_trains_and_is_explained(loss, data):
    app = opened({"preset": "circles", "data": data, "loss": loss, "step": "20", "l2": "0.01", "l1": "0.001"})
    assert "what the trainer uses" in said(app)
    assert "central difference" in said(app)


@pytest.mark.parametrize(
    ("label", "value", "name"),
    [
        ("How many", 120, "points=120"),
        ("Noise", 0.5, "noise=0.5"),
        ("Share to train on", 0.7, "train_share=0.7"),
        ("Layer 1", 3, "hidden=3"),
        ("Batch", 7, "batch=7"),
        ("L2 penalty λ", 0.01, "l2=0.01"),
        ("L1 penalty λ₁", 0.01, "l1=0.01"),
        ("Seed of the weights", 5, "seed=5"),
    ],
)
def test_every_number_is_in_the_link(label, value, name):
    app = opened({"preset": "circles"})
    sound(box(app, label).set_value(value).run())
    assert name in link(app)


@pytest.mark.parametrize("data", ["plane", "bumps"])
def test_a_regression_has_only_the_squared_error(data):
    app = opened({"preset": "circles"})
    sound(box(app, "Points").select(data).run())
    assert box(app, "Loss").options == ["squared error"]
    assert task_of(data) == "regression"
    assert "right" not in status(app)


def test_the_curves_begin_with_a_point_before_any_training():
    (figure,) = charts(opened({"step": "0"}))
    assert {trace["mode"] for trace in figure["data"]} == {"lines+markers"}
    assert figure["layout"]["xaxis"]["range"][0] < 0 < figure["layout"]["xaxis"]["range"][1]


@pytest.mark.parametrize("look", ["Curves", "Gradients", "Activations", "Confusion"])
@pytest.mark.parametrize("slug", ["circles", "five-blobs", "bumps", "xor-without-hidden-units", "learning-rates"])
def test_every_look_at_every_kind_of_problem(look, slug):
    app = opened({"preset": slug})
    sound(next(g for g in app.get("button_group") if look in g.options).set_value(look).run())
    why_not = absent(app.session_state["train/desk"].lab.trainer, look)
    assert why_not in said(app) if why_not else len(charts(app)) == 1


@pytest.mark.parametrize("name", ["learning_rate", "activation", "initialisation", "l1", "l2", "optimiser", "seed"])
def test_a_sweep_of_every_setting_names_the_best(name):
    app = opened({"preset": "circles"})
    sound(box(app, "Vary").select(name).run())
    assert "Best on the test points so far" in said(app)
    assert f"vary={name}" in link(app)


@pytest.mark.parametrize(
    ("query", "words_said"),
    [
        ({"learning_rate": "-1"}, "The learning rate must lie between 0 and 1000"),
        ({"hidden": "8-900"}, "must lie between 1 and 64"),
        ({"hidden": "8-a"}, "such as 8-8 for two layers of 8"),
        ({"hidden": "8-"}, "such as 8-8 for two layers of 8"),
        ({"lr": "3"}, "names “lr”, which is no setting"),
        ({"learning-rate": "3"}, "Perhaps learning_rate was meant"),
        ({"data": "cats"}, "must be one of circles"),
        ({"points": "1000000"}, "between 1 and 2000"),
        ({"hide": "everything"}, "what can be hidden is"),
        ({"preset": "none"}, "it is one of"),
        ({"vary": "learning_rate", "values": "fast"}, "a number"),
        ({"data": OWN_DATA}, "open its file"),
    ],
)
def test_a_bad_link_is_told_in_a_sentence(query, words_said):
    assert words_said in said(opened(query))


@pytest.fixture(scope="module")
def every_control() -> set[str]:
    return controls(opened())


def test_what_was_set_stays_while_other_tabs_are_open():
    app = opened({"preset": "circles"})
    sound(box(app, "Noise").set_value(0.4).run())
    sound(box(app, "Activation").select("relu").run())
    sound(box(app, "Batch").set_value(9).run())
    for tab in ("Files", "Sweep", "Data", "Network", "Training"):
        turned(app, tab)
        assert all(part in link(app) for part in ("noise=0.4", "activation=relu", "batch=9"))
    assert (box(app, "Noise").value, box(app, "Activation").value, box(app, "Batch").value) == (0.4, "relu", 9)


@pytest.mark.parametrize(
    ("hide", "gone"),
    [
        ("presets", "Preset"),
        ("learning_rate", "Learning rate η"),
        ("data", "Points"),
        ("sweep", "Vary"),
        ("settings", "Loss"),
        ("inside", "Explain a"),
        ("batch", "Batch"),
    ],
)
def test_a_link_hides_controls(hide, gone, every_control):
    assert gone in every_control
    app = opened({"hide": hide})
    assert gone not in controls(app)
    assert f"hide={hide}" in link(app)
