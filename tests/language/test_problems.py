"""What cannot be read: where, and the sentence that says so."""

import pytest

from derivations.language import read_sheet
from tests.language.reading import DECLARING, claim, read, reader_after

PROBLEMS = [
    # text, about, what the caret stands under, words of the sentence
    (r"2 z_i + (", "syntax", "(", "“(” is opened here and never closed"),
    (r"2 +", "syntax", "+", "ends too early after “+”"),
    (r"a ++ b", "syntax", "+ b", "“+” cannot stand here; a name, a number or a bracket could"),
    (r"\frac{a}", "syntax", "}", "ends too early after “}”"),
    (r"a )", "syntax", ")", "Nothing is open that “)” could close"),
    (r"(a]", "syntax", "]", "“]” cannot close “(”"),
    (r"\foo a", "syntax", r"\foo", "not a command"),
    (r"a#b", "syntax", "#", "“#” (U+0023) has no meaning"),
    ("a \u202e b", "syntax", "\u202e", "invisible character (U+202E)"),
    (r"a \dots b", "syntax", r"\dots", "leaves open what is meant"),
    (r"1 2", "syntax", "2", "Two numbers stand side by side"),
    (r"a, b", "syntax", "a, b", "2 things between commas"),
    (r"\log", "syntax", r"\log", "needs an argument"),
    (r"\sigma + 1", "syntax", r"\sigma", "needs an argument"),
    (r"K + a", "name", "K", "K is not declared."),
    (r"a + \hat{x}", "name", r"\hat{x}", "Did you mean “\\hat{y}”?"),
    (r"a'", "name", "a'", "a' is not declared"),
    (r"W z", "shape", "z", "a matrix n × d stands before a column vector of n (n × 1)"),
    (r"z + x", "shape", "x", "a column vector of n (n × 1) is added to a column vector of d (d × 1)"),
    (r"z - q", "shape", "q", "a column vector of n (n × 1) is added to a row of n (1 × n)"),
    (r"W \odot V^\top", "shape", r"\odot", "entry by entry with a matrix d × n"),
    (r"W_2^\top (p - y) x", "shape", "x", "a column vector of h (h × 1) is multiplied with a column vector of d"),
    (r"z_{ij}", "shape", "_{ij}", "takes 1 index(es), not 2"),
    (r"W_{ijs}", "shape", "_{ijs}", "a matrix n × d takes 2 index(es), not 3"),
    (r"a_i", "shape", "_i", "an index of a scalar"),
    (r"\operatorname{tr}(W)", "shape", r"\operatorname", "tr takes a square matrix, and this is a matrix n × d"),
    (r"softmax(a)", "shape", "softmax", "takes a whole vector"),
    (r"W^{-1}", "shape", "^{-1}", "declared “invertible”"),
    (r"\frac{\partial W}{\partial A}", "shape", r"\frac", "more than two axes"),
    (r"z_i + x_i", "size", "i", "i runs from 1 to n, but here it counts to d"),
    (r"z_0", "size", "0", "An index counts from 1"),
    (r"\sum_k a", "size", r"\sum", "How far does k run?"),
    (r"\sum_{k=1}^{K} z_k", "size", r"\sum", "“K” is not a size that is declared; these are: d, h, m, n"),
    (r"\sum_{k=0}^{n} z_k", "syntax", "0", "A sum runs from 1"),
    (r"\sum a", "syntax", r"\sum", "Over which index"),
    (r"\mathbf{1}", "size", r"\mathbf", "is not said"),
    (r"z_{K}", "syntax", "K", "“K” is not an index"),
    (r"\mathbb{1}[a = b]", "syntax", "a", "Only indices can be compared"),
    (r"\begin{cases} 1 & a > 0 \end{cases}", "syntax", r"\begin", "leave something out"),
    (r"|z|", "syntax", "|z|", "its norm, ‖·‖, or the absolute value of each entry"),
    (r"\nabla J", "syntax", r"\nabla", "With respect to what?"),
    (r"\frac{\partial J}{\partial (a b)}", "syntax", "(a b)", "with respect to a named quantity"),
    (r"\frac{\partial}{\partial a}", "syntax", r"\frac", "nothing to differentiate"),
    (r"\log p_i y_i", "ambiguous", "p_i", r"read as \log(p_i) y_i or as \log(p_i y_i)"),
    (r"\log a(1-a)", "ambiguous", "a(1", r"read as \log(a)(1-a) or as \log(a(1-a))"),
    (r"1/2a", "ambiguous", "a", "read as (1/2)a or as 1/(2a)"),
    (r"\sum_{k \in \{1, 2\}} z_k", "syntax", r"\{1, 2\}", r"as in \sum_{j : u_j > 0}"),
    (r"\sum_{k \in N(i)} z_k", "syntax", "N(i)", "What N(i) holds is not known"),
    (r"\sum_{k \in \{l : z_l > 0\}} z_k", "syntax", r"\{l : z_l > 0\}", "write the condition below the sign"),
    (r"\sum_{a b > 0} z_i", "syntax", "a b > 0", "does not say what it runs over"),
    (r"a_i_j", "shape", "_i", "an index of a scalar"),
    (r"z_i_jk", "syntax", "_i_j", "as in u_{w_{jk}}"),
    (r"1/0", "limit", "/0", "divides by zero"),
    (r"\frac{a}{b - b}", "limit", r"\frac", "divides by zero"),
    (r"\log 0", "limit", r"\log", "logarithm of 0"),
    (r"\sqrt{-1}", "limit", r"\sqrt", "not real"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "about", "place", "words"), PROBLEMS, ids=[row[0] for row in PROBLEMS])
