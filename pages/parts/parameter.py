"""The parameters of a page's address: declared once, read with plain complaints, written to a query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

MOST_NAMED = 12
"""Options that a sentence names; of more it names those that are most like what was given."""


@dataclass(frozen=True)
class Parameter:
    """One value of a page's address: its name, its default, how its text is read and how it is written.

    `read` raises ValueError with a sentence where the text is not a good value.
    """

    name: str
    default: Any
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


def number(name: str, default: float, low: float, high: float) -> Parameter:
    """A number between two limits."""
    return Parameter(name, default, lambda text: _number(text, low, high), lambda value: f"{value:.6g}")


def whole(name: str, default: int, low: int, high: int) -> Parameter:
    """A whole number between two limits."""

    def read(text: str) -> int:
        value = _number(text, low, high)
        if value != int(value):
            raise ValueError(f"a whole number is needed, not {text!r}")
        return int(value)

    return Parameter(name, default, read)


def choice(name: str, default: str, options: Sequence[str]) -> Parameter:
    """One of a few words."""

    def read(text: str) -> str:
        if text not in options:
            raise ValueError(f"it is one of {some_of(options, text)}, not {text[:40]!r}")
        return text

    return Parameter(name, default, read)


def some_of(options: Sequence[str], text: str) -> str:
    """The options as a sentence names them; of many those that are most like what was given."""
    if len(options) <= MOST_NAMED:
        return ", ".join(options)
    near = get_close_matches(text[:80], options, 3, cutoff=0)
    return f"{', '.join(near)} or {len(options) - len(near)} others"


def flag(name: str, default: bool) -> Parameter:
    """Yes or no."""

    def read(text: str) -> bool:
        if text not in ("yes", "no"):
            raise ValueError(f"it is yes or no, not {text[:40]!r}")
        return text == "yes"

    return Parameter(name, default, read, lambda value: "yes" if value else "no")


def numbers(name: str, default: Sequence[float], low: float, high: float, sizes: range) -> Parameter:
    """A vector, written with commas."""

    def read(text: str) -> tuple[float, ...]:
        parts = text.split(",")
        if len(parts) not in sizes:
            raise ValueError(f"{sizes.start} to {sizes.stop - 1} numbers are needed, not {len(parts)}")
        return tuple(_number(part, low, high) for part in parts)

    return Parameter(name, tuple(default), read, lambda values: ",".join(f"{v:.6g}" for v in values))


def text(name: str, default: str, longest: int) -> Parameter:
    """Free text up to a length."""

    def read(given: str) -> str:
        if len(given) > longest:
            raise ValueError(f"at most {longest} characters fit, not {len(given)}")
        return given

    return Parameter(name, default, read)


def read_query(parameters: Sequence[Parameter], query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The value of each parameter, and a sentence for each one whose text was not good."""
    values: dict[str, Any] = {}
    complaints = []
    for parameter in parameters:
        values[parameter.name] = parameter.default
        if parameter.name not in query:
            continue
        try:
            values[parameter.name] = parameter.read(query[parameter.name])
        except ValueError as error:
            default, why = parameter.write(parameter.default), str(error).rstrip(".")
            complaints.append(
                f"The link's value for “{parameter.name}” was set aside: {why}. Used {default} instead."
            )
    return values, complaints


def write_query(parameters: Sequence[Parameter], values: Mapping[str, Any]) -> str:
    """The query string of a view; what stands at its default is left out."""
    pairs = [(p.name, p.write(values[p.name])) for p in parameters if values[p.name] != p.default]
    return urlencode(pairs, safe=",")


def _number(text: str, low: float, high: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"a number is needed, not {text[:40]!r}") from None
    if not low <= value <= high:
        raise ValueError(f"a number from {low:g} to {high:g} is needed, not {text[:40]}")
    return value
