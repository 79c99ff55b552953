"""Texts that mean harm, or nothing: an answer or a sentence, never an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derivations.language import Sheet, limits, read_sheet

PRELUDE = "let z : vector n\nlet x : scalar\nlet W : matrix n n\nlet p = softmax(z)\nlet J = \\sum_k p_k\n"

HOSTILE = {
    # what is read, and a word of the sentence that refuses it
    "a tower of powers": ("9^{9^{9^9}}", "exponent"),
    "powers of powers": ("((9^{60})^{60})^{60}", "binary digits"),
    "a power behind a logarithm": (r"\exp(99999999 \log 9)", "exponent is too large"),
    "a power behind logarithms": (r"\exp(60\log(\exp(60\log(\exp(60\log 9)))))", "too large"),
    "powers of powers of a symbol": ("((x^{60})^{60})^{60}", "exponent"),
    "a power of a symbol": ("x^{999999}", "exponent"),
    "a sum of exponents": ("2^{30 + 30 + 30}", "exponent"),
    "a long number": ("1" * 16, "digits"),
    "a huge exponent of ten": ("1e999999", "digits"),
    "many symbols": ("x+" * 400 + "x", "symbols"),
    "many factors": ("x " * 100, "factors"),
    "many matrices": ("W " * 100, "factors"),
    "deep brackets": ("(" * 40 + "x" + ")" * 40, "nested"),
    "deep fractions": (r"\frac{1}{" * 40 + "x" + "}" * 40, "nested"),
    "softmax of softmax": ("softmax(" * 10 + "z" + ")" * 10, "parts"),
    "a derivative of sigmas": (r"\sigma'(" * 12 + "x" + ")" * 12, "parts"),
    "gradients in a row": (r"\nabla_z " * 30 + "x", ""),
    "unclosed brackets": ("(" * 24, "never closed"),
    "brackets closed only": (")" * 500, "Nothing is open"),
    "bars": ("|" * 500, ""),
    "scripts": ("x" + "_x" * 250, ""),
    "powers in a row": ("x" + "^2" * 250, "One exponent stands on another"),
    "a product of nothing named": (r"\prod x", "Over which index"),
    "primes": ("x" + "'" * 1000, "is not declared"),
    "accents": (r"\hat{" * 300, ""),
    "code": ('__import__("os").system("true")', "no meaning"),
    "a lambda": ("(lambda: 0)()", ""),
    "attributes": ("x.__class__.__mro__", "no meaning"),
    "a command of TeX": (r"\input{/etc/passwd}", "not a command"),
    "a definition in TeX": (r"\def\a{\a\a}\a", "not a command"),
    "invisible characters": ("x\u200b\u202e\u2066", "invisible"),
    "a null": ("x\x00", "invisible"),
    "half a pair": ("x\ud800", "invisible"),
    "full-width letters": ("ｅｖａｌ", "no meaning"),
    "an accent alone": ("\u0302", "no meaning"),
}


@pytest.mark.parametrize(("text", "word"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_line(text: str, word: str) -> None:
    line = read_sheet(PRELUDE + "claim " + text).chains[0].claim
    assert line.value is None
    assert line.problem is not None
    assert word in line.problem.sentence


DEEP = [
    "(" * 24 + "x" + ")" * 24,
    r"\frac{1}{1 + " * 12 + "x" + "}" * 12,
    r"\tanh(" * 20 + "x" + ")" * 20,
    r"\tanh " * 38 + "x",
    r"\sum_{k=1}^{n} " * 38 + "z_k",
]


@pytest.mark.parametrize("text", DEEP)
def test_what_is_only_deep_is_read(text: str) -> None:
    assert read_sheet(PRELUDE + "claim " + text).problems == ()


SHEETS = {
    "a long text": ("x" * 30_000, "characters"),
    "a megabyte": ("claim " + "z" * 1_000_000, "characters"),
    "many lines": ("\n" * 300, "lines"),
    "a long line": ("claim " + "x" * 3_000, "characters"),
}


@pytest.mark.parametrize(("text", "word"), SHEETS.values(), ids=SHEETS.keys())
def test_a_hostile_sheet_is_refused_whole(text: str, word: str) -> None:
    (line,) = read_sheet(text).stray
    assert line.problem is not None
    assert (line.problem.about, word in line.problem.sentence) == ("limit", True)


def test_definitions_that_double_are_refused() -> None:
    doubling = "".join(f"let a_{{{i + 1}}} = a_{{{i}}} \\exp(a_{{{i}}})\n" for i in range(60))
    problems = read_sheet("let a_0 : scalar\n" + doubling).problems
    assert "Written out, this definition has more than" in problems[0].sentence
    assert {problem.about for problem in problems[1:]} == {"depends"}


def test_a_long_chain_of_definitions_is_read() -> None:
    chain = "".join(f"let a_{{{i + 1}}} = \\tanh(a_{{{i}}})\n" for i in range(150))
    sheet = read_sheet("let a_0 : scalar\n" + chain + "claim da_{150}/da_0")
    assert sheet.problems == ()


def test_ambiguous_lines_share_a_budget() -> None:
    sheet = read_sheet(PRELUDE + "claim x\n" + "= \\log x x + 1/2x\n" * 150)
    assert len(sheet.chains[0].lines) == 150
    assert {problem.about for problem in sheet.problems} <= {"ambiguous", "limit"}
    assert limits.MAX_SHEET_READINGS < 150


WORDS = r"""
    \frac { } ( ) [ ] ^ _ \sum_k \sum_{k=1}^{n} \prod \max \log \exp e^ \sigma \sigma' softmax( softmax z W x p_k J y
    2 9^{9^9} 0 1 .5 1e9 + - / = \cdot \odot * @ | \| \mid , : ; . ! % $ $$ \[ \] & \\ \begin{cases} \end{cases}
    \begin{aligned} \end{aligned} \text{if} \text{otherwise} \partial d/d dJ/dz_i \nabla_z T ^T ^\top ^{-1} '
    \mathbf{1} \mathbb{1}[ I [i=k] \hat \hat{y} \mathbf{ \operatorname{ tr diag( \sqrt \sqrt[ _i _{ij} _1 ^2
    \delta_{ij} σ ŷ ∂ Σ_k ᵀ ⊙ ₁ − λ \ne < > \in let claim derive title: scalar vector n matrix lambda pi eval(
    __import__ # " ` ~ ^^ __"""
LINES = ("\n", " ", "\t", "\nlet ", "\nclaim ", "\n= ", "\nderive ", "\u0302", "\u202e", "\x00")
PIECES = st.sampled_from([*WORDS.split(), *LINES])
FORMULAS = st.lists(PIECES, max_size=30).map("".join)
SPACED = st.lists(PIECES, max_size=30).map(" ".join)


def answers(text: str) -> Sheet:
    """The sheet, once each line has a value or a problem whose sentence is one."""
    sheet = read_sheet(text)
    for problem in sheet.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.sentence
        assert problem.caret.count("\n") == 1
    for chain in sheet.chains:
        assert all((line.value is None) != (line.problem is None) for line in (chain.claim, *chain.lines))
    return sheet


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(st.one_of(FORMULAS, SPACED))
def test_formulas_put_together_at_random(formula: str) -> None:
    answers(PRELUDE + "claim dJ/dz_i\n= " + formula)


@FUZZ
@given(st.one_of(FORMULAS, SPACED, st.text()))
def test_texts_at_random(text: str) -> None:
    answers(text)


@FUZZ
@given(st.data())
def test_mutated_sheets(data: st.DataObject) -> None:
    sheet = PRELUDE + "claim \\frac{\\partial J}{\\partial z_i}\n= \\sum_k p_k (\\delta_{ki} - p_i)\n= p_i - p_i\n"
    for _ in range(data.draw(st.integers(1, 4))):
        at, width = data.draw(st.integers(0, len(sheet))), data.draw(st.integers(0, 4))
        sheet = sheet[:at] + data.draw(PIECES) + sheet[at + width :]
    answers(sheet)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_bytes_at_random(content: bytes) -> None:
    answers(content.decode("utf-8", "replace"))
    answers(content.decode("latin-1"))
