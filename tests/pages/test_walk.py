"""The Walk, Field and Home pages as they run, without a browser: every derivation, every scene, every search."""

import pytest
from streamlit.testing.v1 import AppTest

from derivations.catalogue import catalogue
from derivations.catalogue.deep_network_written_out import DEEPEST, slug_of_depth
from derivations.export.formats import FORMATS
from derivations.landscapes.losses import SCENES
from pages.parts.conventions import table
from pages.parts.gallery import MOST, START_HERE, mentions, neighbourhood, topics
from pages.parts.picking import SLUGS
from tests.pages.visits import charts, mounted, opened, said, sliders

WALK, FIELD = "pages/1_Walk.py", "pages/3_Field.py"
ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]
SHARES = 4
BAD = [
    ({"derivation": "nonsense"}, "it is one of"),
    ({"step": "2.5"}, "a whole number is needed"),
    ({"route": "by magic"}, "it is one of through the Jacobian, the two cases, logarithm first"),
    ({"at": "z=1,two"}, "the numbers for y are missing"),
    ({"at": "y=1,0;z=1,two"}, "the numbers for z cannot be read"),
    ({"at": "y=1,0;z=1,2,3"}, "the size n is"),
    ({"at": "y=1,0,0,0,0,0;z=1,2,3,4,5,6"}, "too many or not finite"),
]


@pytest.fixture(scope="module")
def app() -> AppTest:
    return opened(WALK)


def walked(app: AppTest, **query: str) -> AppTest:
    """The walk at another address in the same visit."""
    app.query_params.clear()
    app.query_params.update(query)
    return app.run(timeout=60)


def turned_to(app: AppTest, tab: str) -> AppTest:
    """The walk with another tab beside it, which only then is filled."""
    app.session_state["walk/beside"] = tab
    return app


def stepper(app: AppTest) -> dict:
    return next(spec for spec in mounted(app) if "subject" in spec)


def lines(app: AppTest) -> list[dict]:
    return next(spec["lines"] for spec in mounted(app) if "lines" in spec)


def cards(app: AppTest) -> list[str]:
    return [card["title"] for spec in mounted(app) for card in spec.get("cards", ())]


@pytest.mark.parametrize("share", range(SHARES))
def test_every_derivation_is_walked_to_its_last_line(app, share):
    turned_to(app, "Mistakes")
    for slug, route in ROUTES[share::SHARES]:
        lines_of = len(catalogue()[slug].derivation(route).steps)
        walked(app, derivation=slug, route=route, step=str(lines_of))
        assert not app.exception, (slug, route)
        assert not app.warning, (slug, route)
        assert stepper(app) == {"subject": f"{slug}/{route}", "step": lines_of, "last": lines_of}
        assert len(lines(app)) == 1 + lines_of, (slug, route)
        formulas = "".join(said(app)).count("$$") // 2
        assert formulas == len(catalogue()[slug].mistakes), (slug, route)


@pytest.mark.parametrize(("query", "said"), BAD)
def test_a_bad_link_says_so_and_falls_back(query, said):
    app = opened(WALK, query)
    assert not app.exception
    assert any(said in warning.value for warning in app.warning)
    assert stepper(app)["subject"] == "cross-entropy/through the Jacobian"
    assert sliders(app)["z"] == sliders(opened(WALK))["z"]


def test_a_link_sets_the_inputs(app):
    walked(app, derivation="softmax-jacobian", at="z=0.5,-1,2,0.3", step="3")
    assert sliders(app)["z"] == [0.5, -1.0, 2.0, 0.3]
    assert sliders(app)["Sizes"] == [4.0]
    query = next(spec["query"] for spec in mounted(app) if "query" in spec)
    assert query == "derivation=softmax-jacobian&step=3&at=z%3D0.5,-1,2,0.3"


