"""What stands below the sign of a sum in plain text: it means what LaTeX means, or a sentence says why not."""

import pytest

from tests.language.reading import canonical, claim, read

ALL_BUT_ONE = r"\sum_{j \ne o} z_j"
WHERE_POSITIVE = r"\sum_{j : t_j > 0} z_j"
WHOLE = r"\sum_{j=1}^n z_j"

SAME = [
    (ALL_BUT_ONE, "sum_{ j : j != o } z_j"),
    (ALL_BUT_ONE, "sum_{ j in n : j != o } z_j"),
    (ALL_BUT_ONE, "sum_(j != o) z_j"),
    (ALL_BUT_ONE, "sum_{j in [n], j != o} z_j"),
    (ALL_BUT_ONE, "sum_{j /= o} z_j"),
    (ALL_BUT_ONE, "sum_{j <> o} z_j"),
    (ALL_BUT_ONE, "sum_{j in {1..n} : j ≠ o} z_j"),
    (ALL_BUT_ONE, r"sum_{j in {1,...,n}\{o}} z_j"),
    (ALL_BUT_ONE, r"\sum_{j \in \{1, \dots, n\} \setminus \{o\}} z_j"),
    (ALL_BUT_ONE, r"\sum_{j \in n \backslash o} z_j"),
    (r"\sum_{j : j \ne o, j \ne i} z_j", r"\sum_{j \in [n] \setminus \{o, i\}} z_j"),
    (WHERE_POSITIVE, "sum_{j | t_j > 0} z_j"),
    (WHERE_POSITIVE, "sum_{j; t_j > 0} z_j"),
    (WHERE_POSITIVE, "sum_{j where t_j > 0} z_j"),
    (WHERE_POSITIVE, "sum_{j such that t_j > 0} z_j"),
    (WHERE_POSITIVE, "sum_{j s.t. t_j > 0} z_j"),
    (WHERE_POSITIVE, r"\sum_{j \text{ with } t_j > 0} z_j"),
    (r"\sum_{j : |t_j| > 0} z_j", "sum_{j | |t_j| > 0} z_j"),
    (WHOLE, "sum_(j=1)^n z_j"),
    (WHOLE, "sum_{j = 1..n} z_j"),
    (WHOLE, "sum_{j in 1..n} z_j"),
    (WHOLE, r"\sum_{j=1,\dots,n} z_j"),
    (WHOLE, r"\sum_{j \in |n|} z_j"),
    (WHOLE, r"\sum_{j \in Words} z_j"),
    (r"\frac{e^{z_k}}{\sum_j e^{z_j}}", "e^{z}_k / sum_j e^{z}_j"),
    (r"\sum_j e^{W_{kj}}", "sum_j e^{W}_{kj}"),
    (r"e^{(W x + t)_k}", "e^{W x + t}_k"),
    (r"e_k^T x", r"e^{\top}_k x"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_plain_text_means_the_same(one: str, other: str) -> None:
    assert canonical(read(one).element) == canonical(read(other).element)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\sum_{j \in S'} z_j", "What S' holds is not known"),
        ("sum_{j in P} z_j", r"write \sum_j if it is every index"),
        (r"\sum_{j \in \mathcal{N}} z_j", r"let \mathbb{1}[j \in S]"),
        (r"\sum_{j \in N_i} z_j", "write the condition below the sign"),
        ("sum_{j in 2..n} z_j", "“.” has no meaning here"),
        ("e^{a}_k", "an index of a scalar"),
    ],
)
def test_a_set_that_is_not_known_is_not_taken_for_all(text: str, words: str) -> None:
    problem = claim(text).problem
    assert problem is not None
    assert words in problem.sentence
