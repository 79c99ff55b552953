"""Two spellings of the same, and what a value knows of itself."""

from itertools import pairwise

import pytest

from derivations.notation import Element, Index, Partial, Sum
from tests.language.letters import W, d, i, jd, k, p, r, x, z
from tests.language.reading import claim, read

SAME = [
    (r"$z_i$", r"\[ z_i \]", r"\( z_i \)", r"$$ z_i $$", r"\begin{aligned} z_i \end{aligned}", "z_i.", "z_i,",
     r"& z_i"),
    (r"\sum_k y_k\,\log\,p_k", r"\displaystyle \sum_k y_k \; \log \quad p_k", "Σ_k y_k log p_k"),
    (r"\left(\frac{a}{b}\right)^{2}", r"\Big( \tfrac{a}{b} \Big)^2", "(a/b)²", r"\left(a/b\right)^2"),
    (r"\operatorname{softmax}(z)", r"\mathrm{softmax}(z)", r"\text{softmax}(z)", r"\operatorname*{softmax}(z)",
     "softmax z"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [pair for group in SAME for pair in pairwise(group)])
def test_two_spellings_of_the_same(one: str, other: str) -> None:
    assert read(one) == read(other)


def test_an_element_has_the_free_indices_that_are_written() -> None:
    assert read("p_i - y_i").indices == (i,)
    assert read("W_{ij} y_o").indices == (i, jd)
    assert read("z").indices == ()


def test_whole_arrays_step_aside_for_indices_that_are_written() -> None:
    found = read(r"\frac{\partial p}{\partial z_i}")
    assert found.indices == (i,)
    assert found.row is not None
    assert found.row.name != "i"
    assert found.element == Partial(Element(p, found.row), z[i])


def test_the_value_at_other_places() -> None:
    assert read("W x").at(k) == Sum(W[k, Index("k", d)] * x[Index("k", d)], Index("k", d))
    assert read("W").transposed.at(r, k) == W[k, r]


def test_a_claim_keeps_its_text() -> None:
    assert claim(r"\frac{a}{b} % a quotient").text == r"claim \frac{a}{b}"
