"""The one place for colours: a quantity has the same colour in formulas, numbers and charts.

The colours differ in lightness as well as in hue, so that they stay apart for colour-blind eyes, and they are
dark (or light) enough to set a formula in, on the paper and on the mark of what a step changed. A figure is drawn in
the colours of the light theme; whoever shows it in the dark replaces each colour by its twin.
"""

from typing import Literal

Theme = Literal["light", "dark"]

QUANTITIES: dict[str, dict[Theme, str]] = {
    "z": {"light": "#0b57d0", "dark": "#5b9cff"},
    "p": {"light": "#ad4d00", "dark": "#ea8740"},
    "y": {"light": "#00754f", "dark": "#46c79a"},
    "J": {"light": "#7a1f5c", "dark": "#e07cc4"},
    "gradient": {"light": "#4a3b00", "dark": "#f4dc8c"},
}

# What lies under the part of a formula that a step changed.
MARK: dict[Theme, str] = {"light": "#ffecb3", "dark": "#3a3214"}

# The stops of a signed scale, from minus to plus through the colour of the paper, pale enough to write upon.
MINUS_PALE, MINUS_FAINT, ZERO, PLUS_FAINT, PLUS_PALE = "#86b3ec", "#c8dcf5", "#fbfbf9", "#f8d9bd", "#f2a764"
# The stops of a scale from nothing to much, for losses and surfaces.
LOW, MIDDLE, HIGH = "#f4f3f9", "#b9b2da", "#7d70b3"
# The lowest colour of a surface, which must be told from the paper around it.
PLAIN = "#d6d1e9"
MINUS, PLUS = "#1d5fb4", "#b04a04"
INK, MUTED, FAINT, ALARM, RIM = "#1f2328", "#6b7078", "#d4d6db", "#b3261e", "#fdfdfb"

TWINS: dict[str, str] = {both["light"]: both["dark"] for both in QUANTITIES.values()} | {
    MINUS_PALE: "#2b61a8",
    MINUS_FAINT: "#213e64",
    ZERO: "#1b1e24",
    PLUS_FAINT: "#573519",
    PLUS_PALE: "#96531d",
    LOW: "#1d1e27",
    PLAIN: "#2f2b49",
    MIDDLE: "#423b66",
    HIGH: "#7568b0",
    MINUS: "#6ea8f7",
    PLUS: "#f08f45",
    INK: "#e4e6ea",
    MUTED: "#9aa0a8",
    FAINT: "#3a3f47",
    ALARM: "#ff8a80",
    RIM: "#14171c",
}

SIGNED = [[0.0, MINUS_PALE], [0.25, MINUS_FAINT], [0.5, ZERO], [0.75, PLUS_FAINT], [1.0, PLUS_PALE]]
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
