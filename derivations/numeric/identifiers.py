"""Names become identifiers: `\\hat{y}` → `y_hat`, `b^{(2)}` → `b_2`, `\\lambda` → `lambda_`.

Whatever the name, what comes out is an ASCII identifier, so no name can carry code into a source that
holds it.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping

ACCENTS = ("hat", "tilde", "bar", "dot", "ddot", "vec", "check", "breve", "overline", "widehat", "widetilde")
FACES = ("mathbf", "boldsymbol", "bm", "mathrm", "mathit", "mathcal", "mathsf", "operatorname", "text")
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ",
        [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "lambda",
            "mu",
            "nu",
            "xi",
            "pi",
            "rho",
            "sigma",
            "tau",
            "upsilon",
            "phi",
            "chi",
            "psi",
            "omega",
            "Gamma",
            "Delta",
            "Theta",
            "Lambda",
            "Xi",
            "Pi",
            "Sigma",
            "Phi",
            "Psi",
            "Omega",
        ],
        strict=True,
    )
)

REWRITES: tuple[tuple[str, str], ...] = (
    (rf"\\(?:{'|'.join(FACES)})\s*\{{([^{{}}]*)\}}", r"\1"),  # \mathbf{x} → x
    (rf"\\({'|'.join(ACCENTS)})\s*\{{([^{{}}]*)\}}", r"\2_\1"),  # \hat{y} → y_hat
    (rf"\\({'|'.join(ACCENTS)})\s*(\\?[A-Za-z]+)", r"\2_\1"),  # \hat y → y_hat
    (r"\^\{?\(([^(){}]*)\)\}?", r"_\1"),  # b^{(2)} → b_2
    (r"'|\^\{?\\prime\}?", "_prime"),  # x' → x_prime
    (r"\\varepsilon", "epsilon"),
)


def identifier(name: str) -> str:
    """The Python identifier of a name that is written in LaTeX."""
    for greek, word in GREEK.items():
        name = name.replace(greek, word)
    before = None
    while before != name:
        before = name
        for pattern, replacement in REWRITES:
            name = re.sub(pattern, replacement, name)
    name = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "unnamed"
    name = f"v_{name}" if name[0].isdigit() else name
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) else name


def identifiers(names: Iterable[str], taken: Iterable[str] = ()) -> Mapping[str, str]:
    """An identifier for each name, no two the same and none of them taken already."""
    chosen: dict[str, str] = {}
    used = set(taken)
    for name in names:
        if name not in chosen:
            chosen[name] = unused(identifier(name), used)
            used.add(chosen[name])
    return chosen


def unused(wish: str, taken: Iterable[str]) -> str:
    """The wished identifier, or the first variation of it that is not taken."""
    taken = set(taken)
    if wish not in taken:
        return wish
    number = 2
    while f"{wish}_{number}" in taken:
        number += 1
    return f"{wish}_{number}"
