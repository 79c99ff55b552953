"""The ways in which a derivation can be taken away: a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivations.export.latex import document, section
from derivations.export.markdown import as_markdown
from derivations.export.module import as_jax, as_numpy, as_pytorch
from derivations.export.notebook import as_notebook
from derivations.export.subject import Subject
from derivations.notation import Partial


@dataclass(frozen=True)
class Format:
    """A format: what people call it, the end of its file's name, its media type, and who writes it."""

    label: str
    suffix: str
    media: str
    write: Callable[[Sequence[Subject]], str]

    def file_name(self, slug: str) -> str:
        """A name for the file: cross-entropy.tex, cross_entropy_numpy.py, which can be imported."""
        return (slug.replace("-", "_") if self.suffix.endswith(".py") else slug) + self.suffix


def in_latex(subjects: Sequence[Subject]) -> str:
    return document(*(section(subject.account) for subject in subjects))


def in_markdown(subjects: Sequence[Subject]) -> str:
    return "\n".join(as_markdown(subject.account) for subject in subjects)


def in_code(write: Callable[[Subject], str]) -> Callable[[Sequence[Subject]], str]:
    """A module holds one derivation: the first that is a derivative, else the first."""

    def of(subjects: Sequence[Subject]) -> str:
        return write(next((s for s in subjects if isinstance(s.derivation.start, Partial)), subjects[0]))

    return of


FORMATS: dict[str, Format] = {
    "latex": Format("LaTeX", ".tex", "application/x-tex", in_latex),
    "markdown": Format("Markdown", ".md", "text/markdown", in_markdown),
    "notebook": Format("Notebook", ".ipynb", "application/x-ipynb+json", lambda subjects: as_notebook(*subjects)),
    "numpy": Format("NumPy", "_numpy.py", "text/x-python", in_code(as_numpy)),
    "pytorch": Format("PyTorch", "_pytorch.py", "text/x-python", in_code(as_pytorch)),
    "jax": Format("JAX", "_jax.py", "text/x-python", in_code(as_jax)),
}


def exported(to: str, *subjects: Subject) -> str:
    """Derivations in the format of that name."""
    if to not in FORMATS:
        raise LookupError(f"There is no format “{to}”; there are {', '.join(FORMATS)}.")
    return FORMATS[to].write(subjects)
