"""Every derivation in LaTeX and in Markdown: well formed, of known commands, and compiled where there is a TeX."""

import re
import shutil
import subprocess

import pytest

from derivations.account import Account, account
from derivations.catalogue import entry
from derivations.export.formats import exported_sheet
from derivations.export.latex import as_latex, document, section
from derivations.export.latex_words import escaped, in_markdown
from derivations.export.markdown import as_markdown
from tests.export.grammar import balanced, body, complaints
from tests.export.running import SUBJECTS, export_of
from tests.export.test_sheets import SHEETS


def whole(slug: str, route: str) -> Account:
    return account(entry(slug), route)


@pytest.mark.parametrize("fine", [False, True], ids=["coarse", "fine"])
@pytest.mark.parametrize(("slug", "route"), SUBJECTS)
def test_latex_is_well_formed(slug, route, fine):
    latex = as_latex(whole(slug, route), fine)
    assert not complaints(latex)
    assert latex.count(r"\begin{aligned}") >= 1


@pytest.mark.parametrize("wrong", [r"\begin{aligned} {", r"\begin{a}\end{b}", r"\left( x", "}{", r"\[ {\] }"])
def test_what_is_not_balanced_is_seen(wrong):
    assert not balanced(wrong)


def test_latex_compiles(tmp_path):
    pdflatex = shutil.which("pdflatex")
    if pdflatex is None:
        pytest.skip("No pdflatex was found: install Debian's texlive-latex-base.")
    sections = [section(whole(slug, route), fine=True) for slug, route in SUBJECTS]
    sections += [body(exported_sheet("latex", sheet)) for sheet in SHEETS.values()]
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
