"""What a query says, and what it is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pages.parts.parameter import Parameter, choice, flag, number, numbers, read_query, text, whole, write_query

PARAMETERS = (
    number("rate", 0.1, 0, 10),
    whole("seed", 7, 0, 99),
    choice("loss", "cross-entropy", ["cross-entropy", "squared"]),
    flag("momentum", True),
    numbers("z", (1.0, 2.0), -10, 10, range(2, 5)),
    text("note", "", 20),
)
DEFAULTS = {parameter.name: parameter.default for parameter in PARAMETERS}


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("rate", "0.5", 0.5),
        ("rate", "1e-3", 0.001),
        ("seed", "12", 12),
        ("loss", "squared", "squared"),
        ("momentum", "no", False),
        ("z", "1,-2.5,3", (1.0, -2.5, 3.0)),
        ("note", "a b", "a b"),
    ],
)
def test_a_good_value_is_read_without_complaint(name, written, value):
    assert read_query(PARAMETERS, {name: written}) == (DEFAULTS | {name: value}, [])


@pytest.mark.parametrize(
    ("name", "written", "complaint"),
    [
        ("rate", "fast", "a number is needed, not 'fast'"),
        ("rate", "nan", "a number from 0 to 10 is needed, not nan"),
        ("rate", "11", "a number from 0 to 10 is needed, not 11"),
        ("seed", "1.5", "a whole number is needed, not '1.5'"),
        ("loss", "hinge", "it is one of cross-entropy, squared, not 'hinge'"),
        ("momentum", "maybe", "it is yes or no, not 'maybe'"),
        ("z", "1", "2 to 4 numbers are needed, not 1"),
        ("z", "1,,2", "a number is needed, not ''"),
        ("note", "x" * 21, "at most 20 characters fit, not 21"),
    ],
)
def test_a_bad_value_gives_the_default_and_a_sentence(name, written, complaint):
    values, complaints = read_query(PARAMETERS, {name: written})
    assert values == DEFAULTS
    assert len(complaints) == 1
    assert complaint in complaints[0]
    assert f"“{name}”" in complaints[0]


def test_what_stands_at_its_default_is_not_written():
    assert write_query(PARAMETERS, DEFAULTS) == ""
    assert write_query(PARAMETERS, DEFAULTS | {"z": (0.5, -1.0), "momentum": False}) == "momentum=no&z=0.5,-1"


@given(
    some.fixed_dictionaries(
        {
            "rate": some.floats(0, 10).map(lambda x: float(f"{x:.6g}")),
            "seed": some.integers(0, 99),
            "loss": some.sampled_from(["cross-entropy", "squared"]),
            "momentum": some.booleans(),
            "z": some.tuples(*[some.integers(-100, 100).map(lambda k: k / 10)] * 3),
            "note": some.text(max_size=20),
        }
    )
)
def test_reading_undoes_writing(values):
    query = {p.name: p.write(values[p.name]) for p in PARAMETERS}
    assert read_query(PARAMETERS, query) == (values, [])


@given(some.dictionaries(some.sampled_from([*DEFAULTS, "other"]), some.text(max_size=60)))
def test_no_query_is_too_strange(query):
    values, complaints = read_query(PARAMETERS, query)
    assert set(values) == set(DEFAULTS)
    assert len(complaints) <= len(query)


def test_of_many_options_those_that_are_near_are_named():
    slugs = choice("derivation", "a-0", [f"{letter}-{k}" for letter in "abc" for k in range(9)])
    _, [complaint] = read_query([slugs], {"derivation": "b-44"})
    assert "it is one of b-4, " in complaint
    assert "or 24 others, not 'b-44'" in complaint


def test_a_complaint_that_is_a_whole_sentence_ends_once():
    def refuse(text: str) -> str:
        raise ValueError(f"The rate must be positive, but it is {text}.")

    _, complaints = read_query([Parameter("rate", "1", refuse)], {"rate": "-3"})
    assert complaints == [
        "The link's value for “rate” was set aside: The rate must be positive, but it is -3. Used 1 instead."
    ]
