"""The Train page: what a visitor sets, the network that trains, and what is said of it."""

from pathlib import Path

STYLE = Path(__file__).parent / "page.css"
