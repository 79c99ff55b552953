"""Inside the network that trains: explanations, mistakes, files, and how much a tick does."""

import math

import pytest

from derivations.nets import FEATURES, Trainer, preset, to_json, weights_csv
from derivations.nets.settings import OWN_DATA
from pages.parts.training import words
from pages.parts.training.lab import lab_for, paced
from tests.pages.training_visits import CSV, box, link, mounted, opened, press, said, sound, status, turned


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
    app = turned(opened(), "Files")
    upload = next(each for each in app.get("file_uploader") if each.label.startswith("Go on"))
    sound(upload.set_value(("network.json", to_json(trainer).encode(), "application/json")).run())
    assert status(app).startswith("Step 123 ")
    assert "data=blobs" in link(app)


def test_saved_weights_must_fit():
    trainer = Trainer(preset("five-blobs").settings)
    app = turned(opened(), "Files")
    upload = next(each for each in app.get("file_uploader") if each.label.startswith("Go on"))
    sound(upload.set_value(("weights.csv", weights_csv(trainer).encode(), "text/csv")).run())
    assert "do not fit this network" in said(app)
    assert "do not fit this network" not in said(turned(turned(app, "Data"), "Files"))


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
