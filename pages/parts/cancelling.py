"""The derivation that the softmax page stands on: why a shift cancels, with its value at the present inputs."""

from collections.abc import Sequence

import numpy as np

from derivations.account import account
from derivations.catalogue import catalogue
from derivations.numbers import numbers
from pages.parts import lines as of_a_derivation
from pages.parts.formula import inks
from pages.parts.step import digits
from pages.parts.walking import array_text

SLUG = "softmax-shift-invariance"
NARROW = 38  # characters of a row that ends within a phone's width


def lines(key: str) -> None:
    """Show every line of the derivation, which no slider changes."""
    of_a_derivation.lines(account(catalogue()[SLUG], None, inks()), key=key)


def values(z: Sequence[float], c: float, temperature: float) -> str:
    """What every line comes to at these logits and this shift."""
    at = {"z": np.array(z) / temperature, "c": np.array(c / temperature)}
    found = numbers(catalogue()[SLUG].derivation(), at)
    entries = digits(array_text(found.lines[-1], NARROW))
    gap = f"to {found.disagreement:.0e}" if found.disagreement else "to the last digit"
    divided = "" if temperature == 1 else ", both divided by $T$"
    return (
        f"At the logits and the shift above{divided}, all {len(found.lines)} lines come to\n\n"
        f"{entries}\n\nand agree {gap}, in float64 and with the largest entry taken out."
    )