def test_a_problem(text: str, about: str, place: str, words: str) -> None:
    line = claim(text)
    assert line.value is None
    assert line.problem is not None
    assert line.problem.about == about
    assert words in line.problem.sentence
    assert line.problem.sentence[-1] in ".?"
    assert line.text[line.problem.column - 1 :].startswith(place)


def test_a_caret_stands_under_the_place() -> None:
    sheet = read_sheet("let z : vector n\nclaim dz_i/dz_i\n= 2 z_i + (")
    (problem,) = sheet.problems
    assert (problem.line, problem.column) == (3, 11)
    assert problem.caret == "= 2 z_i + (\n          ^"
    assert str(problem) == f"line 3, column 11: {problem.sentence}\n{problem.caret}"


def test_a_caret_counts_typed_characters() -> None:
    problem = claim("ŷ₁ + ∂").problem
    assert problem is not None
    assert problem.caret.splitlines()[1].index("^") == len("claim ŷ₁ + ")


def test_a_long_line_is_shown_around_the_place() -> None:
    problem = claim("a + " * 60 + "K").problem
    assert problem is not None
    shown, mark = problem.caret.splitlines()
    assert len(shown) == 80
    assert shown[mark.index("^")] == "K"


LETS = [
    ("let r : vectr n", "“vectr” is not a kind"),
    ("let r : vector", "A vector takes 1 size(s), and 0 were given"),
    ("let r : vector m n", "A vector takes 1 size(s), and 2 were given"),
    ("let r : vector 0", "from 1 to"),
    ("let r : vector 1000000000", "from 1 to"),
    ("let r : matrix 9999 9999", "entries"),
    ("let r : vector n + 1", "are not sizes"),
    ("let z", "“let NAME : KIND” or “let NAME = EXPRESSION”"),
    ("let z =", "“let NAME : KIND” or “let NAME = EXPRESSION”"),
    ("let : scalar", "“let NAME : KIND”"),
    ("let z + 1 = 2", "is not a name"),
    ("let W : scalar", "W is declared already"),
    ("let J = 2", "J is defined already"),
    ("let t = x", "t was declared as vector n, but this is vector d"),
    ("let s = z_k", "k stands free on the right"),
    ("let s_i = W_{ij} x_j", "j stands free on the right"),
]


@pytest.mark.parametrize(("text", "words"), LETS)
def test_a_let_that_cannot_be_read(text: str, words: str) -> None:
    declaration = reader_after(text, DECLARING).sheet.declarations[-1]
    assert declaration.quantity is None
    assert declaration.line.problem is not None
    assert words in declaration.line.problem.sentence


def test_what_depends_on_an_unreadable_line_says_so() -> None:
    sheet = read_sheet("let z : vector n\nlet p = softmx(z)\nlet J = \\sum_k p_k\nclaim dJ/dz_i\n= z_i\n= p_i")
    sentences = {line.number: line.problem and line.problem.sentence for line in sheet.lines}
    assert sentences[3] == "p is used here, but line 2, which declares it, could not be read."
    assert sentences[4] == "J is used here, but line 3, which declares it, could not be read."
    assert sentences[5] is None
    assert sentences[6] == sentences[3]
    assert {problem.about for problem in sheet.problems} == {"name", "depends"}


def test_a_failed_redefinition_leaves_the_declaration() -> None:
    sheet = read_sheet("let z : vector n\nlet z = (\nclaim z_i")
    assert sheet.chains[0].claim.value is not None


def test_an_index_inside_and_outside_of_its_sum() -> None:
    lines = reader_after("claim a\n= \\sum_k z_k - t_k", DECLARING).sheet.chains[0].lines
    assert lines[0].problem is not None
    assert lines[0].problem.sentence.startswith("k stands outside of its sum as well")


@pytest.mark.parametrize("text", ["= 2", "hello world", "f(x) = 2", "lets z : scalar", "we have shown that $z = 2$"])
def test_stray_lines_are_named(text: str) -> None:
    (line,) = read_sheet(text).stray
    assert line.problem is not None
    assert "begin" in line.problem.sentence


READINGS = [
    # the shape of the claim tells readings apart
    (r"dJ/dz", r"z \cdot t", "column"),
    (r"dJ/da", r"z \cdot t", "scalar"),
    (r"\nabla_W J", r"t \odot \sigma'(z) x^\top", "matrix"),
]


@pytest.mark.parametrize(("claimed", "text", "layout"), READINGS)
def test_shapes_settle_what_is_ambiguous(claimed: str, text: str, layout: str) -> None:
    (line,) = reader_after(f"claim {claimed}\n= {text}", DECLARING).sheet.chains[0].lines
    assert line.value is not None
    assert line.value.layout == layout


def test_what_leaves_its_shape_open_takes_the_claims() -> None:
    for text in ("0", r"\mathbf{1}", r"\mathbf{1} a"):
        (line,) = reader_after(f"claim dJ/dz\n= {text}", DECLARING).sheet.chains[0].lines
        assert line.value is not None
        assert line.value.shape == read("z").shape


def test_a_condition_behind_a_line_of_an_unreadable_claim_is_told() -> None:
    [chain] = read_sheet("let z : vector n\nclaim dJ/dz_i\n= z_i if z_i > 0\n").chains
    [line] = chain.lines
    assert line.value is None
    assert line.problem is not None
    assert "which could not be read" in line.problem.sentence
