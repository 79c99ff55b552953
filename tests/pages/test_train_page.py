"""The training page: every preset and control, links, files, mistakes, and what is said of them."""

import json
import math

import pytest
from streamlit.testing.v1 import AppTest

from derivations.nets import FEATURES, LOSSES, PRESETS, Trainer, preset, to_json, weights_csv
from derivations.nets.settings import CHOICES, OWN_DATA, task_of
from pages.parts import training_address as address
from pages.parts import training_words as words
from pages.parts.frame import HERE
from pages.parts.training_lab import lab_for, paced

PAGE = "pages/4_Train.py"
CSV = "height,weight,kind\n" + "\n".join(f"{k % 7},{k % 5},{'cat' if k % 2 else 'dog'}" for k in range(40))


def opened(query: dict[str, str] | None = None) -> AppTest:
    app = AppTest.from_file(HERE.parent.parent / "app.py", default_timeout=60).run()
    app.query_params.update(query or {})
    return sound(app.switch_page(PAGE).run())


def sound(app: AppTest) -> AppTest:
    assert [error.value for error in app.exception] == []
    return app


def mounted(app: AppTest) -> list[dict]:
    return [json.loads(part.proto.json) for part in app.get("bidi_component")]


def link(app: AppTest) -> str:
    return next(spec["query"] for spec in mounted(app) if "query" in spec)


def status(app: AppTest) -> str:
    return " ".join(next(spec["status"] for spec in mounted(app) if spec.get("status")))


def box(app: AppTest, label: str):
    kinds = (app.selectbox, app.number_input, app.text_input, app.multiselect)
    return next(each for kind in kinds for each in kind if each.label == label)


def press(app: AppTest, label: str) -> AppTest:
    return sound(next(each for each in app.button if each.label == label).click().run())


def said(app: AppTest) -> str:
    return " ".join(each.value for kind in (app.markdown, app.error, app.warning, app.caption) for each in kind)


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


@pytest.mark.parametrize(("label", "steps"), [("1 step", 1), ("10 steps", 10), ("1 epoch", 12)])
def test_steps_are_taken_one_by_one_or_in_an_epoch(label, steps):
    app = opened({"step": "0"})
    assert status(app).startswith(f"Step {0} ")
    assert status(press(app, label)).startswith(f"Step {steps} ")
    assert f"step={steps}" in link(app)
    assert status(press(app, "Reset")).startswith("Step 0 ")


def test_run_trains_and_pause_stops():
    app = press(opened({"step": "0"}), "Run")
    trained = status(app)
    assert not trained.startswith("Step 0 ")
    assert status(press(app, "Pause")) == trained
    assert next(each.label for each in app.button) == "Run"


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


@pytest.mark.parametrize("look", ["Curves", "Gradients", "Activations", "Confusion"])
@pytest.mark.parametrize("slug", ["circles", "five-blobs", "bumps", "xor-without-hidden-units", "learning-rates"])
def test_every_look_at_every_kind_of_problem(look, slug):
    app = opened({"preset": slug})
    sound(next(g for g in app.get("button_group") if look in g.options).set_value(look).run())


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
        ({"hidden": "a"}, "widths such as 8-8"),
        ({"data": "cats"}, "must be one of circles"),
        ({"points": "1000000"}, "between 1 and 2000"),
        ({"hide": "everything"}, "what can be hidden is"),
        ({"preset": "none"}, "it is one of spirals"),
        ({"vary": "learning_rate", "values": "fast"}, "a number"),
        ({"data": OWN_DATA}, "open its file"),
    ],
)
def test_a_bad_link_is_told_in_a_sentence(query, words_said):
    assert words_said in said(opened(query))


@pytest.mark.parametrize(
    ("hide", "gone"),
    [
        ("presets", "Preset"),
        ("learning_rate", "Optimiserx"),
        ("data", "Points"),
        ("sweep", "Vary"),
        ("settings", "Loss"),
        ("inside", "Explain a"),
        ("batch", "Batch"),
    ],
)
def test_a_link_hides_controls(hide, gone):
    app = opened({"hide": hide})
    labels = [each.label for kind in (app.selectbox, app.number_input) for each in kind]
    assert gone not in labels
    assert f"hide={hide}" in link(app)


@pytest.mark.parametrize("kind", ["weight", "bias", "unit"])
@pytest.mark.parametrize("layer", [0, 1, 2])
def test_everything_can_be_explained(kind, layer):
    app = opened({"preset": "circles", "hidden": "3-2", "l2": "0.01"})
    sound(box(app, "Explain a").select(kind).run())
    sound(box(app, "in").select(layer).run())
    if kind != "unit":
        assert "The update, by SGD" in said(app)
    assert any("Derived line by line" in each.proto.label for each in app.get("page_link"))


