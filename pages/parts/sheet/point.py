"""A point where a line fails, as formulas: every input by its name, numbers with as many digits as mean something."""

from collections.abc import Iterator, Mapping
from typing import Any

MOST_ENTRIES = 8
"""of a row that is shown in full"""


def point(inputs: Mapping[str, Any]) -> Iterator[str]:
    """Each input of a point as a formula, numbers and indices first."""
    for name, value in sorted(inputs.items(), key=lambda given: (depth(given[1]), given[0])):
        yield rf"{name} = {array(value)}"


def depth(value: Any) -> int:
    return 1 + depth(value[0]) if isinstance(value, list) and value else 0


def array(value: Any) -> str:
    """A number, a vector in round brackets, or a matrix."""
    if depth(value) == 2:
        rows = r" \\ ".join(" & ".join(map(number, row[:MOST_ENTRIES])) for row in value[:MOST_ENTRIES])
        return rf"\left(\begin{{smallmatrix}}{rows}\end{{smallmatrix}}\right)"
    if depth(value) == 1:
        return f"({', '.join(map(number, value[:MOST_ENTRIES]))})"
    return number(value)


def number(value: Any) -> str:
    """A number as it is read: whole as it is, others to three digits."""
    if not isinstance(value, int | float):
        return "?"
    if float(value).is_integer() and abs(value) < 1e6:
        return str(int(value))
    mantissa, _, exponent = f"{value:.3g}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def values(left: float, right: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to see that they differ, four at least."""
    digits = next((d for d in range(4, 16) if f"{left:.{d}g}" != f"{right:.{d}g}"), 16)
    return f"{left:.{digits}g}".replace("-", "−"), f"{right:.{digits}g}".replace("-", "−")
