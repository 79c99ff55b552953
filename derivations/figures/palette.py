"""The one place for colours: a quantity has the same colour in formulas, numbers and charts.

The colours differ in lightness as well as in hue, so that they stay apart for colour-blind eyes, and they are
dark (or light) enough to set a formula in. A figure is drawn in the colours of the light theme; whoever shows
it in the dark replaces each colour by its twin.
"""

from typing import Literal

Theme = Literal["light", "dark"]

QUANTITIES: dict[str, dict[Theme, str]] = {
    "z": {"light": "#0b57d0", "dark": "#5b9cff"},
    "p": {"light": "#bf5600", "dark": "#e67e33"},
    "y": {"light": "#00845a", "dark": "#46c79a"},
    "J": {"light": "#7a1f5c", "dark": "#d66cb8"},
    "gradient": {"light": "#4a3b00", "dark": "#f4dc8c"},
}

# The stops of a signed scale, from minus to plus through the colour of the paper.
MINUS, MINUS_SOFT, ZERO, PLUS_SOFT, PLUS = "#1d5fb4", "#9dbfe6", "#fbfbf9", "#eeb98f", "#b04a04"
# The stops of a scale from nothing to much, for losses and surfaces.
LOW, MIDDLE, HIGH = "#f2f0f7", "#a79fca", "#4b3b82"
MUTED, FAINT, ALARM = "#6b7078", "#d4d6db", "#b3261e"

TWINS: dict[str, str] = {both["light"]: both["dark"] for both in QUANTITIES.values()} | {
    MINUS: "#6ea8f7",
    MINUS_SOFT: "#2b507e",
    ZERO: "#1b1e24",
    PLUS_SOFT: "#7a4622",
    PLUS: "#f08f45",
    LOW: "#20202b",
    MIDDLE: "#5a4f8c",
    HIGH: "#b9aef0",
    MUTED: "#9aa0a8",
    FAINT: "#3a3f47",
    ALARM: "#ff8a80",
}

SIGNED = [[0.0, MINUS], [0.25, MINUS_SOFT], [0.5, ZERO], [0.75, PLUS_SOFT], [1.0, PLUS]]
UNSIGNED = [[0.0, LOW], [0.5, MIDDLE], [1.0, HIGH]]


def colour(quantity: str, theme: Theme = "light") -> str:
    """The colour of a named quantity; figures are drawn in the light ones."""
    if quantity not in QUANTITIES:
        raise ValueError(
            f"No colour is set for {quantity!r}; the quantities with one are {', '.join(QUANTITIES)}."
        )
    return QUANTITIES[quantity][theme]


def series(position: int) -> str:
    """A colour for the nth line of a chart whose lines are not quantities with a colour of their own."""
    return list(QUANTITIES.values())[position % len(QUANTITIES)]["light"]


def translucent(colour: str, opacity: float) -> str:
    """The colour with an opacity between 0 and 1, written so that its twin still replaces it."""
    if not 0 <= opacity <= 1:
        raise ValueError(f"An opacity lies between 0 and 1, not at {opacity}.")
    return f"{colour}{round(opacity * 255):02x}"
