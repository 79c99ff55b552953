"""The derivation that the softmax page stands on: why a shift cancels, with its value at the present inputs."""

from collections.abc import Sequence

import numpy as np

from derivations.account import account
from derivations.catalogue import catalogue
from derivations.numbers import numbers
from pages.parts.formula import inks
from pages.parts.step import badge, digits, typeset
from pages.parts.walking import array_text

SLUG = "softmax-shift-invariance"


def lines() -> str:
    """Every line of the derivation as markdown, which no slider changes."""
    told = account(catalogue()[SLUG], None, inks())
    shown = [f"$$\n{told.start_latex}\n$$"]
    for line in told.lines:
        mark, _ = badge(str(line.verdict))
        shown.append(f"$$\n= {line.latex}\n$$\n\n{mark} :small[**{typeset(line.rule)}** — {typeset(line.why)}]")
    return "\n\n".join(shown)


def values(z: Sequence[float], c: float, temperature: float) -> str:
    """What every line comes to at these logits and this shift."""
    at = {"z": np.array(z) / temperature, "c": np.array(c / temperature)}
    found = numbers(catalogue()[SLUG].derivation(), at)
    gap = f"to {found.disagreement:.0e}" if found.disagreement else "to the last digit"
    divided = "" if temperature == 1 else ", both divided by $T$"
    return (
        f"At the logits and the shift above{divided}, all {len(found.lines)} lines come to\n\n"
        f"{digits(array_text(found.lines[-1]))}\n\nand agree {gap}, in float64 and with the largest entry taken out."
    )
