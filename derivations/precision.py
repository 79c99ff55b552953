"""The softmax in finite precision: where the naive form overflows and underflows, and what stays exact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Precision = Literal["float64", "float32", "float16"]
Array = npt.NDArray[np.float64]
Softmax = Callable[[npt.ArrayLike, Precision], Array]

PRECISIONS: tuple[Precision, ...] = ("float64", "float32", "float16")


def naive_softmax(x: npt.ArrayLike, precision: Precision = "float64") -> Array:
    """eˣ / Σ eˣ as it is written: no number at all once a power overflows, or all of them vanish."""
    with np.errstate(all="ignore"):
        powers = np.exp(np.asarray(x, dtype=precision))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True, dtype=precision), dtype=float)


def stable_softmax(x: npt.ArrayLike, precision: Precision = "float64") -> Array:
    """eˣ⁻ᵐ / Σ eˣ⁻ᵐ with m = max x: the largest power is 1, so nothing overflows and no sum is 0."""
    with np.errstate(under="ignore"):
        given = np.asarray(x, dtype=precision)
        powers = np.exp(given - given.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True, dtype=precision), dtype=float)


def softmax_jacobian(p: npt.ArrayLike, temperature: float = 1.0) -> Array:
    """∂pᵢ/∂zⱼ = pᵢ(δᵢⱼ − pⱼ) / T."""
    answer = np.asarray(p, dtype=float)
    jacobian: Array = (np.diag(answer) - np.outer(answer, answer)) / temperature
    return jacobian


@dataclass(frozen=True)
class Breakdown:
    """The shifts between which the naive softmax still gives numbers."""

    underflow: float
    overflow: float


def breakdown(z: npt.ArrayLike, precision: Precision, temperature: float = 1.0) -> Breakdown:
    """Where eˣ of the largest x leaves the numbers that a precision has, at either end."""
    info = np.finfo(precision)
    highest = float(np.max(np.asarray(z, dtype=float)))
    # A power below half of the smallest positive number rounds to zero.
    smallest = float(np.log(float(info.smallest_subnormal)) - np.log(2.0))
    largest = float(np.log(float(info.max)))
    return Breakdown(smallest * temperature - highest, largest * temperature - highest)


def shift_errors(
    z: npt.ArrayLike, shifts: npt.ArrayLike, softmax: Softmax, precision: Precision, temperature: float = 1.0
) -> Array:
    """The largest error of softmax((z + c)/T) at each shift c against softmax(z/T); nan for no number."""
    logits = np.asarray(z, dtype=float)
    shifted = (logits + np.asarray(shifts, dtype=float)[:, None]) / temperature
    errors: Array = np.abs(softmax(shifted, precision) - stable_softmax(logits / temperature)).max(axis=1)
    return errors


FORMS: dict[str, Softmax] = {"as written": naive_softmax, "largest taken out": stable_softmax}
Case = tuple[str, Precision]
# Even on the stretched axis of the plot, and reaching as far as a shift may go.
SHIFTS: Array = 4 * np.sinh(np.linspace(-np.arcsinh(250.0), np.arcsinh(250.0), 121))


@dataclass(frozen=True)
class ShiftStudy:
    """The softmax of some logits, exact and as each form and precision gives it, at one shift and at all."""

    exact: Array
    jacobian: Array
    shift: float
    answers: dict[Case, Array]
    shifts: Array
    errors: dict[Case, Array]
    breakdowns: dict[Precision, Breakdown]

    def error(self, case: Case) -> float:
        """How far an answer at the present shift is off; nan where it is no number."""
        return float(np.abs(self.answers[case] - self.exact).max())


def study_of_shifts(z: npt.ArrayLike, shift: float, temperature: float = 1.0) -> ShiftStudy:
    """Evaluate softmax((z + c)/T) in each form and precision, at the shift and over all shifts."""
    logits = np.asarray(z, dtype=float)
    exact = stable_softmax(logits / temperature)
    breakdowns = {precision: breakdown(logits, precision, temperature) for precision in PRECISIONS}
    # The last places where there are numbers belong to the curves, however far apart the shifts lie.
    edges = [edge * (1 - 1e-9) for ends in breakdowns.values() for edge in (ends.underflow, ends.overflow)]
    shifts = np.unique(np.concatenate([SHIFTS, np.clip(edges, SHIFTS[0], SHIFTS[-1])]))
    cases: list[Case] = [(form, precision) for form in FORMS for precision in PRECISIONS]
    return ShiftStudy(
        exact=exact,
        jacobian=softmax_jacobian(exact, temperature),
        shift=shift,
        answers={(form, kind): FORMS[form]((logits + shift) / temperature, kind) for form, kind in cases},
        shifts=shifts,
        errors={(f, kind): shift_errors(logits, shifts, FORMS[f], kind, temperature) for f, kind in cases},
        breakdowns=breakdowns,
    )


def cooling(z: npt.ArrayLike, temperatures: npt.ArrayLike) -> Array:
    """The softmax at each temperature: from the largest logit alone when cold to all alike when hot."""
    return stable_softmax(np.asarray(z, dtype=float) / np.asarray(temperatures, dtype=float)[:, None])
