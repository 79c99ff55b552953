"""What of LaTeX an export may use, for where no TeX is installed that could tell."""

import re

KNOWN = """documentclass usepackage begin end section item text small quad
frac tfrac partial sum prod log exp max tanh operatorname left right hat bar tilde odot top mathbf mathbb
to ne neq leq geq cdot ldots sqrt nabla sigma delta theta lambda
itemsep subsection par textbackslash"""
COMMANDS = {*KNOWN.split(), *"[]{}_&%$#^,;|\\", "Delta", "times", "epsilon", "ell"}
"""What LaTeX and amsmath know and an export may use."""

CLOSING = {"{": "}", r"\left": r"\right", r"\[": r"\]"}
MARKS = re.compile(r"\\begin\{\w+\*?\}|\\end\{\w+\*?\}|\\\\|\\[{}]|\\left\b|\\right\b|[{}]|\\\[|\\\]")


def balanced(latex: str) -> bool:
    """Whether braces, and what begins and ends, close in order."""
    open_now: list[str] = []
    for mark in MARKS.findall(latex):
        if mark.startswith(r"\begin") or mark in CLOSING:
            open_now.append(CLOSING.get(mark) or mark.replace("begin", "end", 1))
        elif (mark.startswith(r"\end") or mark in CLOSING.values()) and (not open_now or open_now.pop() != mark):
            return False
    return not open_now


def complaints(latex: str) -> list[str]:
    """What pdfTeX would not take."""
    unknown = set(re.findall(r"\\([A-Za-z]+|.)", latex)) - COMMANDS
    found = [f"unknown: {', '.join(sorted(unknown))}"] if unknown else []
    found += [] if latex.isascii() else ["not ASCII"]
    found += [] if balanced(latex) else ["what begins does not end"]
    return found + [line for line in latex.replace(r"\$", "").splitlines() if line.count("$") % 2]


def body(latex: str) -> list[str]:
    """The lines between the beginning and the end of a document."""
    return re.split(r"\\(?:begin|end)\{document\}", latex)[1].splitlines()
