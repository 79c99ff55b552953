"""A derivation written down for elsewhere: for a terminal, as LaTeX, as Markdown, as data."""
