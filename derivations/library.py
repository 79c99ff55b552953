"""The face of the library: five functions, which are all that most programs and notebooks need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from derivations.catalogue import Entry
from derivations.catalogue import catalogue as every_entry
from derivations.core import Derivation
from derivations.derive import gradient
from derivations.export.checked import CheckedSheet, checked
from derivations.export.sources import taken_away
from derivations.export.worksheets import derived
from derivations.language import read_sheet
from derivations.notation import Expr, Index, Quantity
from derivations.numeric.compiling import compiled


class NotDerived(ValueError):
    """A derivative that the strategy did not bring to an end; `so_far` is how far it got."""

    def __init__(self, obstacle: str, so_far: Derivation | None = None) -> None:
        super().__init__(obstacle)
        self.so_far = so_far


def catalogue() -> Mapping[str, Entry]:
    """Every derivation of the courses, by its name.

    >>> from derivations import catalogue
    >>> entry = catalogue()["cross-entropy"]
    >>> entry.title
    'Gradient of the cross-entropy'
    >>> list(entry.routes)
    ['through the Jacobian', 'the two cases', 'logarithm first']
    >>> len(entry.derivation("logarithm first").steps)
    6
    """
    return every_entry()


def derive(what: Quantity | str, by: Quantity | None = None) -> Derivation:
    """The steps from a loss to its gradient by a quantity, or what the first `derive` line of a worksheet asks for.

    >>> from derivations import derive
    >>> from derivations.notation import Sum, indices, log, scalar, size, text, vector
    >>> n = size("n")
    >>> (k,) = indices("k", n)
    >>> w, x, t = vector("w", n), vector("x", n), scalar("t")
    >>> E = scalar("E").defined_by((Sum(w[k] * x[k], k) - t) ** 2 / 2)
    >>> text(derive(E, w).result)
    '(wᵀ x − t) x'

    >>> found = derive('''
    ... let z : vector n
    ... derive d/dz_i log sum_k exp(z_k)
    ... ''')
    >>> text(found.result)
    'exp(z_i)/Σ_k exp(z_k)'
    """
    if isinstance(what, str):
        requests = read_sheet(what).requests
        if not requests:
            raise NotDerived("The worksheet has no line that begins with derive.")
        return derived(requests[0])
    if by is None:
        raise NotDerived(f"By which quantity is {what.name} to be differentiated? Give it as well: derive(loss, by).")
    found = gradient(what, by)
    if not found.is_finished:
        raise NotDerived(found.obstacle, found.derivation)
    return found.derivation


def check(worksheet: str) -> CheckedSheet:
    """The verdict on each line of a worksheet.

    >>> from derivations import check
    >>> report = check(r'''
    ... let z : vector n
    ... let y : one-hot n
    ... let p = \\operatorname{softmax}(z)
    ... let J = -\\sum_k y_k \\log p_k
    ... claim \\frac{\\partial J}{\\partial z_i}
    ... = p_i - y_i
    ... = y_i - p_i
    ... ''')
    >>> [finding.verdict for finding in report.findings]
    ['right', 'wrong']
    >>> report.first_wrong
    8
    """
    return checked(worksheet)


def evaluate(what: Expr | Derivation, values: Mapping[Any, Any], axes: Iterable[Index] | None = None) -> Any:
    """The numbers of an expression, or of the result of a derivation; each free index is an axis, by name or as given.

    >>> import numpy as np
    >>> from derivations import catalogue, evaluate
    >>> inputs = {"z": np.zeros(2), "y": np.array([0.0, 1.0])}
    >>> evaluate(catalogue()["cross-entropy"].derivation(), inputs)
    array([ 0.5, -0.5])
    """
    return compiled(what.result if isinstance(what, Derivation) else what, axes)(values)


def export(
    what: str | Entry | Derivation | CheckedSheet,
    to: str,
    route: str | None = None,
    values: Mapping[str, Any] | None = None,
) -> str:
    """A derivation, or a worksheet's file, as latex, markdown, notebook, numpy, pytorch or jax, at these inputs.

    >>> from derivations import export
    >>> module = {}
    >>> exec(export("cross-entropy", to="numpy"), module)
    >>> import numpy as np
    >>> module["gradient"](z=np.zeros(2), y=np.array([0.0, 1.0]))
    array([ 0.5, -0.5])
    """
    return taken_away(what, to, route, values)
