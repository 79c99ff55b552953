"""The face of the library: its examples, what it loads, and how its objects show themselves."""

import doctest
import subprocess
import sys

import numpy as np
import pytest

import derivations
from derivations import library
from derivations.account import account
from derivations.catalogue import catalogue, entry
from derivations.library import NotDerived, derive, evaluate, export
from derivations.notation import scalar, vector


def test_the_examples_hold():
    failed, tried = doctest.testmod(library)
    assert not failed
    assert tried > 20


def test_importing_the_library_loads_nothing_else():
    loaded = "import sys, derivations; print('sympy' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("name", derivations.__all__)
def test_a_function_is_not_hidden_by_the_package_of_its_name(name):
    import derivations.catalogue
    import derivations.check
    import derivations.derive
    import derivations.export

    assert getattr(derivations, name) is getattr(library, name)
    assert name in dir(derivations)


def test_what_is_not_there_is_said():
    with pytest.raises(AttributeError, match="no attribute 'integrate'"):
        derivations.integrate  # noqa: B018


@pytest.mark.parametrize(
    ("what", "by", "said"),
    [
        ("let z : vector n", None, "no line that begins with derive"),
        (scalar("J"), None, "By which quantity"),
    ],
)
def test_what_cannot_be_derived_is_said(what, by, said):
    with pytest.raises(NotDerived, match=said):
        derive(what, by)


def test_a_result_is_evaluated_at_any_size():
    z = np.array([1.0, 2.0, 3.0, 4.0])
    gradient = evaluate(entry("log-sum-exp-gradient").derivation(), {"z": z})
    np.testing.assert_allclose(gradient, np.exp(z) / np.exp(z).sum())


def test_an_unknown_format_is_said():
    with pytest.raises(LookupError, match="no format “word”; there are latex, markdown"):
        export("cross-entropy", to="word")


def test_what_is_derived_can_be_exported():
    x = vector("x", "n")
    assert "def gradient(" in export(derive("let x : vector n\nderive d/dx_i sum_k x_k^2"), to="numpy")
    assert x.name == "x"


def test_a_derivation_shows_itself_in_a_notebook():
    shown = entry("cross-entropy").derivation()._repr_latex_()
    assert shown.startswith("$$\\begin{aligned}\n\\frac{\\partial J}{\\partial z_i}\n&= ")
    assert shown.count("\\\\\n") == 6
    assert "\\text{The entries of y sum to one.}" in shown


def test_an_account_shows_itself_in_a_notebook():
    shown = account(entry("relu-derivative"))._repr_html_()
    assert shown.count("<tr>") == len(account(entry("relu-derivative")).lines)
    assert "for every n" in shown
    assert "x &gt; 0" in shown


def test_an_entry_and_the_catalogue_show_themselves_in_a_notebook():
    assert "p_i - y_i$" in entry("cross-entropy")._repr_html_()
    assert catalogue()._repr_html_().count("<tr>") == 1 + len(catalogue())


def test_an_expression_shows_itself_in_a_notebook_inside_what_sympy_prints():
    shown = entry("cross-entropy").derivation().result._repr_latex_()
    assert "p_i" in shown
    assert "y_i" in shown
    assert "Element" not in shown
