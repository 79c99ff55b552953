"""What makes two quantities the same."""

import copy
import pickle

import pytest
from sympy import SympifyError

from derivations.notation import Sum, exp, positive, row, scalar, size, vector

n = size("n")


def softmax(name="p", below="z"):
    z = vector(below, n)
    return vector(name, n).defined_by(lambda k: exp(z[k]) / Sum(exp(z[k]), k))


def test_equal_quantities_are_one_object():
    assert softmax() is softmax()
    assert pickle.loads(pickle.dumps(softmax())) is softmax()
    assert copy.deepcopy(softmax()) is softmax()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (vector("x", n), vector("y", n)),
        (vector("x", n), vector("x", size("m"))),
        (vector("x", n), row("x", n)),
        (scalar("x"), positive("x")),
        (softmax(), vector("p", n)),
        (softmax(), softmax(below="a")),
    ],
)
def test_a_name_a_kind_or_a_definition_makes_a_difference(one, other):
    assert one != other
    assert one is not other


@pytest.mark.parametrize("take", [lambda text: vector("x", n)[text], lambda text: Sum(text), scalar("x").defined_by])
def test_a_text_is_never_taken_for_an_expression(take):
    with pytest.raises(SympifyError):
        take("__import__('os').getcwd()")
