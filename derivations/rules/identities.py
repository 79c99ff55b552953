"""What another derivation has shown, used from left to right or from right to left."""

from __future__ import annotations

from derivations.core import Derivation, Rule


def identity(lemma: Derivation, title: str) -> Rule:
    """The left side of an identity replaced by its right side."""
    return Rule(title, "left → right", lambda e: lemma.result if e == lemma.start else None)


def identity_backwards(lemma: Derivation, title: str) -> Rule:
    """The right side of an identity replaced by its left side."""
    return Rule(title, "right → left", lambda e: lemma.start if e == lemma.result else None)