def test_the_explanation_agrees_with_the_trainer_and_with_differences():
    app = opened({"preset": "circles", "step": "50"})
    table = next(each.value for each in app.markdown if "central difference" in each.value)
    rows = {
        cells[1].strip(): cells[2].strip().replace("−", "-") for cells in (row.split("|") for row in table.splitlines())
    }
    mean, used, difference = (
        float(rows[name]) for name in ("mean of the products", "what the trainer uses", "central difference")
    )
    assert math.isclose(mean, used, rel_tol=1e-11)
    assert math.isclose(mean, difference, rel_tol=1e-5)


def test_a_weight_set_by_hand_changes_the_loss():
    app = opened({"preset": "circles", "step": "50"})
    box(app, "Set it by hand").set_value(3.0)
    press(app, "Set")
    assert "Set to 3: the training loss went from" in said(app)
    assert "3 −" in said(app)


def test_numbers_of_a_forward_and_a_backward_pass_are_drawn():
    app = opened({"preset": "circles"})
    for view in ("Forward", "Backward"):
        sound(next(g for g in app.get("button_group") if view in g.options).set_value(view).run())
        drawn = next(spec for spec in mounted(app) if "edges" in spec)
        assert all(unit["text"] for column in drawn["columns"] for unit in column["units"])


def test_divergence_says_where_and_what_to_change():
    app = opened({"preset": "divergence", "step": "900"})
    assert "Training diverged at step" in said(app)
    assert "lower the learning rate" in said(app)
    assert all(each.disabled for each in app.button if each.label in ("Run", "1 step"))


@pytest.mark.parametrize(
    ("slug", "step", "kind"),
    [
        ("zeros", "100", "Identical units"),
        ("deep-sigmoid", "100", "Vanishing gradient"),
        ("large-penalty", "3000", "Weights pulled to 0"),
    ],
)
def test_what_keeps_a_network_from_learning_is_said_with_a_link(slug, step, kind):
    app = opened({"preset": slug, "step": step})
    assert kind in said(app)
    assert any(each.proto.label.startswith("Derived:") for each in app.get("page_link"))


def test_links_lead_to_derivations_that_exist():
    from derivations.catalogue import catalogue

    slugs = {slug for slug, _ in (*words.DERIVED_IN.values(), *words.OUTPUT.values())}
    slugs |= {
        words.derivation_of(preset("circles").settings, k, at, 2)[0]
        for k in ("weight", "bias", "unit")
        for at in (0, 1)
    }
    assert slugs <= set(catalogue())


def test_ones_own_points_are_trained_on_and_a_bad_file_is_told():
    app = opened({"preset": "circles", "data": OWN_DATA})
    upload = next(each for each in app.get("file_uploader") if each.label == "Your points, as CSV")
    sound(upload.set_value(("mine.csv", CSV.encode(), "text/csv")).run())
    assert "40 points with 2 classes" in said(app)
    assert status(app).startswith("Step ")
    upload = next(each for each in app.get("file_uploader") if each.label == "Your points, as CSV")
    sound(upload.set_value(("mine.csv", b"1,2\n", "text/csv")).run())
    assert "Line 1 should have two features and a label" in said(app)
    assert status(app).startswith("Step ")


def test_a_saved_state_is_taken_up_again():
    trainer = Trainer(preset("five-blobs").settings)
    trainer.train(123)
    app = opened()
    upload = next(each for each in app.get("file_uploader") if each.label.startswith("Go on"))
    sound(upload.set_value(("network.json", to_json(trainer).encode(), "application/json")).run())
    assert status(app).startswith("Step 123 ")
    assert "data=blobs" in link(app)


def test_saved_weights_must_fit():
    trainer = Trainer(preset("five-blobs").settings)
    app = opened()
    upload = next(each for each in app.get("file_uploader") if each.label.startswith("Go on"))
    sound(upload.set_value(("weights.csv", weights_csv(trainer).encode(), "text/csv")).run())
    assert "do not fit this network" in said(app)


@pytest.mark.parametrize("features", [["x"], ["x", "y", "xy"], list(FEATURES)])
def test_any_features_can_be_seen(features):
    app = opened({"preset": "circles", "features": ",".join(features)})
    drawn = next(spec for spec in mounted(app) if "edges" in spec)
    assert [unit["text"] for unit in drawn["columns"][0]["units"]] == features


@pytest.mark.parametrize("hidden", ["", "1", "64-64-64-64-64-64"])
def test_the_smallest_and_the_largest_network_are_drawn(hidden):
    app = opened({"preset": "circles", "hidden": hidden, "step": "2"})
    drawn = next(spec for spec in mounted(app) if "edges" in spec)
    assert len(drawn["columns"]) == (8 if "-" in hidden else 3 if hidden else 2)


@pytest.mark.parametrize(
    ("pace", "at", "most"), [("one by one", 500, 1), ("quickening", 500, 51), ("full speed", 0, 10**6)]
)
def test_the_pace_bounds_a_tick(pace, at, most):
    assert paced(pace, at) == most


def test_a_tick_takes_no_more_steps_than_its_pace():
    lab = lab_for((preset("circles").settings,), None)
    lab.run()
    lab.tick("one by one")
    assert lab.trainer.step == 1