@pytest.mark.parametrize("other", ["sigmoid-reflection", "softmax-jacobian"])
def test_the_numbers_of_a_link_are_of_its_derivation_alone(app, other):
    walked(app, derivation=other)
    first = sliders(app)
    walked(app, derivation="cross-entropy", at="z=2,1,-0.5,0.3;y=0,0,1,0")
    assert sliders(app)["z"] == [2, 1, -0.5, 0.3]
    next(box for box in app.selectbox if box.label == "Derivation").select(other).run()
    assert not app.warning
    assert sliders(app) == first


def test_every_derivation_is_named_once():
    assert len(set(SLUGS)) == len(SLUGS)


def test_words_are_chosen_from_one_to_the_size(app):
    walked(app, derivation="cbow-sampling")
    specs = {group["label"]: group for spec in mounted(app) for group in spec.get("groups", ())}
    assert (specs["w"]["low"], specs["w"]["high"], specs["w"]["step"]) == (1, 4, 1)
    assert all(1 <= value <= 4 for value in specs["w"]["values"])


def test_what_stands_for_a_function_known_by_name_alone_is_told(app):
    walked(app, derivation="deep-weights")
    assert sum("hold for any function" in text and r"g(x) = \tanh x" in text for text in said(app)) == 1
    assert sliders(app)


def test_an_entry_opens_on_its_example_and_links_of_it_are_short(app):
    walked(app, derivation="logistic-regression")
    assert sliders(app)["w"] == [0.5, 0.3]
    groups = {group["label"]: group for spec in mounted(app) for group in spec.get("groups", ())}
    assert (groups["t"]["low"], groups["t"]["high"], groups["t"]["step"]) == (0, 1, 1)
    assert next(spec["query"] for spec in mounted(app) if "query" in spec) == "derivation=logistic-regression"


def test_a_mistake_is_shown_with_the_point_that_refutes_it(app):
    walked(turned_to(app, "Mistakes"), derivation="cross-entropy")
    (refuted,) = [text for text in said(app) if "✕" in text]
    assert refuted.count("✕") == refuted.count("right is") == len(catalogue()["cross-entropy"].mistakes)


def test_a_file_of_every_format_is_offered_and_every_neighbour_is_linked(app):
    walked(turned_to(app, "Take away"), derivation="cross-entropy")
    assert len(app.get("download_button")) == len(FORMATS)
    rests, used = next(spec["shelves"] for spec in mounted(app) if "shelves" in spec)
    assert [link["slug"] for link in rests["links"]] == list(catalogue()["cross-entropy"].rests_on)
    assert used["folds"]
    assert used["heading"] == f"Used by {len(used['links'])} derivations"


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_shows_its_field_and_its_surface(name):
    app = opened(FIELD, {"loss": name})
    assert not app.exception
    assert charts(app)[0]["data"][0]["type"] == "contour"
    app = opened(FIELD, {"loss": name, "surface": "yes", "walkers": "Adam"})
    assert not app.exception
    assert charts(app)[0]["data"][0]["type"] == "surface"


def test_derived_slopes_and_differences_stand_beside_each_other():
    table = next(text for text in said(opened(FIELD)) if "| derived |" in text)
    for row in [row for row in table.splitlines() if row.startswith("| ∂")]:
        derived, differences = row.replace("`", "").split("|")[2:4]
        assert float(derived) == pytest.approx(float(differences), abs=2e-6)


def test_a_way_that_runs_away_is_said_to():
    app = opened(FIELD, {"loss": "penalty", "rate": "10", "at": r"\lambda=5"})
    table = next(text for text in said(app) if "| derived |" in text)
    assert "Runs away: SGD, momentum." in table
    assert "Runs away" not in next(text for text in said(opened(FIELD)) if "| derived |" in text)


def test_a_scene_that_was_not_asked_for_keeps_its_own_start():
    app = opened(FIELD, {"loss": "words", "x": "1", "y": "2"})
    assert any("(1.00, 2.00)" in text for text in said(app))
    app.session_state["field/loss"] = "logits"
    assert any("(−3.00, 3.00)" in text for text in said(app.run()))


