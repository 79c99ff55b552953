"""The ways in which a derivation can be taken away: a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivations.export.checked import CheckedSheet, checked
from derivations.export.latex import document, section
from derivations.export.markdown import as_markdown
from derivations.export.module import as_jax, as_numpy, as_pytorch
from derivations.export.notebook import as_notebook
from derivations.export.sheet_latex import sheet_in_latex
from derivations.export.sheet_markdown import sheet_in_markdown
from derivations.export.sheet_notebook import sheet_in_notebook
from derivations.export.subject import Subject
from derivations.export.worksheets import refuse_empty, subject_of_sheet
from derivations.notation import Partial


@dataclass(frozen=True)
class Format:
    """A format: what people call it, the end of its file's name, its media type, and who writes it."""

    label: str
    suffix: str
    media: str
    write: Callable[[Sequence[Subject]], str]
    write_sheet: Callable[[CheckedSheet], str]

    def file_name(self, slug: str) -> str:
        """A name for the file: cross-entropy.tex, cross_entropy_numpy.py, which can be imported."""
        return (slug.replace("-", "_") if self.suffix.endswith(".py") else slug) + self.suffix


def in_latex(subjects: Sequence[Subject]) -> str:
    return document(*(section(subject.account) for subject in subjects))


def in_markdown(subjects: Sequence[Subject]) -> str:
    return "\n".join(as_markdown(subject.account) for subject in subjects)


def in_notebook(subjects: Sequence[Subject]) -> str:
    return as_notebook(*subjects)


def code(library: str, write: Callable[[Subject], str]) -> Format:
    """A module holds one derivation: the first that is a derivative, else the first."""

    def of(subjects: Sequence[Subject]) -> str:
        return write(next((s for s in subjects if isinstance(s.derivation.start, Partial)), subjects[0]))

    def of_sheet(sheet: CheckedSheet) -> str:
        return write(subject_of_sheet(sheet.sheet, sheet.file))

    return Format(library, f"_{library.lower()}.py", "text/x-python", of, of_sheet)


FORMATS: dict[str, Format] = {
    "latex": Format("LaTeX", ".tex", "application/x-tex", in_latex, sheet_in_latex),
    "markdown": Format("Markdown", ".md", "text/markdown", in_markdown, sheet_in_markdown),
    "notebook": Format("Notebook", ".ipynb", "application/x-ipynb+json", in_notebook, sheet_in_notebook),
    "numpy": code("NumPy", as_numpy),
    "pytorch": code("PyTorch", as_pytorch),
    "jax": code("JAX", as_jax),
}


def format_named(name: str) -> Format:
    """The format of that name."""
    if name not in FORMATS:
        raise LookupError(f"There is no format “{name}”; there are {', '.join(FORMATS)}.")
    return FORMATS[name]


def exported(to: str, *subjects: Subject) -> str:
    """Derivations in the format of that name."""
    return format_named(to).write(subjects)


def exported_sheet(to: str, worksheet: str | CheckedSheet, file: str = "worksheet") -> str:
    """A worksheet in the format of that name: as a document with its verdicts, or what it claims as code."""
    sheet = checked(worksheet, file) if isinstance(worksheet, str) else worksheet
    refuse_empty(sheet.sheet)
    return format_named(to).write_sheet(sheet)
