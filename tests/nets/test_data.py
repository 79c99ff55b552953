"""Data sets, files of one's own, features and settings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.nets import DATA_SETS, CsvError, Settings, SettingsError, Trainer, make_problem, read_csv
from derivations.nets.features import features_of
from derivations.nets.settings import CHOICES


@pytest.mark.parametrize("name", DATA_SETS)
@pytest.mark.parametrize("count", [1, 2, 7, 400])
def test_data_sets_have_their_size_share_and_seed(name, count):
    problem = make_problem(name, count, 0.1, 0.5, 3, 4)
    assert problem.points.shape == (count, 2)
    assert np.array_equal(problem.points, make_problem(name, count, 0.1, 0.5, 3, 4).points)
    assert not np.array_equal(problem.points, make_problem(name, count, 0.1, 0.5, 4, 4).points)
    assert problem.training.sum() == max(1, round(count / 2))
    assert problem.testing.any()
    assert np.abs(problem.points).max() < 4.5
    if problem.classes and count == 400:
        sizes = np.bincount(problem.labels.astype(int))
        assert len(sizes) == len(problem.classes)
        assert sizes.max() - sizes.min() <= 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("x,y,label\n", "header but no data"),
        ("1,2,a\n3,b,a\n", "Line 2: feature 2 should be a number, but it is 'b'"),
        ("1,2,a\n\n3,4\n", "Line 3 should have two features and a label, but it has 2 cells"),
        ("1,2,a\n3,,b\n", "Line 2 .* an empty cell"),
        ("1,2,a\nnan,4,b\n", "Line 2: feature 1 should be a number"),
        ("1,2,a\n1e200,4,b\n", "Line 2: feature 1 is 1e200, which is too large"),
        ("\n".join(f"1,2,w{k}" for k in range(11)), "at most 10, but there are 11"),
        ("1,2,1e30\n1,2,0.5", "Line 1: the label is too large"),
        ("1,2,3\n" * 5001, "5001 points, but at most 5000"),
        ("x" * 2_000_001, "characters, but at most"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_where(text, said):
    with pytest.raises(CsvError, match=said):
        read_csv(text)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("header", ["", "width{s}height{s}kind\n", "\ufeffwidth{s}height{s}kind\r\n"])
def test_files_are_read_as_people_write_them(separator, header):
    body = "1,10,cat\n2,20,dog\n3,60,cat\n".replace(",", separator)
    problem = read_csv(header.format(s=separator) + body)
    assert problem.classes == ("cat", "dog")
    assert problem.axes == (("width", "height") if header else ("x", "y"))
    assert problem.labels.tolist() == [0, 1, 0]
    original = np.array(problem.centre) + np.array(problem.scale) * problem.points
    np.testing.assert_allclose(original, [[1, 10], [2, 20], [3, 60]])


@pytest.mark.parametrize(
    ("labels", "classes"),
    [("0 1 1", ("0", "1")), ("10 2 10", ("2", "10")), ("0.5 1 2", ()), ("a a a", ("a",))],
)
def test_labels_are_classes_or_values(labels, classes):
    text = "\n".join(f"{k},5,{label}" for k, label in enumerate(labels.split()))
    problem = read_csv(text)
    assert problem.classes == classes
    trainer = Trainer(
        Settings(data="own data", loss="cross-entropy" if classes else "squared error"), problem
    )
    trainer.train(20)
    assert trainer.sentence().startswith("After 20 steps")


@given(st.text(alphabet='0123456789.,;-eE\n\t"abn \ufeff', max_size=80))
def test_any_file_is_read_or_refused_with_a_sentence(text):
    try:
        answer = str(np.isfinite(read_csv(text).points).all())
    except CsvError as error:
        answer = str(error)
    assert answer == "True" or answer.endswith(".")


def test_features_are_functions_of_the_point():
    names = ("x", "y", "x²", "y²", "xy", "sin x", "sin y")
    found = features_of(np.array([[2.0, 3.0]]), names)
    np.testing.assert_allclose(found, [[2, 3, 4, 9, 6, np.sin(2), np.sin(3)]])


@given(
    st.builds(
        Settings,
        data=st.sampled_from(["circles", "blobs"]),
        points=st.integers(1, 2000),
        noise=st.floats(0, 2),
        hidden=st.lists(st.integers(1, 64), max_size=6).map(tuple),
        features=st.lists(st.sampled_from(["x", "y", "x²", "sin x"]), min_size=1, unique=True).map(tuple),
        learning_rate=st.floats(0, 1000),
        optimiser=st.sampled_from(list(CHOICES["optimiser"])),
        seed=st.integers(0, 2**32 - 1),
    )
)
def test_settings_survive_a_link(settings):
    assert Settings.from_strings(settings.strings()) == settings
    assert Settings.from_strings(settings.differences()) == settings


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"colour": "red"}, "No setting is called 'colour'"),
        ({"activation": "softplus"}, "activation must be one of sigmoid"),
        ({"points": "many"}, "points must be a whole number, but it is 'many'"),
        ({"learning_rate": "nan"}, "learning rate must be a finite number"),
        ({"learning_rate": "-1"}, "between 0 and 1000"),
        ({"hidden": "8-x"}, "hidden must be widths such as 8-8"),
        ({"hidden": "8-0"}, "at least one unit"),
        ({"hidden": "1-1-1-1-1-1-1"}, "up to 6 hidden layers, but these are 7"),
        ({"hidden": "65"}, "width of up to 64"),
        ({"points": "5000"}, "points of up to 2000"),
        ({"features": "x,x"}, "each once"),
        ({"features": ""}, "features must be one of"),
        ({"data": "plane"}, "regression: its loss is the squared error"),
        ({"data": "circles", "train_share": "1"}, "train share must lie between 0.1 and 0.9"),
    ],
)
def test_a_link_that_cannot_be_is_refused_with_a_sentence(texts, said):
    with pytest.raises(SettingsError, match=said):
        Settings.from_strings(texts)


@given(st.dictionaries(st.sampled_from(list(Settings().strings())), st.text(max_size=20), max_size=4))
def test_any_link_is_settings_or_a_sentence(texts):
    try:
        answer = Settings.from_strings(texts)
    except SettingsError as error:
        answer = str(error)
    assert isinstance(answer, Settings) or answer.endswith(".")


def test_settings_for_a_file_without_the_file_say_so():
    with pytest.raises(SettingsError, match="open its file"):
        Trainer(Settings(data="own data"))