@pytest.mark.parametrize(
    ("words", "some", "least"),
    [("shift", "Softmax does not feel a shift", 2), ("WORD2VEC outside", "word2vec", 2), ("gradient", "Gradient", 30)],
)
def test_a_search_finds_what_mentions_all_its_words(words, some, least):
    app = opened("app.py", {"search": words})
    found = [entry for entry in catalogue().values() if mentions(entry, words)]
    assert not app.exception
    assert len(found) >= least
    assert len(cards(app)) == len(START_HERE) + min(len(found), MOST)
    assert any(some in title for title in cards(app))
    assert any(text.startswith(f"{len(found)} of {len(catalogue())}") for text in said(app))


def test_a_search_that_finds_nothing_says_what_to_try():
    app = opened("app.py", {"search": "quaternion"})
    assert any("Try one word" in text for text in said(app))
    assert not charts(app)


@pytest.mark.parametrize("topic", [*topics(), "Everything"])
def test_every_topic_shows_its_derivations_and_their_map(topic):
    app = opened("app.py", {"topic": topic})
    assert not app.exception
    shown = [entry.title for entry in catalogue().values() if topic in (entry.topic, "Everything")]
    assert cards(app)[len(START_HERE) :] == shown
    (chart,) = charts(app)
    assert {*shown} <= {*chart["data"][1]["hovertext"]}


def test_a_map_holds_all_that_is_below_and_what_stands_right_above():
    near = neighbourhood(["cross-entropy"])
    assert "softmax-jacobian" in near
    assert "hidden-layer-w1" in near
    assert "l2-half" not in near


def test_addresses_of_the_home_page_hold_what_was_asked():
    app = opened("app.py", {"search": "bias"})
    assert [spec["query"] for spec in mounted(app) if "query" in spec] == ["search=bias"]


def test_conventions_stand_side_by_side_with_what_each_comes_to(app):
    walked(app, derivation="l2-mean")
    assert sum("| **L2 penalty λ/(2n) ‖w‖²** |" in element.value for element in app.markdown) == 1
    rows = [row.split(" | ")[1:] for row in table(catalogue()["l2-mean"], catalogue(), ()).splitlines()[2:]]
    assert [penalty for penalty, _ in rows] == [
        rf"$R = {front} \sum_i w_i^2$" for front in (r"\frac{\lambda}{2}", r"\lambda", r"\frac{\lambda}{2n}")
    ]
    assert [gradient.strip("| $").partition(" = ")[2] for _, gradient in rows] == [
        r"\lambda w",
        r"2 \lambda w",
        r"\frac{\lambda}{n} w",
    ]
    walked(app, derivation="l2-frobenius")
    assert not [element for element in app.markdown if "side by side" in element.value]


@pytest.mark.parametrize("depth", [2, 3, 7, DEEPEST])
def test_a_network_is_written_out_for_the_chosen_depth(app, depth):
    walked(app, derivation=slug_of_depth(depth))
    assert not app.exception
    assert not app.warning
    assert app.number_input[0].value == depth
    assert stepper(app)["subject"].startswith(slug_of_depth(depth))
    assert stepper(app)["last"] == depth + 2
    app.number_input[0].set_value(depth - 1 if depth > 2 else 5).run()
    assert stepper(app)["last"] == (depth + 1 if depth > 2 else 7)


def test_a_network_too_deep_is_said(app):
    walked(app, derivation="deep-21-layers")
    assert "it is one of" in app.warning[0].value


@pytest.mark.parametrize(
    ("words", "meant"), [("sofmax jacobain", "softmax jacobian"), ("zebra", ""), ("sigmod", "sigmoid")]
)
def test_a_search_that_finds_nothing_tells_what_may_have_been_meant(words, meant):
    app = opened("app.py", {"search": words})
    sentence = next(text for text in said(app) if "Nothing here mentions" in text)
    assert (f"Did you mean *{meant}*?" in sentence) == bool(meant)


def test_the_map_is_also_there_in_words():
    [told] = [element.proto.body for element in opened("app.py", {"topic": "Cross-entropy"}).get("html")]
    link = '<a href="/Walk?derivation=cross-entropy">Gradient of the cross-entropy</a>'
    assert f"<li>{link} rests on Jacobian of the softmax" in told
