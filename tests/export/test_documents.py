"""Every derivation in LaTeX and in Markdown: well formed, of known commands, and compiled where there is a TeX."""

import re
import shutil
import subprocess

import pytest

from derivations.account import Account, account
from derivations.catalogue import entry
from derivations.export.latex import as_latex, document, section
from derivations.export.latex_words import escaped, in_markdown
from derivations.export.markdown import as_markdown
from tests.export.running import SUBJECTS, export_of

KNOWN = """documentclass usepackage begin end section item text small quad
frac tfrac partial sum prod log exp max tanh operatorname left right hat bar tilde odot top mathbf mathbb
to ne in neq leq geq cdot ldots sqrt nabla sigma delta theta lambda"""
COMMANDS = {*KNOWN.split(), *"[]{}_&%$#^,;|\\", "Delta", "times", "epsilon", "ell"}
"""What LaTeX and amsmath know and an export may use."""


CLOSING = {"{": "}", r"\left": r"\right", r"\[": r"\]"}
MARKS = re.compile(r"\\begin\{\w+\*?\}|\\end\{\w+\*?\}|\\\\|\\[{}]|\\left\b|\\right\b|[{}]|\\\[|\\\]")


def whole(slug: str, route: str) -> Account:
    return account(entry(slug), route)


def balanced(latex: str) -> bool:
    """Whether braces, and what begins and ends, close in order."""
    open_now: list[str] = []
    for mark in MARKS.findall(latex):
        if mark.startswith(r"\begin") or mark in CLOSING:
            open_now.append(CLOSING.get(mark) or mark.replace("begin", "end", 1))
        elif (mark.startswith(r"\end") or mark in CLOSING.values()) and (not open_now or open_now.pop() != mark):
            return False
    return not open_now


@pytest.mark.parametrize("fine", [False, True], ids=["coarse", "fine"])
@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_latex_is_well_formed(slug, route, fine):
    latex = as_latex(whole(slug, route), fine)
    assert latex.isascii()
    assert balanced(latex)
    assert not set(re.findall(r"\\([A-Za-z]+|.)", latex)) - COMMANDS
    assert latex.count(r"\begin{aligned}") >= 1
    assert sum(line.count("$") for line in latex.splitlines()) % 2 == 0


@pytest.mark.parametrize("wrong", [r"\begin{aligned} {", r"\begin{a}\end{b}", r"\left( x", "}{", r"\[ {\] }"])
def test_what_is_not_balanced_is_seen(wrong):
    assert not balanced(wrong)


def test_latex_compiles(tmp_path):
    pdflatex = shutil.which("pdflatex")
    if pdflatex is None:
        pytest.skip("No pdflatex was found: install Debian's texlive-latex-base.")
    sections = [section(whole(slug, route), fine=True) for slug, route in SUBJECTS]
    (tmp_path / "all.tex").write_text(document(*sections), encoding="utf-8")
    command = [pdflatex, "-halt-on-error", "-interaction=nonstopmode", "all.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "all.pdf").stat().st_size > 10_000


@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_markdown_has_a_formula_for_each_line(slug, route):
    told, markdown = whole(slug, route), export_of(slug, route, "markdown")
    assert markdown == as_markdown(told)
    formulas = re.findall(r"^\$\$\n(.+?)\n\$\$$", markdown, re.MULTILINE | re.DOTALL)
    assert formulas[0] == told.start_latex
    assert formulas[1:] == [f"{line.left_latex} = {line.latex}".strip() for line in told.lines]
    for line in markdown.splitlines():
        if line != "$$":
            assert line.count("$") % 2 == 0, line


WORDS = [
    ("prediction minus truth: ŷ − y", r"prediction minus truth: $\hat{y}$ $-$ y"),
    ("z_i and \\delta_2", r"$z_i$ and $\delta_2$"),
    ("50 % of {this} & that_here #1", r"50 \% of \{this\} \& that\_here \#1"),
    (r"\input{/etc/passwd} \write18{x}", r"\textbackslash{}input\{/etc/passwd\} \textbackslash{}write18\{x\}"),
    ("σ(x) ≤ ½, e^(−x)", r"$\sigma$(x) $\leq$ $\tfrac{1}{2}$, e\^{}($-$x)"),
    ("Lagrange’s “naïve” café…", "Lagrange's ``na\\\"{i}ve'' caf\\'{e}\\ldots{}"),
    ("中", "[U+4E2D]"),
]


@pytest.mark.parametrize(("words", "latex"), WORDS)
def test_words_in_latex(words, latex):
    assert escaped(words) == latex


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        (r"definition of \hat{y}", r"definition of $\hat{y}$"),
        ("*bold* <b> [a](b)", r"\*bold\* \<b\> \[a\](b)"),
        ("![x](http://y/z.png)", r"!\[x\](http://y/z.png)"),
    ],
)
def test_words_in_markdown(words, markdown):
    assert in_markdown(words) == markdown
